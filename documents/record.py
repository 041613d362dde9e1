"""A follow-up record in the office's hands: completed, and then frozen with a check value."""

from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from deadlines.swedish import day_text
from models.body import Body
from models.event import canonical, note
from models.record import FollowUpRecord
from models.refusal import Refused

LONGEST_TEXT = 20_000


def check_value(record: FollowUpRecord) -> str:
    """SHA-256 over the content and the office's text: what is frozen can be recognised, and a change seen."""
    frozen = {"content": record.content, "office_text": record.office_text}
    return sha256(canonical(frozen).encode()).hexdigest()


def is_unchanged(record: FollowUpRecord) -> bool:
    """A frozen record still says what it said when it was frozen."""
    return record.sha256 == check_value(record)


def set_office_text(session: Session, record: FollowUpRecord, text: str, now: datetime) -> None:
    """The office's own words, in its summary. Raises Refused once the record is frozen."""
    refuse_if_frozen(session, record)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"Texten är för lång. Högst {LONGEST_TEXT} tecken får plats.")
    record.office_text = text.strip() or None
    session.add(record)
    note(session, now, "record.completed", "kansli", record=record.id)


def freeze(session: Session, record: FollowUpRecord, now: datetime) -> str:
    """From now on the record is what was laid before the body. Returns its check value. Raises Refused."""
    refuse_if_frozen(session, record)
    record.frozen_at, record.sha256 = now, check_value(record)
    session.add(record)
    note(
        session,
        now,
        "record.frozen",
        "kansli",
        record=record.id,
        body=record.body_id,
        day=record.day,
        sha256=record.sha256,
    )
    return record.sha256


def refuse_if_frozen(session: Session, record: FollowUpRecord) -> None:
    if record.frozen_at is None:
        return
    name = session.get_one(Body, record.body_id).name
    raise Refused(
        f"Underlaget till {name} per den {day_text(record.day)} är låst och kan inte ändras. "
        "Det som har kommit in senare hör till nästa underlag."
    )
