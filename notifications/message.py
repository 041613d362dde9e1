"""A letter as the bytes that go to the mail server. Built by hand: the same letter is the same bytes, always."""

import binascii
import re
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from config.addresses import normalised, sendable
from config.office import Office
from config.zone import STOCKHOLM
from models.letter import Letter, LetterKind
from notifications.header_text import checked
from notifications.links import Links, with_links

LINE = 76
CALENDAR_FILE = "slutdatum.ics"
_WORD_BYTES = 39
"""As many as make an encoded word of 64 characters, which fits beside the longest header name."""
_PLAIN = re.compile(r"[A-Za-z0-9 !#$%&'*+/^`{|}~.,:;()\[\]<>@_-]*")
_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/^`{|}~_-]+")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+>")


class NotSendable(ValueError):
    """A letter that cannot become a message. The text does not repeat what is wrong: it may be personal."""

    def __init__(self, header: str, why: str) -> None:
        super().__init__(f"{header}: {why}")
        self.header = header


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom the office's letters come and to whom answers by mail go."""

    name: str
    address: str
    reply_name: str
    reply_address: str

    def heard_at(self, address: str | None) -> "Sender":
        """The same sender, to whom replies to one letter go by an address of its own."""
        return replace(self, reply_address=address) if address else self

    @classmethod
    def of(cls, office: Office) -> "Sender":
        """Raises AddressRefused and HeaderRefused where the office's own settings are wrong."""
        mail, contact = office.settings.mail, office.settings.office
        return cls(
            checked("From", mail.sender_name),
            normalised(mail.sender),
            checked("Reply-To", contact.contact),
            normalised(contact.address),
        )


def as_bytes(letter: Letter, sender: Sender, links: Links | None = None) -> bytes:
    """The finished message with CRLF lines. The links take the placeholders' places in text and HTML.

    Raises HeaderRefused, AddressRefused and NotSendable, before anything is sent."""
    if letter.subject is None or letter.text is None or letter.html is None:
        raise NotSendable("Subject", "mejlet är inte skrivet ännu.")
    boundary = f"=_bevaka_{sha256(letter.message_id.encode()).hexdigest()[:32]}"
    said = [
        _part("plain; charset=utf-8", with_links(letter.text, links), boundary),
        _part("html; charset=utf-8", with_links(letter.html, links), boundary),
        f"--{boundary}--\r\n".encode("ascii"),
    ]
    if letter.calendar is None:
        return b"".join([_headers(letter, letter.subject, sender, links), _multipart("alternative", boundary), *said])
    outer = f"{boundary}_"
    return b"".join(
        [
            _headers(letter, letter.subject, sender, links),
            _multipart("mixed", outer),
            f"--{outer}\r\n".encode("ascii"),
            _multipart("alternative", boundary),
            *said,
            _part(_calendar_type(letter.calendar), letter.calendar, outer, CALENDAR_FILE),
            f"--{outer}--\r\n".encode("ascii"),
        ]
    )


def _calendar_type(calendar: str) -> str:
    """A calendar program acts on the method of the part, not on that of the file."""
    method = "CANCEL" if "\r\nMETHOD:CANCEL\r\n" in calendar else "PUBLISH"
    return f"calendar; charset=utf-8; method={method}"


def _multipart(subtype: str, boundary: str) -> bytes:
    return f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")


def _headers(letter: Letter, subject: str, sender: Sender, links: Links | None) -> bytes:
    lines = [
        _mailbox("From", sender.name, sender.address),
        _mailbox("To", "", letter.recipient),
        _mailbox("Reply-To", sender.reply_name, sender.reply_address),
        _text("Subject", subject),
        f"Date: {_date(letter.written_at)}",
        f"Message-ID: {_message_id('Message-ID', letter.message_id)}",
    ]
    if letter.thread_id and letter.thread_id != letter.message_id:
        thread = _message_id("References", letter.thread_id)
        lines += [f"In-Reply-To: {thread}", f"References: {thread}"]
    if links and can_choose(letter) and links.fewer.startswith("https://"):
        # RFC 8058 allows one click over https only; without it mail programs would offer what does not work
        lines += [f"List-Unsubscribe: <{links.fewer}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    lines += [
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: OOF, AutoReply, RN, NRN",
        f"X-Bevaka-Letter: {letter.day.isoformat()}-{letter.id}",
        "Content-Language: sv",
        "MIME-Version: 1.0",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def can_choose(letter: Letter) -> bool:
    """Its reader may ask for fewer such letters: whoever is to do something, and reads it for themselves. In shadow
    mode the office would else choose for everybody."""
    is_asked = letter.kind is LetterKind.NOTICE and letter.answer_until is not None
    return is_asked and letter.recipient == letter.intended


def _date(written_at: datetime) -> str:
    return format_datetime(written_at.astimezone(STOCKHOLM).replace(microsecond=0))


def _message_id(header: str, value: str) -> str:
    if not _MESSAGE_ID.fullmatch(checked(header, value)):
        raise NotSendable(header, "märkningen är inte skriven som <namn@domän>.")
    return value


def _text(header: str, value: str) -> str:
    """A header of free text: as it is if it is short and plain, else in encoded words."""
    value = checked(header, value)
    if _PLAIN.fullmatch(value) and len(header) + len(value) + 2 <= LINE and value == value.strip():
        return f"{header}: {value}"
    return f"{header}: " + "\r\n ".join(_encoded_words(value))


def _encoded_words(value: str) -> list[str]:
    """RFC 2047 words that never cut a character in two."""
    words: list[bytes] = []
    room = b""
    for character in value:
        raw = character.encode("utf-8")
        if len(room) + len(raw) > _WORD_BYTES:
            words.append(room)
            room = b""
        room += raw
    words.append(room)
    return [f"=?utf-8?b?{b64encode(word).decode('ascii')}?=" for word in words]


def _mailbox(header: str, name: str, address: str) -> str:
    address = sendable(checked(header, address))
    name = checked(header, name).strip()
    if not name:
        return f"{header}: {address}"
    if _ATOMS.fullmatch(name) and len(header) + len(name) + 2 <= LINE:
        return f"{header}: {name}\r\n <{address}>"
    return f"{header}: " + "\r\n ".join([*_encoded_words(name), f"<{address}>"])


def _part(kind: str, text: str, boundary: str, file: str | None = None) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    # b2a_qp leaves the line breaks as they are and cuts its own lines at 76 by the kind of break that it finds: in a
    # text of one line it would find none and cut by bare LFs, which servers refuse. The last break is the boundary's.
    body = binascii.b2a_qp((lines + "\r\n").encode("utf-8"), istext=True)
    attached = f'Content-Disposition: attachment; filename="{file}"\r\n' if file else ""
    head = f"--{boundary}\r\nContent-Type: text/{kind}\r\n{attached}Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode("ascii") + body
