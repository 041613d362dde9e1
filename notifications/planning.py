"""The first half of a round: notices that are due, written down once."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, update
from sqlmodel import Session, col

from config.office import Office
from deadlines.duty import Duty
from deadlines.ladder import CLIMB, Rung
from deadlines.plan import PlannedNotice, Planner
from models.assignment import Owner
from models.body import Body
from models.columns import among
from models.database import transaction
from models.duties import due_duties, duties_of, owners_of_decision
from models.event import note
from models.names import body_named
from models.notice import Notice
from models.once import insert_plain_once

BATCH = 500


def planner_of(session: Session, office: Office, today: date) -> Planner:
    """The office's ladder on its calendar. Raises UnknownBody where the management office is not registered."""
    return Planner(office.ladder, office.calendar, management_office(session, office, today).id)


def management_office(session: Session, office: Office, today: date) -> Body:
    return body_named(session, office.settings.office.management_office, today)


def plan_anew(engine: Engine, planner: Planner, today: date) -> None:
    """Owners planned with another ladder or calendar are looked at today."""
    now = planner.fingerprint
    other = (col(Owner.planned_with) < now) | (col(Owner.planned_with) > now)
    with transaction(engine) as session:
        session.execute(
            update(Owner)
            .where(other, col(Owner.next_notice_on).is_not(None))
            .values(next_notice_on=today, planned_with=now)
        )


@dataclass
class Tally:
    """What was written, in sum and by decision."""

    notices: int = 0
    by_decision: Counter[int] = field(default_factory=Counter)
    highest: dict[int, Rung] = field(default_factory=dict)

    def count(self, planned: list[PlannedNotice]) -> None:
        self.notices += len(planned)
        for duty, step, *_ in planned:
            decision = duty.decision_id
            self.by_decision[decision] += 1
            known = self.highest.get(decision)
            if known is None or CLIMB[step.rung] > CLIMB[known]:
                self.highest[decision] = step.rung


def write_due(engine: Engine, planner: Planner, today: date, now: datetime) -> Tally:
    """Notices for every owner whose day has come, 500 owners to a transaction."""
    tally = Tally()
    while True:
        with transaction(engine) as session:
            duties = due_duties(session, today, BATCH)
            if not duties:
                return tally
            tally.count(_write(session, planner, duties, today, now, "morgonrunda"))


def write_for_decision(session: Session, planner: Planner, decision_id: int, today: date, now: datetime) -> None:
    """Notices for one decision's owners, at once: its minutes have just been approved, or its term moved."""
    duties = duties_of(session, owners_of_decision(session, decision_id))
    _write(session, planner, duties, today, now, "kansli")


def _write(
    session: Session, planner: Planner, duties: list[Duty], today: date, now: datetime, actor: str
) -> list[PlannedNotice]:
    planned: list[PlannedNotice] = []
    moves: dict[date | None, list[int]] = defaultdict(list)
    for duty in duties:
        planned.extend(planner.notices(duty, today))
        moves[planner.next_on(duty, today)].append(duty.owner_id)
    insert_plain_once(session, Notice, [_row(notice, today) for notice in planned])
    for next_on, owners in moves.items():  # few different days, so one statement a day beats one an owner
        moved = update(Owner).where(among(Owner.id, owners))
        session.connection().execute(moved.values(next_notice_on=next_on, planned_with=planner.fingerprint))
    if planned:
        keys = [f"{duty[0]}:{duty[2]}:{step[1]}:{step[2]}:{audience}" for duty, step, audience, _ in planned]
        digest = sha256("\n".join(keys).encode()).hexdigest()
        note(session, now, "notices.written", actor, day=today, notices=len(planned), sha256=digest)
    return planned


def _row(notice: PlannedNotice, today: date) -> dict[str, Any]:
    return {
        "assignment_id": notice.duty.assignment_id,
        "owner_id": notice.duty.owner_id,
        "deadline_id": notice.duty.deadline_id,
        "rung": notice.step.rung.value,
        "nth": notice.step.nth,
        "audience": notice.audience.value,
        "addressee_id": notice.addressee_id,
        "planned_on": notice.step.day,
        "written_on": today,
        "is_dropped": False,
    }
