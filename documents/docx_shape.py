"""What python-docx has no word for: language, page numbers, repeated headers, bytes that do not depend on the hour."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

LANGUAGE = "sv-SE"
LONG_AGO = (1980, 1, 1, 0, 0, 0)

# What XML cannot hold, and what turns the reading direction or hides.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Text that a document can hold: control characters are gone, tabs and line breaks stay."""
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))


def set_swedish(document: DocxDocument) -> None:
    """The language of everything that does not say otherwise, for spelling and for screen readers."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    hyphenate = OxmlElement("w:autoHyphenation")  # long names of bodies would be torn in narrow columns
    document.settings.element.find(qn("w:defaultTabStop")).addnext(hyphenate)


def add_page_numbers(section: Any) -> None:
    """As in "Sida 2 av 5", in the footer; sections that follow take it over."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Sida ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)


def repeat_header(table: Table) -> None:
    """The first row stands on every page, and no row is torn in two."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))


def set_widths(table: Table, widths: Sequence[int], about: str) -> None:
    """Fixed widths in millimetres, and what the table is about, for those who hear it read."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, nth in zip(table._cells, range(len(table._cells)), strict=True):
        cell.width = Mm(widths[nth % len(widths)])
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLook")).addprevious(_margins())
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), about)
    properties.append(caption)


def _margins() -> Any:
    """A millimetre on either side: the columns need the room."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def same_bytes_every_time(data: bytes) -> bytes:
    """The same archive without the hour at which it was packed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
