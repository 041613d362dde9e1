"""What the mail server said, written on the letter and beside the chain; one event seals a batch of it."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select, text, update
from sqlmodel import Session, col

from models.event import Event, canonical, note
from models.letter import Letter, LetterAttempt, LetterState
from notifications.claiming import ACTOR, GIVEN_UP, HELD, LETTER, tell_given_up
from notifications.outcome import Delivery, Outcome

BATCH = "delivery.batch"


_ATTEMPT = insert(LetterAttempt.__table__)  # type: ignore[attr-defined]
_SENT = (
    update(LETTER)
    .where(LETTER.c.id == bindparam("letter"), LETTER.c.state == LetterState.SENDING)
    .values(state=LetterState.SENT, sent_at=bindparam("at"), claimed_by=None, lease_until=None)
)


class Attempted(NamedTuple):
    """A letter that was tried, by whom, and how it went."""

    letter: Letter
    attempt: int
    holder: str
    delivery: Delivery
    at: datetime


def record(session: Session, tried: Attempted, waits: Sequence[int]) -> Outcome:
    """Write down how an attempt went, and what becomes of the letter. `waits` are minutes before each new attempt.

    Returns the outcome, which is UNDELIVERABLE where this was the last attempt."""
    delivery, letter_id, at = tried.delivery, tried.letter.id, tried.at
    said = {"outcome": delivery.outcome.value, "code": delivery.code, "reply": delivery.reply}
    session.connection().execute(_ATTEMPT, {"letter_id": letter_id, "at": at, **said})
    if delivery.outcome is Outcome.SENT:
        # true whoever holds the letter now; one who took it over finds it sent
        session.connection().execute(_SENT, {"letter": letter_id, "at": at})
        return Outcome.SENT
    if delivery.outcome is Outcome.UNDELIVERABLE or not delivery.is_down and tried.attempt > len(waits):
        if _set(session, tried, **GIVEN_UP):
            tell_given_up(session, letter_id, at, delivery.code)
        return Outcome.UNDELIVERABLE
    _wait(session, tried, waits)
    return delivery.outcome


def _wait(session: Session, tried: Attempted, waits: Sequence[int]) -> None:
    """Where it certainly has not left, the letter waits as before and may be overtaken; else its mark stays.
    A channel that is out of order is not the letter's fault and costs it no attempt."""
    counted = tried.attempt - 1 if tried.delivery.is_down else tried.attempt
    place = min(max(counted, 1), len(waits)) - 1
    usual = timedelta(minutes=waits[place] if waits else 1)
    again = tried.at + max(usual, timedelta(seconds=tried.delivery.wait_seconds))
    if tried.delivery.outcome is Outcome.UNCERTAIN or tried.letter.is_uncertain:
        _set(session, tried, is_uncertain=True, attempts=counted, claimed_by=None, lease_until=again)
    else:
        state = LetterState.WAITING
        _set(session, tried, state=state, attempts=counted, not_before=again, claimed_by=None, lease_until=None)


def _set(session: Session, tried: Attempted, **values: Any) -> bool:
    """False where somebody else has taken the letter over: then it is theirs to say what becomes of it."""
    held = {"letter": tried.letter.id, "holder": tried.holder}
    ours = update(LETTER).where(HELD, LETTER.c.state == LetterState.SENDING).values(values)
    return session.connection().execute(ours.returning(LETTER.c.id), held).first() is not None


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
