"""The office's own day to look again at what has no slutdatum. It makes nothing late and reminds nobody."""

from datetime import date, datetime

from sqlmodel import Session

from deadlines.status import OPEN
from models.assignment import Assignment
from models.event import note
from models.refusal import Refused


def watch_again(session: Session, assignment_id: int, day: date, now: datetime, today: date) -> Assignment:
    """Set the bevakningsdatum of an open assignment; an earlier one is replaced. Raises Refused."""
    assignment = session.get(Assignment, assignment_id)
    if assignment is None:
        raise Refused(f"Det finns inget uppdrag nr {assignment_id}. Se numren med: bevaka list")
    if assignment.status not in OPEN:
        raise Refused(f"Uppdrag {assignment_id} är inte öppet, så det finns inget att bevaka.")
    if day <= today:
        raise Refused(f"Bevakningsdatum {day} har redan varit. Ange en dag framåt i tiden.")
    before, assignment.watch_on = assignment.watch_on, day
    session.add(assignment)
    note(
        session,
        now,
        "assignment.watched",
        "kansli",
        decision_id=assignment.decision_id,
        assignment_id=assignment_id,
        before=before,
        day=day,
    )
    return assignment
