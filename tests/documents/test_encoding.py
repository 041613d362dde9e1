"""Bytes that an office sends: old encodings are read, what is no text is refused with the next step."""

import pytest

from documents.encoding import UnreadablePaper, text_of

SWEDISH = "Nämnden får i uppdrag att redovisa ärendet – även åren före år 2000. Överlåtelse, § 5.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1252", "iso-8859-1", "cp850", "mac_roman"])
def test_swedish_letters_survive_every_encoding_that_offices_used(encoding):
    text = SWEDISH if encoding not in ("iso-8859-1", "cp850") else SWEDISH.replace("–", "-")
    assert text_of(text.encode(encoding), "x.txt") == text


def test_a_byte_order_mark_is_kept_so_that_places_count_as_elsewhere():
    assert text_of(b"\xef\xbb\xbf" + SWEDISH.encode(), "x.txt") == "\ufeff" + SWEDISH


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_said_to_be_empty(data):
    with pytest.raises(UnreadablePaper, match="Filen tom.txt är tom. Kontrollera att rätt fil är vald."):
        text_of(data, "tom.txt")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n...", b"PK\x03\x04word/document.xml", b"\xd0\xcf\x11\xe0doc", b"text\x00med noll", b"{\\rtf1 hej}"],
)
def test_a_binary_file_is_refused_with_what_to_do_instead(data):
    with pytest.raises(UnreadablePaper, match=r"Spara den som PDF, DOCX, HTML eller ren text \(.txt\)"):
        text_of(data, "handling.pdf")


def test_letters_of_no_known_encoding_are_refused():
    with pytest.raises(UnreadablePaper, match="Spara den som text i UTF-8"):
        text_of("Решение комитета по делам".encode("koi8-r"), "x.txt")
