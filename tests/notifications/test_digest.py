"""The weekly report: what stands in it, who gets it, and that it is written once."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from deadlines.ladder import Rung
from deadlines.status import Answer, Outcome, Status
from deadlines.term import Kind, Term
from models.answering import Said
from models.body import Holding
from models.closing import ByDecision, close, move_term
from models.database import reading, transaction
from models.event import head
from models.leases import release_lease, take_lease
from models.letter import Letter, LetterKind
from models.receiving import Received, receive
from models.runs import last_run
from notifications.digest import DigestState, DigestSummary, digest_day, weekly_digest
from tests.builders import a_body, a_decision, a_notice, an_assignment, owners_of
from tests.notifications.example_case import (
    JOINT,
    another_office,
    assignments,
    at,
    body,
    load_bodies,
    said,
    take_the_decision,
    the_office,
)

AUGUST_13 = date(2018, 8, 13)
WEEK_47, WEEK_48, WEEK_49 = date(2017, 11, 20), date(2017, 11, 27), date(2017, 12, 4)
KANSLI, DIRECTOR, SN = (
    "kansli@linkoping.example",
    "kommundirektor@linkoping.example",
    "socialnamnden@linkoping.example",
)

GOLDEN = """\
Läget måndag 27 november 2017
4 öppna uppdrag = 0 försenade + 1 inom 30 dagar + 1 längre fram + 1 utan slutdatum
                  + 1 väntar på annat uppdrag

BEHÖVER ÅTGÄRD
  Kommunledningsförvaltningens uppdrag saknar slutdatum (KS 2017 § 309 p. 1).
  Ange bevakningsdatum.

INOM 30 DAGAR
  30 nov  kommundirektören, KS 2017 § 309 p. 3. Pågår enligt plan (svar 17 november).

INGET SVAR EFTER TVÅ PÅMINNELSER
  Ingen.

SEDAN FÖRRA VECKAN
  Inget nytt.

Loggens kontrollvärde (för revisionen): {head}. Läget på sidan: http://127.0.0.1:8017

Du får veckorapporten för att du följer alla uppdrag. Hela förklaringen:
[länk till förklaringen]
Frågor: kommunledningsförvaltningens kansli, kansli@linkoping.example
Meddelandet kan vara en allmän handling.
"""


@pytest.fixture
def case(engine: Engine) -> Engine:
    """The example decision, a report last week, and nothing said yet."""
    load_bodies(engine)
    take_the_decision(engine)
    weekly_digest(engine, the_office(), at(WEEK_47))
    return engine


def letters(engine: Engine, day: date) -> dict[str, Letter]:
    with reading(engine) as session:
        found = session.exec(select(Letter).where(Letter.kind == LetterKind.DIGEST, Letter.day == day))
        return {letter.intended: letter for letter in found}


def report(engine: Engine, day: date) -> str:
    """What the management office reads."""
    weekly_digest(engine, the_office(), at(day))
    return letters(engine, day)[KANSLI].text


def section(text: str, heading: str) -> str:
    """The lines under a heading; empty where the heading is not there."""
    _, _, after = text.partition(f"{heading}\n")
    return re.split(r"\n\n(?=[A-ZÅÄÖ])", after)[0]


def test_the_example_reads_as_written(engine: Engine) -> None:
    load_bodies(engine)
    take_the_decision(engine)
    said(engine, "kommundirektören", date(2017, 11, 17), Answer.ON_TRACK)
    weekly_digest(engine, the_office(), at(WEEK_47))
    with reading(engine) as session:
        newest = head(session).hash

    summary = weekly_digest(engine, the_office(), at(WEEK_48))

    letter = letters(engine, WEEK_48)[KANSLI]
    assert letter.subject == "Veckorapport v. 48: 1 behöver åtgärd, 1 inom 30 dagar"
    assert letter.text == GOLDEN.format(head=f"{newest[:4]}…{newest[-4:]}")
    assert (summary.state, summary.week, summary.letters) == (DigestState.WRITTEN, 48, 2)
    assert (summary.open_ones, summary.needed, summary.soon, summary.late) == (4, 1, 1, 0)
    assert sum(summary.parts.values()) == summary.open_ones


def test_html_and_text_say_the_same(case: Engine) -> None:
    weekly_digest(case, the_office(), at(WEEK_48))

    html = letters(case, WEEK_48)[KANSLI].html.replace("\xa0", " ")
    assert '<html lang="sv"' in html
    for heading in ("Behöver åtgärd", "Inom 30 dagar", "Inget svar efter två påminnelser", "Sedan förra veckan"):
        assert f">{heading}</h2>" in html
    assert "Kommunledningsförvaltningens uppdrag saknar slutdatum (KS 2017 § 309 p. 1)." in html
    assert "Ange bevakningsdatum." in html


def test_the_office_and_the_director_get_all_of_it(case: Engine) -> None:
    weekly_digest(case, the_office(), at(WEEK_48))

    found = letters(case, WEEK_48)
    assert set(found) == {KANSLI, DIRECTOR}
    assert found[KANSLI].text == found[DIRECTOR].text


def test_it_is_written_once_however_often_it_is_run(case: Engine) -> None:
    weekly_digest(case, the_office(), at(WEEK_48))
    before = {letter.message_id for letter in letters(case, WEEK_48).values()}

    again = weekly_digest(case, the_office(), at(WEEK_48, 8))

    assert (again.state, again.letters) == (DigestState.WRITTEN_BEFORE, 0)
    assert {letter.message_id for letter in letters(case, WEEK_48).values()} == before


def test_two_at_once_do_not_both_write_it(case: Engine) -> None:
    take_lease(case, "digest", "somebody else", at(WEEK_48), 600)
    assert weekly_digest(case, the_office(), at(WEEK_48)).state is DigestState.BEING_WRITTEN
    assert not letters(case, WEEK_48)
    release_lease(case, "digest", "somebody else")

    assert weekly_digest(case, the_office(), at(WEEK_48)).state is DigestState.WRITTEN
    assert take_lease(case, "digest", "the next", at(WEEK_48), 600), "it is given back"


def test_on_another_day_nothing_is_written(case: Engine) -> None:
    summary = weekly_digest(case, the_office(), at(date(2017, 11, 28)))

    assert summary == DigestSummary(DigestState.ANOTHER_DAY, WEEK_48)
    assert not letters(case, WEEK_48)


def test_next_weeks_report_is_not_written_in_advance(case: Engine) -> None:
    assert weekly_digest(case, the_office(), at(WEEK_48), day=WEEK_49).state is DigestState.ANOTHER_DAY
    assert not letters(case, WEEK_49)


def test_a_missed_report_can_be_asked_for_and_shows_where_things_stand_now(case: Engine) -> None:
    weekly_digest(case, the_office(), at(date(2017, 12, 1)), day=WEEK_48)

    letter = letters(case, WEEK_48)[KANSLI]
    assert letter.subject.startswith("Veckorapport v. 48:")
    assert letter.text.startswith("Läget fredag 1 december 2017")
    assert "30 nov  kommundirektören" in section(letter.text, "FÖRSENADE")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 11, 30), date(2017, 11, 27)),
        (date(2017, 12, 25), date(2017, 12, 27)),  # Christmas Day and the day after are closed
        (date(2018, 4, 2), date(2018, 4, 3)),  # Easter Monday
        (date(2018, 1, 7), date(2018, 1, 2)),
    ],
)
def test_a_closed_monday_moves_it_to_the_next_open_day_of_its_week(day: date, expected: date) -> None:
    assert digest_day(the_office().workdays, day) == expected


def test_after_a_closed_monday_it_bears_its_own_week(case: Engine) -> None:
    tuesday = date(2018, 4, 3)

    assert weekly_digest(case, the_office(), at(date(2018, 4, 2))).state is DigestState.ANOTHER_DAY
    assert weekly_digest(case, the_office(), at(tuesday)).state is DigestState.WRITTEN
    assert letters(case, tuesday)[KANSLI].subject.startswith("Veckorapport v. 14:")


def test_with_nothing_to_report_the_director_alone_gets_three_lines(engine: Engine) -> None:
    load_bodies(engine)
    with transaction(engine) as session:
        decision = a_decision(session, body=body(session, "kommunstyrelsen"))
        an_assignment(session, decision=decision, owners=[body(session, JOINT[0])], last=date(2018, 6, 30))

    weekly_digest(engine, the_office(), at(WEEK_48))

    found = letters(engine, WEEK_48)
    assert set(found) == {DIRECTOR}
    first, second, third = found[DIRECTOR].text.splitlines()
    assert first == (
        "Läget måndag 27 november 2017: inget behöver åtgärd. "
        "1 öppet uppdrag = 0 försenade + 0 inom 30 dagar + 1 längre fram + 0 utan slutdatum."
    )
    assert second.startswith("Loggens kontrollvärde (för revisionen): ")
    assert third == "Hela förklaringen till mejlet: [länk till förklaringen]"
    assert found[DIRECTOR].subject == "Veckorapport v. 48: inget att rapportera"


def test_a_body_reads_of_its_own_assignments_only(case: Engine) -> None:
    said(case, "socialnämnden", date(2018, 8, 6), Answer.MORE_TIME, text="Remissen\nblev försenad.")

    weekly_digest(case, the_office(), at(AUGUST_13))

    own = letters(case, AUGUST_13)[SN]
    assert own.text.startswith("Läget måndag 13 augusti 2018 för socialnämnden\n1 öppet uppdrag = 1 försenat + ")
    assert "kommundirektören" not in own.text
    assert "KS 2017 § 309 p. 3" not in own.text
    late = " ".join(section(own.text, "FÖRSENADE").split())
    assert "Socialnämnden: behöver mer tid (svar 6 augusti): ”Remissen blev försenad.”" in late
    assert "Inget besked ännu från omsorgsnämnden, barn- och ungdomsnämnden och bildningsnämnden." in late
    assert "bevakningsdatum" not in own.text.lower()


def test_a_body_with_nothing_late_or_soon_gets_none(case: Engine) -> None:
    said(case, "socialnämnden", date(2017, 11, 22), Answer.ON_TRACK)

    weekly_digest(case, the_office(), at(WEEK_48))

    assert SN not in letters(case, WEEK_48)
    assert "Socialnämnden, KS 2017 § 309 p. 2: pågår enligt plan (svar 22 november)." in section(
        letters(case, WEEK_48)[KANSLI].text, "SEDAN FÖRRA VECKAN"
    )


def test_an_owner_that_is_only_silent_is_left_to_the_ladder(case: Engine) -> None:
    with transaction(case) as session:
        owner = owners_of(session, assignments(session)[1])[1]
        for day, rung in ((1, Rung.SOON), (2, Rung.LAST)):
            a_notice(session, owner, rung=rung, written_on=date(2017, 11, day), planned_on=date(2017, 11, day))

    assert "socialnämnden" in section(report(case, WEEK_48), "INGET SVAR EFTER TVÅ PÅMINNELSER")
    assert SN not in letters(case, WEEK_48)


def test_in_a_quiet_period_the_bodies_are_left_in_peace(case: Engine) -> None:
    in_july = date(2018, 7, 9)

    assert "socialnämnden" in section(report(case, in_july), "FÖRSENADE")
    assert set(letters(case, in_july)) == {KANSLI, DIRECTOR}


def test_a_secretary_of_two_committees_gets_one_letter(case: Engine) -> None:
    with transaction(case) as session:
        for holding in session.exec(select(Holding)):
            session.delete(holding)
        for name in ("socialnämnden", "omsorgsnämnden"):
            body(session, name).address = "sekreterare@linkoping.example"

    weekly_digest(case, the_office(), at(AUGUST_13))

    found = letters(case, AUGUST_13)["sekreterare@linkoping.example"]
    assert "för omsorgsnämnden och socialnämnden" in found.text
    assert "1 öppet uppdrag = 1 försenat" in found.text


def test_what_is_confidential_shows_its_case_number_only(engine: Engine) -> None:
    load_bodies(engine)
    take_the_decision(engine, is_confidential=True, case_number="KS 2017-777", title="Hemligt")
    said(engine, "socialnämnden", date(2018, 8, 6), Answer.MORE_TIME, text="Ett barn", wanted_day=date(2018, 9, 3))

    monday = AUGUST_13
    weekly_digest(engine, the_office(), at(monday))

    found = letters(engine, monday)
    assert {KANSLI, DIRECTOR, SN} <= set(found)
    for letter in found.values():
        for part in (letter.text, letter.html, letter.subject):
            body_of_it = part.replace(" för socialnämnden", "")
            for secret in ("309", "Hemligt", "Ett barn", "handlingsplan", "utse en förvaltning", "3 september"):
                assert secret not in body_of_it
        assert "juni 2018  ärende KS 2017-777." in letter.text
    assert "socialnämnden" not in found[KANSLI].text
    assert "socialnämnden" not in found[KANSLI].html


def test_in_shadow_mode_all_of_it_goes_to_the_office(case: Engine) -> None:
    office = another_office(live_from=None)

    weekly_digest(case, office, at(AUGUST_13))

    found = letters(case, AUGUST_13)
    assert {KANSLI, DIRECTOR, SN} <= set(found)
    assert {letter.recipient for letter in found.values()} == {KANSLI}
    assert f"skulle ha gått till {SN}" in found[SN].text
    assert SN in found[SN].html


def test_what_has_no_date_is_asked_about_until_a_quarter_has_passed(case: Engine) -> None:
    asked = []
    for week in range(1, 22):
        monday = digest_day(the_office().workdays, WEEK_47 + timedelta(weeks=week))
        weekly_digest(case, the_office(), at(monday))
        if KANSLI in letters(case, monday) and "saknar slutdatum" in letters(case, monday)[KANSLI].text:
            asked.append(monday)

    assert asked == [
        *(WEEK_48 + timedelta(weeks=n) for n in range(4)),
        date(2017, 12, 27),
        date(2018, 1, 2),
        date(2018, 1, 8),
        date(2018, 4, 3),
    ]


@pytest.mark.parametrize(
    ("watch_on", "ask"),
    [
        (date(2017, 11, 27), "Bevakningsdatum 27 november har kommit. Ange ett nytt."),
        (date(2017, 11, 1), "Bevakningsdatum 1 november har kommit. Ange ett nytt."),
        (date(2017, 11, 28), None),
    ],
)
def test_a_watch_date_is_told_of_when_it_has_come(case: Engine, watch_on: date, ask: str | None) -> None:
    with transaction(case) as session:
        assignments(session)[0].watch_on = watch_on

    needed = section(report(case, WEEK_48), "BEHÖVER ÅTGÄRD")

    assert ask in needed if ask else needed == "  Inget."


def test_an_owner_is_asked_for_when_what_it_waits_for_has_been_reported(case: Engine) -> None:
    assert "Ange ansvarig" not in report(case, WEEK_48)
    with transaction(case) as session:
        third, fourth = assignments(session)[2:]
        receive(session, third.id, Received("KS 2017-456"), at(WEEK_48, 10), WEEK_48)

    text = report(case, WEEK_49)

    assert f"Ange ansvarig för uppdrag nr {fourth.id}." in section(text, "BEHÖVER ÅTGÄRD")
    assert "(KS 2017 § 309 p. 3)" in section(text, "BEHÖVER ÅTGÄRD")
    assert "1 redovisat" in text


def test_an_owner_that_nobody_knows_is_asked_for_at_once(case: Engine) -> None:
    with transaction(case) as session:
        decision = a_decision(session, body=body(session, "kommunstyrelsen"), paragraph="311")
        made = an_assignment(session, decision=decision, owners=[None], last=date(2018, 3, 1))

    needed = section(report(case, WEEK_48), "BEHÖVER ÅTGÄRD")

    assert "Ansvarig saknas (KS 2017 § 311 p. 1)." in needed
    assert f"Ange ansvarig för uppdrag nr {made.id}." in needed


@pytest.mark.parametrize(
    ("answer", "what", "ask"),
    [
        (
            Said(Answer.NOT_OURS),
            "Socialnämnden uppger att uppdraget inte är deras (KS 2017 § 309 p. 2, svar 22 november).",
            "Ta ställning till vem som är ansvarig.",
        ),
        (
            Said(Answer.TAKEN_OVER),
            "En ny handläggare har tagit över socialnämndens uppdrag (KS 2017 § 309 p. 2, svar 22 november).",
            "Skicka underlaget dit.",
        ),
        (
            Said(Answer.MORE_TIME, wanted_day=date(2018, 10, 31)),
            "Socialnämnden behöver mer tid (KS 2017 § 309 p. 2, svar 22 november). Önskad ny tid: 31 oktober 2018.",
            "Bered frågan: kommunstyrelsen beslutar om ny tid.",
        ),
    ],
)
def test_answers_that_somebody_must_take_up(case: Engine, answer: Said, what: str, ask: str) -> None:
    said(case, "socialnämnden", date(2017, 11, 22), answer.answer, wanted_day=answer.wanted_day)

    needed = " ".join(section(report(case, WEEK_48), "BEHÖVER ÅTGÄRD").split())

    assert f"{what} {ask}" in needed
    assert f"{what} Kansliet tar hand om det." in " ".join(letters(case, WEEK_48)[SN].text.split())


def test_having_taken_over_is_news_for_one_week(case: Engine) -> None:
    report(case, WEEK_48)
    said(case, "socialnämnden", WEEK_48, Answer.TAKEN_OVER)

    assert "tagit över" in section(report(case, WEEK_49), "BEHÖVER ÅTGÄRD")
    assert "tagit över" not in section(report(case, date(2017, 12, 11)), "BEHÖVER ÅTGÄRD")


def test_a_wish_for_more_time_is_answered_by_a_new_term(case: Engine) -> None:
    said(case, "socialnämnden", date(2017, 11, 22), Answer.MORE_TIME)
    assert "behöver mer tid" in section(report(case, WEEK_48), "BEHÖVER ÅTGÄRD")
    with transaction(case) as session:
        second = assignments(session)[1]
        term = Term(Kind.DATE, date(2018, 10, 31), date(2018, 10, 31))
        by = ByDecision(body(session, "kommunstyrelsen").id, date(2017, 11, 28), "340")
        move_term(session, second.id, term, by, at(WEEK_48, 12), WEEK_48, the_office().workdays, 10)

    text = report(case, WEEK_49)

    assert "behöver mer tid" not in section(text, "BEHÖVER ÅTGÄRD")
    changed = " ".join(section(text, "SEDAN FÖRRA VECKAN").split())
    assert "31 oktober 2018 (tidigare juni 2018). Kommunstyrelsen 28 november, § 340." in changed


def test_a_body_that_nobody_can_reach_is_named(case: Engine) -> None:
    with transaction(case) as session:
        nowhere = a_body(session, "Krisberedningsnämnden", address=None)
        decision = a_decision(session, body=body(session, "kommunstyrelsen"), paragraph="311")
        an_assignment(session, decision=decision, owners=[nowhere], last=date(2018, 3, 1))

    needed = section(report(case, WEEK_48), "BEHÖVER ÅTGÄRD")

    assert "Krisberedningsnämnden saknar e-postadress. Mejlen går till kansliet.\n  Lägg in en adress." in needed


def test_two_unanswered_questions_make_an_owner_silent(case: Engine) -> None:
    with transaction(case) as session:
        silent, spoke, once, _ = owners_of(session, assignments(session)[1])
        for owner, rungs in ((silent, (Rung.SOON, Rung.LAST)), (spoke, (Rung.SOON, Rung.LAST)), (once, (Rung.SOON,))):
            for day, rung in enumerate(rungs, 1):
                a_notice(session, owner, rung=rung, written_on=date(2017, 11, day), planned_on=date(2017, 11, day))
    said(case, JOINT[1], date(2017, 11, 21), Answer.ON_TRACK)

    found = section(report(case, WEEK_48), "INGET SVAR EFTER TVÅ PÅMINNELSER")

    assert found == "  omsorgsnämnden, KS 2017 § 309 p. 2."


def test_what_happened_is_told_once(case: Engine) -> None:
    with transaction(case) as session:
        third = assignments(session)[2]
        receive(session, third.id, Received("KS 2017-456"), at(WEEK_47, 10), WEEK_47)
        by = ByDecision(body(session, "kommunstyrelsen").id, date(2017, 11, 21), "350")
        close(session, third.id, Outcome.DONE, by, at(WEEK_47, 11))

    told = section(report(case, WEEK_48), "SEDAN FÖRRA VECKAN")

    assert "Redovisat: kommundirektören, KS 2017 § 309 p. 3 (dnr KS 2017-456)." in told
    assert "Avslutat: kommundirektören, KS 2017 § 309 p. 3. Kommunstyrelsen 21 november, § 350." in told
    assert section(report(case, WEEK_49), "SEDAN FÖRRA VECKAN") == "  Inget nytt."


def test_what_is_decided_is_told_of(engine: Engine) -> None:
    load_bodies(engine)
    take_the_decision(engine)

    told = section(report(engine, date(2017, 10, 23)), "SEDAN FÖRRA VECKAN")

    assert told == "  Beslutat 10 oktober: KS 2017 § 309, fyra uppdrag."


def test_every_way_out_leaves_the_sum_right(case: Engine) -> None:
    with transaction(case) as session:
        assignments(session)[1].status = Status.SUSPENDED

    summary = weekly_digest(case, the_office(), at(WEEK_48))

    assert summary.parts == {"soon": 1, "undated": 1, "waiting": 1, "resting": 1}
    assert "1 vilande" in letters(case, WEEK_48)[KANSLI].text


def test_the_run_is_written_down_for_the_watchdog(case: Engine) -> None:
    weekly_digest(case, the_office(), at(WEEK_48))

    with reading(case) as session:
        run = last_run(session, "digest")
    assert run is not None
    assert run.day == WEEK_48


def test_a_long_section_ends_with_how_many_more_there_are(case: Engine) -> None:
    with transaction(case) as session:
        decision = a_decision(session, body=body(session, "kommunstyrelsen"), paragraph="311")
        for _ in range(70):
            an_assignment(session, decision=decision, owners=[body(session, "socialnämnden")], last=date(2017, 12, 1))

    text = report(case, WEEK_48)

    assert "71 inom 30 dagar" in text
    assert "Och 11 till. De står på sidan." in section(text, "INOM 30 DAGAR")
