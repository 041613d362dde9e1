"""Mail as it comes in: replies, bounces and automatic replies, and a mailbox that lies in memory."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from config.office import Office, Settings
from config.replies import ReplySettings
from models.letter import Letter
from notifications.tokens import Opens, letter_token, load_secret
from tests.notifications.posted import an_office_that_sends
from tests.web.visitor import everything

REPLY_ADDRESS = "svar@kommun.example"
READER = "namnd1@kommun.example"


def an_office_that_reads(home: Path, **replies: Any) -> Office:
    settings = an_office_that_sends(home).settings
    reads = ReplySettings(**{"address": REPLY_ADDRESS} | replies)
    return Office(home, Settings.model_construct(**{**settings.__dict__, "replies": reads}))


def token_address(office: Office, letter: Letter) -> str:
    return f"svar+{letter_token(load_secret(office.home), letter.id, Opens.REPLY)}@kommun.example"


def a_mail(text: str = "Klart.", *, sender: str = READER, to: str = REPLY_ADDRESS, **headers: str) -> bytes:
    """Header names are written with underscores: In_Reply_To."""
    usual = {
        "From": sender,
        "To": to,
        "Subject": "SV: Uppdrag KS 2017-10-10 § 309 p. 3",
        "Message-ID": f"<{sha256(repr((text, sender, to, headers)).encode()).hexdigest()[:16]}@klient.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    written = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in written.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + text).encode()


def a_bounce(letter: Letter, *, action: str = "failed", status: str = "5.1.1", **headers: str) -> bytes:
    """As RFC 3464 has it, with the letter's headers enclosed."""
    report = f"""\
--gräns
Content-Type: text/plain; charset=utf-8

Tyvärr kunde meddelandet inte levereras.
--gräns
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kommun.example

Final-Recipient: rfc822; {letter.recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--gräns
Content-Type: message/rfc822

From: bevaka@kommun.example
To: {letter.recipient}
Message-ID: {letter.message_id}
Subject: Uppdrag

Hej!
--gräns--
""".replace("gräns", "grans")
    kind = 'multipart/report; report-type=delivery-status; boundary="grans"'
    mine = {"sender": "mailer-daemon@mx.kommun.example", "Return_Path": "<>", "Auto_Submitted": "auto-replied"}
    return a_mail(report, **mine | {"Content_Type": kind, "Subject": "Undelivered Mail"} | headers)


class Pile:
    """A mailbox that keeps what it was told."""

    name = "svar@imap.kommun.example/INBOX"

    def __init__(self, *mails: bytes, validity: int = 7) -> None:
        self.mails = dict(enumerate(mails, 1))
        self.validity = validity
        self.read: list[int] = []
        self.unknown: list[int] = []
        self.fetched: list[int] = []

    def add(self, *mails: bytes) -> "Pile":
        start = max(self.mails, default=0) + 1
        self.mails |= dict(enumerate(mails, start))
        return self

    def open(self) -> int:
        return self.validity

    def uids(self, after: int) -> list[int]:
        return sorted(uid for uid in self.mails if uid > after)

    def fetch(self, uid: int) -> bytes | None:
        self.fetched.append(uid)
        return self.mails.get(uid)

    def file(self, uids: Sequence[int], unknown: Sequence[int]) -> None:
        self.read += uids
        self.unknown += unknown

    def close(self) -> None:
        pass


def everything_written(engine: Engine) -> str:
    """All text of all tables, for looking for what must not stand there."""
    return repr(everything(engine))
