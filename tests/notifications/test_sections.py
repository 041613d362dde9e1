"""The sum of the weekly report, for any mix of assignments. No database: the rows are made in memory."""

import re
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from deadlines.status import OPEN, Answer, Role, Status
from deadlines.term import Kind, Term
from models.assignment import Assignment, Deadline
from models.decision import Clause, Decision
from models.overview import OwnerStanding, Place, Standing, place_of
from notifications.actions import actions
from notifications.digest_writing import Cover, write_digest
from notifications.sections import full_report, report_for
from notifications.situation import Situation

TODAY = date(2017, 11, 27)
COVER = Cover(
    TODAY, TODAY, "3f9a" + "0" * 56 + "c21e", "Exempel", "kansliet", "kansli@kommun.example", "https://x.example", "Du."
)


def an_owner(number: int, body: int | None, answer: Answer | None, unanswered: int) -> OwnerStanding:
    said = TODAY if answer else None
    return OwnerStanding(
        owner_id=number,
        body_id=body,
        name=f"nämnd {body}" if body else None,
        role=Role.JOINT,
        answer=answer,
        answered_on=said,
        said="Så här." if answer else None,
        wanted_day=None,
        submitted=False,
        working=None,
        cutoff=None,
        meeting=None,
        assumed=None,
        unanswered=unanswered,
        next_notice_on=None,
    )


@st.composite
def a_standing(draw: st.DrawFn, number: int) -> Standing:
    last = draw(st.none() | st.dates(date(2017, 9, 1), date(2018, 9, 1)))
    term = Term(Kind.DATE, last, last) if last else Term()
    waits_for = draw(st.none() | st.integers(0, number))
    assignment = Assignment(
        id=number,
        decision_id=1,
        clause_id=1,
        task="utreda",
        status=draw(st.sampled_from(sorted(OPEN))),
        waits_for=None if waits_for == number else waits_for,
        watch_on=draw(st.none() | st.dates(date(2017, 9, 1), date(2018, 9, 1))),
    )
    bodies = draw(st.lists(st.none() | st.integers(1, 4), max_size=3, unique=True))
    answers = st.none() | st.sampled_from(list(Answer))
    owners = tuple(an_owner(n, body, draw(answers), draw(st.integers(0, 4))) for n, body in enumerate(bodies))
    decision = Decision(
        id=1, body_id=1, year=2017, paragraph="309", decided_on=date(2017, 10, 10), title="T", case_number="KS 1",
        is_confidential=draw(st.booleans()),
    )  # fmt: skip
    current = Deadline(assignment_id=number, kind=term.kind, first=last, last=last)
    clause = Clause(decision_id=1, quote="x", start_at=0, end_at=1, point="1")
    place = place_of(assignment, term, TODAY, 30, is_unowned=True)
    return Standing(
        assignment, decision, clause, "kommunstyrelsen", "KS", None, term, (), current, owners, (), place
    )  # fmt: skip


@st.composite
def mixes(draw: st.DrawFn) -> list[Standing]:
    return [draw(a_standing(number)) for number in range(1, draw(st.integers(0, 12)) + 1)]


def a_situation(open_ones: Sequence[Standing]) -> Situation:
    return Situation(TODAY, tuple(open_ones), (), {}, None, date(2017, 11, 20), "0" * 64, 0)


def terms(text: str) -> tuple[int, list[int]]:
    """The number before the equals sign, and those after it, up to the first empty line."""
    total, _, parts = text.partition("=")
    return int(total.splitlines()[-1].split()[0]), [int(n) for n in re.findall(r"(?:^|\+) ?(\d+)", parts.strip())]


@given(mixes())
def test_every_open_assignment_is_counted_exactly_once(mix: list[Standing]) -> None:
    situation = a_situation(mix)
    report = full_report(situation, actions(situation), 30, 2)

    total, parts = terms(write_digest(COVER, report).text.partition("\n\n")[0])

    assert total == len(mix) == sum(parts)
    assert report.total == sum(report.counts.values()) == len(mix)


@given(mixes())
def test_the_late_and_the_soon_are_all_listed(mix: list[Standing]) -> None:
    situation = a_situation(mix)
    report = full_report(situation, actions(situation), 30, 2)

    assert len(report.late.lines) == sum(s.place is Place.LATE for s in mix)
    assert len(report.soon.lines) == sum(s.place is Place.SOON for s in mix)


@given(mixes(), st.integers(1, 4))
def test_a_bodys_own_report_counts_its_own_and_asks_for_nothing_that_is_the_offices(
    mix: list[Standing], body: int
) -> None:
    situation = a_situation(mix)
    own = [s for s in mix if any(owner.body_id == body for owner in s.doing)]
    report = report_for(situation, [body], actions(situation), 30, 2)

    assert report.total == len(own)
    assert not any("nge " in line.ask for line in report.needed.lines)


@given(mixes())
def test_nothing_is_asked_about_what_is_reported_or_rests(mix: list[Standing]) -> None:
    settled = {s.assignment.id for s in mix if s.assignment.status in (Status.REPORTED, Status.SUSPENDED)}

    assert not settled & {action.assignment_id for action in actions(a_situation(mix))}
