"""Terms bound to the meeting plan: each owner's own working deadline, from route and plan."""

from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col, select

from deadlines.route import Meeting, working_deadline
from deadlines.term import Kind, Term
from deadlines.workdays import Workdays
from models.assignment import Assignment, Deadline, Owner
from models.meeting import MeetingRow, RouteStep


def term_of(deadline: Deadline) -> Term:
    return Term(Kind(deadline.kind), deadline.first, deadline.last, deadline.phrase, deadline.assumption)


def plan_of(session: Session) -> dict[int, list[Meeting]]:
    """Every body's meetings in order."""
    plan: dict[int, list[Meeting]] = defaultdict(list)
    for row in session.exec(select(MeetingRow).order_by(col(MeetingRow.day))):
        plan[row.body_id].append(Meeting(row.day, row.cutoff))
    return plan


def routes_of(session: Session) -> dict[tuple[int, int], list[int]]:
    """(owner's body, receiving body) -> the bodies a result passes, the receiving one last."""
    routes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for step in session.exec(select(RouteStep).order_by(col(RouteStep.nth))):
        routes[step.body_id, step.receiver_id].append(step.via_id)
    return {key: [*via, key[1]] for key, via in routes.items()}


def bind(session: Session, owner_ids: Iterable[int], workdays: Workdays, rule: int) -> None:
    """Work out the working deadlines of these owners again. `rule`: working days from cutoff to meeting
    where the plan does not say."""
    plan, routes = plan_of(session), routes_of(session)
    rows = session.exec(
        select(Owner, Assignment, Deadline)
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .join(Deadline, (col(Deadline.assignment_id) == col(Assignment.id)) & col(Deadline.is_current))
        .where(col(Owner.id).in_(list(owner_ids)))
    ).all()
    for owner, assignment, deadline in rows:
        receiver = assignment.report_to_id
        route = [] if receiver is None else routes.get((owner.body_id or 0, receiver), [receiver])
        found = working_deadline(term_of(deadline), route, plan, workdays, rule)
        owner.working_deadline, owner.cutoff, owner.meeting_day, owner.assumed = found
        session.add(owner)
