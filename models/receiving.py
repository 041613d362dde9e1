"""The report itself came in: it stops the ladder at once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, SHOWN, Status, step
from models.answer import Submission
from models.assignment import Assignment, Owner
from models.decision import Decision
from models.event import note
from models.outbox import withdraw_overtaken
from models.refusal import Refused


@dataclass(frozen=True)
class Received:
    """How the report is known: by case number, or by the body, day and § that took it up."""

    case_number: str | None = None
    body_id: int | None = None
    day: date | None = None
    paragraph: str | None = None


def receive(
    session: Session,
    assignment_id: int,
    received: Received,
    now: datetime,
    today: date,
    owner_body_id: int | None = None,
) -> Submission:
    """Register the report of an assignment, from one owner or for all. Raises Refused."""
    assignment, doing = _waiting_for_report(session, assignment_id)
    chosen = [owner for owner in doing if owner_body_id in (None, owner.body_id)]
    if not chosen:
        raise Refused(f"Det organet är inte ansvarigt för uppdrag {assignment_id}.")
    submission = Submission(
        assignment_id=assignment_id,
        owner_id=chosen[0].id if owner_body_id else None,
        received_on=today,
        at=now,
        **received.__dict__,
    )
    session.add(submission)
    session.flush()
    if not owner_body_id or _all_have_reported(session, assignment_id, doing):
        assignment.status = step(assignment.status, Status.REPORTED)
        session.add(assignment)
    decision = session.get_one(Decision, assignment.decision_id)
    decision.snapshot_wanted = True
    session.add(decision)
    withdraw_overtaken(session, [owner.id for owner in chosen])
    note(
        session,
        now,
        "assignment.received",
        "kansli",
        decision_id=assignment.decision_id,
        assignment_id=assignment_id,
        submission=submission.id,
        owner=submission.owner_id,
        case_number=received.case_number,
        paragraph=received.paragraph,
    )
    return submission


def _waiting_for_report(session: Session, assignment_id: int) -> tuple[Assignment, list[Owner]]:
    """The assignment and those who must do it. Raises Refused."""
    assignment = session.get(Assignment, assignment_id)
    if assignment is None:
        raise Refused(f"Det finns inget uppdrag nr {assignment_id}. Se numren med: bevaka list")
    if assignment.status is not Status.ACTIVE:
        raise Refused(f"Uppdrag {assignment_id} väntar inte på någon redovisning ({SHOWN[assignment.status]}).")
    owners = session.exec(
        select(Owner).where(Owner.assignment_id == assignment_id, col(Owner.valid_to).is_(None))
    ).all()
    return assignment, [owner for owner in owners if owner.role in ANSWERABLE]


def _all_have_reported(session: Session, assignment_id: int, doing: list[Owner]) -> bool:
    counts = select(Submission.owner_id).where(
        Submission.assignment_id == assignment_id, col(Submission.returned_on).is_(None)
    )
    reported = set(session.exec(counts))
    return all(owner.id in reported for owner in doing)
