"""Letters as rows that no database has seen, and offices to send them from."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from config.office import MailSettings, Office, OfficeSettings, Settings
from models.letter import Letter, LetterKind, LetterState, Occasion
from notifications.links import Links
from notifications.message import Sender
from notifications.writing import write_notice
from tests.notifications.contexts import a_context

MORNING = datetime(2017, 11, 14, 6, tzinfo=UTC)
PAGES = "https://bevaka.kommun.example/svar"
LINK = Links(
    f"{PAGES}/aaaaaaaarq7mzy4kx2wl5n3t",
    f"{PAGES}/varfor/aaaaaaaarwgm2c3kx2wl5n4q",
    f"{PAGES}/farre/aaaaaaaar5tqlr7zb2wl5n2a",
)
SENDER = Sender("Bevaka, Linköpings kommun", "bevaka@kommun.example", "kansliet", "kansli@kommun.example")


def a_finished_letter(**changes: Any) -> Letter:
    """The reminder of the example, letter 17."""
    written = write_notice(a_context())
    usual = {
        "id": 17,
        "kind": LetterKind.NOTICE,
        "occasion": Occasion.ROUND,
        "day": date(2017, 11, 14),
        "recipient": "direktor@kommun.example",
        "intended": "direktor@kommun.example",
        "subject": written.subject,
        "text": written.text,
        "html": written.html,
        "why": written.why,
        "message_id": "<abc.bevaka@kommun.example>",
        "thread_id": "<uppdrag-3.kommun@kommun.example>",
        "written_at": MORNING,
        "not_before": MORNING,
        "state": LetterState.WAITING,
    }
    return Letter(**usual | changes)


def parts_of(data: bytes) -> list[EmailMessage]:
    """What a message is made of, read by the standard library without anything to complain of."""
    message = message_from_bytes(data, policy=policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    assert not [part.defects for part in parts if part.defects]
    return [part for part in parts if not part.is_multipart()]


def an_office_that_sends(home: Path, **mail: Any) -> Office:
    settings = Settings(
        office=OfficeSettings(
            name="Kommunen",
            slug="kommunen",
            management_office="kommunledningsförvaltningen",
            director="kommundirektören",
            contact="kansliet",
            address="kansli@kommun.example",
            url="https://bevaka.kommun.example",
            live_from=date(2017, 1, 1),
        ),
        mail=MailSettings(**{"sender": "bevaka@kommun.example"} | mail),
    )
    return Office(home, settings)
