"""What a motion asks for, where the decision grants it by pointing at it: "Motionens första att-sats bifalls"."""

import re

from deadlines.swedish import ORDINALS
from documents.headings import Zone
from documents.lines import Line, LineKind
from documents.structure import Section

_MORE = {"femte": 5, "sjätte": 6, "sjunde": 7}
_NUMBERS = {**ORDINALS, **_MORE}
_CLAUSE = re.compile(r"\batt-sats(?:en|er|erna)?\b", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:bifalls|bifaller|bifalla|bifallas)\b(?!\s+(?:delvis|i\s+övrigt))", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:motionen\s+bifalls|(?:bifaller|bifalla)\s+motionen)(?!\w)(?!\s+(?:delvis|i\s+den|med|i\s+övrigt|endast))",
    re.IGNORECASE,
)


def granted(section: Section) -> list[Line]:
    """The att-clauses of the motion that the section's decision grants."""
    asked = [p.line for p in section.parts if p.zone is Zone.MOTION and p.line.kind is LineKind.ITEM]
    decided = [p.line.text for p in section.parts if p.zone is Zone.DECISION and p.line.kind is not LineKind.HEADING]
    if any(_WHOLE.search(text) for text in decided):
        return asked
    numbers = {n for text in decided if _GRANTED.search(text) and _CLAUSE.search(text) for n in _numbers(text)}
    return [line for n, line in enumerate(asked, 1) if n in numbers]


def _numbers(text: str) -> set[int]:
    words = re.findall(r"\b(?:\d{1,2}|" + "|".join(_NUMBERS) + r")\b", text.lower())
    return {int(word) if word.isdigit() else _NUMBERS[word] for word in words}
