"""Swedish days and terms: "torsdag 30 november 2017", "juni 2018", "vecka 12, 2021"."""

from collections.abc import Callable
from datetime import date, timedelta

from deadlines.swedish import MONTHS, WEEKDAYS, day_text, month_text
from deadlines.term import Kind, Term

_NTH = ("första", "andra", "tredje", "fjärde")
_SEASONS = {3: "våren", 6: "sommaren", 9: "hösten", 12: "vintern"}


def dated(day: date, today: date | None = None) -> str:
    """As in "30 november 2017"; without the year where it is that of `today`."""
    if today is not None and day.year == today.year:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return day_text(day)


def weekday(day: date, today: date | None = None) -> str:
    """As in "torsdag 30 november 2017"; without the year where it is that of `today`."""
    return f"{WEEKDAYS[day.weekday()]} {dated(day, today)}"


def stretch(first: date, last: date, today: date | None = None) -> str:
    """As in "13–17 november", "30 november–2 december 2017"."""
    if first == last:
        return dated(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{dated(last, today)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{dated(last, today)}"
    return f"{day_text(first)}–{day_text(last)}"


def _ends_month(last: date) -> bool:
    return (last + timedelta(days=1)).day == 1


def _months(first: date, last: date) -> str | None:
    if first.day != 1 or not _ends_month(last):
        return None
    if (first.year, first.month) == (last.year, last.month):
        return month_text(last)
    start = MONTHS[first.month - 1] if first.year == last.year else month_text(first)
    return f"{start}–{month_text(last)}"


def _week(first: date, last: date) -> str | None:
    if first.weekday() != 0 or last.weekday() != 6:
        return None
    year, week, _ = first.isocalendar()
    end_year, end_week, _ = last.isocalendar()
    if (year, week) == (end_year, end_week):
        return f"vecka {week}, {year}"
    return f"vecka {week}–{end_week}, {year}" if year == end_year else None


def _part(months: int, word: str) -> Callable[[date, date], str | None]:
    def named(first: date, last: date) -> str | None:
        is_whole = first.day == 1 and (first.month - 1) % months == 0 and _ends_month(last)
        if not is_whole or first.year != last.year or last.month - first.month != months - 1:
            return None
        return f"{_NTH[(first.month - 1) // months]} {word} {first.year}"

    return named


def _season(first: date, last: date) -> str | None:
    name = _SEASONS.get(first.month)
    if name is None or first.day != 1:
        return None
    return f"{name} {first.year}" if first.year == last.year else f"{name} {first.year}/{last.year}"


def _year(first: date, last: date) -> str | None:
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return None
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


_NAMES: dict[Kind, Callable[[date, date], str | None]] = {
    Kind.WEEK: _week,
    Kind.MONTH: _months,
    Kind.QUARTER: _part(3, "kvartalet"),
    Kind.HALF: _part(6, "halvåret"),
    Kind.SEASON: _season,
    Kind.YEAR: _year,
    Kind.MEETING: _months,
}


def _named(term: Term) -> str | None:
    """The period's own name; None where the term is a day, or its bounds are not those of the period."""
    if term.first is None or term.last is None or term.kind not in _NAMES:
        return None
    return _NAMES[term.kind](term.first, term.last)


def is_day(term: Term) -> bool:
    """The last day itself was named, so that it is right to count the days left to it."""
    return term.last is not None and _named(term) is None


def term(term: Term, today: date | None = None) -> str:
    """As in a table: "30 november 2017", "juni 2018", "inget slutdatum"."""
    if term.last is None:
        return "inget slutdatum"
    if name := _named(term):
        return name
    return stretch(term.first or term.last, term.last, today)


def when(term: Term, today: date | None = None) -> str:
    """As after "skulle ha varit klart": "torsdag 30 november", "i juni 2018", "under första kvartalet 2018"."""
    if term.last is None:
        return ""
    name = _named(term)
    if name is None:
        if term.first is None or term.first == term.last:
            return weekday(term.last, today)
        return stretch(term.first, term.last, today)
    if term.kind in (Kind.MONTH, Kind.MEETING):
        return f"i {name}"
    return name if term.kind in (Kind.WEEK, Kind.SEASON) else f"under {name}"


def by(term: Term, today: date | None = None) -> str:
    """As after "ska vara klart": "senast torsdag 30 november 2017", "i juni 2018"."""
    is_one_day = is_day(term) and (term.first is None or term.first == term.last)
    return f"senast {when(term, today)}" if is_one_day else when(term, today)
