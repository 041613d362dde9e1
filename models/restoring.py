"""Where an assignment stands, so that an act can be taken back and everything is exactly as it was."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, or_, select

from deadlines.ladder import Rung
from deadlines.status import Outcome, Status
from deadlines.workdays import Workdays
from models.answer import Submission
from models.assignment import Assignment, Deadline, Owner
from models.binding import bind
from models.decision import Decision
from models.event import canonical
from models.letter import Letter, LetterState
from models.notice import Notice
from models.once import insert_once
from models.outbox import UNSENT, withdraw_overtaken

NEVER_LEFT = (*UNSENT, LetterState.WITHDRAWN)
_KEPT = ("kind", "first", "last", "phrase", "assumption", "given_on")


def position(session: Session, assignment_id: int) -> dict[str, Any]:
    """What a decision can change of an assignment, in plain values."""
    assignment = session.get_one(Assignment, assignment_id)
    owners = session.exec(select(Owner).where(Owner.assignment_id == assignment_id).order_by(col(Owner.id)))
    reports = session.exec(
        select(Submission.id)
        .where(Submission.assignment_id == assignment_id, col(Submission.returned_on).is_(None))
        .order_by(col(Submission.id))
    )
    found = {
        "status": assignment.status,
        "outcome": assignment.outcome,
        "closed": [assignment.closed_on, assignment.closed_by_body_id, assignment.closed_by_paragraph],
        "deadline": _current(session, assignment_id).id,
        "owners": [[owner.id, owner.body_id, owner.role, owner.valid_to] for owner in owners],
        "reports": list(reports),
    }
    plain: dict[str, Any] = json.loads(canonical(found))
    return plain


def untold(session: Session, assignment_id: int) -> list[int]:
    """Notices that no letter has carried away yet."""
    query = (
        select(Notice.id)
        .join(Letter, col(Letter.id) == col(Notice.letter_id), isouter=True)
        .where(Notice.assignment_id == assignment_id, ~col(Notice.is_dropped), _not_carried())
    )
    return list(session.exec(query.order_by(col(Notice.id))))


def _not_carried() -> ColumnElement[bool]:
    return or_(col(Notice.letter_id).is_(None), col(Letter.state).in_(NEVER_LEFT))


def _current(session: Session, assignment_id: int) -> Deadline:
    return session.exec(select(Deadline).where(Deadline.assignment_id == assignment_id, col(Deadline.is_current))).one()


def restore(
    session: Session,
    assignment_id: int,
    before: dict[str, Any],
    waiting: Collection[int],
    today: date,
    workdays: Workdays,
    rule: int,
) -> None:
    """Put an assignment back to where it stood. `waiting`: the notices that had not been told then."""
    assignment = session.get_one(Assignment, assignment_id)
    assignment.status = Status(before["status"])
    assignment.outcome = Outcome(before["outcome"]) if before["outcome"] else None
    day, assignment.closed_by_body_id, assignment.closed_by_paragraph = before["closed"]
    assignment.closed_on = date.fromisoformat(day) if day else None
    decision = session.get_one(Decision, assignment.decision_id)
    decision.snapshot_wanted = True
    session.add_all([assignment, decision])
    session.execute(update(Submission).where(col(Submission.id).in_(before["reports"])).values(returned_on=None))
    owners = _owners(session, assignment_id, before, today)
    current = _current(session, assignment_id)
    if current.id == before["deadline"]:
        _free(session, waiting)
    else:
        _term_again(session, decision, current, session.get_one(Deadline, before["deadline"]), owners, waiting)
    bind(session, owners, workdays, rule)


def _owners(session: Session, assignment_id: int, before: dict[str, Any], today: date) -> list[int]:
    """Whoever had it has it again; whoever came in by the act leaves. Gives those who have it."""
    stood = {number: valid_to for number, _, _, valid_to in before["owners"]}
    every = session.exec(select(Owner).where(Owner.assignment_id == assignment_id)).all()
    withdraw_overtaken(session, [owner.id for owner in every if owner.valid_to is None])
    for owner in every:
        if owner.id not in stood:
            owner.valid_to = owner.valid_to or today
        else:
            owner.valid_to = date.fromisoformat(stood[owner.id]) if stood[owner.id] else None
        # The round looks at once: letters that were withdrawn are planned anew.
        owner.next_notice_on = today if owner.valid_to is None and owner.body_id else None
        session.add(owner)
    session.flush()
    return [owner.id for owner in every if owner.valid_to is None]


def _free(session: Session, waiting: Collection[int]) -> None:
    """What had not been told waits again; the act may have dropped it meanwhile."""
    query = (
        select(Notice.id)
        .join(Letter, col(Letter.id) == col(Notice.letter_id), isouter=True)
        .where(col(Notice.id).in_(waiting), or_(col(Notice.is_dropped), _not_carried()))
    )
    free = list(session.exec(query))
    session.execute(update(Notice).where(col(Notice.id).in_(free)).values(is_dropped=False, letter_id=None))


def _term_again(
    session: Session, giver: Decision, undone: Deadline, old: Deadline, owners: list[int], waiting: Collection[int]
) -> None:
    """The earlier term as a new version, equal to it: versions are history and never come back themselves."""
    again = Deadline(
        assignment_id=old.assignment_id,
        version=undone.version + 1,
        set_by_body_id=old.set_by_body_id or giver.body_id,
        set_by_day=old.set_by_day or giver.decided_on,
        set_by_paragraph=old.set_by_paragraph or giver.paragraph,
        **{name: getattr(old, name) for name in _KEPT},
    )
    undone.is_current = False
    session.add_all([undone, again])
    session.flush()
    _carry_over(session, undone, old, again, owners, waiting)
    # What waits about either version is out of date; the next round says it of the new one.
    out_of_date = col(Notice.deadline_id).in_([undone.id, old.id]) & col(Notice.letter_id).is_(None)
    session.execute(update(Notice).where(out_of_date).values(is_dropped=True))


def _carry_over(
    session: Session, undone: Deadline, old: Deadline, again: Deadline, owners: list[int], waiting: Collection[int]
) -> None:
    """What was told of the earlier term is not told again; but whoever heard of the other hears that it is undone."""
    heard = set(
        session.exec(
            select(Notice.owner_id)
            .join(Letter, col(Letter.id) == col(Notice.letter_id))
            .where(Notice.deadline_id == undone.id, ~col(Letter.state).in_(NEVER_LEFT))
        )
    )
    told = session.exec(
        select(Notice).where(
            Notice.deadline_id == old.id, col(Notice.owner_id).in_(owners), ~col(Notice.id).in_(waiting)
        )
    )
    rows = [
        one.model_dump(exclude={"id"}) | {"deadline_id": again.id, "letter_id": None, "is_dropped": True}
        for one in told
        if not (one.rung is Rung.ASSIGNED and one.owner_id in heard)
    ]
    insert_once(session, Notice, rows)
