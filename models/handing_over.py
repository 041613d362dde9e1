"""What a decision does to who has an assignment: it goes to another body, or back to those who reported it."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, Role, Status, step
from deadlines.term import Term
from deadlines.workdays import Workdays
from models.answer import Submission
from models.assignment import Assignment, Deadline, Owner
from models.binding import bind
from models.body import Body
from models.closing import ByDecision, move_term, must_end_after, open_assignment
from models.event import note
from models.notice import Notice
from models.outbox import withdraw_overtaken
from models.refusal import Refused


def transfer(
    session: Session,
    assignment_id: int,
    to: Body,
    by: ByDecision,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> Owner:
    """Another body has it from today, under the same number; its ladder starts anew. Raises Refused."""
    assignment, decision = open_assignment(session, assignment_id, by)
    doing = doing_now(session, assignment_id)
    if [owner.body_id for owner in doing] == [to.id]:
        raise Refused(f"{to.name.capitalize()} ansvarar redan för uppdrag {assignment_id}.")
    left = [owner for owner in doing if owner.body_id != to.id]
    _leave(session, left, today)
    new = next((owner for owner in doing if owner.body_id == to.id), None)
    new = new or _begin(session, Owner(assignment_id=assignment_id, body_id=to.id, role=Role.LEAD), today)
    decision.snapshot_wanted = True
    session.add(decision)
    session.flush()
    bind(session, [new.id], workdays, rule)
    note(
        session,
        now,
        "assignment.transferred",
        "kansli",
        decision_id=decision.id,
        assignment_id=assignment_id,
        before=[owner.id for owner in left],
        owner=new.id,
        body=to.id,
        day=by.day,
        paragraph=by.paragraph,
    )
    return new


def refer_back(
    session: Session,
    assignment_id: int,
    by: ByDecision,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
    term: Term | None = None,
) -> Assignment:
    """What was done is not enough: the same bodies have it again from today, and earlier answers and reports
    no longer stop the ladder. `term`: the new time, if the decision gives one. Raises Refused."""
    assignment, decision = open_assignment(session, assignment_id, by)
    if assignment.status is not Status.ACTIVE:
        assignment.status = step(assignment.status, Status.ACTIVE)
    came = (col(Submission.assignment_id) == assignment_id) & col(Submission.returned_on).is_(None)
    session.execute(update(Submission).where(came).values(returned_on=today))
    again = [owner for owner in doing_now(session, assignment_id) if owner.body_id and owner.valid_from != today]
    _leave(session, again, today)
    fresh = [_begin(session, _same(owner), today) for owner in again]
    decision.snapshot_wanted = True
    session.add_all([assignment, decision])
    session.flush()
    bind(session, [owner.id for owner in fresh], workdays, rule)
    note(
        session,
        now,
        "assignment.referred_back",
        "kansli",
        decision_id=decision.id,
        assignment_id=assignment_id,
        day=by.day,
        paragraph=by.paragraph,
    )
    if term is not None and not has_term(session, assignment_id, term):
        move_term(session, assignment_id, term, by, now, today, workdays, rule)
    return assignment


def extend(
    session: Session,
    assignment_id: int,
    term: Term,
    by: ByDecision,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> bool:
    """A new term. Where it had been reported that says that the report is not enough, and it is to be done anew:
    then True. Raises Refused."""
    assignment, _ = open_assignment(session, assignment_id, by)
    if assignment.status is not Status.REPORTED:
        move_term(session, assignment_id, term, by, now, today, workdays, rule)
        return False
    must_end_after(term, by)
    refer_back(session, assignment_id, by, now, today, workdays, rule, term)
    return True


def doing_now(session: Session, assignment_id: int) -> list[Owner]:
    """Those who must do it today."""
    query = select(Owner).where(
        Owner.assignment_id == assignment_id, col(Owner.role).in_(ANSWERABLE), col(Owner.valid_to).is_(None)
    )
    return list(session.exec(query.order_by(col(Owner.id))))


def has_term(session: Session, assignment_id: int, term: Term) -> bool:
    now = session.exec(select(Deadline).where(Deadline.assignment_id == assignment_id, col(Deadline.is_current))).one()
    return (now.first, now.last) == (term.first, term.last)


def _same(owner: Owner) -> Owner:
    """The same body's part, from the start: what it answered belongs to the part that ended."""
    return Owner(
        assignment_id=owner.assignment_id,
        body_id=owner.body_id,
        role=owner.role,
        officer_address=owner.officer_address,
    )


def _leave(session: Session, owners: Iterable[Owner], today: date) -> None:
    owners = list(owners)
    withdraw_overtaken(session, [owner.id for owner in owners])
    for owner in owners:
        owner.valid_to, owner.next_notice_on = today, None
        session.add(owner)
    session.flush()


def _begin(session: Session, owner: Owner, today: date) -> Owner:
    """A part that begins today. One that began today and was taken back goes on, with what it was not told of yet."""
    known = session.exec(
        select(Owner).where(
            Owner.assignment_id == owner.assignment_id, Owner.body_id == owner.body_id, Owner.valid_from == today
        )
    ).first()
    if known is not None:
        known.valid_to = None
        untold = (col(Notice.owner_id) == known.id) & col(Notice.is_dropped)
        session.execute(update(Notice).where(untold).values(is_dropped=False, letter_id=None))
        owner = known
    owner.valid_from = owner.next_notice_on = today
    session.add(owner)
    session.flush()
    return owner
