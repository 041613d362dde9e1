"""Where everything stands on a day: the one question behind digest, record, desk and the pictures in Prefect."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from deadlines.ladder import ASKING
from deadlines.route import Assumed
from deadlines.status import ANSWERABLE, OPEN, Answer, Role, Status
from deadlines.term import Term
from models.answer import StatusReport, Submission
from models.answering import latest_answers
from models.assignment import Assignment, Deadline, Owner
from models.binding import term_of
from models.body import Body
from models.decision import Clause, Decision
from models.names import short_names
from models.notice import Notice


class Place(StrEnum):
    """Where an open assignment is counted: exactly one place each, so that the sum is what is open."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    WAITING = "waiting"
    REPORTED = "reported"
    RESTING = "resting"


@dataclass(frozen=True)
class OwnerStanding:
    """One owner's part."""

    owner_id: int
    body_id: int | None
    name: str | None
    """The body's name, or how the paper speaks of an owner still to be named, or None."""
    role: Role
    answer: Answer | None
    answered_on: date | None
    said: str | None
    wanted_day: date | None
    submitted: bool
    working: date | None
    cutoff: date | None
    meeting: date | None
    assumed: Assumed | None
    unanswered: int
    """Asking rungs since the last answer."""
    next_notice_on: date | None


@dataclass(frozen=True)
class Standing:
    """One assignment and where it stands."""

    assignment: Assignment
    decision: Decision
    clause: Clause
    given_by: str
    given_by_short: str
    report_to: str | None
    term: Term
    earlier_terms: tuple[Deadline, ...]
    current_term: Deadline
    owners: tuple[OwnerStanding, ...]
    submissions: tuple[Submission, ...]
    place: Place

    @property
    def is_late(self) -> bool:
        return self.place is Place.LATE

    @property
    def source(self) -> str:
        """KS 2017 § 309 p. 3; before it is decided, the proposal's number."""
        if self.decision.paragraph is None:
            return f"förslag {self.decision.id}"
        point = f" p. {self.clause.point}" if self.clause.point else ""
        return f"{self.given_by_short} {self.decision.year} § {self.decision.paragraph}{point}"

    @property
    def shown_task(self) -> str:
        """What may be shown: a confidential decision shows its case number only (rule 10)."""
        if self.decision.is_confidential:
            return self.decision.case_number or f"ärende {self.decision.id}"
        return self.assignment.task

    @property
    def doing(self) -> tuple[OwnerStanding, ...]:
        return tuple(owner for owner in self.owners if owner.role in ANSWERABLE)

    def is_silent(self, silent: int) -> bool:
        """Some owner has let `silent` questions pass without any answer."""
        return any(owner.unanswered >= silent for owner in self.doing)


def place_of(assignment: Assignment, term: Term, day: date, soon_days: int, is_unowned: bool) -> Place:
    """Where an open assignment is counted on a day. What waits for another stops waiting when its owner is named."""
    if assignment.status is Status.REPORTED:
        return Place.REPORTED
    if assignment.status is Status.SUSPENDED:
        return Place.RESTING
    if term.last is not None:
        if term.last < day:
            return Place.LATE
        return Place.SOON if term.last <= day + timedelta(days=soon_days) else Place.LATER
    return Place.WAITING if assignment.waits_for and is_unowned else Place.UNDATED


def standings(
    session: Session,
    day: date,
    soon_days: int = 30,
    *,
    decision_id: int | None = None,
    statuses: Iterable[Status] = OPEN,
) -> list[Standing]:
    """Every assignment with one of these statuses (the open ones unless said), as it stands on `day`,
    by decision and point."""
    rows = session.exec(_assignments(statuses, decision_id)).all()
    ids = [assignment.id for assignment, *_ in rows]
    names = {body.id: body.name for body in session.exec(select(Body))}
    shorts = names | short_names(session)
    submissions = _submissions(session, ids)
    owners = _owners(session, ids, names, submissions)
    earlier = _earlier(session, ids)
    return [
        Standing(
            assignment,
            decision,
            clause,
            names.get(decision.body_id or 0, ""),
            shorts.get(decision.body_id or 0, ""),
            names.get(assignment.report_to_id or 0),
            term_of(deadline),
            tuple(earlier[assignment.id]),
            deadline,
            tuple(owners[assignment.id]),
            tuple(submissions[assignment.id]),
            place_of(
                assignment,
                term_of(deadline),
                day,
                soon_days,
                is_unowned=any(owner.body_id is None for owner in owners[assignment.id]),
            ),
        )
        for assignment, decision, clause, deadline in rows
    ]


def _assignments(statuses: Iterable[Status], decision_id: int | None) -> Select[Assignment, Decision, Clause, Deadline]:
    query = (
        select(Assignment, Decision, Clause, Deadline)
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(Clause, col(Clause.id) == col(Assignment.clause_id))
        .join(Deadline, (col(Deadline.assignment_id) == col(Assignment.id)) & col(Deadline.is_current))
        .where(col(Assignment.status).in_(list(statuses)))
        .order_by(col(Decision.decided_on), col(Assignment.decision_id), col(Assignment.id))
    )
    return query if decision_id is None else query.where(Assignment.decision_id == decision_id)


def counted(found: Sequence[Standing]) -> Counter[Place]:
    return Counter(standing.place for standing in found)


def _submissions(session: Session, ids: list[int]) -> dict[int, list[Submission]]:
    found: dict[int, list[Submission]] = defaultdict(list)
    for row in session.exec(select(Submission).where(col(Submission.assignment_id).in_(ids))):
        found[row.assignment_id].append(row)
    return found


def _earlier(session: Session, ids: list[int]) -> dict[int, list[Deadline]]:
    found: dict[int, list[Deadline]] = defaultdict(list)
    query = select(Deadline).where(col(Deadline.assignment_id).in_(ids), ~col(Deadline.is_current))
    for row in session.exec(query.order_by(col(Deadline.version))):
        found[row.assignment_id].append(row)
    return found


def _owners(
    session: Session, ids: list[int], names: dict[int, str], submissions: dict[int, list[Submission]]
) -> dict[int, list[OwnerStanding]]:
    query = select(Owner).where(col(Owner.assignment_id).in_(ids), col(Owner.valid_to).is_(None))
    rows = session.exec(query.order_by(col(Owner.id))).all()
    owner_ids = [owner.id for owner in rows]
    answers = latest_answers(session, owner_ids)
    unanswered = _unanswered(session, owner_ids, answers)
    found: dict[int, list[OwnerStanding]] = defaultdict(list)
    for owner in rows:
        said = answers.get(owner.id)
        found[owner.assignment_id].append(
            OwnerStanding(
                owner.id,
                owner.body_id,
                names.get(owner.body_id or 0) or owner.to_be_named,
                owner.role,
                said.answer if said else None,
                said.said_on if said else None,
                said.text if said else None,
                said.wanted_day if said else None,
                any(
                    came.owner_id in (None, owner.id) and came.returned_on is None
                    for came in submissions[owner.assignment_id]
                ),
                owner.working_deadline,
                owner.cutoff,
                owner.meeting_day,
                owner.assumed,
                unanswered[owner.id],
                owner.next_notice_on,
            )
        )
    return found


def _unanswered(session: Session, owner_ids: list[int], answers: dict[int, StatusReport]) -> Counter[int]:
    """Asking rungs written to each owner since its last answer."""
    query = (
        select(col(Notice.owner_id), col(Notice.written_on), func.count())
        .where(
            col(Notice.owner_id).in_(owner_ids),
            col(Notice.rung).in_(list(ASKING)),
            Notice.audience == "owner",
            ~col(Notice.is_dropped),
        )
        .group_by(col(Notice.owner_id), col(Notice.written_on))
    )
    counts: Counter[int] = Counter()
    for owner_id, written_on, _ in session.exec(query):
        said = answers.get(owner_id)
        if said is None or written_on >= said.said_on:
            counts[owner_id] += 1
    return counts
