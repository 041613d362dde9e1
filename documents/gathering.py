"""Before a reporting day: where things stand is gathered into a record for the body that will read it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, or_, select

from config.office import Office
from deadlines.ladder import Rung
from deadlines.status import OPEN, Status
from documents.record import refuse_if_frozen
from documents.record_content import Laid, content
from models.assignment import Assignment
from models.binding import plan_of
from models.body import Body
from models.decision import Decision
from models.event import note
from models.notice import Notice
from models.overview import Standing, standings
from models.record import FollowUpRecord
from models.refusal import Refused

DAYS_BEFORE_CUTOFF = 5
"""Working days before the papers must be in: time for the office to complete what was gathered."""

ENDED = frozenset(Status) - OPEN - {Status.PROPOSED}


class Reporting(NamedTuple):
    """A meeting that is to be laid a record before."""

    body_id: int
    meeting_day: date
    cutoff: date


def gatherings_due(session: Session, office: Office, today: date) -> list[Reporting]:
    """The next meeting of each body that waits for results, when its cutoff is near and nothing is gathered for it.

    What was missed in an outage is gathered as long as papers are taken in; after that by hand only."""
    plan = plan_of(session)
    gathered = set(session.exec(select(col(FollowUpRecord.body_id), col(FollowUpRecord.meeting_day))))
    due = []
    for body_id in sorted(_waiting_bodies(session)):
        coming = (m for m in plan.get(body_id, ()) if m.cutoff >= today and (body_id, m.day) not in gathered)
        meeting = next(coming, None)
        if meeting and office.workdays.shift(meeting.cutoff, -DAYS_BEFORE_CUTOFF) <= today:
            due.append(Reporting(body_id, meeting.day, meeting.cutoff))
    return due


def _waiting_bodies(session: Session) -> set[int]:
    """Bodies that gave something that is open, or are to have its result."""
    query = (
        select(Decision.body_id, Assignment.report_to_id)
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .where(col(Assignment.status).in_(list(OPEN)))
        .distinct()
    )
    return {body_id for pair in session.exec(query) for body_id in pair if body_id is not None}


def gather(
    session: Session, office: Office, body: Body, day: date, now: datetime, meeting_day: date | None = None
) -> FollowUpRecord:
    """Gather for the body's next meeting, or for `meeting_day`. Until the record is frozen this may be done
    again: it then shows where things stand by then. Raises Refused where that record is frozen."""
    meeting_day = meeting_day or next_meeting(session, body.id, day)
    return keep(session, body, day, meeting_day, content_of(session, office, body, day, meeting_day), now)


def next_meeting(session: Session, body_id: int, day: date) -> date | None:
    """The first meeting whose papers are not yet due and for which no record is frozen; None without a plan."""
    frozen = select(col(FollowUpRecord.meeting_day)).where(
        FollowUpRecord.body_id == body_id, col(FollowUpRecord.frozen_at).is_not(None)
    )
    done = set(session.exec(frozen))
    return next((m.day for m in plan_of(session).get(body_id, ()) if m.cutoff >= day and m.day not in done), None)


def content_of(session: Session, office: Office, body: Body, day: date, meeting_day: date | None) -> dict[str, Any]:
    """What the record says, without writing anything."""
    last = _last_frozen(session, body)
    ours = [s for s in standings(session, day) if body.id in (s.decision.body_id, s.assignment.report_to_id)]
    ours += _ended_since(session, body, last, day)
    return content(
        Laid(
            body_id=body.id,
            body=body.name,
            office=office.settings.office.management_office,
            day=day,
            meeting_day=meeting_day,
            standings=ours,
            names={known.id: known.name for known in session.exec(select(Body))},
            raised_to_nobody=_raised_to_nobody(session, ours),
        )
    )


def keep(
    session: Session, body: Body, day: date, meeting_day: date | None, said: dict[str, Any], now: datetime
) -> FollowUpRecord:
    """Write the content down: into the record for that meeting if there is one, else into a new one."""
    same_meeting = (
        FollowUpRecord.meeting_day == meeting_day if meeting_day else col(FollowUpRecord.meeting_day).is_(None)
    )
    query = select(FollowUpRecord).where(FollowUpRecord.body_id == body.id)
    record = session.exec(query.where(same_meeting).order_by(col(FollowUpRecord.day).desc())).first()
    if record and record.frozen_at and meeting_day is None:
        record = None
    on_day = session.exec(query.where(FollowUpRecord.day == day)).first()
    for found in (record, on_day):
        if found:
            refuse_if_frozen(session, found)
    if on_day and on_day is not record:
        raise Refused(
            f"Ett underlag till {body.name} är redan hopsamlat i dag, för ett annat sammanträde. Samla detta i morgon."
        )
    if record is None:
        record = FollowUpRecord(body_id=body.id, day=day, meeting_day=meeting_day, content=said, gathered_at=now)
    elif record.content == said:
        return record
    record.day, record.content, record.gathered_at = day, said, now
    session.add(record)
    session.flush()
    note(session, now, "record.gathered", "kansli", record=record.id, body=body.id, day=day, meeting=meeting_day)
    return record


def _last_frozen(session: Session, body: Body) -> FollowUpRecord | None:
    query = select(FollowUpRecord).where(FollowUpRecord.body_id == body.id, col(FollowUpRecord.frozen_at).is_not(None))
    return session.exec(query.order_by(col(FollowUpRecord.day).desc())).first()


def _ended_since(session: Session, body: Body, last: FollowUpRecord | None, day: date) -> list[Standing]:
    """What has been ended since the last frozen record: it stood open there, or was given after it. The first
    record of a body begins with its year."""
    query = (
        select(Assignment.id, Assignment.decision_id)
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .where(
            col(Assignment.status).in_(list(ENDED)),
            or_(Decision.body_id == body.id, Assignment.report_to_id == body.id),
            col(Assignment.closed_on) <= day,
        )
    )
    if last is None:
        query = query.where(col(Assignment.closed_on) >= date(day.year, 1, 1))
    else:
        stood_open = col(Assignment.id).in_(last.content["open"])
        query = query.where(or_(stood_open, col(Decision.decided_on) > last.day))
    rows = session.exec(query.order_by(col(Assignment.id))).all()
    wanted = {assignment_id for assignment_id, _ in rows}
    found: list[Standing] = []
    for decision_id in dict.fromkeys(decision for _, decision in rows):
        ended = standings(session, day, decision_id=decision_id, statuses=ENDED)
        found += [standing for standing in ended if standing.assignment.id in wanted]
    return found


def _raised_to_nobody(session: Session, ours: Sequence[Standing]) -> frozenset[int]:
    """Owners whose matter has reached `raised` under the term that counts, and above whom nobody stands."""
    heads = dict(session.exec(select(Body.id, Body.head_id)).all())
    terms = {s.current_term.id for s in ours}
    alone = [o.owner_id for s in ours for o in s.doing if o.body_id and heads.get(o.body_id) is None]
    query = select(Notice.owner_id).where(
        col(Notice.rung).in_((Rung.RAISED, Rung.STILL)),
        ~col(Notice.is_dropped),
        col(Notice.owner_id).in_(alone),
        col(Notice.deadline_id).in_(terms),
    )
    return frozenset(session.exec(query))
