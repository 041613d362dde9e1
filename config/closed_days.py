"""The days on which Swedish offices are closed, and the quiet periods, as values for the rules."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import holidays

from deadlines.workdays import Workdays

FIRST_YEAR, LAST_YEAR = 1995, 2075
"""Terms outside these years are refused rather than guessed at."""


@cache
def swedish_closed_days() -> frozenset[date]:
    """Public holidays and the three eves that offices keep closed (lag 1989:253; the eves by practice)."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return frozenset(holidays.country_holidays("SE", years=years, categories=("public", "de_facto")))


def workdays(local: Iterable[date] = ()) -> Workdays:
    """The office's working days, less the municipality's own closed days."""
    return Workdays(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), swedish_closed_days() | set(local))


def weeks(first: int, last: int) -> Iterator[tuple[date, date]]:
    """Each year's span from Monday of week `first` to Sunday of week `last`."""
    for year in range(FIRST_YEAR + 1, LAST_YEAR):
        yield date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)


def days(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[date, date]]:
    """Each year's span between two (month, day), into the next year where the last comes before the first."""
    for year in range(FIRST_YEAR, LAST_YEAR):
        yield _in_year(year, *first), _in_year(year + (last < first), *last)


def _in_year(year: int, month: int, day: int) -> date:
    """29 February is the 28th where the year has none."""
    return date(year, month, min(day, monthrange(year, month)[1]))
