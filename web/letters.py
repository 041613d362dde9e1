"""Letters on the desk. A working answer link stands in none of them (rule 11)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from config.office import Office
from models.assignment import Assignment
from models.decision import Decision
from models.letter import Letter, LetterAttempt
from models.notice import Notice
from models.pace import readers_of_few
from notifications.explaining import Explanation, explain
from notifications.links import shown
from web import turned_away
from web.paging import Page

A_PAGE = 100


@dataclass(frozen=True)
class ShownLetter:
    letter: Letter
    text: str
    attempts: list[LetterAttempt]
    decision_ids: list[int]
    explanation: Explanation
    eased_since: date | None
    """Since when the reader has asked for fewer letters."""


def letters(session: Session, number: int, day: date | None = None) -> Page[Letter]:
    """Newest first, those of one day if it is named; the nearest page where there is none with that number."""
    chosen = select(Letter) if day is None else select(Letter).where(Letter.day == day)
    total = session.exec(select(func.count()).select_from(chosen.subquery())).one()
    query = chosen.order_by(col(Letter.day).desc(), col(Letter.id).desc())
    return Page.fetched(lambda at: session.exec(query.offset(at).limit(A_PAGE)).all(), total, number, A_PAGE)


def letter_numbered(session: Session, letter_id: int) -> Letter:
    """Raises TurnedAway where there is no such letter."""
    letter = session.get(Letter, letter_id) if 0 < letter_id < 2**31 else None
    if letter is None:
        raise turned_away.not_found()
    return letter


def shown_letter(session: Session, office: Office, letter_id: int) -> ShownLetter:
    """Raises TurnedAway where there is no such letter."""
    letter = letter_numbered(session, letter_id)
    attempts = session.exec(
        select(LetterAttempt).where(LetterAttempt.letter_id == letter_id).order_by(col(LetterAttempt.id))
    ).all()
    decisions = session.exec(
        select(Decision.id)
        .join(Assignment, col(Assignment.decision_id) == col(Decision.id))
        .join(Notice, col(Notice.assignment_id) == col(Assignment.id))
        .where(Notice.letter_id == letter_id)
        .distinct()
        .order_by(col(Decision.id))
    ).all()
    return ShownLetter(
        letter,
        shown(letter.text or ""),
        list(attempts),
        list(decisions),
        explain(session, office, letter),
        readers_of_few(session).get(letter.intended),
    )
