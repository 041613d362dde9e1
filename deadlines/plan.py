"""Which notices are due for a duty on a day, and when to look at it next. Pure: same duty and day, same plan."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from deadlines.duty import Duty
from deadlines.ladder import CLIMB, Audience, Ladder, Rung
from deadlines.placing import Calendar
from deadlines.status import ANSWERABLE, Answer
from deadlines.workdays import ONE_DAY, weekday_on_or_after

ONCE = 1
SHAPE = slice(4, 16)
"""What a plan depends on in a duty: everything but whose it is."""


class Step(NamedTuple):
    """A rung of one duty's ladder, on its planned day."""

    day: date
    rung: Rung
    nth: int = ONCE


class PlannedNotice(NamedTuple):
    """Somebody should hear of a duty. With `deadline_id` this is what makes it happen once."""

    duty: Duty
    step: Step
    audience: Audience
    addressee_id: int
    """The body that is told."""


class Planner:
    """A ladder on a calendar. `office_id` is the management office's body."""

    def __init__(self, ladder: Ladder, calendar: Calendar, office_id: int) -> None:
        self.ladder, self.calendar, self.office_id = ladder, calendar, office_id
        # Many duties share the same days: a morning of 50,000 works out a few hundred ladders.
        self.rungs = lru_cache(maxsize=4096)(self._rungs)
        self.status_day = lru_cache(maxsize=256)(self._status_day)
        self.latest_status = lru_cache(maxsize=64)(self._latest_status)
        self.coming_status = lru_cache(maxsize=64)(self._coming_status)
        self.coming_still = lru_cache(maxsize=4096)(self._coming_still)
        self.reached_by_shape = lru_cache(maxsize=4096)(self._reached_by_shape)
        self.next_by_shape = lru_cache(maxsize=4096)(self._next_by_shape)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the ladder or the calendar does, so that what was planned with the old one is planned again."""
        workdays = self.calendar.workdays
        shape = (self.ladder, sorted(workdays.closed), workdays.first, workdays.last, self.calendar.quiet)
        return sha256(repr(shape).encode()).hexdigest()[:16]

    def _rungs(
        self, assigned: date, last: date, working: date, cutoff: date | None, meeting: date | None
    ) -> tuple[Step, ...]:
        """The climb of a term, in order of days, without `assigned`, `status` and `still`."""
        ladder, calendar, workdays = self.ladder, self.calendar, self.calendar.workdays
        steps: list[Step] = []
        if back := ladder.soon_days(workdays.between(assigned, working)):
            steps.append(Step(calendar.place_before(workdays.shift(working, -back), ladder.weekday), Rung.SOON))
        steps.append(Step(calendar.place_before(workdays.shift(working, -ladder.last), ladder.weekday), Rung.LAST))
        if cutoff:
            steps.append(Step(calendar.place_after(workdays.shift(cutoff, ladder.cutoff)), Rung.CUTOFF))
        if meeting:
            steps.append(Step(calendar.place_after(workdays.shift(meeting, ladder.missed)), Rung.MISSED))
        steps.append(Step(calendar.place_after(workdays.shift(last, ladder.overdue)), Rung.OVERDUE))
        steps.append(Step(calendar.place_after(workdays.shift(last, ladder.raised)), Rung.RAISED))
        return tuple(sorted((s for s in steps if s.day > assigned), key=lambda s: (s.day, CLIMB[s.rung])))

    def still_step(self, last: date, nth: int) -> Step:
        """The nth `still`, counted from where `raised` stands."""
        days = self.ladder.raised + nth * self.ladder.still
        day = self.calendar.workdays.shift(last, days)
        return Step(self.calendar.place_after(day, self.ladder.weekday), Rung.STILL, nth)

    def _status_day(self, year: int, month: int) -> Step:
        first = weekday_on_or_after(date(year, month, 1), self.ladder.weekday)
        return Step(self.calendar.place_after(first), Rung.STATUS, year * 100 + month)

    def _status_steps(self, year: int) -> Iterator[Step]:
        """The days of the half-yearly question, from the start of that year and on for ever."""
        while self.ladder.status_months:
            for month in sorted(self.ladder.status_months):
                yield self.status_day(year, month)
            year += 1

    def _latest_status(self, today: date) -> Step | None:
        reached = None
        for step in self._status_steps(today.year - 1):
            if step.day > today:
                break
            reached = step
        return reached

    def _coming_status(self, today: date) -> Step | None:
        return next((step for step in self._status_steps(today.year) if step.day > today), None)

    def _climb(self, duty: Duty) -> tuple[Step, ...]:
        if duty.last is None or duty.assigned_on is None:
            return ()
        return self.rungs(duty.assigned_on, duty.last, duty.working or duty.last, duty.cutoff, duty.meeting)

    def _reached_status(self, duty: Duty, today: date) -> Step | None:
        """The latest half-yearly question, if this duty is one to ask about."""
        assert duty.assigned_on is not None
        reached = self.latest_status(today)
        if reached is None or (duty.last is not None and today > duty.last):
            return None
        settled = self.calendar.workdays.shift(duty.assigned_on, self.ladder.settle)
        return reached if reached.day > settled else None

    def _reached_still(self, duty: Duty, today: date) -> Step | None:
        if duty.last is None or today <= duty.last:
            return None
        past = self.calendar.workdays.between(duty.last, today) - self.ladder.raised
        nth = past // self.ladder.still
        while nth >= 1:
            if (step := self.still_step(duty.last, nth)).day <= today:
                return step
            nth -= 1
        return None

    def _silenced(self, duty: Duty, step: Step) -> bool:
        """*Pågår enligt plan* silences `soon`, and where it is fresh on their day `last` and `status`."""
        if duty.answer is not Answer.ON_TRACK or duty.answered_on is None:
            return False
        if step.rung is Rung.SOON:
            return True
        age = self.calendar.workdays.between(duty.answered_on, step.day)
        return step.rung in (Rung.LAST, Rung.STATUS) and age < self.ladder.fresh

    def _is_stale(self, duty: Duty, step: Step, today: date) -> bool:
        """A rung that an outage has made untrue: before the day, when the day has passed."""
        if step.rung in (Rung.SOON, Rung.LAST):
            return duty.last is not None and today > min(duty.last, duty.cutoff or duty.last)
        if step.rung is Rung.CUTOFF:
            return duty.meeting is not None and today > duty.meeting
        return False

    def reached(self, duty: Duty, today: date) -> list[Step]:
        """The rungs to speak of today: `assigned` if it was never said, and the newest of the others.
        Rungs missed during an outage are skipped: one letter that is right now beats three that are late."""
        if duty.is_stopped or not self.calendar.workdays.is_open(today):
            return []
        return list(self.reached_by_shape(duty[SHAPE], today))

    def _reached_by_shape(self, shape: tuple[Any, ...], today: date) -> tuple[Step, ...]:
        return tuple(self._reached(Duty(0, 0, 0, 0, *shape), today))

    def _reached(self, duty: Duty, today: date) -> list[Step]:
        assert duty.assigned_on is not None
        steps: list[Step] = []
        if duty.assigned_on <= today and (Rung.ASSIGNED, ONCE) not in duty.sent:
            steps.append(Step(duty.assigned_on, Rung.ASSIGNED))
        if duty.role not in ANSWERABLE or self.calendar.quiet_around(today):
            return steps
        others = [s for s in self._climb(duty) if s.day <= today]
        others += [s for s in (self._reached_status(duty, today), self._reached_still(duty, today)) if s]
        told = duty.told_on or date.min
        fresh = [
            s
            for s in others
            if s.day >= told
            and (s.rung, s.nth) not in duty.sent
            and not self._silenced(duty, s)
            and not self._is_stale(duty, s, today)
        ]
        newest = max((s.day for s in fresh), default=None)
        return steps + [s for s in fresh if s.day == newest]

    def notices(self, duty: Duty, today: date) -> Iterator[PlannedNotice]:
        """Who is to be told of this duty today."""
        for step in self.reached(duty, today):
            if duty.role not in ANSWERABLE:
                if duty.body_id is not None:
                    yield PlannedNotice(duty, step, Audience.COPY, duty.body_id)
                continue
            for audience in self.ladder.audiences[step.rung]:
                if (addressee := self._addressee(duty, audience)) is not None:
                    yield PlannedNotice(duty, step, audience, addressee)
            if duty.has_officer and duty.body_id is not None:
                yield PlannedNotice(duty, step, Audience.COPY, duty.body_id)

    def _addressee(self, duty: Duty, audience: Audience) -> int | None:
        match audience:
            case Audience.OFFICE:
                return self.office_id if self.office_id != duty.body_id else None
            case Audience.HEAD:
                return duty.head_id if duty.head_id != duty.body_id else None
            case _:
                return duty.body_id

    def next_step(self, duty: Duty, today: date) -> Step | None:
        """The next rung after `today` that may have something to say; None if there is none.
        It may turn out to have nothing, when an answer has come: looking is cheap, missing is not."""
        return None if duty.is_stopped else self.next_by_shape(duty[SHAPE], today)

    def _next_by_shape(self, shape: tuple[Any, ...], today: date) -> Step | None:
        duty = Duty(0, 0, 0, 0, *shape)
        assert duty.assigned_on is not None
        if (Rung.ASSIGNED, ONCE) not in duty.sent:
            first = max(duty.assigned_on, today + ONE_DAY)
            return Step(self.calendar.workdays.on_or_after(first), Rung.ASSIGNED)
        if duty.role not in ANSWERABLE:
            return None
        steps = [s for s in self._climb(duty) if s.day > today]
        if (status := self.coming_status(today)) and (duty.last is None or status.day <= duty.last):
            steps.append(status)
        if duty.last is not None:
            steps.append(self.coming_still(duty.last, today))
        return min(steps, key=lambda s: (s.day, -CLIMB[s.rung]), default=None)

    def next_on(self, duty: Duty, today: date) -> date | None:
        """When to look at this duty again: on the day of `next_step`, or when the quiet period that held
        something back today is over."""
        step = self.next_step(duty, today)
        if step is None or not self.calendar.quiet_around(today):
            return step.day if step else None
        return min(step.day, self.calendar.place_after(today))

    def _coming_still(self, last: date, today: date) -> Step:
        past = self.calendar.workdays.between(last, today) - self.ladder.raised
        nth = max(1, past // self.ladder.still)
        while (step := self.still_step(last, nth)).day <= today:
            nth += 1
        return step
