"""A paper as its checks see it: where a point stands, who decides it, and to whom its decision is sent."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from documents.findings import Finding, PaperStatus, Quote, Reading
from documents.headings import BODY, Zone
from documents.lines import Line, LineKind, lines_of
from documents.pages import pages_of
from documents.quoting import Quoter
from documents.reports import body_name
from documents.structure import Section, sections_of

_NAMED = rf"(?<![\w-])(?P<body>{BODY}|KS|KF|KSAU|AU)"
_GIVES = re.compile(
    rf"{_NAMED}\s+(?:(?:härmed|även|också)\s+)?(?:ger|uppdrar|lämnar|ålägger|instruerar|beslutar\s+att\s+(?:ge|uppdra|lämna))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?:föreslår?(?:\s+att)?|förslag\s+till(?:\s+beslut\s+(?:i|för|till|av))?)\s+{_NAMED}(?=s\s+beslut|(?!\w))",
    re.IGNORECASE,
)
_DECIDES = re.compile(rf"{_NAMED}s?\s+(?:för\s+egen\s+del\s+)?beslut(?:ar|ade|at)?\b", re.IGNORECASE)
_PROPOSES = re.compile(rf"{_NAMED}s\s+(?:förslag|beslutsförslag)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:\batt|:)\s*$|\b(?:besluta[rt]?|beslutade)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SendList:
    heading: str
    names: tuple[str, ...]
    quote: Quote


@dataclass
class Draft:
    """`sections` hold places in the view; quotes point into the paper's own text."""

    reading: Reading
    sections: list[Section] = field(init=False)
    quoter: Quoter = field(init=False)
    _line_starts: list[int] = field(init=False)
    _section_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        text = self.reading.text
        _, view, lines = lines_of(text)
        self.sections = sections_of(lines)
        self.quoter = Quoter(text, view, pages_of(text))
        self._section_starts = [self._place(section.parts[0].line) for section in self.sections]
        self._line_starts = [0, *(match.end() for match in re.finditer(r"[\n\f]", text))]

    def line_number(self, place: int) -> int:
        """Counted on its sheet, where the text has sheets."""
        sheet = self.reading.text.rfind("\f", 0, place) + 1
        return bisect_right(self._line_starts, place) - bisect_left(self._line_starts, sheet)

    def section_of(self, place: int) -> Section:
        """The section that holds a place in the text."""
        return self.sections[max(bisect_right(self._section_starts, place) - 1, 0)]

    def _place(self, line: Line) -> int:
        return self.quoter.view.original(line.start, line.end)[0]

    def giver(self, finding: Finding) -> str | None:
        """The body that gives this assignment; None where the paper leaves it open."""
        words = " ".join(finding.quote.text.split())
        asked = list(_ASKED.finditer(words))
        named = asked[-1] if asked else _GIVES.search(words)
        if named:
            return body_name(named["body"], self.reading.body)
        return self.decider(finding.quote.start)

    def decider(self, place: int) -> str | None:
        """The body named in the nearest line above that opens a decision or a proposal, else the paper's own."""
        own = self.reading.body
        for part in reversed(self.section_of(place).parts):
            line = part.line
            if self._place(line) > place or not (line.kind is LineKind.HEADING or _OPENS.search(line.text)):
                continue
            if asked := list(_ASKED.finditer(line.text)):  # "föreslår styrelsen föreslå fullmäktige": the last decides
                return body_name(asked[-1]["body"], own)
            if match := _DECIDES.search(line.text):
                return body_name(match["body"], own)
            if match := _PROPOSES.search(line.text):
                proposer = body_name(match["body"], own)
                return own if proposer != own else None
            if line.kind is LineKind.HEADING and part.zone in (Zone.DECISION, Zone.PROPOSAL):
                return own
        return own

    def send_list(self, section: Section) -> SendList | None:
        """The section's own list of receivers; None where it has none."""
        parts = [part.line for part in section.parts if part.zone is Zone.SEND_LIST]
        heading, names, end = "", [], 0
        for line in parts:
            text = line.text
            if line.kind is LineKind.HEADING:
                heading, _, text = text.partition(":")
            if text.strip() and "://" not in text:
                names.append(text.strip())
                end = line.end
        if not names:
            return None
        quote = self.quoter.quote(parts[0].start, end)
        return SendList(heading.strip() or "Beslutet skickas till", tuple(names), quote)

    def counted(self, section: Section) -> frozenset[Zone]:
        """The zones whose points decide something in this section."""
        wanted = Zone.DECISION if self.reading.status is PaperStatus.DECIDED else Zone.PROPOSAL
        if section.has(wanted):
            return frozenset({wanted})
        return frozenset({Zone.PROPOSAL} if section.has(Zone.PROPOSAL) else {Zone.NONE})
