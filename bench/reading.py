"""Reading a PDF to its findings, beside taking out its bare text with pypdfium2.

python -m bench.reading
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import time

import pypdfium2

from bench.results import Figure, write
from documents.parsing import PARSER
from documents.reading import read_paper
from tests.paper_files import column, pdf

PAGES, PARAGRAPHS, MANY = 60, 40, 500
PAIRS = 7
SINGLE = 40
LINES, WIDTH = 52, 88

BODIES = ("Barn- och utbildningsnämnden", "Socialnämnden", "Samhällsbyggnadsnämnden", "Kultur- och fritidsnämnden")
TASKS = ("redovisa en plan för", "se över reglerna för", "ta fram ett förslag till", "utreda kostnaderna för")
THINGS = ("trygga skolvägar", "lokaler i förskolan", "belysning vid hållplatser", "stödet till föreningar")
WORDS = """
förvaltningen har under året arbetat med frågan tillsammans berörda enheter och bolag som ansvarar för lokaler
mark vägar skolor resultatet visar att behoven ökar mer än budgeten medger därför behövs en samlad bild av läget
innan arbetet kan gå vidare kostnaden beräknas till drygt miljoner kronor per år enligt den senaste prognosen
från hösten synpunkter har lämnats av råd föreningar elever personal vid flera tillfällen de flesta är positiva
till inriktningen
"""


def minutes(paragraphs: int, lines: int) -> list[str]:
    """Minutes of so many lines; every § gives two assignments. No two paragraphs are alike."""
    chance = random.Random(7)
    out = ["Sammanträdesprotokoll", "Kommunstyrelsen", "Sammanträdesdatum 2018-05-15", ""]
    for number in range(1, paragraphs + 1):
        first, second = chance.sample(BODIES, 2)
        out += [f"§ {number} {chance.choice(THINGS).capitalize()}, del {number}", "", "Kommunstyrelsens beslut", ""]
        out += wrapped(f"1. {first} ges i uppdrag att senast den 1 mars 2019 {what(chance)} i område {number}.")
        out += wrapped(f"2. {second} får i uppdrag att under hösten 2018 {what(chance)} i område {number}.")
        out += ["", "Sammanfattning av ärendet", ""]
        while len(out) < lines * number // paragraphs:
            sentences = (" ".join(chance.choices(WORDS.split(), k=14)).capitalize() for _ in range(5))
            out += [*wrapped(". ".join(sentences) + "."), ""]
    return out[:lines]


def what(chance: random.Random) -> str:
    return f"{chance.choice(TASKS)} {chance.choice(THINGS)}"


def wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def a_pdf(pages: int, paragraphs: int) -> bytes:
    lines = minutes(paragraphs, pages * LINES)
    sheets = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return pdf([column([f"Kommunstyrelsen    {n} ({pages})", *sheet], top=800) for n, sheet in enumerate(sheets, 1)])


def bare_text(data: bytes) -> int:
    """The letters of the file, as the library gives them."""
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for page in document:
        textpage = page.get_textpage()
        letters += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return letters


def pdf_figures() -> list[Figure]:
    data = a_pdf(PAGES, PARAGRAPHS)
    read_paper(data, "protokoll.pdf")
    ratios, each = [], []
    for _ in range(PAIRS):
        start = time.perf_counter()
        letters = bare_text(data)
        between = time.perf_counter()
        reading = read_paper(data, "protokoll.pdf")
        end = time.perf_counter()
        assert reading.pages == PAGES and len(reading.findings) == 2 * PARAGRAPHS, reading
        assert len(reading.paragraphs) == PARAGRAPHS and letters > PAGES * 2_000, letters
        ratios.append((end - between) / (between - start))
        each.append((end - between) / PAGES * 1000)
    ratio, page = statistics.median(ratios), statistics.median(each)
    volume = f"{PAGES} pages, {PARAGRAPHS} §§, {2 * PARAGRAPHS} findings"
    return [
        Figure("B10", "PDF to findings against its bare text", ratio, "x", "<= 1.5", ratio <= 1.5, volume, PAIRS),
        Figure("B10p", "PDF to findings, one page", page, "ms", "none", True, volume, PAIRS),
    ]


def text_figure() -> Figure:
    papers = ["\n".join(minutes(1, LINES + n % 7)).encode() for n in range(SINGLE)]
    rates = []
    for _ in range(PAIRS):
        start = time.perf_counter()
        found = sum(len(read_paper(paper, "beslut.txt").findings) for paper in papers)
        rates.append(SINGLE / (time.perf_counter() - start))
        assert found == 2 * SINGLE, found
    rate = statistics.median(rates)
    volume = f"{SINGLE} papers of one page, {2 * SINGLE} findings"
    return Figure("B10t", "one-page texts read", rate, "papers/s", ">= 10", rate >= 10, volume, PAIRS)


def memory_figure() -> Figure:
    """Of both processes together, at their highest."""
    done = subprocess.run([sys.executable, "-m", "bench.reading", "child"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    seen = json.loads(done.stdout)
    assert seen["pages"] == MANY and seen["findings"] == MANY, seen
    volume = f"{MANY} pages, {MANY} findings, {seen['seconds']:.1f} s"
    return Figure("B10m", "memory for a long PDF", seen["memory"], "MB", "<= 150", seen["memory"] <= 150, volume, 1)


def child() -> None:
    data = a_pdf(MANY, MANY // 2)
    start = time.perf_counter()
    reading = read_paper(data, "långt.pdf")
    seconds = time.perf_counter() - start
    PARSER.close()
    kilobytes = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found = {"pages": reading.pages, "findings": len(reading.findings)}
    print(json.dumps(found | {"seconds": seconds, "memory": kilobytes / 1024}))


def main() -> None:
    if sys.argv[1:] == ["child"]:
        child()
        return
    write("reading", [*pdf_figures(), text_figure(), memory_figure()])


if __name__ == "__main__":
    main()
