"""What a body does not decide itself but proposes to the next: the board's proposal to the council."""

import re

from documents.head import bodies_in
from documents.headings import Zone, opened_by, zone_of
from documents.lines import Line, LineKind
from documents.structure import Part, Section

_PROPOSER = re.compile(r"^.*\b(?:föreslår|föreslå|förslag\s+till(?:\s+beslut(?:\s+i)?)?)\b", re.IGNORECASE)


def forwarded(section: Section, body: str | None) -> list[tuple[str, Section]]:
    """Each body that the section's own body proposes something to, with the parts of the section that do it.

    The department's proposal before the decision is none of them: it goes to the section's own body."""
    found: dict[str, Section] = {}
    receiver: str | None = None
    decided = False
    for part in section.parts:
        decided = decided or part.zone is Zone.DECISION
        if opens(part.line):
            receiver = _receiver(part.line, body) if decided or _is_own(part.line, body) else None
        elif part.zone is Zone.PROPOSAL and receiver is not None:
            passed = found.setdefault(receiver, Section(section.head, parts=[Part(section.parts[0].line, Zone.NONE)]))
            passed.parts.append(part)
    return list(found.items())


def opens(line: Line) -> bool:
    """Whether what follows the line is a proposal."""
    if line.kind is LineKind.HEADING:
        return zone_of(line.text) is Zone.PROPOSAL
    return opened_by(line.text) is Zone.PROPOSAL


def _receiver(line: Line, body: str | None) -> str | None:
    """The body that is asked, where it is another than the one that asks."""
    after = bodies_in(_PROPOSER.sub("", line.text))
    other = [name for name in after if name != body]
    return other[-1] if other else None


def _is_own(line: Line, body: str | None) -> bool:
    """The proposal is the section's own body's: "Kommunstyrelsens förslag till kommunfullmäktige"."""
    proposer = _PROPOSER.match(line.text)
    return bool(body and proposer and body in bodies_in(proposer[0]))
