"""Letters that wait: overtaken ones are withdrawn, and what is still live in them is written anew."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.columns import among
from models.letter import Letter, LetterState, Occasion
from models.notice import Notice

UNSENT = (LetterState.PLANNED, LetterState.WAITING)
"""States in which nobody has begun to send."""

FREE = (Occasion.ROUND, Occasion.DECIDED)
"""Occasions whose letters a later round may supersede."""


def withdraw(session: Session, letter_ids: Iterable[int]) -> int:
    """Withdraw those of the letters that nobody has begun to send, and set their notices free."""
    ids = list(letter_ids)
    if not ids:
        return 0
    withdrawn = list(
        session.execute(
            update(Letter)
            .where(col(Letter.id).in_(ids), col(Letter.state).in_(UNSENT))
            .values(state=LetterState.WITHDRAWN)
            .returning(col(Letter.id))
        ).scalars()
    )
    session.execute(update(Notice).where(col(Notice.letter_id).in_(withdrawn)).values(letter_id=None))
    return len(withdrawn)


def withdraw_overtaken(session: Session, owner_ids: Iterable[int]) -> int:
    """An answer or a report came in: letters that still ask these owners for it must not go out as they are."""
    query = (
        select(Notice.letter_id)
        .join(Letter, col(Letter.id) == col(Notice.letter_id))
        .where(among(Notice.owner_id, owner_ids), col(Letter.state).in_(UNSENT))
    )
    return withdraw(session, {letter_id for letter_id in session.exec(query) if letter_id is not None})


def withdraw_older(session: Session, recipients: Iterable[str], today: date) -> int:
    """A newer letter to these recipients is about to be written: one that is right now beats several late."""
    query = select(Letter.id).where(
        among(Letter.intended, recipients),
        col(Letter.occasion).in_(FREE),
        col(Letter.state).in_(UNSENT),
        Letter.day <= today,
    )
    return withdraw(session, session.exec(query).all())
