"""An assignment that passes another on: the council gave it to the board, the board gives it to its director."""

from sqlmodel import Session, col, select

from deadlines.status import OPEN
from documents.repeats import likeness
from models.assignment import Assignment, Owner
from models.decision import Decision

ALIKE = 0.4
"""A body that passes on rarely repeats the words; the same case and the body's own assignment say the most."""


def link_origins(session: Session, decision: Decision, assignments: list[Assignment]) -> list[tuple[int, int]]:
    """Link each assignment to the open one of the same case that its giver has, where the wording is alike.

    Returns pairs of numbers: the new one, and the one that it passes on."""
    if decision.case_number is None or decision.body_id is None:
        return []
    own = session.exec(
        select(Assignment)
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(Owner, col(Owner.assignment_id) == col(Assignment.id))
        .where(
            Decision.case_number == decision.case_number,
            Decision.id != decision.id,
            Owner.body_id == decision.body_id,
            col(Owner.valid_to).is_(None),
            col(Assignment.status).in_(OPEN),
        )
        .order_by(col(Assignment.id))
    ).all()
    links = []
    for assignment in assignments:
        alike, origin = max(((likeness(assignment.task, o.task), -o.id) for o in own), default=(0.0, 0))
        if alike >= ALIKE:
            assignment.passed_on_from = -origin
            session.add(assignment)
            links.append((assignment.id, -origin))
    session.flush()
    return links
