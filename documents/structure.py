"""A paper's parts: its sections (one a §), and for every line what kind of text it belongs to."""

import re
from dataclasses import dataclass, field

from documents.headings import Zone, is_dateline, is_paragraph_head, opened_by, zone_of
from documents.lines import Line, LineKind


@dataclass(frozen=True)
class Part:
    """A line with the zone it stands in."""

    line: Line
    zone: Zone


@dataclass
class Section:
    """One § of the minutes, one row of a register, or the whole of a shorter paper."""

    head: Line | None = None
    register: bool = False
    parts: list[Part] = field(default_factory=list)

    def has(self, zone: Zone) -> bool:
        return any(p.zone is zone and p.line.kind is not LineKind.HEADING for p in self.parts)

    @property
    def paragraph(self) -> str | None:
        return _number(self.head) if self.head else None


_APPENDIX = re.compile(r"bilag(?:a|or)(?:\s+\w)?:?", re.IGNORECASE)
_REGISTER_ROW = re.compile(r"(?:19|20)\d\d-\d\d-\d\d\s.*§\s*\d+")
_ALSO_PROPOSES = re.compile(r"\S[\s,]+(?:samt|och|dels)\s+(?:att\s+)?föresl(?:år|å)\b", re.IGNORECASE)
"""A point of the decision that runs on into what is proposed to the next body."""
_KEEPS = (Zone.DECISION, Zone.PROPOSAL)


def _number(head: Line) -> str | None:
    match = re.search(r"§\s*(\d+(?:/\d+)?)", head.text)
    return match[1] if match else None


def _starts(lines: list[Line]) -> set[int]:
    """Where a section begins. "§ 148" of an older decision, that happens to begin a line between § 40 and § 41,
    begins none."""
    starts = [n for n, line in enumerate(lines) if _starts_section(line)]
    heads = [lines[n] for n in starts]
    numbers = [int((_number(h) or "0").partition("/")[0]) if h.kind is LineKind.HEADING else 0 for h in heads]
    strangers = {
        starts[n]
        for n in range(1, len(starts) - 1)
        if 0 < numbers[n - 1] < numbers[n + 1] and not numbers[n - 1] <= numbers[n] <= numbers[n + 1]
    }
    return set(starts) - strangers


def sections_of(lines: list[Line]) -> list[Section]:
    """The sections in order; text before the first § is a section of its own."""
    sections = [Section()]
    zone: Zone = Zone.NONE
    fresh = False
    starts = _starts(lines)
    for n, line in enumerate(lines):
        if n in starts:
            sections.append(Section(line, line.kind is LineKind.ROW))
            zone = Zone.DECISION if line.kind is LineKind.ROW else Zone.NONE
            sections[-1].parts.append(Part(line, Zone.NONE))
            continue
        own: Zone = zone
        if fresh and line.kind is LineKind.HEADING and "beslutar" in line.text.lower() and zone is Zone.PROPOSAL:
            pass  # "Förslag till beslut: / Nämnden beslutar att": still only a proposal
        else:
            own, zone = _zones(line, lines[n + 1] if n + 1 < len(lines) else None, zone)
        fresh = line.kind is LineKind.HEADING
        sections[-1].parts.append(Part(line, own))
    return [s for s in sections if s.parts]


def _starts_section(line: Line) -> bool:
    if line.kind is LineKind.ROW:
        return len(line.cells) == 3 and bool(_REGISTER_ROW.match(line.text))
    return line.kind is LineKind.HEADING and is_paragraph_head(line.text)


def _zones(line: Line, below: Line | None, zone: Zone) -> tuple[Zone, Zone]:
    """The zone of this line, and the zone that holds after it."""
    if line.kind is LineKind.HEADING:
        zone = _after_heading(line.text, below, zone)
        return zone, zone
    inline = _inline_heading(line.text)
    if inline is not None:
        return inline, inline
    opened = opened_by(line.text)
    if opened is Zone.MOTION and zone is not Zone.DECISION:
        lists = below is not None and below.kind is LineKind.ITEM
        return Zone.MOTION, Zone.MOTION if lists or zone is Zone.MOTION else zone
    if opened is Zone.PROPOSAL:
        decides_first = zone is Zone.DECISION and _ALSO_PROPOSES.search(line.text)
        return (zone if zone is not Zone.DECISION or decides_first else Zone.BACKGROUND), Zone.PROPOSAL
    if zone is Zone.MOTION and line.kind is LineKind.TEXT:
        return Zone.BACKGROUND, Zone.BACKGROUND
    return zone, zone


def _inline_heading(text: str) -> Zone | None:
    """ "Beslut: Nämnden ger …", "Bakgrund: …": heading and text in one line."""
    head, colon, rest = text.partition(":")
    return zone_of(head) if colon and rest.strip() and len(head) < 45 else None


def _after_heading(text: str, below: Line | None, zone: Zone) -> Zone:
    if _APPENDIX.fullmatch(text) and zone in _KEEPS:
        return zone  # "Bilaga A" between two decisions
    known = zone_of(text)
    if known is not None:
        return known
    if zone is Zone.NONE or is_dateline(text) or text.lower().startswith("uppdrag"):
        return zone
    listed = below is not None and below.kind is LineKind.ITEM
    return zone if zone in _KEEPS and listed else Zone.BACKGROUND
