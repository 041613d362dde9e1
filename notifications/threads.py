"""Which letter a later one continues, so that mail programs show a ladder as one conversation."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session, col

from models.columns import among
from models.letter import Letter, LetterState
from models.notice import Notice

LEFT = (LetterState.SENDING, LetterState.SENT)


def first_letters(
    session: Session, readers: Iterable[str], assignment_ids: Iterable[int]
) -> dict[tuple[str, int], str]:
    """The Message-ID of the first letter that each reader was sent about each assignment. A real letter, not a made-up
    number: a reply then names it, and mail programs that look for what they continue find it."""
    query = (
        select(col(Letter.intended), col(Notice.assignment_id), col(Letter.message_id))
        .join(Notice, col(Notice.letter_id) == col(Letter.id))
        .where(
            among(Notice.assignment_id, assignment_ids),
            among(Letter.intended, readers),
            col(Letter.state).in_(LEFT),
        )
        .order_by(col(Letter.id))
    )
    found: dict[tuple[str, int], str] = {}
    for reader, assignment_id, message_id in session.execute(query):
        found.setdefault((reader, assignment_id), message_id)
    return found
