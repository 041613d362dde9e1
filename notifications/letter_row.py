"""A finished letter as a row of the outbox."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from config.office import Office
from models.letter import LetterKind, LetterState, Occasion
from notifications.items import Written


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
    can_answer: bool = False,
    thread_id: str | None = None,
) -> dict[str, Any]:
    """Message-ID and Date are settled here, so that a resend is byte-identical. Until the office is live
    every letter goes to the management office (rule 13)."""
    settings = office.settings
    return {
        "kind": kind,
        "occasion": occasion,
        "day": day,
        "recipient": intended if office.is_live(day) else settings.office.address.lower(),
        "intended": intended,
        "body_id": body_id,
        "subject": written.subject,
        "text": written.text,
        "html": written.html,
        "why": written.why,
        "message_id": f"<{uuid4().hex}.bevaka@{sender_domain(office)}>",
        "thread_id": thread_id,
        "written_at": now.replace(microsecond=0),
        "state": LetterState.WAITING,
        "not_before": now,
        "attempts": 0,
        "is_uncertain": False,
        "answer_until": day + timedelta(days=settings.mail.answer_days) if can_answer else None,
    }


def sender_domain(office: Office) -> str:
    return office.settings.mail.sender.partition("@")[2]
