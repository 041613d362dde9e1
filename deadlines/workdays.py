"""Working days, as a value: which days the office is open, and how to count in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5
TUESDAY = 1
ONE_DAY = timedelta(days=1)


class CalendarEnds(ValueError):
    """A day lies outside the years whose closed days are known."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} lies outside the calendar, which is known from {first} until {last}.")
        self.day = day


class Workdays:
    """Open days between `first` and `last`. Counting is a search in a sorted list: a long ladder costs no loop."""

    def __init__(self, first: date, last: date, closed: Iterable[date] = ()) -> None:
        self.first, self.last = first, last
        self.closed = frozenset(closed)

    @cached_property
    def _open(self) -> list[int]:
        closed = {day.toordinal() for day in self.closed}
        days = range(self.first.toordinal(), self.last.toordinal() + 1)
        return [n for n in days if (n - 1) % 7 < SATURDAY and n not in closed]  # ordinal 1 is a Monday

    def is_open(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.closed

    def _at(self, place: int, asked: date) -> date:
        if not 0 <= place < len(self._open):
            raise CalendarEnds(asked, self.first, self.last)
        return date.fromordinal(self._open[place])

    def shift(self, day: date, count: int) -> date:
        """Move `count` working days; 0 keeps `day`, even if the office is closed."""
        if count == 0:
            return day
        if count > 0:
            return self._at(bisect_right(self._open, day.toordinal()) + count - 1, day)
        return self._at(bisect_left(self._open, day.toordinal()) + count, day)

    def on_or_before(self, day: date) -> date:
        """`day`, or the nearest open day before it."""
        return self._at(bisect_right(self._open, day.toordinal()) - 1, day)

    def on_or_after(self, day: date) -> date:
        """`day`, or the nearest open day after it."""
        return self._at(bisect_left(self._open, day.toordinal()), day)

    def between(self, start: date, end: date) -> int:
        """Open days after `start`, up to and with `end`; 0 if `end` is not after `start`."""
        there = bisect_right(self._open, end.toordinal())
        return max(0, there - bisect_right(self._open, start.toordinal()))


def weekday_on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)
