"""Physical lines of a text, and text columns that a converter wove into each other."""

import re
from dataclasses import dataclass
from functools import lru_cache

_LINE_END = re.compile(r"\r\n|[\n\r\f\x0b\x85\u2028\u2029]")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+ *)(?=\S)")
_NARROWEST = 20
"""A gap further to the left is the space after "att" or a bullet."""
_SHORTEST = 3
"""Fewer lines than this under each other are a head with a date to the right, not columns."""

Lines = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of one physical line, in reading order."""

    start: int
    end: int
    text: str
    blank_before: bool = False
    column: int = 0


@lru_cache(maxsize=1)  # asked of the same paper by each who looks for heads, days and pages
def physical_lines(text: str) -> Lines:
    """(start, end, line) of every line, without its end."""
    lines, start = [], int(text.startswith("\ufeff"))
    for end in _LINE_END.finditer(text):
        lines.append((start, end.start(), text[start : end.start()]))
        start = end.end()
    lines.append((start, len(text), text[start:]))
    return tuple(lines)


def pieces_of(text: str) -> list[Piece]:
    """The lines in reading order: of two columns first the left, then the right."""
    lines = physical_lines(text)
    out: list[Piece] = []
    at = 0
    blank = False
    while at < len(lines):
        start, end, line = lines[at]
        if not line.strip():
            blank = True
            at += 1
            continue
        block = _block(lines, at)
        if block:
            last, column = block
            out += _columns(lines[at : last + 1], column, blank)
            at = last + 1
        else:
            out.append(Piece(start, end, line, blank))
            at += 1
        blank = False
    return out


def _gaps(line: str) -> list[int]:
    """Where the text goes on after a wide gap."""
    return [match.end() for match in _GAP.finditer(line)]


def _block(lines: Lines, at: int) -> tuple[int, int] | None:
    """Last line and column of two columns that begin on line `at`, or None.

    Every line has text to the right of the same place, and exactly one gap: a table has more."""
    gaps = _gaps(lines[at][2])
    if len(gaps) != 1 or "\t" in lines[at][2] or gaps[0] < _NARROWEST:
        return None
    column = gaps[0]
    last = at
    for n in range(at + 1, len(lines)):
        line = lines[n][2]
        if not line.strip() or not _fits(line, column):
            break
        last = n
    with_right = [n for n in range(at, last + 1) if len(lines[n][2]) > column]
    return (last, column) if len(with_right) >= _SHORTEST else None


def _fits(line: str, column: int) -> bool:
    """The line respects the column: it ends before it, or has its only gap there, or begins there."""
    if len(line.rstrip()) <= column:
        return not _gaps(line)
    return _gaps(line) in ([column], []) and line[column - 2 : column].strip() == "" and not line[column].isspace()


def _columns(lines: Lines, column: int, blank: bool) -> list[Piece]:
    left: list[Piece] = []
    right: list[Piece] = []
    for start, end, line in lines:
        if line[:column].strip():
            stop = start + len(line[:column].rstrip())
            left.append(Piece(start, stop, line[: stop - start], blank and not left))
        if line[column:].strip():
            right.append(Piece(start + column, end, line[column:], not right, column=1))
    return left + right
