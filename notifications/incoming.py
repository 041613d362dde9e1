"""A message that came in, taken apart so that nothing in it can raise: strangers write it, and not all of them well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

from config.addresses import AddressRefused, normalised
from notifications.html_words import html_words

LARGEST = 512 * 1024
"""Bytes of a message that are looked at. Headers and text come first; what follows is attachments."""
LONGEST_TEXT = 20_000
_LONGEST_HEADER = 4_000
_MOST_PARTS = 100
_ID = re.compile(r"<[!-;=?-~]{3,250}>")
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To")
_CHARSETS = {"iso-8859-15", "iso-8859-2", "iso-8859-4", "utf-16", "utf-16le", "utf-16be", "iso-2022-jp", "koi8-r"}
"""Besides UTF-8 and Windows-1252, which holds all of Latin-1. Any other name could be a codec that is no charset."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

Mail: TypeAlias = "Message[str, str]"


@dataclass(frozen=True)
class Incoming:
    """The message as far as it can be understood; what cannot be read is empty."""

    data: bytes

    @cached_property
    def message(self) -> Mail:
        try:
            return message_from_bytes(self.data[:LARGEST])
        except RecursionError:  # parts within parts, hundreds deep
            return BytesHeaderParser().parsebytes(self.data[:LARGEST])

    def header(self, name: str) -> str:
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        raw = self.message.raw_items()
        return [_decoded(str(value)) for key, value in raw if key.lower() == name.lower()]

    @cached_property
    def message_id(self) -> str:
        """Its own, or one made of its bytes, so that a message without any is also known when it comes again."""
        found = _ID.search(self.header("Message-ID"))
        return found[0] if found else f"<{sha256(self.data).hexdigest()[:32]}.utan@bevaka>"

    @cached_property
    def sender(self) -> str | None:
        return next(iter(addresses(self.headers("From"))), None)

    @cached_property
    def recipients(self) -> list[str]:
        return addresses(value for name in _RECIPIENTS for value in self.headers(name))

    @cached_property
    def subject(self) -> str:
        return clean(self.header("Subject"))[:_LONGEST_HEADER]

    @cached_property
    def answers_to(self) -> list[str]:
        """The Message-IDs it answers, the nearest first."""
        named = _ID.findall(self.header("In-Reply-To")), _ID.findall(self.header("References"))
        return list(dict.fromkeys([*named[0], *reversed(named[1])]))

    @cached_property
    def parts(self) -> list[Mail]:
        return list(_parts(self.message))

    @cached_property
    def text(self) -> str:
        """Its first plain text, else what its first HTML says outside quotes."""
        shown = [part for part in self.parts if part.get_content_disposition() != "attachment"]
        for kind, read in (("text/plain", str), ("text/html", html_words)):
            for part in shown:
                if part.get_content_type() == kind and (said := clean(read(text_of(part))).strip()):
                    return said[:LONGEST_TEXT]
        return ""


def _parts(message: Mail) -> Iterator[Mail]:
    """Every part outside messages that are enclosed: a bounce that somebody forwards is no bounce."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        if part.get_content_maintype() == "multipart":
            waiting[:0] = inner_of(part)


def inner_of(part: Mail) -> list[Mail]:
    """The parts of a part. Asked for its text instead, the library would try whatever charset a stranger names."""
    inner: Any = part.get_payload() if part.is_multipart() else []
    return list(inner)


def text_of(part: Mail) -> str:
    raw: Any = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = str(part.get_content_charset() or "").lower()
    for name in ("utf-8", charset if charset in _CHARSETS else "cp1252"):
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    return raw.decode("cp1252", "replace")


def addresses(values: Any) -> list[str]:
    """Those that are whole, in the form in which we keep ours."""
    found = []
    for _, written in getaddresses([value[:_LONGEST_HEADER] for value in values]):
        try:
            found.append(normalised(written))
        except (AddressRefused, UnicodeError):
            continue
    return list(dict.fromkeys(found))


def clean(text: str) -> str:
    """PostgreSQL refuses NUL, and marks that turn the reading direction could hide what is said."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return plain.encode("utf-8", "replace").decode("utf-8")


def _decoded(value: str) -> str:
    """Encoded words, and bytes outside ASCII as they came: some programs write those as they are."""
    raw = value[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    try:
        written = raw.decode("utf-8")
    except UnicodeDecodeError:
        written = raw.decode("cp1252", "replace")
    try:
        return str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        return written
