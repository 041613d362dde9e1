"""What an owner said, written down with its history. It is never the report itself."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, OPEN, SHOWN, Answer
from models.answer import Channel, StatusReport
from models.assignment import Assignment, Owner
from models.decision import Decision
from models.event import Event, new_salt, note, salted
from models.names import body_named
from models.outbox import withdraw_overtaken
from models.refusal import Refused

LONGEST_TEXT = 4000
ANSWERED = "owner.answered"


@dataclass(frozen=True)
class Said:
    """An answer as it was given."""

    answer: Answer
    text: str | None = None
    case_number: str | None = None
    wanted_day: date | None = None
    officer_address: str | None = None
    """Who has the matter now, for *en annan handläggare har det*; a normalised address."""


def owner_of(session: Session, assignment_id: int, name: str, day: date) -> Owner:
    """The owner of that assignment by name. Raises Refused, UnknownBody."""
    body = body_named(session, name, day)
    if session.get(Assignment, assignment_id) is None:
        raise Refused(f"Det finns inget uppdrag nr {assignment_id}. Se numren med: bevaka list")
    found = session.exec(
        select(Owner).where(
            Owner.assignment_id == assignment_id, Owner.body_id == body.id, col(Owner.valid_to).is_(None)
        )
    ).first()
    if found is None:
        raise Refused(f"{body.name.capitalize()} är inte ansvarig för uppdrag {assignment_id}. Se: bevaka list")
    return found


def answer(
    session: Session,
    owner_id: int,
    said: Said,
    now: datetime,
    today: date,
    channel: Channel,
    letter_id: int | None = None,
) -> StatusReport:
    """Write an owner's answer down. Raises Refused where that owner has nothing open to answer for."""
    owner = _answerable(session, owner_id, said)
    report = StatusReport(
        owner_id=owner_id,
        letter_id=letter_id,
        answer=said.answer,
        text=said.text or None,
        case_number=said.case_number or None,
        wanted_day=said.wanted_day,
        channel=channel,
        said_on=today,
        at=now,
        salt=new_salt(),
    )
    session.add(report)
    if said.answer is Answer.OTHER_OFFICER:
        owner.officer_address = said.officer_address
        session.add(owner)
    session.flush()
    assignment = session.get_one(Assignment, owner.assignment_id)
    _want_snapshot(session, assignment)
    withdraw_overtaken(session, [owner_id])
    _tell(session, report, assignment, said.officer_address)
    return report


def _answerable(session: Session, owner_id: int, said: Said) -> Owner:
    owner = session.get(Owner, owner_id)
    if owner is None or owner.role not in ANSWERABLE or owner.body_id is None:
        raise Refused("Det finns ingen sådan ansvarig att svara för.")
    status = session.get_one(Assignment, owner.assignment_id).status
    if status not in OPEN:
        raise Refused(f"Uppdrag {owner.assignment_id} är {SHOWN[status]}, så det finns inget att svara om.")
    if said.text and len(said.text) > LONGEST_TEXT:
        raise Refused(f"Texten är för lång. Högst {LONGEST_TEXT} tecken får plats.")
    if said.answer is Answer.OTHER_OFFICER and not said.officer_address:
        raise Refused("Ange den andra handläggarens e-postadress.")
    return owner


def _tell(session: Session, report: StatusReport, assignment: Assignment, officer: str | None) -> None:
    note(
        session,
        report.at,
        ANSWERED,
        str(report.channel),
        decision_id=assignment.decision_id,
        assignment_id=assignment.id,
        owner=report.owner_id,
        answer=report.answer,
        report=report.id,
        text=salted(report.salt, report.text),
        officer=salted(report.salt, officer),
    )


def _want_snapshot(session: Session, assignment: Assignment) -> None:
    decision = session.get_one(Decision, assignment.decision_id)
    decision.snapshot_wanted = True
    session.add(decision)


def latest_answers(session: Session, owner_ids: list[int]) -> dict[int, StatusReport]:
    """The newest lägesbesked of each owner that gave one."""
    rows = session.exec(
        select(StatusReport).where(col(StatusReport.owner_id).in_(owner_ids)).order_by(col(StatusReport.id))
    )
    return {row.owner_id: row for row in rows}


def first_altered(session: Session) -> StatusReport | None:
    """The first lägesbesked whose text is not the one that the history holds the hash of. Masked texts are skipped."""
    told = session.exec(select(Event.data).where(Event.kind == ANSWERED).order_by(col(Event.seq)))
    hashes = {data["report"]: data["text"] for data in map(json.loads, told)}
    reports = session.exec(
        select(StatusReport).where(col(StatusReport.text).is_not(None)).order_by(col(StatusReport.id))
    )
    return next((one for one in reports if salted(one.salt, one.text) != hashes.get(one.id)), None)
