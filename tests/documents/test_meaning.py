"""Which open assignment an act most likely means: facts in order, told in a sentence, and none where none will do."""

from dataclasses import replace
from datetime import date

import pytest

from documents.findings import Cited, Meant
from documents.meaning import Candidate, Pointing, meaning

BOARD, COUNCIL = 1, 2
CHIEF, CARE, SCHOOL = 11, 12, 13
PLAN = Candidate(
    3,
    "ta fram en handlingsplan mot våld",
    "Trygghet",
    BOARD,
    date(2017, 10, 10),
    "309",
    "KS 2017-123",
    frozenset({CARE}),
)
NAME = replace(PLAN, assignment_id=4, task="utse en förvaltning", owner_ids=frozenset({CHIEF}))
ROADS = Candidate(
    7,
    "redovisa cykelvägnätets underhåll",
    "Cykelvägar",
    BOARD,
    date(2016, 3, 8),
    "77",
    "KS 2016-40",
    frozenset({CHIEF}),
)
POOL = Candidate(9, "utreda en simhall", "Bad", COUNCIL, date(2016, 5, 3), "44", "KF 2016-9", frozenset({SCHOOL}))
OPEN = [PLAN, NAME, ROADS, POOL]


def pointing(words: str = "Uppdraget avslutas.", body: int = BOARD, owners: set[int] | None = None, **said) -> Pointing:
    return Pointing(Meant(words, **said), body, said.pop("cited_body", None), frozenset(owners or ()))


@pytest.mark.parametrize(
    ("said", "best", "reason", "runner_up"),
    [
        (
            pointing(cited=Cited("77", date(2016, 3, 8), 2016), case_number="KS 2017-123"),
            ROADS,
            "Beslutet 8 mars 2016 § 77 nämns.",
            None,
        ),
        (pointing(cited=Cited("44", None, 2016), body=COUNCIL), POOL, "Beslutet 3 maj 2016 § 44 nämns.", None),
        (
            pointing("Uppdraget att utse en förvaltning avslutas.", case_number="KS 2017-123"),
            NAME,
            "Samma ärende KS 2017-123, samma organ och 2 gemensamma ord (utse, förvaltning).",
            PLAN,
        ),
        (
            pointing(case_number="ks2017/123", owners={CARE}),
            PLAN,
            "Samma ärende KS 2017-123, samma organ och samma ansvariga.",
            NAME,
        ),
        (
            pointing("Uppdraget om cykelvägnätets underhåll avslutas.", owners={CHIEF}),
            ROADS,
            "Samma organ, samma ansvariga och 2 gemensamma ord (cykelvägnätets, underhåll).",
            None,
        ),
        (
            pointing("Uppdraget att redovisa underhållet av cykelvägnätet, cykelvägar, avslutas."),
            ROADS,
            "Samma organ och 3 gemensamma ord (underhållet, cykelvägnätet, cykelvägar).",
            None,
        ),
        (
            pointing("Uppdraget att ta fram handlingsplanen mot våldet för ökad trygghet avslutas."),
            PLAN,
            "Samma organ och 4 gemensamma ord (fram, handlingsplanen, våldet, trygghet).",
            None,
        ),
    ],
)
def test_the_likeliest_is_told_with_its_reason(said: Pointing, best, reason: str, runner_up) -> None:
    found = meaning(said, OPEN)
    assert (found.best, found.runner_up) == (best, runner_up)
    assert (found.runner_up_reason is None) == (runner_up is None)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (pointing("Uppdraget avslutas."), "Inget öppet uppdrag är tillräckligt likt."),
        (pointing("Uppdraget avslutas.", owners={CARE}), "Inget öppet uppdrag är tillräckligt likt."),
        (
            pointing(cited=Cited("12", date(2015, 1, 13), 2015), case_number="KS 2017-123"),
            "Inget öppet uppdrag kommer från 13 januari 2015 § 12, som punkten nämner.",
        ),
        (
            pointing(case_number="KS 2017-123"),
            "Uppdrag 3 och 4 stämmer lika väl: samma ärende KS 2017-123 och samma organ.",
        ),
        (
            pointing("Uppdraget att utreda en simhall för bad avslutas.", body=BOARD),
            "Inget öppet uppdrag är tillräckligt likt.",
        ),
    ],
)
def test_where_nothing_is_likely_enough_a_person_must_say(said: Pointing, reason: str) -> None:
    found = meaning(said, OPEN)
    assert (found.best, found.runner_up, found.reason) == (None, None, reason)


def test_the_facts_weigh_in_order() -> None:
    """Each of the assignments has one fact more than the next, and the words of the last one do not outweigh it."""
    words = "Uppdraget att redovisa cykelvägnätets underhåll, cykelvägar, avslutas."
    said = Pointing(Meant(words, case_number="KS 2017-123"), BOARD, None, frozenset({CARE}))
    other_body = replace(PLAN, assignment_id=20, body_id=COUNCIL)
    other_owner = replace(PLAN, assignment_id=21, owner_ids=frozenset({SCHOOL}))
    ranked = []
    left = [ROADS, other_owner, other_body, PLAN]
    while (found := meaning(said, left)).best:
        ranked.append(found.best.assignment_id)
        left = [one for one in left if one is not found.best]
    assert ranked == [3, 21, 20, 7]


def test_the_words_of_a_confidential_assignment_stay_unsaid() -> None:
    secret = replace(NAME, is_confidential=True)
    found = meaning(pointing("Uppdraget att utse en förvaltning avslutas.", case_number="KS 2017-123"), [secret])
    assert found.best is secret and "förvaltning" not in found.reason


def test_the_order_of_the_candidates_decides_nothing() -> None:
    said = pointing("Uppdraget att utse en förvaltning avslutas.", case_number="KS 2017-123", owners={CHIEF})
    assert meaning(said, OPEN) == meaning(said, OPEN[::-1])
