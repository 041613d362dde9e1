"""What an owner said, written down with its history. It is never the report itself."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, Answer
from models.answer import Channel, StatusReport
from models.assignment import Assignment, Owner
from models.decision import Decision
from models.event import Event, new_salt, note, salted
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
    owner = session.get(Owner, owner_id)
    if owner is None or owner.role not in ANSWERABLE or owner.body_id is None:
        raise Refused("Det finns ingen sådan ansvarig att svara för.")
    if said.text and len(said.text) > LONGEST_TEXT:
        raise Refused(f"Texten är för lång. Högst {LONGEST_TEXT} tecken får plats.")
    if said.answer is Answer.OTHER_OFFICER and not said.officer_address:
        raise Refused("Ange den andra handläggarens e-postadress.")
    assignment = session.get_one(Assignment, owner.assignment_id)
    salt = new_salt()
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
        salt=salt,
    )
    session.add(report)
    if said.answer is Answer.OTHER_OFFICER:
        owner.officer_address = said.officer_address
        session.add(owner)
    session.flush()
    _want_snapshot(session, assignment)
    withdraw_overtaken(session, [owner_id])
    note(
        session,
        now,
        ANSWERED,
        str(channel),
        decision_id=assignment.decision_id,
        assignment_id=assignment.id,
        owner=owner_id,
        answer=said.answer,
        report=report.id,
        text=salted(salt, said.text),
        officer=salted(salt, said.officer_address),
    )
    return report


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
