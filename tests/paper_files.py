"""Papers as files, made when a test runs: a PDF written by hand, a DOCX, a web page."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from docx import Document

LINE = 14.0
TOP, LEFT, RIGHT_COLUMN = 760.0, 60.0, 320.0


class Put(NamedTuple):
    """Words at a place on the sheet, counted in points from its lower left corner."""

    x: float
    y: float
    text: str


def column(lines: Iterable[str], x: float = LEFT, top: float = TOP) -> list[Put]:
    """Lines under each other; an empty one leaves its space."""
    return [Put(x, top - n * LINE, text) for n, text in enumerate(lines) if text]


def woven(left: Sequence[str], right: Sequence[str]) -> list[Put]:
    """Two columns as some programs write them: line by line across the sheet."""
    return sorted([*column(left), *column(right, RIGHT_COLUMN)], key=lambda put: (-put.y, put.x))


def pdf(pages: Sequence[Sequence[Put]], extra: bytes = b"") -> bytes:
    """A PDF of A4 sheets in Helvetica. `extra` goes into the trailer."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for page in pages:
        drawn = b"".join(b"BT /F1 11 Tf %.1f %.1f Td (%s) Tj ET\n" % (x, y, _escaped(text)) for x, y, text in page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    return assembled(objects, extra)


def assembled(objects: Sequence[bytes], extra: bytes = b"") -> bytes:
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start))
    return out.getvalue()


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def docx(paragraphs: Iterable[str]) -> bytes:
    """A DOCX; a paragraph that begins with "# " is numbered by Word."""
    document = Document()
    for text in paragraphs:
        if text.startswith("# "):
            document.add_paragraph(text.removeprefix("# "), style="List Number")
        else:
            document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
