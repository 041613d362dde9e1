"""Printed lines in the order of reading: columns after each other, gaps, blank lines, each head once."""

import re
from collections import Counter
from statistics import median
from typing import NamedTuple

from documents.headings import zone_of
from documents.pdf_cells import with_whole_cells
from documents.pdf_lines import Printed

_GAP = 4
"""Spaces between what stands beside each other, at least."""
_USUAL_WIDTH, _NARROWEST = 5.0, 3.0
"""Of a letter, in points."""
_NUMBERS = re.compile(r"\d+")
_LINES_OF_A_COLUMN = 8
_HEAD, _FOOT = 0.88, 0.1
"""Shares of the sheet above and below which a head or foot may stand; text may too, but does not repeat itself."""
_AT_THE_EDGE = 6
"""So many lines at the start or end of a page's text are tried as heads and feet."""


class Row(NamedTuple):
    """What stands beside each other on one line."""

    text: str
    top: float
    bottom: float


def rows_of(lines: list[Printed], width: float) -> list[Row]:
    """The rows of a page from its head to its foot."""
    groups: list[list[Printed]] = []
    for line in with_whole_cells(_in_columns(lines, width)):
        if groups and _beside(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    margin = min((line.left for line in lines), default=0.0)
    unit = _letter_width([group for group in groups if len(group) > 1], margin)
    return _from_head_to_foot([_row(group, margin, unit) for group in groups])


def _row(group: list[Printed], margin: float, unit: float) -> Row:
    """What begins at the same place of the sheet begins at the same place of its line, as a typewriter sets it."""
    text = group[0].text
    if len(group) > 1:
        text = " " * round((group[0].left - margin) / unit) + text
    for line in group[1:]:
        text += " " * max(_GAP, round((line.left - margin) / unit) - len(text)) + line.text
    return Row(text, max(line.top for line in group), min(line.bottom for line in group))


def _letter_width(rows: list[list[Printed]], margin: float) -> float:
    """So narrow that what stands to the left of a gap has room before it."""
    widths = [
        (after.left - margin) / (len(before.text) + (before.left - margin) / _USUAL_WIDTH + _GAP)
        for row in rows
        for before, after in zip(row, row[1:], strict=False)
    ]
    return max(_NARROWEST, min([_USUAL_WIDTH, *widths]))


def _beside(left: Printed, right: Printed) -> bool:
    """On one line, the second to the right of the first."""
    return right.left >= left.right - 1 and abs(right.bottom - left.bottom) < 0.7 * min(left.height, right.height)


def _in_columns(lines: list[Printed], width: float) -> list[Printed]:
    """Two columns that the file writes line by line, put after each other; anything else as it is."""
    middle = _gutter(lines, width)
    if middle is None:
        return lines
    sides = [0 if line.right <= middle else 1 if line.left >= middle else None for line in lines]
    turns = sum(a is not None and b is not None and a != b for a, b in zip(sides, sides[1:], strict=False))
    if turns < len(lines) / 4:
        return lines
    out: list[Printed] = []
    columns: tuple[list[Printed], list[Printed]] = ([], [])
    for line, side in zip(lines, sides, strict=True):
        if side is None:
            out += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[side].append(line)
    return [*out, *columns[0], *columns[1]]


def _gutter(lines: list[Printed], width: float) -> float | None:
    """Where the right one of two columns of running text begins."""
    begins = Counter(round(line.left) for line in lines if 0.35 * width < line.left < 0.65 * width)
    if not begins:
        return None
    middle = begins.most_common(1)[0][0] - 1.0
    left = [line.right - line.left for line in lines if line.right <= middle]
    right = [line.right - line.left for line in lines if line.left >= middle]
    if min(len(left), len(right)) < _LINES_OF_A_COLUMN or min(median(left), median(right)) < 0.2 * width:
        return None
    return middle


def _from_head_to_foot(rows: list[Row]) -> list[Row]:
    """A head that the file writes last comes first, a foot that it writes first comes last."""
    if len(rows) <= 1:
        return rows
    late = rows[-_AT_THE_EDGE:] if len(rows) > _AT_THE_EDGE else rows[1:]
    highest = max(row.top for row in rows[: len(rows) - len(late)]) - 1
    heads = [row for row in late if row.bottom >= highest]
    rest = [row for row in rows if row not in heads]
    early = rest[:_AT_THE_EDGE] if len(rest) > _AT_THE_EDGE else rest[:-1]
    lowest = min((row.bottom for row in rest[len(early) :]), default=0) + 1
    feet = [row for row in early if row.top <= lowest]
    return [*heads, *(row for row in rest if row not in feet), *feet]


def without_repeats(pages: list[list[Row]], heights: list[float]) -> list[list[Row]]:
    """A running head stands on its first page only, a foot on its last: between pages they would cut a sentence."""
    edges = [[_edge(row, height) for row in rows] for rows, height in zip(pages, heights, strict=True)]
    often = max(3, 0.4 * len(pages))
    count = Counter(edge for page in edges for edge in {*page} - {None})
    first = {edge: page for page in reversed(range(len(pages))) for edge in edges[page]}
    last = {edge: page for page in range(len(pages)) for edge in edges[page]}

    def stays(edge: tuple[bool, str] | None, page: int) -> bool:
        return edge is None or count[edge] < often or page == (first if edge[0] else last)[edge]

    return [
        [row for row, edge in zip(rows, edges[page], strict=True) if stays(edge, page)]
        for page, rows in enumerate(pages)
    ]


def _edge(row: Row, height: float) -> tuple[bool, str] | None:
    """Of a row in the margins: whether at the head, and its words without numbers. None for a row of the text."""
    at_head = row.bottom > _HEAD * height
    if not at_head and row.top > _FOOT * height or "§" in row.text or zone_of(row.text) is not None:
        return None
    return at_head, _NUMBERS.sub("#", row.text)


def text_of_rows(rows: list[Row]) -> str:
    """The rows with a blank line where the sheet has one."""
    steps = [above.bottom - below.bottom for above, below in zip(rows, rows[1:], strict=False)]
    usual = median([step for step in steps if step > 1] or [0])
    out: list[str] = []
    for n, row in enumerate(rows):
        if n and steps[n - 1] > max(
            1.3 * min(usual, 1.6 * _height(row)), 1.25 * max(_height(row), _height(rows[n - 1]))
        ):
            out.append("")
        out.append(row.text)
    return "\n".join(out)


def _height(row: Row) -> float:
    return row.top - row.bottom
