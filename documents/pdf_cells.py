"""Cells of a table whose words run over several lines, each put on one line: a row then reads as a row."""

import re

from documents.pdf_lines import Printed

_MOST_LINES = 6
"""More lines under each other are a column of running text."""
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad]$")


def with_whole_cells(lines: list[Printed]) -> list[Printed]:
    """The lines in the same order, the cells of a row made single lines beside each other."""
    out: list[Printed] = []
    at = 0
    while at < len(lines):
        cells = _row_from(lines, at)
        if _is_table_row(cells):
            out += map(_on_one_line, cells)
            at += sum(map(len, cells))
        else:
            out.append(lines[at])
            at += 1
    return out


def _row_from(lines: list[Printed], at: int) -> list[list[Printed]]:
    """Cells that begin on the same line, each to the right of the one before."""
    cells = [_cell_from(lines, at)]
    at += len(cells[0])
    while at < len(lines) and _begins_beside(cells[-1], lines[at]):
        cells.append(_cell_from(lines, at))
        at += len(cells[-1])
    return cells


def _cell_from(lines: list[Printed], at: int) -> list[Printed]:
    """The lines that stand straight under each other."""
    cell = [lines[at]]
    for line in lines[at + 1 : at + _MOST_LINES + 1]:
        step = cell[-1].bottom - line.bottom
        if abs(line.left - cell[0].left) > 2 or not 0 < step < 1.6 * line.height:
            break
        cell.append(line)
    return cell


def _begins_beside(cell: list[Printed], line: Printed) -> bool:
    right = max(one.right for one in cell)
    return line.left > right and abs(line.bottom - cell[0].bottom) < 0.4 * line.height


def _is_table_row(cells: list[list[Printed]]) -> bool:
    """A label with a text beside it is none: there the text may be the paper itself."""
    lengths = [len(cell) for cell in cells]
    return 1 < max(lengths) <= _MOST_LINES and (len(cells) > 2 or (len(cells) == 2 and lengths[0] > 1))


def _on_one_line(cell: list[Printed]) -> Printed:
    text = cell[0].text
    for line in cell[1:]:
        divided = _HYPHEN.search(text) if line.text[:1].islower() else None
        text = text[: divided.start()] + line.text if divided else f"{text} {line.text}"
    return cell[0]._replace(text=text, right=max(line.right for line in cell))
