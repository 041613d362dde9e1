"""The days of the example case: four committees, a director, and an assignment without a day."""

from datetime import date, timedelta

import pytest

from deadlines.duty import Duty
from deadlines.ladder import Rung
from deadlines.route import Assumed, Meeting, Working, working_deadline
from deadlines.status import Answer
from deadlines.term import Kind, Term
from tests.deadlines.duties import SWEDISH, a_duty, a_planner, told

KSAU, KS = 2, 1
JUNE = Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30), "i juni 2018")
PLAN = {
    KS: [Meeting(date(2018, 5, 15), date(2018, 5, 3)), Meeting(date(2018, 6, 12), date(2018, 6, 1))],
    KSAU: [Meeting(date(2018, 5, 2), date(2018, 4, 20)), Meeting(date(2018, 5, 29), date(2018, 5, 18))],
    11: [Meeting(date(2018, 4, 12), date(2018, 3, 27)), Meeting(date(2018, 5, 14), date(2018, 4, 27))],
    12: [Meeting(date(2018, 5, 15), date(2018, 4, 30)), Meeting(date(2018, 6, 14), date(2018, 5, 31))],
    13: [Meeting(date(2018, 5, 16), date(2018, 5, 2))],
    14: [Meeting(date(2018, 5, 17), date(2018, 5, 3))],
}


def days_told(duty: Duty, until: date = date(2018, 8, 31), answers: dict[date, Answer] | None = None):
    """Every morning until `until`: which rungs were written on which day."""
    planner, day, found = a_planner(), date(2017, 10, 10), []
    while day <= until:
        if answers and day in answers:
            duty = duty._replace(answer=answers[day], answered_on=day)
        found += [(step.rung, day) for step in planner.reached(duty, day)]
        duty = told(duty, planner, day)
        day += timedelta(days=1)
    return found


def committee(body: int) -> Duty:
    working = working_deadline(JUNE, [body, KSAU, KS], PLAN, SWEDISH.workdays, 10)
    return a_duty(last=JUNE.last, working=working.day, cutoff=working.cutoff, meeting=working.meeting)


def test_the_director_hears_on_these_days() -> None:
    assert days_told(a_duty(), until=date(2018, 2, 28)) == [
        (Rung.ASSIGNED, date(2017, 10, 17)),
        (Rung.SOON, date(2017, 11, 14)),
        (Rung.LAST, date(2017, 11, 21)),
        (Rung.OVERDUE, date(2017, 12, 5)),
        (Rung.RAISED, date(2017, 12, 21)),
        (Rung.STILL, date(2018, 2, 20)),
    ]


@pytest.mark.parametrize(
    ("body", "last", "cutoff"),
    [
        (11, date(2018, 4, 17), date(2018, 4, 30)),
        (12, date(2018, 4, 17), date(2018, 5, 2)),
        (13, date(2018, 4, 24), date(2018, 5, 3)),
        (14, date(2018, 4, 24), date(2018, 5, 4)),
    ],
)
def test_each_committee_hears_by_its_own_cutoff(body: int, last: date, cutoff: date) -> None:
    assert days_told(committee(body)) == [
        (Rung.ASSIGNED, date(2017, 10, 17)),
        (Rung.STATUS, date(2018, 3, 6)),
        (Rung.SOON, date(2018, 3, 20)),
        (Rung.LAST, last),
        (Rung.CUTOFF, cutoff),
        (Rung.MISSED, date(2018, 6, 13)),
        (Rung.OVERDUE, date(2018, 8, 14)),
        (Rung.RAISED, date(2018, 8, 14)),
    ]


def test_what_has_no_day_is_asked_about_in_march_only() -> None:
    assert days_told(a_duty(last=None)) == [
        (Rung.ASSIGNED, date(2017, 10, 17)),
        (Rung.STATUS, date(2018, 3, 6)),
    ]


def test_on_track_silences_the_last_reminder() -> None:
    heard = days_told(a_duty(), until=date(2017, 12, 1), answers={date(2017, 11, 17): Answer.ON_TRACK})
    assert heard == [(Rung.ASSIGNED, date(2017, 10, 17)), (Rung.SOON, date(2017, 11, 14))]


def test_more_time_silences_nothing() -> None:
    asked = days_told(a_duty(), until=date(2018, 2, 28), answers={date(2017, 11, 15): Answer.MORE_TIME})
    assert asked == days_told(a_duty(), until=date(2018, 2, 28))


def test_nobody_stands_above_the_director() -> None:
    planner = a_planner()
    duty = a_duty(sent=frozenset({(Rung.ASSIGNED, 1)}), told_on=date(2017, 12, 5))
    audiences = {notice.audience for notice in planner.notices(duty, date(2017, 12, 21))}
    assert audiences == {"owner", "office"}
    above = {notice.audience for notice in planner.notices(duty._replace(head_id=77), date(2017, 12, 21))}
    assert above == {"owner", "office", "head"}


@pytest.mark.parametrize(
    ("route", "plan", "expected"),
    [
        ([13, KSAU, KS], PLAN, Working(date(2018, 5, 2), date(2018, 5, 2), date(2018, 6, 12))),
        ([99, KSAU, KS], PLAN, Working(date(2018, 6, 1), date(2018, 6, 1), date(2018, 6, 12))),
        ([KS], PLAN, Working(date(2018, 6, 1), date(2018, 6, 1), date(2018, 6, 12))),
        ([KS], {}, Working(date(2018, 5, 18), assumed=Assumed.NO_PLAN)),
        ([KS], {KS: PLAN[KS][:1]}, Working(date(2018, 5, 18), assumed=Assumed.NO_MEETING)),
        (
            [KS],
            {KS: [*PLAN[KS], Meeting(date(2018, 6, 26), date(2018, 6, 14))]},
            Working(date(2018, 6, 1), assumed=Assumed.SEVERAL_MEETINGS),
        ),
        ([], PLAN, Working(date(2018, 6, 30))),
    ],
)
def test_the_working_deadline_follows_route_and_plan(route, plan, expected) -> None:
    assert working_deadline(JUNE, route, plan, SWEDISH.workdays, 10) == expected


def test_a_named_day_is_not_moved_by_the_plan() -> None:
    named = Term(Kind.DATE, None, date(2018, 6, 20))
    assert working_deadline(named, [KS], PLAN, SWEDISH.workdays, 10) == Working(date(2018, 6, 20))
