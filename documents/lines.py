"""Logical lines: paragraphs, list items and headings, put together from the printed lines."""

import re
from array import array
from dataclasses import dataclass, replace
from enum import StrEnum
from re import Match

from documents.columns import Piece, pieces_of
from documents.headings import Zone, is_heading, opens_list, zone_of
from documents.letters import composed
from documents.pages import without_heads
from documents.view import View, Writer


class LineKind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    """A paragraph, an item of a list or a heading; `start` and `end` are places in the view."""

    kind: LineKind
    start: int
    end: int
    text: str
    point: str | None = None
    cells: tuple[str, ...] = ()
    blank_before: bool = False


_ITEM = re.compile(
    r"\s*(?:(?P<bullet>[•·▪◦●○*\ue000-\uf8ff]\s*|[-–—‐](?:\s+|(?=[A-ZÅÄÖ])))|(?P<point>\d{1,2}|[a-hA-H])[.)]\s+)"
)
_ATT = re.compile(r"\s*(?:att|a t t|samt att)\s", re.IGNORECASE)
_SENTENCE_ENDS = (".", ":", ";", "!", "?", "”", '"')
_CELLS = re.compile(r"\s*\|\s*|\t+ *| {2,}")


def lines_of(text: str) -> tuple[str, View, list[Line]]:
    """The text with whole letters, its view, whose places are those of the text as given, and its logical lines."""
    plain, places = composed(text)
    view, lines = read_lines(plain)
    if places:
        view.offsets = array(view.offsets.typecode, (places[offset] for offset in view.offsets))
    return plain, view, lines


def read_lines(text: str) -> tuple[View, list[Line]]:
    """The view of a paper and its logical lines."""
    writer = Writer()
    lines: list[Line] = []
    pieces = [part for piece in without_heads(pieces_of(text)) for part in _parted(piece)]
    at, listing = 0, False
    while at < len(pieces):
        heading = is_heading(pieces[at].text, _before(pieces, at), _after(pieces, at))
        listing = zone_of(" ".join(pieces[at].text.split())) is Zone.SEND_LIST if heading else listing
        group = pieces[at : at + 1] if heading or listing else _group(pieces, at)
        lines.append(_write(writer, group, heading, lines[-1].point if lines else None))
        at += len(group)
    return writer.view(), [line for line in lines if line.text]


_LABEL = re.compile(r"\s*(?P<label>[A-ZÅÄÖ][^\t]{2,40}?)(?: {2,}+|\t)\s*+(?=\S)")


def _parted(piece: Piece) -> list[Piece]:
    """ "Beslut      Nämnden ger …": a heading in the margin is a line of its own."""
    match = _LABEL.match(piece.text)
    if not match or zone_of(match["label"]) is None or zone_of(" ".join(piece.text.split())) is not None:
        return [piece]
    cut = match.end()
    label = replace(
        piece, end=piece.start + match.end("label"), text=piece.text[: match.end("label")], blank_before=True
    )
    return [label, replace(piece, start=piece.start + cut, text=piece.text[cut:], blank_before=False)]


def _group(pieces: list[Piece], at: int) -> list[Piece]:
    """The printed lines that make one logical line."""
    group = [pieces[at]]
    for n in range(at + 1, len(pieces)):
        if not _continues(group, pieces, n):
            break
        group.append(pieces[n])
    return group


def _before(pieces: list[Piece], at: int) -> str:
    """The line right above, or nothing where a blank line stands between."""
    return pieces[at - 1].text if at and not pieces[at].blank_before else ""


def _after(pieces: list[Piece], at: int) -> str:
    return pieces[at + 1].text if at + 1 < len(pieces) and not pieces[at + 1].blank_before else ""


def _continues(group: list[Piece], pieces: list[Piece], n: int) -> bool:
    """Whether printed line `n` goes on with the group above it."""
    line, last = pieces[n], group[-1]
    ended = last.text.rstrip()
    if line.column != last.column or _begins_item(line.text, ended, group):
        return False
    if ended.endswith(":") or _is_row(ended) or _is_row(line.text):
        return False
    if is_heading(line.text, "" if line.blank_before else ended, _after(pieces, n)):
        return False
    if line.blank_before:
        return _goes_on(" ".join(piece.text.strip() for piece in group), line.text)
    return True


def _goes_on(ended: str, line: str) -> bool:
    """A blank line in the middle of a sentence: a page break, or a slip of the converter."""
    return not ended.endswith(_SENTENCE_ENDS) and line.lstrip()[:1].islower() and len(ended) > 25


_BARE = re.compile(r"\s*(?P<point>\d{1,2})\s+(?=[A-ZÅÄÖ])")
"""A point without its full stop: only where the numbers count from one."""


def _bare_point(line: str, before: str | None) -> Match[str] | None:
    match = _BARE.match(line)
    if not match:
        return None
    number = int(match["point"])
    follows = before is not None and before.isdigit() and number == int(before) + 1
    return match if number == 1 or follows else None


def _begins_item(line: str, ended: str, group: list[Piece]) -> bool:
    first = _BARE.match(group[0].text)
    if ended.endswith((".", ":")) and _bare_point(line, first["point"] if first else None):
        return True
    if _ITEM.match(line):
        return not re.search(r"(?:§|\bden|punkt|nr|kap\.?)\s*$", ended)
    if not _ATT.match(line):
        return False
    if ended.endswith((",", ";", ":", ".")) or opens_list(ended) or re.search(r",\s+(?:samt|och)$", ended):
        return True
    return bool(_ATT.match(group[0].text)) and not _wants_att(" ".join(piece.text for piece in group))


_GOVERNS = re.compile(
    r"\b(?:uppdra|uppdrar|uppdraga|uppdras|uppmana\w*|ge|ger|ges|får|föreslå\w*|åläg\w*|begär\w*|bemyndiga\w*|instruera\w*|anmoda\w*|medge\w*|anse\w*)\b"
    r"(?!.*\batt\b)|\b(?:om|för|med|på|till|av|genom|utan|än|så|uppdrag|syfte|åt|innebär|förslag|möjlighet(?:en)?)\s*$",
    re.IGNORECASE,
)


def _wants_att(text: str) -> bool:
    """The words so far are not complete without an att-clause: the next line is no new item."""
    return bool(_GOVERNS.search(text[-300:]))


def _is_row(line: str) -> bool:
    """A row of a table or register: three cells, or tabs."""
    if "  " not in line and "\t" not in line and "|" not in line:
        return False
    mark = _ITEM.match(line) or _ATT.match(line)
    cells = _CELLS.findall(line[mark.end() if mark else 0 :].strip(" |\t\r"))
    return len(cells) > 1 or any("\t" in cell for cell in cells)


def _write(writer: Writer, group: list[Piece], heading: bool, before: str | None) -> Line:
    first = group[0]
    match = _ITEM.match(first.text) or _bare_point(first.text, before)
    skip = match.end() if match and not heading else 0
    begin = writer.length
    writer.add(first.text[skip:], first.start + skip)
    for piece in group[1:]:
        writer.join(piece.text)
        words = piece.text.lstrip()  # the margin would part a word that the line end divided
        writer.add(words, piece.end - len(words))
    end = writer.length
    text = "".join(writer.chars[begin:end])
    writer.end_line()
    kind = LineKind.HEADING if heading else LineKind.ITEM if skip or _ATT.match(text) else LineKind.TEXT
    if _is_row(first.text) and (not heading or "\t" in first.text or len(_CELLS.findall(first.text.strip())) > 2):
        kind = LineKind.ROW
    cells = tuple(c for c in _CELLS.split(first.text.strip(" |")) if c) if len(group) == 1 else ()
    point = match["point"] if match and skip else None
    return Line(kind, begin, end, text, point, cells, first.blank_before)
