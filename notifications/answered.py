"""Which of our letters a message answers, and what that letter asked about."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from deadlines.ladder import Audience
from deadlines.status import ANSWERABLE, OPEN
from models.assignment import Assignment, Owner
from models.letter import Letter, LetterState
from models.notice import Notice
from models.replying import replied_to
from notifications.incoming import Incoming
from notifications.tokens import Opens, letter_of

LEFT = (LetterState.SENDING, LetterState.SENT, LetterState.UNDELIVERABLE)
MOST_IDS = 50
_NAMED = re.compile(r"\buppdrag(?:et)?(?: nr| nummer)?[ :]{1,2}(\d{1,9})\b|\bnr (\d{1,9})\b", re.IGNORECASE)


class Asked(NamedTuple):
    """One open question of a letter."""

    owner_id: int
    assignment_id: int
    decision_id: int


def letter_answered(session: Session, secret: bytes, incoming: Incoming) -> Letter | None:
    """By the token in the address it was sent to, else by what it refers to. What answers a confirmation answers
    the letter that the confirmation was about."""
    found = _by_token(session, secret, incoming) or letter_named(session, incoming.answers_to)
    return replied_to(session, found) if found else None


def letter_named(session: Session, message_ids: Iterable[str]) -> Letter | None:
    """The first of them that is a letter of ours which has left."""
    wanted = list(message_ids)[:MOST_IDS]
    query = select(Letter).where(col(Letter.message_id).in_(wanted), col(Letter.state).in_(LEFT))
    letters = {letter.message_id: letter for letter in session.exec(query)} if wanted else {}
    return next((letters[one] for one in wanted if one in letters), None)


def _by_token(session: Session, secret: bytes, incoming: Incoming) -> Letter | None:
    for address in incoming.recipients:
        letter_id = letter_of(secret, address.partition("@")[0].rpartition("+")[2], Opens.REPLY)
        letter = session.get(Letter, letter_id) if letter_id is not None else None
        if letter is not None and letter.state in LEFT:
            return letter
    return None


def asked_in(session: Session, letter: Letter) -> list[Asked]:
    """What can still be answered for."""
    told = select(Notice.owner_id).where(
        Notice.letter_id == letter.id, Notice.audience == Audience.OWNER, ~col(Notice.is_dropped)
    )
    query = (
        select(Owner.id, Assignment.id, Assignment.decision_id)
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .where(col(Owner.id).in_(told), col(Owner.role).in_(list(ANSWERABLE)), col(Assignment.status).in_(list(OPEN)))
        .order_by(col(Owner.id))
    )
    return [Asked(*row) for row in session.exec(query)]


def meant(asked: list[Asked], words: str) -> Asked | None:
    """The one that was asked about, or that is named by its number; None where it is not said which."""
    if len(asked) == 1:
        return asked[0]
    numbers = {int(one or other) for one, other in _NAMED.findall(words)}
    named = [one for one in asked if one.assignment_id in numbers]
    return named[0] if len(named) == 1 else None


def can_be_answered(letter: Letter, today: date) -> bool:
    return letter.answer_until is not None and today <= letter.answer_until
