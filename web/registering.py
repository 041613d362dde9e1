"""An answer that came through a link, written down with everything that follows from it."""

from datetime import date, datetime

from sqlmodel import Session

from deadlines.status import Answer
from models.answer import Channel, StatusReport
from models.answering import Said, answer
from models.assignment import Owner
from models.event import note
from models.letter import Letter
from models.refusal import Refused
from models.replying import confirm
from notifications.alarm import tell_of_answer
from notifications.tokens import letter_of
from web.opened import opened
from web.question import Question
from web.reception import Reception


def register(
    session: Session, reception: Reception, token: str, owner_id: int, said: Said, now: datetime, today: date
) -> None:
    """Write the answer down. The same form sent twice in a day is one answer.

    Raises TurnedAway where the link opens nothing any more, Refused where there is nothing to answer."""
    _one_at_a_time(session, reception, token)
    found = opened(session, reception.secret, token, today)
    question = found.question(owner_id)
    if question.settled:
        raise Refused(question.settled)
    if _is_the_same(question, said, today):
        return
    _take_back_officer(session, question, said, now)
    answer(session, owner_id, said, now, today, Channel.LINK, found.letter.id)
    confirm(session, found.letter.id, owner_id, now)
    _mark_answered(session, found.letter, now)
    tell_of_answer(session, reception.office, owner_id, said, today, now)


def _one_at_a_time(session: Session, reception: Reception, token: str) -> None:
    """Two presses on the button that come together: the second waits, and then sees what the first wrote."""
    letter_id = letter_of(reception.secret, token)
    if letter_id is not None:
        session.get(Letter, letter_id, with_for_update=True)


def _is_the_same(question: Question, said: Said, today: date) -> bool:
    last = question.answered_here
    if last is None or question.latest is None or last.id != question.latest.id or last.said_on != today:
        return False
    officer = question.officer_address if said.answer is Answer.OTHER_OFFICER else None
    return said == Said(last.answer, last.text, last.case_number, last.wanted_day, officer)


def _take_back_officer(session: Session, question: Question, said: Said, now: datetime) -> None:
    """Somebody named another officer through this letter and now answers otherwise: letters come here again."""
    here: StatusReport | None = question.answered_here
    if here is None or here.answer is not Answer.OTHER_OFFICER or said.answer is Answer.OTHER_OFFICER:
        return
    owner = session.get_one(Owner, question.owner_id)
    owner.officer_address = None
    session.add(owner)
    note(
        session,
        now,
        "owner.officer_withdrawn",
        str(Channel.LINK),
        decision_id=question.decision_id,
        assignment_id=question.assignment_id,
        owner=owner.id,
    )


def _mark_answered(session: Session, letter: Letter, now: datetime) -> None:
    if letter.answered_at is None:
        letter.answered_at = now
        session.add(letter)
