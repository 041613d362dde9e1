"""Records that are on the turn are gathered, and the office hears that they are there to be completed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from config.office import Office
from config.zone import office_day
from documents.gathering import content_of, gatherings_due, keep
from models.body import Body
from models.database import reading, transaction
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.meeting import MeetingRow
from models.names import find_body
from models.once import insert_once
from models.record import FollowUpRecord
from models.runs import has_run, record_run
from notifications import days
from notifications.header_text import checked
from notifications.items import Written
from notifications.layout import rendered
from notifications.letter_row import letter_row
from notifications.swedish import assignments, counted, listed, starting, within


@dataclass(frozen=True)
class Untold:
    """A record that the office has not heard of yet."""

    body_id: int
    body: str
    day: date
    meeting_day: date
    cutoff: date
    assignments: int
    summary: str

    @property
    def meeting(self) -> str:
        """As in "kommunstyrelsen 12 juni 2018"."""
        return f"{within(self.body)} {days.dated(self.meeting_day)}"

    @property
    def told_as(self) -> str:
        return f"gathering:{self.body_id}"


@dataclass(frozen=True)
class Gathered:
    """What was gathered, as sentences for the log."""

    meetings: tuple[str, ...]
    letters: int

    def __str__(self) -> str:
        if not self.meetings:
            return "Inget underlag var på tur."
        count = counted(len(self.meetings), "underlag är hopsamlat", "underlag är hopsamlade", neuter=True)
        return f"{starting(count)}: {listed(self.meetings)}."


def gather_due(engine: Engine, office: Office, now: datetime) -> Gathered:
    """Gather what is on the turn and tell the office. Run again it finds nothing left to do."""
    today = office_day(now)
    with reading(engine) as session:
        due = gatherings_due(session, office, today)
        bodies = {one.body_id: session.get_one(Body, one.body_id) for one in due}
        said = {one: content_of(session, office, bodies[one.body_id], today, one.meeting_day) for one in due}
    for one in due:
        with transaction(engine) as session:
            keep(session, bodies[one.body_id], today, one.meeting_day, said[one], now)
    meetings = tuple(f"{within(bodies[one.body_id].name)} {days.dated(one.meeting_day)}" for one in due)
    return Gathered(meetings, _tell(engine, office, today, now))


def _tell(engine: Engine, office: Office, today: date, now: datetime) -> int:
    """One letter about every record that the office has not heard of; a second the same day waits for tomorrow."""
    address = office.settings.office.address.lower()
    with reading(engine) as session:
        untold = [] if _has_had_letter(session, address, today) else _untold(session, today)
        management = find_body(session, office.settings.office.management_office, today)
    if not untold:
        return 0
    row = letter_row(
        office,
        _written(office, untold, today),
        kind=LetterKind.GATHERING,
        occasion=Occasion.GATHERING,
        day=today,
        now=now,
        intended=address,
        body_id=management.id if management else None,
    )
    with transaction(engine) as session:
        insert_once(session, Letter, [row])
        for one in untold:
            record_run(session, one.told_as, one.meeting_day, now, now)
    return 1


def _has_had_letter(session: Session, address: str, today: date) -> bool:
    query = select(Letter.id).where(
        Letter.intended == address,
        Letter.day == today,
        Letter.occasion == Occasion.GATHERING,
        Letter.state != LetterState.WITHDRAWN,
    )
    return session.exec(query).first() is not None


def _untold(session: Session, today: date) -> list[Untold]:
    query = (
        select(FollowUpRecord, Body.name, MeetingRow)
        .join(Body, col(Body.id) == col(FollowUpRecord.body_id))
        .join(
            MeetingRow,
            (col(MeetingRow.body_id) == col(FollowUpRecord.body_id))
            & (col(MeetingRow.day) == col(FollowUpRecord.meeting_day)),
        )
        .where(col(FollowUpRecord.frozen_at).is_(None), MeetingRow.day >= today)
        .order_by(col(MeetingRow.day), col(FollowUpRecord.id))
    )
    found = [
        Untold(
            record.body_id,
            name,
            record.day,
            meeting.day,
            meeting.cutoff,
            len(record.content["assignments"]),
            " ".join(record.content["summary"]),
        )
        for record, name, meeting in session.exec(query)
    ]
    return [one for one in found if not has_run(session, one.told_as, one.meeting_day)]


def _written(office: Office, untold: list[Untold], today: date) -> Written:
    first = untold[0]
    about = (
        f"Underlag till {first.meeting}: {assignments(first.assignments)}"
        if len(untold) == 1
        else f"Underlag till {counted(len(untold), 'sammanträde', 'sammanträden', neuter=True)}"
    )
    subject = checked("Subject", about)
    settings = office.settings.office
    why = f"Du får mejlet för att {settings.contact} lämnar redovisningen till sammanträdet."
    values = {
        "subject": subject,
        "title": subject,
        "shadow_for": None,
        "records": [_told(one, today) for one in untold],
        "url": office.url,
        "why": why,
        "office_name": settings.name,
        "contact": settings.contact,
        "contact_address": settings.address,
    }
    return Written(subject, rendered("gathering.txt", **values), rendered("gathering.html", **values), why)


def _told(one: Untold, today: date) -> dict[str, str]:
    until = days.weekday(one.cutoff)
    to_do = f"Komplettera och lås underlaget senast {until}, då handlingarna ska vara inne."
    if one.cutoff < today:
        to_do = f"Handlingarna skulle ha varit inne {until}. Komplettera och lås underlaget snarast."
    return {
        "meeting": one.meeting,
        "opening": (
            f"Underlaget till {one.meeting} är hopsamlat. Det visar läget {days.weekday(one.day)} "
            f"och omfattar {assignments(one.assignments)}."
        ),
        "summary": one.summary,
        "to_do": f"{to_do} Svar som kommer efter låsningen hör till nästa underlag.",
    }
