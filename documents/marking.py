"""Where in the paper a finding's words stand: its owners, its task, its time. Line breaks and hyphens do not count."""

import re
from typing import NamedTuple

from deadlines.status import ANSWERABLE
from documents.findings import Finding
from documents.letters import whole_end

_KEPT = re.compile(r"[^\W_]")
_LENGTH_ENOUGH = 4


class Mark(NamedTuple):
    """A stretch of the paper's text and what it is: "ägare", "tid" or "uppgift"."""

    start: int
    end: int
    what: str


def marks_of(finding: Finding, text: str) -> list[Mark]:
    """The marks of one finding, in order, none inside another. A word that is not found has no mark."""
    quote = finding.quote
    found = []
    if finding.phrase_span:
        found.append(Mark(*finding.phrase_span, "tid"))
    for owner in finding.owners:
        if owner.role in ANSWERABLE and not owner.implicit:
            found += _mark(owner.name, text, quote.start, quote.end, "ägare")
    found += _mark(finding.task, text, quote.start, quote.end, "uppgift")
    return _apart(found)


def _mark(words: str, text: str, start: int, end: int, what: str) -> list[Mark]:
    place = place_of(words, text, start, end)
    return [Mark(*place, what)] if place else []


def place_of(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand between two places, however the lines were broken; None where they do not."""
    wanted = "".join(_KEPT.findall(words)).lower()
    kept = [(text[at].lower(), at) for at in range(start, end) if _KEPT.match(text[at])]
    found = "".join(char for char, _ in kept).find(wanted)
    if len(wanted) < _LENGTH_ENOUGH and len(wanted) < len(words.strip()) or found < 0 or not wanted:
        return None
    return kept[found][1], whole_end(text, kept[found + len(wanted) - 1][1] + 1)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Without overlaps: the shorter stretch keeps its place, the longer goes on around it."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: m.end - m.start):
        start, parts = mark.start, []
        for other in sorted(out):
            if other.end <= start or other.start >= mark.end:
                continue
            parts.append(Mark(start, other.start, mark.what))
            start = other.end
        parts.append(Mark(start, mark.end, mark.what))
        out += [part for part in parts if part.end > part.start]
    return sorted(out)
