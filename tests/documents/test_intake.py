"""The same minutes as text, PDF, DOCX and web page: the same findings, each on its place."""

import re

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.intake import paper_text
from documents.reading import read_paper, read_text
from tests.paper_files import RIGHT_COLUMN, Put, column, docx, pdf, saved, woven

WIDE = re.compile(" {4,}")
HEAD = ["Kommunstyrelsen", "Sammanträdesdatum 2018-05-15", "§ 101 Trygga skolvägar", "Kommunstyrelsens beslut"]
POINTS = [
    "Barn- och utbildningsnämnden ges i uppdrag att senast den 1 mars 2019 redovisa en plan för trygga skolvägar.",
    "Samhällsbyggnadsnämnden får i uppdrag att under hösten 2018 se över belysningen vid skolorna.",
]
PLAIN = "\n\n".join([*HEAD, *(f"{n}. {point}" for n, point in enumerate(POINTS, 1)), "Bakgrund", "En motion kom in."])


def facts(reading):
    """What must not depend on the kind of file."""
    return [
        (f.point, [o.name for o in f.owners], " ".join(f.task.split()), f.term.kind, f.term.first, f.term.last)
        for f in reading.findings
    ]


WANTED = facts(read_text(PLAIN))


def wrapped(text, width):
    """Lines of at most so many letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def a_column(width):
    lines = []
    for block in PLAIN.split("\n\n"):
        lines += [*wrapped(block, width), ""]
    return lines[:-1]


def text_of(data):
    return paper_text(data, "handling")


def test_the_plain_text_has_what_the_others_are_compared_with():
    assert [owners for _, owners, *_ in WANTED] == [["barn- och utbildningsnämnden"], ["samhällsbyggnadsnämnden"]]


def test_a_pdf_is_read_as_its_text():
    reading = read_paper(pdf([column(a_column(80))]), "protokoll.pdf")
    assert facts(reading) == WANTED
    assert (reading.body, str(reading.decision_date), reading.paragraph) == ("kommunstyrelsen", "2018-05-15", "101")


def test_the_suffix_says_nothing():
    assert facts(read_paper(pdf([column(a_column(80))]), "protokoll.txt")) == WANTED


@pytest.mark.parametrize("order", ["column by column", "line by line"])
def test_a_clause_stays_whole_in_two_columns(order):
    left = a_column(38)
    right = [f"Raden {n} handlar om något annat här." for n in range(len(left))]
    page = [*column(left), *column(right, RIGHT_COLUMN)] if order == "column by column" else woven(left, right)
    assert facts(read_paper(pdf([page]), "två spalter.pdf")) == WANTED


def test_a_few_names_beside_a_decision_are_not_woven_into_it():
    left = ["Kommunstyrelsens beslut", "Nämnderna ges i uppdrag att senast den", "1 mars 2019 fastställa egna planer."]
    right = ["Beslutet skickas till", "Samtliga nämnder", "Kommunrevisionen"]
    (finding,) = read_paper(pdf([woven(left, right)]), "x.pdf").findings
    assert finding.task.endswith("fastställa egna planer") and str(finding.term.last) == "2019-03-01"


def test_words_divided_at_the_end_of_a_line_are_mended():
    lines = ["Kommunstyrelsens beslut", "", "Social\u00ad", "nämnden ges i upp-", "drag att se över reglerna."]
    (finding,) = read_paper(pdf([column(lines)]), "x.pdf").findings
    assert [owner.name for owner in finding.owners] == ["socialnämnden"]
    assert finding.quote.text.startswith("Social")


def test_non_breaking_spaces_break_nothing():
    lines = ["Kommunstyrelsens beslut", "", "Socialnämnden ges i uppdrag att senast den 1\u00a0mars\u00a02019 svara."]
    (finding,) = read_paper(pdf([column(lines)]), "x.pdf").findings
    assert str(finding.term.last) == "2019-03-01"


HEADED = ["Kommunen", "Protokoll för styrelsen"]


def a_sheet(number, of, lines):
    """Head and foot are written last, as browsers do."""
    return [
        *column(lines),
        Put(LEFT := 60.0, 815, "Exempelstads kommun"),
        Put(LEFT + 380, 815, f"{number + 36} ({of + 36})"),
        Put(LEFT, 30, "Justerandes signatur"),
        Put(LEFT + 300, 30, "Utdragsbestyrkande"),
    ]


def test_a_clause_goes_on_over_the_page_whatever_stands_at_head_and_foot():
    first = ["Kommunstyrelsens beslut", "", "Barn- och utbildningsnämnden ges i uppdrag att tillsammans med"]
    second = ["övriga nämnder senast den 1 mars 2019 redovisa en plan för trygga skolvägar."]
    sheets = [a_sheet(1, 4, first), a_sheet(2, 4, second), a_sheet(3, 4, ["Bakgrund"]), a_sheet(4, 4, ["Slut"])]
    (finding,) = read_paper(pdf(sheets), "x.pdf").findings
    assert str(finding.term.last) == "2019-03-01"
    assert "Justerandes" not in finding.quote.text and "Exempelstad" not in finding.quote.text


def test_a_heading_at_the_top_of_every_sheet_is_no_running_head():
    sheets = [
        column(["§ 1 Ett ärende", "Kommunstyrelsens beslut", f"{name} ges i uppdrag att se över reglerna."], top=800)
        for name in ("Socialnämnden", "Byggnadsnämnden", "Kulturnämnden")
    ]
    assert len(read_paper(pdf(sheets), "x.pdf").findings) == 3


def test_the_page_is_the_sheet_counted_from_one_and_not_the_printed_number():
    sheets = [a_sheet(1, 3, HEAD[:2]), a_sheet(2, 3, a_column(80)), a_sheet(3, 3, ["Slut"])]
    reading = read_paper(pdf(sheets), "utdrag.pdf")
    assert {finding.quote.page for finding in reading.findings} == {2}
    assert reading.pages == 3


def test_a_kept_text_is_read_again_with_the_same_places_and_pages():
    reading = read_paper(pdf([a_sheet(1, 2, HEAD[:2]), a_sheet(2, 2, a_column(80))]), "x.pdf")
    assert read_text(reading.text) == reading


def test_a_sheet_without_text_is_told_of():
    sheets = [column(a_column(80)), [], column(["Slut på protokollet."])]
    assert read_paper(pdf(sheets), "x.pdf").warnings[0] == (
        "Sidan 2 har ingen text. Är den inskannad är den inte läst."
    )


def test_the_cells_of_a_row_stay_apart():
    rows = [Put(60, 700, "Uppdrag"), Put(330, 700, "Ansvarig"), Put(460, 700, "Klart")]
    rows += [Put(60, 680, "Utreda hallen"), Put(330, 680, "Socialnämnden"), Put(460, 680, "1 mars 2019")]
    assert WIDE.split(text_of(pdf([rows])).splitlines()[-1]) == ["Utreda hallen", "Socialnämnden", "1 mars 2019"]


def test_a_word_document_is_read_with_the_numbers_that_word_prints():
    reading = read_paper(docx([*HEAD, *(f"# {point}" for point in POINTS), "Bakgrund"]), "protokoll.docx")
    assert facts(reading) == WANTED
    assert all(finding.quote.page is None for finding in reading.findings)


def test_numbers_begin_anew_where_word_begins_anew():
    document = Document()
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.find(qn("w:pPr")).find(qn("w:numPr"))
    abstract = next(n for n in numbering.num_lst if n.numId == style.numId.val).abstractNumId.val
    again = numbering.add_num(abstract)
    again.add_lvlOverride(ilvl=0).add_startOverride(1)
    for text, number in (("Ett", None), ("Två", None), ("Nytt", again), ("Nästa", again)):
        paragraph = document.add_paragraph(text, style="List Number")
        if number is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId
    assert text_of(saved(document)).split("\n\n") == ["1. Ett", "2. Två", "1. Nytt", "2. Nästa"]


def test_bullets_are_bullets():
    document = Document()
    document.add_paragraph("Se över reglerna", style="List Bullet")
    assert text_of(saved(document)) == "• Se över reglerna"


def test_tables_tabs_and_hidden_words_of_a_word_document():
    document = Document()
    paragraph = document.add_paragraph("Dnr\tKS 2018/1")
    paragraph.add_run(" dolt").font.hidden = True
    table = document.add_table(2, 3)
    for n, word in enumerate(["Uppdrag", "Ansvarig", "Klart", "Utreda\nhallen", "KS", "maj"]):
        table.cell(n // 3, n % 3).text = word
    assert text_of(saved(document)) == "Dnr\tKS 2018/1\n\nUppdrag\tAnsvarig\tKlart\nUtreda hallen\tKS\tmaj"


def test_what_was_deleted_with_track_changes_is_gone_and_what_was_inserted_is_there():
    document = Document()
    paragraph = document.add_paragraph("Nämnden ")
    for kind, tag, words in (("w:del", "w:delText", "får"), ("w:ins", "w:t", "ges i uppdrag att svara")):
        change, run, text = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert text_of(saved(document)) == "Nämnden ges i uppdrag att svara"


def test_the_head_of_the_first_page_comes_first_without_its_page_number():
    document = Document()
    head = document.sections[0].header.paragraphs[0]
    head.add_run("Kommunstyrelsen  Protokoll 2018-05-15  Sida ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    head._p.append(field)
    document.add_paragraph("Kommunstyrelsens beslut")
    assert text_of(saved(document)) == "Kommunstyrelsen  Protokoll 2018-05-15\n\nKommunstyrelsens beslut"


def test_pages_of_a_word_document_are_those_that_word_noted():
    document = Document()
    document.add_paragraph("Kommunstyrelsens beslut")
    paragraph = document.add_paragraph()
    paragraph.add_run()._r.append(OxmlElement("w:lastRenderedPageBreak"))
    paragraph.add_run(POINTS[0])
    (finding,) = read_paper(saved(document), "x.docx").findings
    assert finding.quote.page == 2


PAGE = """<!DOCTYPE html><html><head><title>Kommunen</title><style>p {{}}</style></head><body>
<nav><ul><li>Uppdrag ges till socialnämnden att inte läsas</li></ul></nav>
<script>var x = "Socialnämnden ges i uppdrag att inte läsas.";</script>
<main><h1>{head[0]}</h1><p>{head[1]}</p><h2>{head[2]}</h2><h3>{head[3]}</h3>
<ol><li>{points[0]}</li><li>{points[1]}</li></ol><h3>Bakgrund</h3><p>En&nbsp;mot&shy;ion kom in.</p></main></body>
</html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_web_page_is_read_as_its_text(encoding):
    page = PAGE.format(head=HEAD, points=POINTS).encode(encoding)
    assert facts(read_paper(page, "protokoll.html")) == WANTED


def test_a_table_on_a_web_page_has_tabs_between_its_cells():
    page = "<table><tr><th>Uppdrag<th>Klart</tr><tr><td>Utreda\n hallen<td>maj</table>"
    assert text_of(page.encode()).splitlines() == ["Uppdrag\tKlart", "Utreda hallen\tmaj"]


def test_plain_text_with_a_tag_in_it_stays_plain_text():
    text = "Sidan <html> nämns i beslutet.\n"
    assert text_of(text.encode()) == text


def test_a_row_whose_cells_run_over_several_lines_is_one_row():
    rows = [Put(60, 760, "Uppdragslista"), Put(60, 730, "Uppdrag"), Put(330, 730, "Ansvarig"), Put(460, 730, "Klart")]
    rows += [Put(60, 710, "Ta fram en plan för trygga skol-"), Put(60, 697, "vägar i hela kommunen")]
    rows += [Put(330, 710, "Socialnämnden"), Put(460, 710, "1 mars"), Put(460, 697, "2019")]
    rows += [Put(60, 675, "Se över reglerna för bidrag"), Put(330, 675, "Kultur- och"), Put(330, 662, "fritidsnämnden")]
    rows += [Put(460, 675, "maj 2019")]
    assert [WIDE.split(line) for line in text_of(pdf([rows])).splitlines() if line][2:] == [
        ["Ta fram en plan för trygga skolvägar i hela kommunen", "Socialnämnden", "1 mars 2019"],
        ["Se över reglerna för bidrag", "Kultur- och fritidsnämnden", "maj 2019"],
    ]


def test_every_divided_word_ends_its_line():
    lines = ["Planen för skol-", "vägar i svår-", "Stor bok-", "en"]
    assert text_of(pdf([column(lines)])).splitlines() == lines
