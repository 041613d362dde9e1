"""What every phrase rule needs: the days it may count from, and the words before a time."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from re import Match
from typing import NamedTuple

from deadlines.swedish import day_text, full_year
from deadlines.term import Kind, Term
from deadlines.workdays import Workdays


class Setting(NamedTuple):
    """The only days a phrase may be counted from; both may be unknown."""

    decided: date | None = None
    written: date | None = None
    """The paper's own day: good for a missing year, never for "within two months"."""
    workdays: Workdays | None = None
    """Which days the office is open, where that is known: "inom 10 arbetsdagar"."""

    @property
    def base(self) -> date | None:
        return self.decided or self.written

    @property
    def base_text(self) -> str:
        what = "beslutet" if self.decided else "papperets egen dag"
        return f"{what} {day_text(self.base)}" if self.base else ""


class Named(NamedTuple):
    term: Term
    doubt: str | None = None
    """A question that a person must settle before the term can be used."""


Builder = Callable[[Match[str], Setting], Named | None]
"""None: the words name a time, but not one at which anything is due."""


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    build: Builder
    name: str
    """Which rule it is, in `phrase_rules`."""


def rule(pattern: str, build: Builder, name: str) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), build, name)


YEAR = (
    r"(?:nästa|nästkommande|innevarande|detta)\s+år|i\s+år(?!\w)"
    r"|(?:19|20)\d\d(?!\d|[-/:.]\d)|[-–´'’]\s?\d\d(?![\d]|[-/:.]\d)"
)


def year_in(match: Match[str], setting: Setting, group: str = "year") -> int | None:
    """The year that stands beside a time: in figures, or as "nästa år" seen from the paper's day."""
    words = (match[group] or "").lower()
    if not words:
        return None
    if "år" in words:
        if setting.base is None:
            return None
        return setting.base.year + (1 if words.startswith("näst") else 0)
    return full_year(words)


_WORD = (
    r"senast|innan|före|fram\s+till|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|under|inom|vid|på|kring|omkring"
    r"|cirka|ca|från\s+och\s+med|från\s+o\s+med|fr\.?\s?o\.?\s?m\.?|från|efter|tidigast"
    r"|med\s+(?:start|början)(?:\s+(?:i|under|från))?|sedan|för|daterad|dat\.|per|inför|(?:första|nästa)\s+gång(?:en)?"
    r"|(?:i|vid|till|mot)\s+(?:början|mitten|slutet|utgången)\s+(?:av|på)|utgången\s+av|slutet\s+av|klart?|i|av"
)
PRE = rf"(?<![\w-])(?P<pre>(?:(?:{_WORD})\s+){{0,3}})"
"""Up to three of the words that may stand before a time; `stance` says what they make of it."""

_NOT_DUE = re.compile(
    r"\b(?:från|fr\.?\s?o|efter|tidigast|med\s+start|med\s+början|sedan|för|daterad|dat\.|per)\b"
    r"|(?<!utgången )(?<!slutet )(?<!början )(?<!mitten )\bav\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:före|innan)\b", re.IGNORECASE)
_END = re.compile(r"\butgången\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:början|mitten|slutet)\b", re.IGNORECASE)


def not_due(pre: str) -> bool:
    """ "från och med", "efter", "per": a start, a validity or a cut-off, never a last day."""
    return bool(_NOT_DUE.search(pre))


def is_before(pre: str) -> bool:
    return bool(_BEFORE.search(pre)) and not _END.search(pre)


def names_a_part(pre: str) -> bool:
    return bool(_PART.search(pre))


def span(kind: Kind, first: date, last: date, pre: str, assumption: str | None = None) -> Named | None:
    """The term of a stretch of days with the words before it; "before June" ends on the last day of May."""
    if not_due(pre):
        return None
    if is_before(pre):
        return Named(Term(Kind.DATE, None, first - timedelta(days=1), None, assumption))
    if _END.search(pre) or first == last:
        return Named(Term(Kind.DATE, None, last, None, assumption))
    if kind is Kind.YEAR and names_a_part(pre):
        # "i början av 2018" names no bounds that two people would agree on
        return Named(Term(Kind.VAGUE))
    return Named(Term(kind, first, last, None, assumption))


def yearly(
    kind: Kind, bounds: Callable[[int], tuple[date, date]], year: int | None, pre: str, setting: Setting
) -> Named | None:
    """A time with its year, or the next such time after the paper's day, said as an assumption."""
    if not_due(pre):
        return None
    try:
        if year is not None:
            return span(kind, *bounds(year), pre)
        found = _next_after(bounds, setting)
    except ValueError:
        return Named(Term(kind), "Dagen finns inte i almanackan. Vilken dag menas?")
    if found is None:
        return Named(Term(kind), "Året är inte utskrivet. Vilket år menas?")
    first, last, taken = found
    assumption = f"Året {taken} är inte utskrivet. Det är nästa gång efter {setting.base_text}."
    return span(kind, first, last, pre, assumption)


def _next_after(bounds: Callable[[int], tuple[date, date]], setting: Setting) -> tuple[date, date, int] | None:
    if setting.base is None:
        return None
    failed: ValueError | None = None
    for year in _years_from(setting.base.year):
        try:
            first, last = bounds(year)
        except ValueError as error:  # 29 February exists every fourth year only
            failed = error
            continue
        if last > setting.base:
            return first, last, year
    if failed:
        raise failed
    return None


def _years_from(year: int) -> Iterable[int]:
    return range(year, min(year + 5, 9999))
