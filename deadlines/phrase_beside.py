"""Words beside a time that move it: "samma år", and what is counted backwards from a day."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from deadlines.term import Kind, Term

if TYPE_CHECKING:
    from deadlines.phrases import Found

    Read = Callable[[str], list[Found]]


def moved_by_its_words(found: "Found", clause: str, read: "Read") -> "Found":
    """The time as the words around it leave it. `read` reads a phrase with a year put to it."""
    return _of_the_same_year(_counted_before(found, clause), clause, read)


_TIME_BEFORE = re.compile(
    r"(?:senast\s+)?(?:\d+|en|ett|två|tre|fyra|fem|sex|åtta|tio|tolv|fjorton)\s+(?:arbets|kalender)?"
    r"(?:dag(?:ar)?|veck(?:a|or)|månad(?:er)?)\s+(?:före|innan)(?!\w)",
    re.IGNORECASE,
)
_REACH = 60


def _counted_before(found: "Found", clause: str) -> "Found":
    """ "två veckor före sammanträdet den 20 mars": due earlier than the day that is named; a person counts."""
    near = [m for m in _TIME_BEFORE.finditer(clause, 0, found.start) if found.start - m.end() < _REACH]
    if not near or "." in clause[near[-1].end() : found.start] or found.term.last is None:
        return found
    start = near[-1].start()
    term = Term(Kind.RELATIVE, None, None, clause[start : found.end])
    return found._replace(term=term, start=start, doubt="Tiden räknas bakåt från en dag. Vilken dag blir det?")


_SAME_YEAR = re.compile(r"\s+samma\s+år(?!\w)", re.IGNORECASE)
_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _of_the_same_year(found: "Found", clause: str, read: "Read") -> "Found":
    """ "kvartal tre 2018 … och senast vecka 50 samma år": the year that stands before, never the next after the day of
    the decision."""
    same = _SAME_YEAR.match(clause, found.end)
    if same is None or _A_YEAR.search(clause, found.start, found.end):
        return found
    phrase, years = clause[found.start : same.end()], _A_YEAR.findall(clause[: found.start])
    again = read(f"{clause[found.start : found.end]} {years[-1]}") if years else []
    if len(again) != 1:
        term = found.term._replace(first=None, last=None, phrase=phrase)
        return found._replace(term=term, end=same.end(), doubt="Vilket år är ”samma år”?")
    return found._replace(term=again[0].term._replace(phrase=phrase), end=same.end(), doubt=None)
