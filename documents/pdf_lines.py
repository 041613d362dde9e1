"""The printed lines of a PDF page, cut where a wide gap stands, with their places on the sheet."""

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

from pypdfium2 import raw

_WIDE = 1.1
"""A gap in heights of the line. Stretched spaces of justified text stay below it, tables and columns above."""

_SPACES = re.compile(" +")
_LINE = re.compile("(?P<line>[^\r\n\x02\ufffe]*)(?:(?P<divided>[\x02\ufffe])(?:\r\n)?|\r\n|\r|\n|\\Z)")
"""pdfium writes one sign for a hyphen at the end of a line, and goes on with the next line as if it were the same."""
_MARK = re.compile(r"\s*(?:(?:(?:\d{1,2}|[a-zA-Z])[.)]|[•·▪◦●○*\ue000-\uf8ff§–—-])\s+)?")
"""What a list puts before its text: the gap after it is no column."""


class Printed(NamedTuple):
    """A stretch of text on one line; `top` is larger than `bottom`, as PDF counts from the foot of the sheet."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def printed_lines(textpage: raw.FPDF_TEXTPAGE) -> list[Printed]:
    """The stretches in the order in which the file writes them."""
    out: list[Printed] = []
    box = raw.FS_RECTF()
    for match in _LINE.finditer(_characters(textpage)):
        line = match["line"] + "-" * bool(match["divided"])
        if line.strip():
            out += _stretches(textpage, line, match.start(), box)
    return out


def _characters(textpage: raw.FPDF_TEXTPAGE) -> str:
    """One UTF-16 unit for each of pdfium's characters, so that places in the text are its places."""
    count = raw.FPDFText_CountChars(textpage)
    buffer = ctypes.create_string_buffer((count + 1) * 2)
    units = raw.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(units - 1, 0)].decode("utf-16-le", "surrogatepass")
    if text and max(text) > "\uffff":
        text = "".join(c if ord(c) <= 0xFFFF else "\ufffd\ufffd" for c in text)
    return text


def _stretches(textpage: raw.FPDF_TEXTPAGE, line: str, at: int, box: raw.FS_RECTF) -> Iterator[Printed]:
    first, last = _ends(line, 0, len(line))
    whole = _printed(textpage, line, at, first, last, box)
    if raw.FPDFText_CountRects(textpage, at, len(line)) < 2:
        yield whole
        return
    begin = first
    for end, following in _wide_gaps(textpage, line, at, whole.height * _WIDE, box):
        yield _printed(textpage, line, at, begin, end, box)
        begin = following
    yield _printed(textpage, line, at, begin, last, box) if begin > first else whole


def _wide_gaps(
    textpage: raw.FPDF_TEXTPAGE, line: str, at: int, wide: float, box: raw.FS_RECTF
) -> list[tuple[int, int]]:
    """(end, following) of each gap that no justified line would have."""
    gaps: list[tuple[float, int, int]] = []
    mark = _MARK.match(line)
    for space in _SPACES.finditer(line.rstrip(), mark.end() if mark else 0):
        raw.FPDFText_GetLooseCharBox(textpage, at + space.start() - 1, box)
        right = box.right
        raw.FPDFText_GetLooseCharBox(textpage, at + space.end(), box)
        gaps.append((box.left - right, space.start(), space.end()))
    widths = [width for width, _, _ in gaps]
    if len(widths) > 1 and min(widths) > 0.6 * max(widths):
        return []  # few words drawn out to the width of a column
    return [(end, following) for width, end, following in gaps if width > wide]


def _ends(line: str, first: int, last: int) -> tuple[int, int]:
    """The stretch without the spaces around it."""
    text = line[first:last]
    return first + len(text) - len(text.lstrip()), first + len(text.rstrip())


def _printed(textpage: raw.FPDF_TEXTPAGE, line: str, at: int, first: int, last: int, box: raw.FS_RECTF) -> Printed:
    raw.FPDFText_GetLooseCharBox(textpage, at + first, box)
    left, top, bottom = box.left, box.top, box.bottom
    raw.FPDFText_GetLooseCharBox(textpage, at + last - 1, box)
    return Printed(line[first:last], left, box.right, max(top, box.top), min(bottom, box.bottom))
