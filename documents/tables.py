"""A list of assignments printed as a table: one row each, closed rows left out."""

import re
from dataclasses import dataclass

from documents.lines import Line, LineKind
from documents.owners import is_office, names_in
from documents.structure import Section

_CLOSED = re.compile(
    r"\b(?:avslutat|avslutad|genomfört|genomförd|utgår|utgått|slutfört|slutförd|avskrivet|avskriven|verkställt|verkställd|återrapporterat|återrapporterad"
    r"|slutredovisat|slutredovisad|färdigt|färdig|upphävt|besvarad|besvarat|återkallat|stängt|stängd)\b"
    r"|^[\W_]*(?:helt\s+)?(?:klart|klar|utförd|utfört)[\W_]*$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:ej|inte|ännu\s+ej|icke|delvis)\s+$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:uppdrag|åtgärd|ärendebalans|bevakning|verkställighet|beslutsuppföljning|beslutslogg|aktivitet|handlingsplan|återrapportering)\w*",
    re.IGNORECASE,
)
_WHO, _WHEN = (
    re.compile(r"ansvar|ägare|utförare|handläggare", re.IGNORECASE),
    re.compile(r"klar|tid|senast|när|datum|status|återrapport", re.IGNORECASE),
)
_SHORT = re.compile(r"[A-ZÅÄÖ]{2,5}(?:/[A-ZÅÄÖ]{2,5})*|[A-ZÅÄÖ][\wåäö]{2,12}\.(?:nämnd|styrelse)?|[KA][sf]")
_REFERENCE = re.compile(r".*§\s*\d|\d+[.)]?$|[\w/ .:-]*\d{2,}[\w/.:-]*$")
_TO = re.compile(
    r"(?:åter)?(?:rapport|redovis)\w*(?:\s+(?:till|för))?\s+(?P<body>KF|KS|KSAU|\w+(?:nämnden|styrelsen|fullmäktige))\b",
    re.IGNORECASE,
)
_FEWEST_ROWS, _FEWEST_CELLS = 2, 3


@dataclass(frozen=True)
class Row:
    """An open row; `line` holds its place."""

    line: Line
    task: str
    task_at: int
    owners: tuple[str, ...]
    reports: str | None


def open_rows(section: Section, title: str) -> list[Row]:
    """Rows of a table of assignments. A table about anything else has no rows for us."""
    rows = [p.line for p in section.parts if p.line.kind is LineKind.ROW and p.line is not section.head]
    lines = [line for line in rows if len(line.cells) >= _FEWEST_CELLS]
    headings = [p.line.text for p in section.parts if p.line.kind is LineKind.HEADING]
    heads = " ".join([title, *(line.text for line in lines[:1]), *headings])
    if len(lines) < _FEWEST_ROWS or not (_ABOUT.search(heads) or _heads_a_list(lines[0])):
        return []
    found = [_row(line) for line in lines if not _is_closed(line)]
    return [row for row in found if row]


def _heads_a_list(line: Line) -> bool:
    """A first row with a column for who and one for when: whatever the list is called, it says who does what."""
    return any(map(_WHO.match, line.cells)) and any(map(_WHEN.match, line.cells))


def _is_closed(line: Line) -> bool:
    for cell in line.cells:
        match = _CLOSED.search(cell)
        if match and not _NOT_YET.search(cell, 0, match.start()):
            return True
    return False


def _row(line: Line) -> Row | None:
    cells = [c.strip() for c in line.cells]
    owner_at = next((n for n, c in enumerate(cells) if n and _owners(c)), None)
    if owner_at is None:
        return None
    tasks = [c for n, c in enumerate(cells[:owner_at]) if not _REFERENCE.match(c)]
    if not tasks:
        return None
    to = _TO.search(" ".join(cells[owner_at + 1 :]))
    task = " ".join(tasks[-1].split())
    at = max(line.text.find(task), 0)
    return Row(line, task, at, _owners(cells[owner_at]), to["body"] if to else None)


_HEADERS = frozenset({"ansvarig", "ansvariga", "handläggare", "ägare", "utförare", "nämnd", "förvaltning"})


def _owners(cell: str) -> tuple[str, ...]:
    if cell.lower() in _HEADERS:
        return ()
    if _SHORT.fullmatch(cell):
        return (cell,) if "." in cell else names_in(cell) or (cell,)
    names = names_in(cell)
    return names if names and len(cell) < 80 and all(map(is_office, names)) else ()
