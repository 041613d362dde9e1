"""Duties as the rules want them: one Core query over owners, one over what they have been told."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, func, or_, select
from sqlmodel import Session, col

from deadlines.duty import Duty
from deadlines.status import Answer, Status
from models.answer import StatusReport, Submission
from models.assignment import Assignment, Deadline, Owner
from models.body import Body
from models.columns import among
from models.notice import Notice

NOTHING: tuple[frozenset[Any], date | None] = (frozenset(), None)
"""What somebody has been told who has been told nothing."""


def _latest_report() -> Any:
    newest = (
        select(func.max(col(StatusReport.id)))
        .where(col(StatusReport.owner_id) == col(Owner.id))
        .correlate(Owner)
        .scalar_subquery()
    )
    return col(StatusReport.id) == newest


def _submitted() -> Any:
    own = or_(col(Submission.owner_id).is_(None), col(Submission.owner_id) == col(Owner.id))
    counts = col(Submission.returned_on).is_(None)
    return exists().where(col(Submission.assignment_id) == col(Owner.assignment_id), own, counts).correlate(Owner)


def _duty_columns() -> Select[Any]:
    return (
        select(
            col(Owner.id),
            col(Owner.assignment_id),
            col(Deadline.id),
            col(Owner.body_id),
            col(Owner.role),
            col(Assignment.status),
            col(Deadline.given_on),
            col(Owner.valid_from),
            col(Deadline.last),
            col(Owner.working_deadline),
            col(Owner.cutoff),
            col(Owner.meeting_day),
            col(StatusReport.answer),
            col(StatusReport.said_on),
            _submitted(),
            col(Body.head_id),
            col(Owner.officer_address),
            col(Assignment.decision_id),
        )
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .join(Deadline, (col(Deadline.assignment_id) == col(Assignment.id)) & col(Deadline.is_current))
        .outerjoin(Body, col(Body.id) == col(Owner.body_id))
        .outerjoin(StatusReport, _latest_report())
        .where(col(Owner.valid_to).is_(None))
    )


def _assigned_on(given: date | None, came_in: date | None) -> date | None:
    """From when the term counts for an owner: when it was set, or when the owner came in, if later."""
    return given if given is None or came_in is None else max(given, came_in)


def _as_duties(session: Session, rows: Sequence[Row[Any]]) -> list[Duty]:
    """Rows taken apart by place, not by name: of everything in a big round this is done most often."""
    told = _told(session, [row[0] for row in rows])
    duties = []
    for (
        owner, assignment, deadline, body, role, status, given, came_in, last, working, cutoff, meeting,
        answer, said_on, submitted, head, officer, decision,
    ) in rows:  # fmt: skip
        sent, told_on = told.get((owner, deadline), NOTHING)
        duties.append(
            Duty(
                owner, assignment, deadline, body, role, status, _assigned_on(given, came_in), last, working,
                cutoff, meeting, answer, said_on, bool(submitted), sent, told_on, head, officer is not None, decision,
            )
        )  # fmt: skip
    return duties


@cache
def _notices_told() -> Select[Any]:
    return select(
        col(Notice.owner_id), col(Notice.deadline_id), col(Notice.rung), col(Notice.nth), col(Notice.planned_on)
    ).where(col(Notice.owner_id).in_(bindparam("owners", expanding=True)))


def _told(session: Session, owner_ids: list[int]) -> dict[tuple[int, int], tuple[frozenset[Any], date]]:
    """What each owner has been told of each term: its rungs, and the newest planned day."""
    rows = session.connection().execute(_notices_told(), {"owners": owner_ids})
    told: dict[tuple[int, int], tuple[set[Any], date]] = {}
    for owner_id, deadline_id, rung, nth, planned_on in rows.all():
        rungs, newest = told.get((owner_id, deadline_id), (set(), planned_on))
        rungs.add((rung, nth))
        told[owner_id, deadline_id] = (rungs, max(newest, planned_on))
    return {key: (frozenset(rungs), newest) for key, (rungs, newest) in told.items()}


def overtaken() -> Select[Any]:
    """The notices that wait for a letter and would say nothing in it: it was reported or said to be done, it ended,
    its term was moved, or somebody else has it now. As `Duty.is_stopped` and the letter's own look at it say."""
    over = or_(
        col(Assignment.status) != Status.ACTIVE,
        col(Owner.valid_to).is_not(None),
        ~col(Deadline.is_current),
        col(StatusReport.answer) == Answer.DONE,
        _submitted(),
    )
    return (
        select(col(Notice.id))
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Deadline, col(Deadline.id) == col(Notice.deadline_id))
        .outerjoin(StatusReport, _latest_report())
        .where(col(Notice.letter_id).is_(None), ~col(Notice.is_dropped), over)
    )


@cache
def _due() -> Select[Any]:
    return (
        _duty_columns()
        .where(col(Owner.next_notice_on) <= bindparam("today"))
        .order_by(col(Owner.next_notice_on), col(Owner.id))
        .limit(bindparam("most"))
    )


def due_duties(session: Session, today: date, limit: int) -> list[Duty]:
    """Owners whose day to be looked at has come, oldest first. Cost follows what is due, not what exists."""
    return _as_duties(session, session.connection().execute(_due(), {"today": today, "most": limit}).all())


def duties_of(session: Session, owner_ids: Iterable[int]) -> list[Duty]:
    """The duties of these owners, whatever their day."""
    chosen = _duty_columns().where(among(Owner.id, owner_ids)).order_by(col(Owner.id))
    return _as_duties(session, session.connection().execute(chosen).all())


def stopped_among(session: Session, owner_ids: Iterable[int]) -> set[int]:
    """Those of the owners who have nothing left to do: it is reported, said to be done, ended, or no longer theirs."""
    going_on = (
        select(col(Owner.id))
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .outerjoin(StatusReport, _latest_report())
        .where(
            among(Owner.id, owner_ids),
            col(Owner.valid_to).is_(None),
            col(Assignment.status) == Status.ACTIVE,
            ~_submitted(),
            or_(col(StatusReport.answer).is_(None), col(StatusReport.answer) != Answer.DONE),
        )
    )
    return set(owner_ids) - set(session.execute(going_on).scalars())


def owners_of_decision(session: Session, decision_id: int) -> list[int]:
    query = (
        select(col(Owner.id))
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .where(col(Assignment.decision_id) == decision_id, col(Owner.valid_to).is_(None))
        .order_by(col(Owner.id))
    )
    return list(session.execute(query).scalars())
