"""What a motion or a member asks for, where the decision points at it: "Motionens första att-sats bifalls"."""

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


_ASKS = re.compile(r"\b(?:yrkar|yrkade|föreslår|föreslog)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?P<who>[A-ZÅÄÖ][\wåäö-]+(?:\s+[A-ZÅÄÖ][\wåäö-]+)*?)(?:\s+m\.?\s?fl\.?:?s?)?\s*(?:\([A-ZÅÄÖ]{1,4}\)s?:?s?\s*)?(?:\s*förslag\s+till\s+|\s*)"
    r"(?:tilläggs|ändrings)?yrkande"
)
_FAVOUR = re.compile(r"\b(?:bifall(?:s|er|a|as)?|i\s+enlighet\s+med|enligt)\b", re.IGNORECASE)


def granted_asks(section: Section) -> list[tuple[Line, int]]:
    """What a named member asked for and the decision granted, with the place where the asking ends."""
    names = [
        match["who"].split()
        for part in section.parts
        if part.zone is Zone.DECISION and _FAVOUR.search(part.line.text) and not re.search("avslå", part.line.text)
        for match in _POINTS.finditer(part.line.text)
    ]
    out = []
    for part in section.parts:
        asks = _ASKS.search(part.line.text) if part.zone is not Zone.DECISION else None
        if asks and any(_is_by(words, part.line.text[: asks.start()]) for words in names):
            out.append((part.line, asks.end()))
    return out


def _is_by(words: list[str], before: str) -> bool:
    """Every word of the name stands before "yrkar", but for a genitive s."""
    return all(word in before or (word.endswith("s") and word[:-1] in before) for word in words)
