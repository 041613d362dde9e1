"""What the mail server said, written on the letter and beside the chain; one event seals a batch of it."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select, text, update
from sqlmodel import Session, col

from models.event import Event, canonical, note
from models.letter import Letter, LetterAttempt, LetterState
from notifications.claiming import ACTOR, give_up
from notifications.outcome import Delivery, Outcome

BATCH = "delivery.batch"


def record(session: Session, letter: Letter, delivery: Delivery, at: datetime, waits: Sequence[int]) -> Outcome:
    """Write down how an attempt went, and what becomes of the letter. `waits` are minutes before each new attempt.

    Returns the outcome, which is UNDELIVERABLE where this was the last attempt."""
    session.execute(
        insert(LetterAttempt).values(
            letter_id=letter.id, at=at, outcome=delivery.outcome.value, code=delivery.code, reply=delivery.reply
        )
    )
    outcome = delivery.outcome
    if outcome is Outcome.SENT:
        _set(session, letter.id, state=LetterState.SENT, sent_at=at, claimed_by=None, lease_until=None)
        return outcome
    if outcome is Outcome.UNDELIVERABLE or not delivery.is_down and letter.attempts > len(waits):
        give_up(session, letter.id, at, delivery.code)
        return Outcome.UNDELIVERABLE
    _wait(session, letter, delivery, at, waits)
    return outcome


def _wait(session: Session, letter: Letter, delivery: Delivery, at: datetime, waits: Sequence[int]) -> None:
    """Where it certainly has not left, the letter waits as before and may be overtaken; else its mark stays.
    A channel that is out of order is not the letter's fault and costs it no attempt."""
    counted = letter.attempts - 1 if delivery.is_down else letter.attempts
    place = min(max(counted, 1), len(waits)) - 1
    again = at + timedelta(minutes=waits[place] if waits else 1)
    if delivery.outcome is Outcome.UNCERTAIN or letter.is_uncertain:
        _set(session, letter.id, is_uncertain=True, attempts=counted, claimed_by=None, lease_until=again)
    else:
        state = LetterState.WAITING
        _set(session, letter.id, state=state, attempts=counted, not_before=again, claimed_by=None, lease_until=None)


def _set(session: Session, letter_id: int, **values: Any) -> None:
    session.execute(
        update(Letter).where(col(Letter.id) == letter_id, col(Letter.state) == LetterState.SENDING).values(**values)
    )


def seal(session: Session, at: datetime) -> int:
    """One event over all attempts that no event covers yet, also those of a sender that died; returns how many.

    On PostgreSQL the lock waits for attempts that are being written: one with a lower number than those sealed
    would otherwise never be covered."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE letter_attempt IN SHARE ROW EXCLUSIVE MODE"))
    rows = session.execute(_attempts().where(col(LetterAttempt.id) > _sealed(session))).all()
    if rows:
        span = {"first": rows[0].id, "last": rows[-1].id, "count": len(rows)}
        note(session, at, BATCH, ACTOR, **span, sha256=_digest(rows))
    return len(rows)


def _attempts() -> Any:
    row = LetterAttempt
    columns = (col(row.id), col(row.letter_id), col(row.at), col(row.outcome), col(row.code), col(row.reply))
    return select(*columns).order_by(col(row.id))


def _sealed(session: Session) -> int:
    """The last attempt that an event covers."""
    newest = select(col(Event.data)).where(col(Event.kind) == BATCH).order_by(col(Event.seq).desc()).limit(1)
    data = session.execute(newest).scalar_one_or_none()
    return 0 if data is None else int(json.loads(data)["last"])


def _digest(rows: Iterable[Any]) -> str:
    lines = ([row.id, row.letter_id, _instant(row.at), row.outcome, row.code, row.reply] for row in rows)
    return sha256(canonical(list(lines)).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def first_unsealed_or_changed(session: Session) -> int | None:
    """For the check of the history: the first attempt of the first batch that is not as it was sealed."""
    batches = select(col(Event.data)).where(col(Event.kind) == BATCH).order_by(col(Event.seq))
    for data in session.execute(batches).scalars():
        batch = json.loads(data)
        inside = col(LetterAttempt.id).between(batch["first"], batch["last"])
        rows = session.execute(_attempts().where(inside)).all()
        if len(rows) != batch["count"] or _digest(rows) != batch["sha256"]:
            return int(batch["first"])
    return None


def unsealed(session: Session) -> int:
    """Attempts that no event covers yet; the next delivery seals them."""
    since = select(func.count()).select_from(LetterAttempt).where(col(LetterAttempt.id) > _sealed(session))
    count: int = session.execute(since).scalar_one()
    return count
