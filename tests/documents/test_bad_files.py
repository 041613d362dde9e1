"""Files that cannot be read: one sentence with the next step, soon, and within bounds."""

import io
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import intake, limits, parsing
from documents.encoding import UnreadablePaper
from documents.intake import paper_text
from documents.limits import Trouble, Unparsed
from documents.parser_process import HTML, PDF
from documents.parsing import Parser
from documents.reading import read_paper
from tests.documents.test_reading_any_text import holds
from tests.paper_files import assembled, column, docx, pdf

GOOD = pdf([column(["Kommunstyrelsens beslut", "", "Socialnämnden ges i uppdrag att se över reglerna."])])
WORD = docx(["Kommunstyrelsens beslut", "Socialnämnden ges i uppdrag att se över reglerna."])


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def a_document(body: bytes, before: bytes = b"") -> bytes:
    xml = b'%s<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
    return zipped(**{"word__document.xml": xml % (before, body)})


def a_scan() -> bytes:
    """A sheet that is one grey picture."""
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    drawn = b"q 595 0 0 842 0 0 cm /I Do Q"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            picture + b"/Length 1>>stream\n0\nendstream",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        ]
    )


def a_locked_pdf() -> bytes:
    """Says that it is encrypted, with a key that no empty password gives."""
    key = b"<" + b"41" * 32 + b">"
    return pdf([column(["Hemligt"])], b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O%s/U%s>>" % (key, key))


def a_bomb() -> bytes:
    """A page whose content unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    drawn = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn),
        ]
    )


def many_pages(count: int) -> bytes:
    """All of them the same sheet."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        ]
    )


LAUGHS = b"<!DOCTYPE x [<!ENTITY a '%s'>%s]>" % (
    b"ha" * 50,
    b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(9)),
)

BAD = {
    "a scan": (a_scan, "är inskannad: sidorna är bilder utan text"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "är en bild utan text"),
    "a locked PDF": (a_locked_pdf, "är låst med lösenord"),
    "a locked DOCX": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "är låst med lösenord"),
    "a PDF cut short": (lambda: GOOD[:40], "är skadad och går inte att öppna"),
    "a PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "är skadad och går inte att öppna"),
    "a DOCX cut short": (lambda: WORD[:-300], "är skadad och går inte att öppna"),
    "a DOCX of noise": (lambda: zipped(**{"word__document.xml": b"\x00noise"}), "är skadad och går inte att öppna"),
    "a DOCX of entities": (
        lambda: a_document(b"<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS),
        "är skadad och går inte att öppna",
    ),
    "a DOCX without words": (lambda: a_document(b""), "är tom"),
    "a packed bomb": (
        lambda: a_document(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"a" * 200_000_000)),
        "Spara bara de sidor där besluten står",
    ),
    "a bottomless DOCX": (lambda: a_document(b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000), "är skadad"),
    "a spreadsheet": (lambda: zipped(xl__workbook=b"<x/>"), "är ingen handling som går att läsa"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "DOC, RTF eller ODT"),
    "RTF": (lambda: rb"{\rtf1\ansi Hej}", "DOC, RTF eller ODT"),
    "ODT": (lambda: zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "ODT"),
    "a web page without words": (lambda: b"<!DOCTYPE html><body><img src=x>", "är tom"),
    "too many pages": (lambda: many_pages(5_000), f"är längre än {limits.MOST_PAGES} sidor"),
    "a hundred megabytes": (lambda: b"a" * 100 * 1024 * 1024, "är större än 50 MB"),
    "a text without an end": (lambda: b"Hej alla\n" * 1_000_000, "är längre än"),
    "turned letters": (lambda: "Nämnden får \u202ei uppdrag".encode(), "dolda tecken som vänder på texten"),
    "control characters": (lambda: b"Hej\x07 du", "är ingen handling som går att läsa"),
    "nothing": (lambda: b"", "är tom"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_one_sentence_soon(kind):
    make, words = BAD[kind]
    data = make()
    started = time.perf_counter()
    with pytest.raises(UnreadablePaper, match=words) as refused:
        read_paper(data, "handling.bin")
    assert time.perf_counter() - started < limits.SECONDS + 2
    sentence = str(refused.value)
    assert sentence.startswith("Filen handling.bin ") and sentence.endswith(".") and "\n" not in sentence


def test_a_page_that_unpacks_to_a_gigabyte_ends_within_bounds():
    started = time.perf_counter()
    with pytest.raises(UnreadablePaper):
        read_paper(a_bomb(), "bomb.pdf")
    assert time.perf_counter() - started < limits.SECONDS + 2


def test_every_trouble_has_its_sentence():
    assert set(limits.SENTENCES) == set(Trouble)
    for sentence in limits.SENTENCES.values():
        assert sentence.startswith(("Filen {name} ", "Texten i filen {name} "))


def test_after_a_file_that_took_too_long_the_next_one_is_read():
    parser = Parser(seconds=0.3)
    with pytest.raises(Unparsed) as slow:
        parser.text_of(HTML, b"<div>" * 200_000 + b"hej")
    assert slow.value.trouble is Trouble.TOO_SLOW
    parser.seconds = 10
    assert "Socialnämnden" in parser.text_of(PDF, GOOD)
    parser.close()


def test_the_other_process_may_die_between_two_files():
    parser = Parser()
    parser.text_of(PDF, GOOD)
    parser._process.kill()
    parser._process.wait()
    assert "Socialnämnden" in parser.text_of(PDF, GOOD)
    parser.close()


def test_after_a_large_file_its_memory_goes_back():
    parser = Parser()
    parser.text_of(PDF, GOOD)
    assert parser._process is not None
    parser.text_of(PDF, GOOD + bytes(5 * 1024 * 1024))
    assert parser._process is None


def test_what_is_interrupted_does_not_answer_for_the_next_file(monkeypatch):
    parser = Parser()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(parsing, "read", interrupted)
        parser.text_of(PDF, GOOD)
    with pytest.raises(Unparsed, match="damaged"):
        parser.text_of(PDF, GOOD[:40])
    parser.close()


def interrupted(_):
    raise KeyboardInterrupt


def test_a_text_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "MOST_CHARACTERS", 10)
    with pytest.raises(UnreadablePaper, match="är längre än"):
        paper_text(b"Elva tecken", "x.txt")


STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<p>", b"{\\rtf", b"\xff\xfe", GOOD[:200], WORD[:99]]
)


@given(start=STARTS, rest=st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(start, rest):
    read_or_refused(start + rest)


@given(whole=st.sampled_from([GOOD, WORD]), place=st.integers(0, 10**6), instead=st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_file_with_a_few_wrong_bytes_is_read_or_refused(whole, place, instead):
    at = place % len(whole)
    read_or_refused(whole[:at] + instead + whole[at + len(instead) :])


@given(words=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_words_on_a_web_page_are_read_or_refused(words):
    read_or_refused(f"<p>Nämnden får i uppdrag att {words}</p>".encode("utf-8", "ignore"))


def read_or_refused(data):
    try:
        reading = read_paper(data, "fil")
    except UnreadablePaper as refused:
        assert str(refused).startswith(("Filen fil ", "Bokstäverna ", "Texten i filen fil "))
    else:
        holds(reading)
        reading.text.encode()
