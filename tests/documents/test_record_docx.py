"""The paper that is laid before the body, opened as a reader's program opens it."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from documents.docx_shape import clean
from documents.record_docx import COLUMNS, write_docx
from models.record import FollowUpRecord

HEADINGS = [
    "Förslag till beslut",
    "Sammanfattning",
    "Uppdragen",
    "De ansvarigas kommentarer",
    "Ändrade slutdatum",
    "Beslutet skickas till",
    "Bilaga: underlag och kontrollvärde",
]
TITLE = "Återrapportering av uppdrag till kommunstyrelsen per den 28 maj 2018"
ROW = {
    "nr": 3,
    "task": "Kommundirektören ges i uppdrag att utse en förvaltning.",
    "source": "Kommunstyrelsen 10 oktober 2017, § 309",
    "owner": "Kommundirektören",
    "with": "–",
    "due": "30 november 2017",
    "status": "Redovisat",
    "done": "Redovisning registrerad 29 november 2017 (KS 2017-141).",
    "judgement": "–",
    "ended_by": "–",
}


def a_record(content: dict[str, Any] | None = None, **changes: Any) -> FollowUpRecord:
    said = {
        "body": "kommunstyrelsen",
        "office": "kommunledningsförvaltningen",
        "day": "2018-05-28",
        "meeting_day": "2018-06-12",
        "title": TITLE,
        "raised": [],
        "proposals": ["Kommunstyrelsen godkänner redovisningen.", "Uppdrag nr 3 förklaras avslutat."],
        "notes": [],
        "summary": ["Ett.", "Två.", "Tre."],
        "assignments": [ROW],
        "comments": [{"nr": 3, "owner": "Kommundirektören", "day": "17 november 2017", "text": "Första.\nAndra."}],
        "moved": [{"nr": 2, "before": "juni 2018", "after": "31 oktober 2018", "by": "KS 12 juni 2018, § 201"}],
        "send_to": ["Kommundirektören"],
        "basis": ["Uppdrag nr 3: Kommunstyrelsen 10 oktober 2017, § 309."],
        "open": [3],
    }
    usual = {
        "id": 1,
        "body_id": 2,
        "day": date(2018, 5, 28),
        "content": said | (content or {}),
        "gathered_at": datetime(2018, 5, 28, 6, tzinfo=UTC),
    }
    return FollowUpRecord(**usual | changes)


def written(record: FollowUpRecord) -> bytes:
    buffer = BytesIO()
    write_docx(record, buffer)
    return buffer.getvalue()


def opened(record: FollowUpRecord) -> Any:
    return Document(BytesIO(written(record)))


def lines(record: FollowUpRecord) -> list[str]:
    return [paragraph.text for paragraph in opened(record).paragraphs if paragraph.text]


def test_the_sections_stand_in_order_under_real_headings() -> None:
    document = opened(a_record())

    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == TITLE
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == HEADINGS


def test_the_proposal_is_the_offices_and_numbered() -> None:
    said = lines(a_record())

    at = said.index("Kommunledningsförvaltningens förslag till kommunstyrelsen")
    assert said[at + 1 : at + 3] == [
        "1. Kommunstyrelsen godkänner redovisningen.",
        "2. Uppdrag nr 3 förklaras avslutat.",
    ]


def test_what_is_raised_is_the_first_line_under_the_title() -> None:
    assert lines(a_record({"raised": ["Uppdrag nr 3 lyfts här."]}))[:2] == [TITLE, "Uppdrag nr 3 lyfts här."]


def test_the_table_has_the_ten_columns_and_a_header_on_every_page() -> None:
    table = opened(a_record()).tables[0]

    assert [cell.text for cell in table.rows[0].cells] == [
        "Nr",
        "Uppdrag",
        "Ursprung",
        "Ansvarig",
        "Tillsammans med",
        "Redovisas till/senast",
        "Status",
        "Vidtagna åtgärder",
        "Bedömning",
        "Avslutat genom",
    ]
    assert [cell.text for cell in table.rows[1].cells] == [str(ROW[key]) for key, _, _ in COLUMNS]
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert headers == [True, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows), "no row is torn in two"


def test_the_table_lies_on_a_landscape_page_that_it_fits() -> None:
    document = opened(a_record())

    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    page = document.sections[1]
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(column.width for column in document.tables[0].columns) <= room


def test_it_is_swedish_and_its_pages_are_numbered() -> None:
    document = opened(a_record())

    languages = {language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    footer = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert all(section.footer.is_linked_to_previous for section in document.sections[1:])


def test_the_offices_text_stands_in_the_summary() -> None:
    said = lines(a_record(office_text="Första stycket.\nAndra stycket."))

    at = said.index("Sammanfattning")
    assert said[at + 1 : at + 4] == ["Ett. Två. Tre.", "Första stycket.", "Andra stycket."]


def test_comments_and_moved_terms_are_shown() -> None:
    document = opened(a_record())

    said = [p.text for p in document.paragraphs]
    assert "Uppdrag nr 3, Kommundirektören, 17 november 2017" in said
    assert said[said.index("Första.") + 1] == "Andra."
    assert [cell.text for cell in document.tables[1].rows[1].cells] == [
        "2",
        "juni 2018",
        "31 oktober 2018",
        "KS 12 juni 2018, § 201",
    ]


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("assignments", "Inga uppdrag."),
        ("comments", "Inga kommentarer har lämnats."),
        ("moved", "Inget slutdatum har ändrats."),
    ],
)
def test_an_empty_section_says_so(missing: str, told: str) -> None:
    assert told in lines(a_record({missing: []}))


def test_a_draft_says_that_it_is_one_and_a_frozen_record_shows_its_check_value() -> None:
    assert any(line.startswith("Utkast.") for line in lines(a_record()))
    sealed = a_record(frozen_at=datetime(2018, 5, 31, 22, 30, tzinfo=UTC), sha256="ab" * 32)

    assert f"Låst 1 juni 2018. Kontrollvärde (SHA-256): {'ab' * 32}" in lines(sealed)


def test_control_characters_never_reach_the_document() -> None:
    bad = "Ra\x00d\x0b\x1f\u202e\ufffe\ud800 ett\ttvå\r\ntre"
    row = ROW | {"task": bad}
    comment = {"nr": 3, "owner": bad, "day": "x", "text": bad}

    document = opened(a_record({"assignments": [row], "comments": [comment], "title": bad}, office_text=bad))

    assert document.tables[0].rows[1].cells[1].text == "Rad ett\ttvå\ntre"


def test_clean_keeps_what_can_be_read() -> None:
    assert clean("Å ä ö – ”§” 1\u00a0000\n\t") == "Å ä ö – ”§” 1\u00a0000\n\t"


def test_written_again_the_bytes_are_the_same() -> None:
    assert written(a_record()) == written(a_record())
    assert {entry.date_time for entry in ZipFile(BytesIO(written(a_record()))).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_can_be_written_to_a_file(tmp_path: Path) -> None:
    write_docx(a_record(), tmp_path / "underlag.docx")

    assert (tmp_path / "underlag.docx").read_bytes() == written(a_record())
