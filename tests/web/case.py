"""A letter that has been sent, about what a test names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from deadlines.ladder import Rung
from models.assignment import Owner
from models.database import transaction
from models.letter import Letter, LetterState
from tests.builders import APPROVED, a_body, a_decision, a_letter, a_notice, an_assignment, owners_of

UNTIL = date(2018, 1, 13)


def a_sent_letter(session: Session, owners: Sequence[Owner], **changes: Any) -> Letter:
    """A reminder that has left, with a link that still works. Its owners were told of the assignments before."""
    usual = {"state": LetterState.SENT, "answer_until": UNTIL}
    letter = a_letter(session, **usual | changes)
    for owner in owners:
        a_notice(session, owner, rung=Rung.ASSIGNED, planned_on=APPROVED, written_on=APPROVED)
        a_notice(session, owner, letter=letter)
    return letter


def director_asked(engine: Engine, *, letter: dict[str, Any] | None = None, **decision: Any) -> tuple[int, int]:
    """The municipal director has been reminded of § 309 p. 3; returns the letter's number and the owner's."""
    with transaction(engine) as session:
        board = a_body(session, "kommunstyrelsen", aliases=["KS"])
        director = a_body(session, "kommundirektören", address="kommundirektor@linkoping.example")
        decided = a_decision(session, body=board, **{"paragraph": "309"} | decision)
        assignment = an_assignment(session, decision=decided, owners=[director])
        owner = owners_of(session, assignment)[0]
        return a_sent_letter(session, [owner], **letter or {}).id, owner.id
