"""Papers printed by a real browser: the findings of each are those of the same words as plain text."""

import pytest

from documents.reading import read_paper, read_text
from tests.web.real import browser, why_not

pytestmark = pytest.mark.slow

TALK = (
    "Förvaltningen har under året tagit fram en plan som beskriver läget i kommunen och vad som behöver göras. "
    "Arbetet har bedrivits tillsammans med nämnderna och de kommunala bolagen, och erfarenheterna är goda. "
)
RUNNING = (
    "<div style='font-size:9px;width:100%;padding:0 60px;display:flex;justify-content:space-between'>"
    "<span>Kommunstyrelsen</span><span>SAMMANTRÄDESPROTOKOLL</span>"
    "<span><span class='pageNumber'></span> (<span class='totalPages'></span>)</span></div>"
)
FOOT = (
    "<div style='font-size:9px;width:100%;padding:0 60px;display:flex;justify-content:space-between'>"
    "<span>Justerandes signatur</span><span>Utdragsbestyrkande</span></div>"
)


def blocks(paragraphs: int, talk: int) -> list[tuple[str, str]]:
    """(element, words) of minutes with two assignments in each §."""
    out = [("h1", "Sammanträdesprotokoll"), ("p", "Kommunstyrelsen"), ("p", "Sammanträdesdatum 2018-05-15")]
    for number in range(1, paragraphs + 1):
        out += [
            ("h2", f"§ {number} Trygga skolvägar, del {number}"),
            ("h3", "Kommunstyrelsens beslut"),
            ("p", f"1. Barn- och utbildningsnämnden ges i uppdrag att senast den 1 mars 2019 redovisa plan {number}."),
            ("p", f"2. Samhällsbyggnadsnämnden får i uppdrag att under hösten 2018 se över belysning {number}."),
            ("h3", "Sammanfattning av ärendet"),
            *[("p", TALK * 2)] * talk,
        ]
    return out


def facts(reading):
    return [
        (f.paragraph, f.point, [o.name for o in f.owners], "".join(f.task.split()), f.term.first, f.term.last)
        for f in reading.findings
    ]


@pytest.fixture(scope="module")
def printed():
    if why := why_not():
        pytest.skip(why)
    with browser() as chromium:
        page = chromium.new_page()

        def on_paper(parts: list[tuple[str, str]], css: str) -> bytes:
            body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in parts)
            page.set_content(f"<html lang=sv><style>body{{font:12pt serif}}{css}</style><body><div>{body}</div>")
            around = {"top": "25mm", "bottom": "25mm", "left": "22mm", "right": "22mm"}
            return page.pdf(
                format="A4", display_header_footer=True, header_template=RUNNING, footer_template=FOOT, margin=around
            )

        yield on_paper


@pytest.mark.parametrize(
    "css",
    ["", "div{columns:2}", "div{columns:2;text-align:justify}", "p{line-height:1.9}", "body{font:9pt sans-serif}"],
)
@pytest.mark.parametrize("divided", [False, True])
def test_a_printed_paper_has_the_findings_of_its_text(printed, css, divided):
    parts = blocks(8, 3)
    wanted = facts(read_text("\n\n".join(words for _, words in parts)))
    assert len(wanted) == 16
    if divided:
        parts = [
            (tag, words.replace("nämnden", "nämn&shy;den").replace("uppdrag", "upp&shy;drag")) for tag, words in parts
        ]
    assert facts(read_paper(printed(parts, css), "protokoll.pdf")) == wanted


def test_long_minutes_have_every_finding_on_its_page(printed):
    reading = read_paper(printed(blocks(40, 11), "h2{break-before:page}"), "protokoll.pdf")
    assert len(reading.findings) == 80 and len(reading.paragraphs) == 40
    assert reading.pages is not None and reading.pages > 60
    pages = [finding.quote.page for finding in reading.findings]
    assert pages == sorted(pages) and pages[:4] == [2, 2, 4, 4]
