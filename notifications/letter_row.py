"""A letter as a row of the outbox: first who shall have it, then what it says."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from config.office import Office
from models.letter import LetterKind, LetterState, Occasion
from notifications.items import Written


def envelope(
    office: Office,
    kind: LetterKind,
    occasion: Occasion,
    day: date,
    now: datetime,
    intended: str,
    body_id: int | None = None,
) -> dict[str, Any]:
    """A planned letter without its text. Message-ID and Date are settled here, so that a resend is
    byte-identical. Until the office is live every letter goes to the management office (rule 13)."""
    return {
        "kind": kind,
        "occasion": occasion,
        "day": day,
        "recipient": intended if office.is_live(day) else office.settings.office.address.lower(),
        "intended": intended,
        "body_id": body_id,
        "message_id": f"<{uuid4().hex}.bevaka@{sender_domain(office)}>",
        "written_at": now.replace(microsecond=0),
        "state": LetterState.PLANNED,
        "not_before": now,
        "attempts": 0,
        "is_uncertain": False,
    }


def letter_row(
    office: Office,
    written: Written,
    *,
    kind: LetterKind,
    occasion: Occasion,
    day: date,
    now: datetime,
    intended: str,
    body_id: int | None = None,
) -> dict[str, Any]:
    """A letter that is written at once, such as a digest: ready to be sent."""
    return envelope(office, kind, occasion, day, now, intended, body_id) | text_of(office, written, day)


def text_of(
    office: Office, written: Written, day: date, can_answer: bool = False, thread_id: str | None = None
) -> dict[str, Any]:
    """What writing adds to a planned letter."""
    return {
        "subject": written.subject,
        "text": written.text,
        "html": written.html,
        "why": written.why,
        "thread_id": thread_id,
        "state": LetterState.WAITING,
        "answer_until": day + timedelta(days=office.settings.mail.answer_days) if can_answer else None,
    }


def sender_domain(office: Office) -> str:
    return office.settings.mail.sender.partition("@")[2]
