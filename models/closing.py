"""Ends and moves that only a decision can make: closing, writing off, a new term, an owner named."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from deadlines.status import OPEN, SHOWN, Outcome, Status, step
from deadlines.term import Term
from deadlines.workdays import Workdays
from models.assignment import Assignment, Deadline, Owner
from models.binding import bind
from models.body import Body
from models.decision import Decision
from models.event import note
from models.names import body_named
from models.outbox import withdraw_overtaken
from models.paragraph import as_written, must_be_free_on
from models.refusal import Refused


@dataclass(frozen=True)
class ByDecision:
    """The decision that does it: body, day and §."""

    body_id: int
    day: date
    paragraph: str


def decided_by(session: Session, body: str, day: date, paragraph: str, today: date) -> ByDecision:
    """The decision that a person names. Raises Refused or UnknownBody where the body cannot have taken it."""
    found = body_named(session, body, day)
    number = as_written(paragraph, day)
    if day > today:
        raise Refused(f"Beslutsdagen {day} har inte varit ännu. Ange dagen då beslutet togs.")
    must_be_free_on(session, found, day, number)
    return ByDecision(found.id, day, number)


def open_assignment(session: Session, assignment_id: int, by: ByDecision) -> tuple[Assignment, Decision]:
    """An assignment that this decision may end or move: it is open, and the same body gave it. Raises Refused."""
    assignment = session.get(Assignment, assignment_id)
    if assignment is None:
        raise Refused(f"Det finns inget uppdrag nr {assignment_id}. Se numren med: bevaka list")
    if assignment.status not in OPEN:
        raise Refused(f"Uppdrag {assignment_id} är inte öppet ({SHOWN[assignment.status]}).")
    decision = session.get_one(Decision, assignment.decision_id)
    if decision.body_id != by.body_id:
        giver = session.get_one(Body, decision.body_id or 0).name
        raise Refused(f"Uppdrag {assignment_id} gavs av {giver}. Bara {giver} kan avsluta det eller ge ny tid.")
    if decision.decided_on and by.day < decision.decided_on:
        raise Refused(f"Beslutet {by.day} ligger före uppdraget självt ({decision.decided_on}).")
    return assignment, decision


def owner_ids(session: Session, assignment_id: int) -> list[int]:
    query = select(Owner.id).where(Owner.assignment_id == assignment_id, col(Owner.valid_to).is_(None))
    return list(session.exec(query))


def close(session: Session, assignment_id: int, outcome: Outcome, by: ByDecision, now: datetime) -> Assignment:
    """Close by decision of the body that gave the assignment. Raises Refused, StepNotAllowed."""
    assignment, decision = open_assignment(session, assignment_id, by)
    assignment.outcome = outcome
    _end(session, assignment, decision, Status.CLOSED, by)
    note(
        session,
        now,
        "assignment.closed",
        "kansli",
        decision_id=decision.id,
        assignment_id=assignment_id,
        outcome=outcome,
        day=by.day,
        paragraph=by.paragraph,
    )
    return assignment


def write_off(session: Session, assignment_id: int, by: ByDecision, now: datetime) -> Assignment:
    """The body that gave the assignment lets it go: nobody need do it any more. Raises Refused, StepNotAllowed."""
    assignment, decision = open_assignment(session, assignment_id, by)
    _end(session, assignment, decision, Status.WRITTEN_OFF, by)
    note(
        session,
        now,
        "assignment.written_off",
        "kansli",
        decision_id=decision.id,
        assignment_id=assignment_id,
        day=by.day,
        paragraph=by.paragraph,
    )
    return assignment


def _end(session: Session, assignment: Assignment, decision: Decision, status: Status, by: ByDecision) -> None:
    assignment.status = step(assignment.status, status)
    assignment.closed_on, assignment.closed_by_body_id, assignment.closed_by_paragraph = (
        by.day,
        by.body_id,
        by.paragraph,
    )
    decision.snapshot_wanted = True
    session.add_all([assignment, decision])
    withdraw_overtaken(session, owner_ids(session, assignment.id))


def must_end_after(term: Term, by: ByDecision) -> None:
    """Raises Refused where the new term is over before it is given."""
    if term.last is not None and term.last < by.day:
        raise Refused(f"Den nya tiden slutar {term.last}, före beslutet {by.day}. Kontrollera båda dagarna.")


def move_term(
    session: Session,
    assignment_id: int,
    term: Term,
    by: ByDecision,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> Deadline:
    """Give an assignment a new term by decision. The old one stays visible; the ladder starts again. Raises Refused."""
    assignment, decision = open_assignment(session, assignment_id, by)
    old = session.exec(select(Deadline).where(Deadline.assignment_id == assignment_id, col(Deadline.is_current))).one()
    if (term.first, term.last) == (old.first, old.last):
        raise Refused(f"Uppdrag {assignment_id} har redan den tiden.")
    must_end_after(term, by)
    old.is_current = False
    new = Deadline(
        assignment_id=assignment_id,
        version=old.version + 1,
        given_on=max(by.day, old.given_on or by.day, today),
        set_by_body_id=by.body_id,
        set_by_day=by.day,
        set_by_paragraph=by.paragraph,
        **term._asdict(),
    )
    decision.snapshot_wanted = True
    session.add_all([old, new, decision])
    session.flush()
    _begin_anew(session, new, workdays, rule)
    note(
        session,
        now,
        "assignment.moved",
        "kansli",
        decision_id=decision.id,
        assignment_id=assignment_id,
        before=[old.first, old.last],
        after=[term.first, term.last],
        day=by.day,
        paragraph=by.paragraph,
    )
    return new


def _begin_anew(session: Session, new: Deadline, workdays: Workdays, rule: int) -> None:
    """The owners' ladders start again from the new term."""
    owners = owner_ids(session, new.assignment_id)
    withdraw_overtaken(session, owners)
    bind(session, owners, workdays, rule)
    for owner in session.exec(select(Owner).where(col(Owner.id).in_(owners))).all():
        owner.next_notice_on = new.given_on if owner.body_id else None
        session.add(owner)


def name_owner(
    session: Session,
    assignment_id: int,
    body: Body,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> Owner:
    """Name the owner of an assignment whose owner was still to be named. Raises Refused."""
    open_place = select(Owner).where(
        Owner.assignment_id == assignment_id, col(Owner.body_id).is_(None), col(Owner.valid_to).is_(None)
    )
    owner = session.exec(open_place).first()
    if owner is None:
        raise Refused(f"Uppdrag {assignment_id} saknar inte ansvarig.")
    assignment = session.get_one(Assignment, assignment_id)
    decision = session.get_one(Decision, assignment.decision_id)
    owner.body_id = body.id
    if assignment.status is Status.ACTIVE:
        owner.valid_from = today
        owner.next_notice_on = today
    decision.snapshot_wanted = True
    session.add_all([owner, decision])
    session.flush()
    bind(session, [owner.id], workdays, rule)
    note(
        session,
        now,
        "owner.named",
        "kansli",
        decision_id=assignment.decision_id,
        assignment_id=assignment_id,
        owner=owner.id,
        body=body.id,
    )
    return owner
