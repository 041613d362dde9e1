"""Letters that could not be delivered, and that the office is told of them the same day (rule 8), each once."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, cast, exists, func, literal, select
from sqlmodel import Session, col

from config.office import Office
from config.zone import office_day
from models.body import Body
from models.letter import Letter, LetterAttempt, LetterKind, LetterState
from models.run import Run
from models.runs import record_run
from notifications import days
from notifications.advice import why_returned
from notifications.alarm import tell_office
from notifications.swedish import within

TOLD = "watchdog"
"""Begins the name under which it is kept that the office was told of a fault."""
_KEY = f"{TOLD}:undeliverable:"


class Returned(NamedTuple):
    """The sentence holds no address and no title, so it may stand in logs and in Prefect."""

    letter_id: int
    is_alarm: bool
    """A letter to the office itself: no further letter can tell of it."""
    sentence: str


def untold(session: Session, among: Sequence[int] | None = None) -> Iterator[Returned]:
    """Those that the office has not been told of, on any day; only of those letters, if some are named."""
    key = literal(_KEY).concat(cast(col(Letter.id), String))
    attempts = select(func.max(col(LetterAttempt.id))).where(col(LetterAttempt.letter_id) == col(Letter.id))
    newest = attempts.correlate(Letter).scalar_subquery()
    attempt = (col(LetterAttempt.code), col(LetterAttempt.reply))
    query = (
        select(col(Letter.id), col(Letter.kind), col(Letter.day), col(Body.name), *attempt)
        .outerjoin(Body, col(Body.id) == col(Letter.body_id))
        .outerjoin(LetterAttempt, col(LetterAttempt.id) == newest)
        .where(col(Letter.state) == LetterState.UNDELIVERABLE, ~exists().where(col(Run.name) == key))
        .order_by(col(Letter.id))
    )
    for row in session.execute(query if among is None else query.where(col(Letter.id).in_(among))):
        to = within(row.name) if row.name else "en mottagare"
        sentence = f"Mejl nr {row.id} till {to} ({days.dated(row.day)}) kunde inte levereras."
        why = why_returned(row.code, row.reply or "")
        yield Returned(row.id, row.kind is LetterKind.ALARM, f"{sentence} {why}")


def tell_returned(session: Session, office: Office, letter_ids: Sequence[int], now: datetime) -> None:
    """In one letter to the office, for the next delivery. What came back from the office itself is for the watchdog,
    which is red until somebody looks."""
    today = office_day(now)
    found = [letter for letter in untold(session, letter_ids) if not letter.is_alarm] if letter_ids else []
    for letter in found:
        record_run(session, f"{_KEY}{letter.letter_id}", today, now, now, letter.sentence)
    if found:
        sentences = [letter.sentence for letter in found]
        tell_office(session, office, today, now, "Ett mejl kunde inte levereras", *sentences)
