"""The bytes of a plain text into letters, whatever office program wrote them."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "mac_roman", "cp850")
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_COMMON = frozenset("åäöÅÄÖéÉüÜ§–—”’‘“»«•·…½°\u00a0\u00ad")


class UnreadablePaper(ValueError):
    """The file is not a text that can be read. The message tells the reader what to do."""


def text_of(data: bytes, name: str) -> str:
    """The text of a plain text file. A UTF-8 byte order mark is kept, so that places count as they do elsewhere."""
    if not data.strip(b"\x00\t\n\r\x0b\x0c ") or data == codecs.BOM_UTF8:
        raise UnreadablePaper(f"Filen {name} är tom. Kontrollera att rätt fil är vald.")
    if data.startswith(_BINARY):
        raise _not_text(name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data, encoding, name), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _best_old(data, name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown(name) from None


def _checked(text: str, name: str) -> str:
    """Control characters mean that this was never a text, whatever the decoder made of it."""
    if _CONTROL.search(text):
        raise _not_text(name)
    if not text.strip("\ufeff \t\r\n\x0b\x0c"):
        raise UnreadablePaper(f"Filen {name} är tom. Kontrollera att rätt fil är vald.")
    return text


def _best_old(data: bytes, name: str) -> str:
    """The older encoding under which the most foreign letters are Swedish ones."""
    tried = []
    for rank, encoding in enumerate(_OLD):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if ord(c) > 127]
        tried.append((sum(c in _COMMON for c in foreign) / len(foreign), -rank, text))
    share, _, text = max(tried, default=(0.0, 0, ""))
    if share < 0.5:
        raise _unknown(name)
    return _checked(text, name)


def _not_text(name: str) -> UnreadablePaper:
    return UnreadablePaper(
        f"Filen {name} är ingen handling som går att läsa. "
        "Spara den som PDF, DOCX, HTML eller ren text (.txt) och försök igen."
    )


def _unknown(name: str) -> UnreadablePaper:
    return UnreadablePaper(
        f"Bokstäverna i filen {name} går inte att tolka. Spara den som text i UTF-8 och försök igen."
    )
