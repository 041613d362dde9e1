"""What holds for every ladder, whatever the days."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.duty import Duty
from deadlines.ladder import CLIMB, Audience, Rung
from deadlines.plan import SHAPE
from deadlines.status import Answer, Role, Status
from tests.deadlines.duties import SWEDISH, a_duty, a_planner, told

DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))
PLANNER = a_planner()


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    assigned = draw(DAYS)
    last = draw(st.none() | st.integers(0, 500).map(lambda n: assigned + timedelta(days=n)))
    working = last and draw(st.none() | st.integers(0, 60).map(lambda n: max(assigned, last - timedelta(days=n))))
    meeting = working and draw(st.none() | st.integers(1, 40).map(lambda n: min(last, working + timedelta(days=n))))
    answered = draw(st.none() | st.integers(0, 500).map(lambda n: assigned + timedelta(days=n)))
    return a_duty(
        assigned_on=assigned,
        last=last,
        working=working,
        cutoff=working if meeting else None,
        meeting=meeting,
        role=draw(st.sampled_from(list(Role))),
        answer=draw(st.sampled_from([None, Answer.ON_TRACK, Answer.MORE_TIME])) if answered else None,
        answered_on=answered,
        head_id=draw(st.sampled_from([None, 50])),
    )


def mornings(duty: Duty, days: int, step: int = 1):
    """The duty's rounds from the day it was assigned: (day, rungs), and the duty as it then is."""
    day = duty.assigned_on
    for _ in range(days):
        reached = PLANNER.reached(duty, day)
        duty = told(duty, PLANNER, day)
        yield day, reached, duty
        day += timedelta(days=step)


@settings(max_examples=30, deadline=None)
@given(duty=duties())
def test_a_replayed_round_adds_nothing(duty: Duty) -> None:
    for day, _, after in mornings(duty, 120):
        assert PLANNER.reached(after, day) == []


@settings(max_examples=25, deadline=None)
@given(duty=duties(), gaps=st.lists(st.integers(1, 40), min_size=5, max_size=15))
def test_a_ladder_never_climbs_down(duty: Duty, gaps: list[int]) -> None:
    day, height = duty.assigned_on, -1
    for gap in gaps:
        climbing = [step for step in PLANNER.reached(duty, day) if step.rung not in (Rung.STATUS, Rung.ASSIGNED)]
        for step in climbing:
            assert CLIMB[step.rung] >= height
            height = max(height, CLIMB[step.rung])
        duty = told(duty, PLANNER, day)
        day += timedelta(days=gap)


@settings(max_examples=30, deadline=None)
@given(duty=duties())
def test_no_letter_on_a_closed_day_and_only_the_assignment_in_quiet_times(duty: Duty) -> None:
    for day, reached, _ in mornings(duty, 400):
        if reached:
            assert SWEDISH.workdays.is_open(day)
        if SWEDISH.quiet_around(day):
            assert all(step.rung is Rung.ASSIGNED for step in reached)


@settings(max_examples=30, deadline=None)
@given(
    duty=duties(),
    status=st.sampled_from([status for status in Status if status is not Status.ACTIVE]),
    today=DAYS,
)
def test_nothing_is_said_of_what_is_not_active(duty: Duty, status: Status, today: date) -> None:
    assert list(PLANNER.notices(duty._replace(status=status), today)) == []
    assert PLANNER.next_on(duty._replace(status=status), today) is None


@settings(max_examples=30, deadline=None)
@given(duty=duties(), away=st.integers(1, 700))
def test_an_outage_of_any_length_gives_one_day_of_news(duty: Duty, away: int) -> None:
    """Besides `assigned`, everything said on the first morning back stands on one and the same planned day."""
    back = SWEDISH.workdays.on_or_after(duty.assigned_on + timedelta(days=away))
    reached = PLANNER.reached(duty, back)
    assert len({step.day for step in reached if step.rung is not Rung.ASSIGNED}) <= 1
    assert PLANNER.reached(told(duty, PLANNER, back), back) == []


@settings(max_examples=30, deadline=None)
@given(duty=duties())
def test_looking_only_on_the_announced_days_misses_nothing(duty: Duty) -> None:
    """Every morning's round and a round on `next_on` alone say the same: cost may follow what is due."""
    every = [(day, step.rung) for day, reached, _ in mornings(duty, 500) for step in reached]
    day, end, seldom = duty.assigned_on, duty.assigned_on + timedelta(days=499), []
    current = duty
    while day is not None and day <= end:
        seldom += [(day, step.rung) for step in PLANNER.reached(current, day)]
        current = told(current, PLANNER, day)
        day = PLANNER.next_on(current, day)
        assert day is None or day > (seldom[-1][0] if seldom else duty.assigned_on - timedelta(days=1))
    assert seldom == every


@settings(max_examples=30, deadline=None)
@given(duty=duties(), today=DAYS)
def test_the_reported_and_the_finished_hear_nothing(duty: Duty, today: date) -> None:
    assert PLANNER.reached(duty._replace(submitted=True), today) == []
    assert PLANNER.reached(duty._replace(answer=Answer.DONE, answered_on=today), today) == []
    assert PLANNER.reached(duty._replace(body_id=None), today) == []


@settings(max_examples=30, deadline=None)
@given(duty=duties(), today=DAYS)
def test_the_consulted_get_one_copy_and_are_never_asked(duty: Duty, today: date) -> None:
    heard = list(PLANNER.notices(duty._replace(role=Role.CONSULTED), today))
    assert {notice.audience for notice in heard} <= {Audience.COPY}
    assert {notice.step.rung for notice in heard} <= {Rung.ASSIGNED}


@given(day=DAYS, count=st.integers(1, 300))
def test_shifting_there_and_back_returns_an_open_day_to_itself(day: date, count: int) -> None:
    open_day = SWEDISH.workdays.on_or_after(day)
    there = SWEDISH.workdays.shift(open_day, count)
    assert SWEDISH.workdays.shift(there, -count) == open_day
    assert SWEDISH.workdays.between(open_day, there) == count


def test_the_shape_of_a_duty_is_all_but_whose_it_is() -> None:
    """What is planned once for many duties must not hang on a field that tells them apart."""
    whose = {"owner_id", "assignment_id", "deadline_id", "body_id", "head_id", "has_officer", "decision_id"}
    assert set(Duty._fields[SHAPE]) == set(Duty._fields) - whose
