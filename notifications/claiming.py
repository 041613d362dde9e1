"""Letters taken for sending, each by one sender: a claim with a lease, and the intent mark just before DATA."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, case, insert, select, text, update
from sqlmodel import Session, col

from models.event import note
from models.letter import Letter, LetterAttempt, LetterState
from notifications.outcome import Outcome

ACTOR = "utskick"
LEASE = timedelta(minutes=20)
"""Longer than a mail server may take over one letter, else a second sender begins while the first one waits."""
INTERRUPTED = "sändningen avbröts efter sändmärket"

LETTER: Table = Letter.__table__  # type: ignore[attr-defined]
HELD = (LETTER.c.id == bindparam("letter")) & (LETTER.c.claimed_by == bindparam("holder"))
"""The letter is still ours: nobody took it over when the lease ran out."""

# said as in the index on the letters that are to be sent, or SQLite does not see that the index will do
_TO_SEND = text("letter.state IN ('planned', 'waiting', 'claimed', 'sending')")

_BEGIN = (
    update(LETTER)
    .where(HELD, (LETTER.c.state == LetterState.CLAIMED) | (LETTER.c.state == LetterState.SENDING))
    .values(state=LetterState.SENDING, attempts=LETTER.c.attempts + 1, lease_until=bindparam("until"))
    .returning(LETTER.c.attempts)
)


@dataclass(frozen=True)
class Claimant:
    """Who sends, for how long a claim holds, and after how many attempts a letter is given up."""

    holder: str
    lease: timedelta
    attempts: int


def claim(session: Session, claimant: Claimant, at: datetime, count: int) -> list[Letter]:
    """The letters that have waited longest, now ours. A letter whose sender died after the intent mark may have
    arrived: it is taken over as uncertain, and sent again as the same bytes."""
    rows = session.execute(_claimable(at).limit(count).with_for_update(skip_locked=True)).all()
    if lost := [row for row in rows if row.state is LetterState.SENDING and row.claimed_by is not None]:
        session.execute(insert(LetterAttempt), [_interrupted(row.id, at) for row in lost])
    spent = {row.id for row in lost if row.attempts >= claimant.attempts}
    for letter_id in sorted(spent):
        session.execute(update(LETTER).where(LETTER.c.id == letter_id).values(GIVEN_UP))
        tell_given_up(session, letter_id, at, None)
    ids = [row.id for row in rows if row.id not in spent]
    began = LETTER.c.state == LetterState.SENDING
    session.execute(
        update(LETTER)
        .where(LETTER.c.id.in_(ids))
        .values(
            state=case((began, LetterState.SENDING), else_=LetterState.CLAIMED),
            is_uncertain=case((began, True), else_=LETTER.c.is_uncertain),
            claimed_by=claimant.holder,
            lease_until=at + claimant.lease,
        )
    )
    found = session.execute(select(Letter).where(col(Letter.id).in_(ids))).scalars()
    letters = {letter.id: letter for letter in found}
    return [letters[letter_id] for letter_id in ids]


def is_any_due(session: Session, at: datetime) -> bool:
    """Asked before a claim, which would take the database's only pen to find out."""
    return session.execute(_claimable(at).limit(1)).first() is not None


def _claimable(at: datetime) -> Any:
    waits = (LETTER.c.state == LetterState.WAITING) & (LETTER.c.not_before <= at)
    left = LETTER.c.state.in_((LetterState.CLAIMED, LetterState.SENDING)) & (LETTER.c.lease_until <= at)
    columns = (LETTER.c.id, LETTER.c.state, LETTER.c.claimed_by, LETTER.c.attempts)
    return select(*columns).where(_TO_SEND, waits | left).order_by(LETTER.c.not_before, LETTER.c.id)


def _interrupted(letter_id: int, at: datetime) -> dict[str, Any]:
    return {"letter_id": letter_id, "at": at, "outcome": Outcome.UNCERTAIN.value, "code": None, "reply": INTERRUPTED}


def begin(session: Session, claimant: Claimant, letter: Letter, at: datetime) -> int | None:
    """The intent mark; which attempt this is. None where the letter is not ours any more or was withdrawn: then
    it is not sent."""
    held = {"letter": letter.id, "holder": claimant.holder, "until": at + claimant.lease}
    attempt: int | None = session.connection().execute(_BEGIN, held).scalar_one_or_none()
    return attempt


def release(session: Session, claimant: Claimant, letters: Sequence[Letter], at: datetime) -> None:
    """Letters that were claimed and not begun go back; those that may have left earlier keep their mark."""
    mine = (LETTER.c.id.in_([letter.id for letter in letters]), LETTER.c.claimed_by == claimant.holder)
    session.execute(
        update(LETTER)
        .where(*mine, LETTER.c.state == LetterState.CLAIMED)
        .values(state=LetterState.WAITING, claimed_by=None, lease_until=None)
    )
    session.execute(
        update(LETTER).where(*mine, LETTER.c.state == LetterState.SENDING).values(claimed_by=None, lease_until=at)
    )


GIVEN_UP = {"state": LetterState.UNDELIVERABLE, "claimed_by": None, "lease_until": None}


def tell_given_up(session: Session, letter_id: int, at: datetime, code: int | None) -> None:
    """No more attempts. The round sees the state and raises it the same day (rule 8)."""
    note(session, at, "letter.undeliverable", ACTOR, letter=letter_id, code=code)
