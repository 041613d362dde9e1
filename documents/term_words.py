"""A term in words, as the office reads it."""

from collections.abc import Callable
from datetime import timedelta

from deadlines.swedish import MONTHS, day_text, month_text
from deadlines.term import Kind, Term

_HALVES = ("första halvåret", "andra halvåret")
_QUARTERS = ("första kvartalet", "andra kvartalet", "tredje kvartalet", "fjärde kvartalet")


def term_text(term: Term) -> str:
    """The term in words: "30 november 2017 (dag)", "juni 2018 (månad)", "utan slutdatum"."""
    if term.kind is Kind.NONE:
        return "utan slutdatum"
    if term.last is None:
        return _open_term(term)
    return _DATED.get(term.kind, _one_day)(term)


def _open_term(term: Term) -> str:
    words = f"”{term.phrase}”" if term.phrase else "ingen dag"
    if term.kind is Kind.RECURRING:
        start = f" från {day_text(term.first)}" if term.first else ""
        return f"återkommande{start}: {words}"
    return f"{words} (ingen dag)"


def _months(term: Term) -> str:
    assert term.last is not None
    if term.first and term.first.year != term.last.year:
        return f"{month_text(term.first)}–{month_text(term.last)}"
    if term.first and term.first.month != term.last.month:
        return f"{MONTHS[term.first.month - 1]}–{month_text(term.last)}"
    return month_text(term.last)


def _years(term: Term) -> str:
    assert term.last is not None
    same = term.first is None or term.first.year == term.last.year
    return f"{term.last.year} (år)" if same or term.first is None else f"{term.first.year}–{term.last.year} (år)"


def _stretch(term: Term) -> str:
    assert term.last is not None
    if term.first and term.first.day == 1 and (term.last + timedelta(days=1)).day == 1:
        return _months(term)
    return f"{day_text(term.first)} – {day_text(term.last)}" if term.first else day_text(term.last)


def _one_day(term: Term) -> str:
    return _stretch(term) if term.first else f"{_stretch(term)} (dag)"


def _week(term: Term) -> str:
    assert term.last is not None
    year, week, _ = term.last.isocalendar()
    return f"vecka {week} {year}"


def _quarter(term: Term) -> str:
    assert term.last is not None
    return f"{_QUARTERS[(term.last.month - 1) // 3]} {term.last.year}"


def _half(term: Term) -> str:
    assert term.last is not None
    return f"{_HALVES[term.last.month > 6]} {term.last.year}"


_DATED: dict[Kind, Callable[[Term], str]] = {
    Kind.MONTH: lambda term: f"{_months(term)} (månad)",
    Kind.WEEK: _week,
    Kind.QUARTER: _quarter,
    Kind.HALF: _half,
    Kind.YEAR: _years,
    Kind.SEASON: lambda term: f"{_stretch(term)} (årstid)",
    Kind.MEETING: lambda term: f"{_stretch(term)} (sammanträde)",
    Kind.RELATIVE: lambda term: f"{_stretch(term)} (räknat fram)",
    Kind.RECURRING: lambda term: f"återkommande, {_stretch(term)}",
}
