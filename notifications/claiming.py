"""Letters taken for sending, each by one sender: a claim with a lease, and the intent mark just before DATA."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, insert, select, text, update
from sqlmodel import Session, col

from models.event import note
from models.letter import Letter, LetterAttempt, LetterState
from notifications.outcome import Outcome

ACTOR = "utskick"
LEASE = timedelta(minutes=20)
"""Longer than a mail server may take over one letter, else a second sender begins while the first one waits."""
INTERRUPTED = "sändningen avbröts efter sändmärket"

# said as in the index on the letters that are to be sent, or SQLite does not see that the index will do
_TO_SEND = text("letter.state IN ('planned', 'waiting', 'claimed', 'sending')")


@dataclass(frozen=True)
class Claimant:
    """Who sends, for how long a claim holds, and after how many attempts a letter is given up."""

    holder: str
    lease: timedelta
    attempts: int


def claim(session: Session, claimant: Claimant, at: datetime, count: int) -> list[int]:
    """The letters that have waited longest, now ours. A letter whose sender died after the intent mark may have
    arrived: it is taken over as uncertain, and sent again as the same bytes."""
    rows = session.execute(_claimable(at).limit(count).with_for_update(skip_locked=True)).all()
    if lost := [row for row in rows if row.state is LetterState.SENDING and row.claimed_by is not None]:
        session.execute(insert(LetterAttempt), [_interrupted(row.id, at) for row in lost])
    spent = [row.id for row in lost if row.attempts >= claimant.attempts]
    for letter_id in spent:
        give_up(session, letter_id, at, None)
    ids = [row.id for row in rows if row.id not in spent]
    began = col(Letter.state) == LetterState.SENDING
    session.execute(
        update(Letter)
        .where(col(Letter.id).in_(ids))
        .values(
            state=case((began, LetterState.SENDING), else_=LetterState.CLAIMED),
            is_uncertain=case((began, True), else_=col(Letter.is_uncertain)),
            claimed_by=claimant.holder,
            lease_until=at + claimant.lease,
        )
    )
    return ids


def is_any_due(session: Session, at: datetime) -> bool:
    """Asked before a claim, which would take the database's only pen to find out."""
    return session.execute(_claimable(at).limit(1)).first() is not None


def _claimable(at: datetime) -> Any:
    waits = (col(Letter.state) == LetterState.WAITING) & (col(Letter.not_before) <= at)
    left = col(Letter.state).in_((LetterState.CLAIMED, LetterState.SENDING)) & (col(Letter.lease_until) <= at)
    columns = (col(Letter.id), col(Letter.state), col(Letter.claimed_by), col(Letter.attempts))
    return select(*columns).where(_TO_SEND, waits | left).order_by(col(Letter.not_before), col(Letter.id))


def _interrupted(letter_id: int, at: datetime) -> dict[str, Any]:
    return {"letter_id": letter_id, "at": at, "outcome": Outcome.UNCERTAIN.value, "code": None, "reply": INTERRUPTED}


def begin(session: Session, claimant: Claimant, letter_id: int, at: datetime) -> Letter | None:
    """The intent mark. None where the letter is not ours any more or was withdrawn: then it is not sent."""
    ours = (
        col(Letter.id) == letter_id,
        col(Letter.claimed_by) == claimant.holder,
        col(Letter.state).in_((LetterState.CLAIMED, LetterState.SENDING)),
    )
    marked = (
        update(Letter)
        .where(*ours)
        .values(state=LetterState.SENDING, attempts=col(Letter.attempts) + 1, lease_until=at + claimant.lease)
        .returning(Letter)
        .execution_options(synchronize_session=False)
    )
    return session.execute(marked).scalar_one_or_none()


def release(session: Session, claimant: Claimant, letter_ids: Sequence[int], at: datetime) -> None:
    """Letters that were claimed and not begun go back; those that may have left earlier keep their mark."""
    mine = (col(Letter.id).in_(letter_ids), col(Letter.claimed_by) == claimant.holder)
    session.execute(
        update(Letter)
        .where(*mine, col(Letter.state) == LetterState.CLAIMED)
        .values(state=LetterState.WAITING, claimed_by=None, lease_until=None)
    )
    session.execute(
        update(Letter).where(*mine, col(Letter.state) == LetterState.SENDING).values(claimed_by=None, lease_until=at)
    )


def give_up(session: Session, letter_id: int, at: datetime, code: int | None) -> None:
    """No more attempts. The round sees the state and raises it the same day (rule 8)."""
    session.execute(
        update(Letter)
        .where(col(Letter.id) == letter_id, col(Letter.state) == LetterState.SENDING)
        .values(state=LetterState.UNDELIVERABLE, claimed_by=None, lease_until=None)
    )
    note(session, at, "letter.undeliverable", ACTOR, letter=letter_id, code=code)
