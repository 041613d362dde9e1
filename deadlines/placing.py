"""Where a rung may stand: open days, the gathering weekday and the quiet periods."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from deadlines.workdays import ONE_DAY, TUESDAY, Workdays, weekday_on_or_after, weekday_on_or_before


class Calendar:
    """The office's calendar: working days and the periods in which nothing but `assigned` goes out."""

    def __init__(self, workdays: Workdays, quiet: Iterable[tuple[date, date]] = ()) -> None:
        self.workdays = workdays
        self.quiet = tuple(sorted(quiet))
        self._starts = [start for start, _ in self.quiet]

    def quiet_around(self, day: date) -> tuple[date, date] | None:
        """The quiet period that holds `day`, if any."""
        place = bisect_right(self._starts, day) - 1
        if place >= 0 and self.quiet[place][1] >= day:
            return self.quiet[place]
        return None

    def place_before(self, day: date, weekday: int = TUESDAY) -> date:
        """The gathering weekday on or before `day`; earlier if that lies in a quiet period or is closed."""
        day = weekday_on_or_before(day, weekday)
        while True:
            if period := self.quiet_around(day):
                day = weekday_on_or_before(period[0] - ONE_DAY, weekday)
            elif not self.workdays.is_open(day):
                day = self.workdays.on_or_before(day)
            else:
                return day

    def place_after(self, day: date, weekday: int | None = None) -> date:
        """`day`, or the weekday on or after it if one is given; a quiet period moves it to the first
        gathering weekday after the period, a closed day to the next open one."""
        gather = TUESDAY if weekday is None else weekday
        if weekday is not None:
            day = weekday_on_or_after(day, weekday)
        while True:
            if period := self.quiet_around(day):
                day = weekday_on_or_after(period[1] + ONE_DAY, gather)
            elif not self.workdays.is_open(day):
                day = self.workdays.on_or_after(day)
            else:
                return day
