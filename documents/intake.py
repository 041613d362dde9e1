"""A file into the text that is read and kept, whatever office program wrote it.

The text carries its pages: a form feed stands between those of a PDF (and of a DOCX, where Word noted them). So a text
that was kept gives the same pages and the same places when it is read again."""

import re

from documents.encoding import UnreadablePaper, text_of
from documents.limits import MOST_BYTES, MOST_CHARACTERS, SENTENCES, Trouble, Unparsed
from documents.parser_process import DOCX, HTML, PDF
from documents.parsing import PARSER

_PDF_MARK = b"%PDF-"
_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
_LOCKED_DOCX = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|p|div|table|h[1-6]|ul|ol)\b", re.I | re.S
)
_REVERSING = re.compile("[\u202d\u202e]")
_NEAR = 1024
"""A PDF may begin after some bytes of a mail program, but not further in."""


def paper_text(data: bytes, name: str) -> str:
    """What the file says. Raises UnreadablePaper, whose sentence tells the next step."""
    try:
        text = _text(data, name)
        if len(text) > MOST_CHARACTERS:
            raise Unparsed(Trouble.TOO_LONG)
        if _REVERSING.search(text):
            raise Unparsed(Trouble.REVERSED)
    except Unparsed as error:
        raise UnreadablePaper(SENTENCES[error.trouble].format(name=name)) from None
    return text


def _text(data: bytes, name: str) -> str:
    """By what the file is, not by how its name ends."""
    if len(data) > MOST_BYTES:
        raise Unparsed(Trouble.TOO_LARGE)
    start = data[:_NEAR].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if start.startswith(_PDF_MARK) or (_PDF_MARK in start and b"startxref" in data):
        return PARSER.text_of(PDF, data)
    if data.startswith(_ZIP):
        return PARSER.text_of(DOCX, data)
    if data.startswith(_OLE):
        raise Unparsed(Trouble.LOCKED if _LOCKED_DOCX in data else Trouble.OLD_FORMAT)
    if start.startswith(_RTF):
        raise Unparsed(Trouble.OLD_FORMAT)
    if data.startswith(_PICTURES):
        raise Unparsed(Trouble.PICTURE)
    if len(data) > 2 * MOST_CHARACTERS:  # UTF-16 takes two bytes for a letter, all others less
        raise Unparsed(Trouble.TOO_LONG)
    text = text_of(data, name)
    if _PAGE.match(text.removeprefix("\ufeff")[:_NEAR]):
        return PARSER.text_of(HTML, text.encode())
    return text
