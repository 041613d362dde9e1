"""A follow-up record as a Word document: the paper that is laid before the body."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt, RGBColor

from config.zone import office_day
from deadlines.swedish import day_text
from documents.docx_shape import add_page_numbers, clean, repeat_header, same_bytes_every_time, set_swedish, set_widths
from models.record import FollowUpRecord
from notifications.swedish import genitive, starting

COLUMNS = (
    ("nr", "Nr", 9),
    ("task", "Uppdrag", 50),
    ("source", "Ursprung", 28),
    ("owner", "Ansvarig", 39),
    ("with", "Tillsammans med", 26),
    ("due", "Redovisas till/senast", 27),
    ("status", "Status", 26),
    ("done", "Vidtagna åtgärder", 25),
    ("judgement", "Bedömning", 21),
    ("ended_by", "Avslutat genom", 26),
)
"""Key in the content, heading, and width in millimetres on a landscape page."""
MOVED = (
    ("nr", "Nr", 15),
    ("before", "Tidigare slutdatum", 45),
    ("after", "Nytt slutdatum", 45),
    ("by", "Genom beslut", 65),
)
SMALL = Pt(8)
INK = RGBColor(0x1B, 0x1B, 0x1A)


def write_docx(record: FollowUpRecord, to: Path | str | IO[bytes]) -> None:
    """Written again, an unchanged record gives the same bytes."""
    document = Document()
    _prepare(document, record)
    said = record.content
    document.add_heading(clean(said["title"]), level=0)
    _front(document, record)
    _turn(document, landscape=True)
    document.add_heading("Uppdragen", level=1)
    if said["assignments"]:
        _table(
            document, COLUMNS, said["assignments"], "Uppdragen, efter ansvarigt organ och med det äldsta beslutet först"
        )
    else:
        document.add_paragraph("Inga uppdrag.")
    _turn(document, landscape=False)
    _back(document, record)
    buffer = BytesIO()
    document.save(buffer)
    data = same_bytes_every_time(buffer.getvalue())
    if isinstance(to, str | Path):
        Path(to).write_bytes(data)
    else:
        to.write(data)


def _prepare(document: DocxDocument, record: FollowUpRecord) -> None:
    set_swedish(document)
    document.styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = INK
    document.styles["Title"].font.size = Pt(20)
    properties = document.core_properties
    properties.title = clean(record.content["title"])
    properties.author = clean(starting(record.content["office"]))
    properties.language = "sv-SE"
    properties.comments = ""
    properties.created = properties.modified = record.gathered_at.replace(tzinfo=None, microsecond=0)
    _size(document.sections[0], landscape=False)
    add_page_numbers(document.sections[0])


def _front(document: DocxDocument, record: FollowUpRecord) -> None:
    said = record.content
    for line in said["raised"]:
        document.add_paragraph(clean(line)).runs[0].bold = True
    document.add_heading("Förslag till beslut", level=1)
    document.add_paragraph(clean(f"{starting(genitive(said['office']))} förslag till {said['body']}"))
    for number, proposal in enumerate(said["proposals"], 1):
        document.add_paragraph(clean(f"{number}. {proposal}"))
    _paragraphs(document, said["notes"])
    document.add_heading("Sammanfattning", level=1)
    document.add_paragraph(clean(" ".join(said["summary"])))
    _paragraphs(document, (record.office_text or "").splitlines())


def _back(document: DocxDocument, record: FollowUpRecord) -> None:
    said = record.content
    document.add_heading("De ansvarigas kommentarer", level=1)
    for comment in said["comments"]:
        document.add_heading(clean(f"Uppdrag nr {comment['nr']}, {comment['owner']}, {comment['day']}"), level=2)
        _paragraphs(document, comment["text"].splitlines())
    if not said["comments"]:
        document.add_paragraph("Inga kommentarer har lämnats.")
    document.add_heading("Ändrade slutdatum", level=1)
    if said["moved"]:
        _table(document, MOVED, said["moved"], "Slutdatum före och efter, och vilket beslut som ändrade dem")
    else:
        document.add_paragraph("Inget slutdatum har ändrats.")
    document.add_heading("Beslutet skickas till", level=1)
    _paragraphs(document, said["send_to"])
    document.add_heading("Bilaga: underlag och kontrollvärde", level=1)
    _paragraphs(document, said["basis"])
    _paragraphs(document, [_check_line(record)])


def _check_line(record: FollowUpRecord) -> str:
    if record.frozen_at is None or record.sha256 is None:
        return "Utkast. Underlaget är inte låst ännu och har därför inget kontrollvärde."
    return f"Låst {day_text(office_day(record.frozen_at))}. Kontrollvärde (SHA-256): {record.sha256}"


def _paragraphs(document: DocxDocument, lines: Iterable[str]) -> None:
    for line in lines:
        if text := clean(line).strip():
            document.add_paragraph(text)


def _turn(document: DocxDocument, *, landscape: bool) -> None:
    _size(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def _size(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(10) if landscape else Mm(20)
    section.top_margin = section.bottom_margin = Mm(15) if landscape else Mm(20)


def _table(
    document: DocxDocument,
    columns: Sequence[tuple[str, str, int]],
    rows: Sequence[dict[str, Any]],
    about: str,
) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(columns))
    table.style = "Table Grid"
    set_widths(table, [width for _, _, width in columns], about)
    cells = list(table._cells)  # one walk over the table: asking cell by cell takes quadratic time
    for at, (_, heading, _) in enumerate(columns):
        _fill(cells[at], heading, bold=True)
    for nth, row in enumerate(rows, 1):
        for at, (key, _, _) in enumerate(columns):
            _fill(cells[nth * len(columns) + at], str(row[key]))
    repeat_header(table)


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(clean(text))
    run.font.size, run.bold = SMALL, bold
