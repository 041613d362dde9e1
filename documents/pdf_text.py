"""The text of a PDF, a form feed between its pages."""

import pypdfium2
from pypdfium2 import raw

from documents.limits import MOST_CHARACTERS, MOST_PAGES, Trouble, Unparsed
from documents.pdf_layout import Row, rows_of, text_of_rows, without_repeats
from documents.pdf_lines import printed_lines

_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_FEWEST_LETTERS = 20
"""Fewer in the whole paper: what was scanned is a picture, with at most a stamp as text."""


def pdf_text(data: bytes) -> str:
    """Every page; one without text is empty. Raises Unparsed."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise Unparsed(Trouble.LOCKED if locked else Trouble.DAMAGED) from None
    try:
        return _text(document)
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument) -> str:
    if len(document) > MOST_PAGES:
        raise Unparsed(Trouble.TOO_LONG)
    pages: list[list[Row]] = []
    heights: list[float] = []
    length = 0
    for number in range(len(document)):
        rows, height = _page(document, number)
        pages.append(rows)
        heights.append(height)
        length += sum(len(row.text) for row in rows)
        if length > MOST_CHARACTERS:
            raise Unparsed(Trouble.TOO_LONG)
    text = "\f".join(map(text_of_rows, without_repeats(pages, heights)))
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS:
        raise Unparsed(Trouble.SCANNED)
    if text.count("\ufffd") + text.count("\ufffe") > letters / 4:
        raise Unparsed(Trouble.NO_LETTERS)
    return text


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Row], float]:
    """The rows of a page and its height. A page that cannot be opened makes the paper unreadable, not shorter."""
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        raise Unparsed(Trouble.DAMAGED)
    try:
        textpage = raw.FPDFText_LoadPage(page)
        if not textpage:
            raise Unparsed(Trouble.DAMAGED)
        try:
            width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
            return rows_of(printed_lines(textpage), width), height
        finally:
            raw.FPDFText_ClosePage(textpage)
    finally:
        raw.FPDF_ClosePage(page)
