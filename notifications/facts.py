"""The facts a letter needs of its notices, fetched for many recipients at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from deadlines.duty import Duty
from deadlines.ladder import EASED, Audience, Rung
from deadlines.plan import Planner, Step
from deadlines.route import Meeting
from deadlines.term import Term
from models.assignment import Assignment, Deadline, Owner
from models.binding import plan_of
from models.body import Body
from models.decision import Clause, Decision
from models.duties import duties_of
from models.names import short_names
from models.notice import Notice
from notifications.beside import Beside
from notifications.items import Item, MovedTerm


@dataclass(frozen=True)
class House:
    """What does not change while letters are written: names and the meeting plan."""

    names: dict[int, str]
    shorts: dict[int, str]
    plan: dict[int, list[Meeting]]

    @classmethod
    def of(cls, session: Session) -> "House":
        names = {row.id: row.name for row in session.execute(select(col(Body.id), col(Body.name)))}
        return cls(names, short_names(session), plan_of(session))

    def ask_by(self, body_id: int | None, last: date | None, today: date) -> date | None:
        """Until when a request must be in, so that the deciding body can grant it before the term ends."""
        if last is None:
            return None
        cutoffs = [m.cutoff for m in self.plan.get(body_id or 0, ()) if m.day <= last and m.cutoff >= today]
        return max(cutoffs, default=None)


@dataclass
class LetterFacts:
    """What one letter may say, and those of its notices that were overtaken on the way."""

    items: list[Item] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


def _notice_rows(letter_ids: Sequence[int]) -> Select[Any]:
    return (
        select(
            col(Notice.id).label("notice_id"),
            col(Notice.rung),
            col(Notice.audience),
            col(Notice.letter_id),
            col(Notice.addressee_id),
            col(Notice.planned_on),
            col(Notice.deadline_id),
            col(Owner.id).label("owner_id"),
            col(Owner.body_id).label("owner_body_id"),
            col(Owner.role),
            col(Owner.assumed),
            col(Assignment.id).label("assignment_id"),
            col(Assignment.task),
            col(Assignment.report_to_id),
            col(Clause.quote),
            col(Clause.point),
            col(Decision.body_id).label("given_by_id"),
            col(Decision.decided_on),
            col(Decision.paragraph),
            col(Decision.case_number),
            col(Decision.is_confidential),
            col(Deadline.kind),
            col(Deadline.first),
            col(Deadline.last),
            col(Deadline.phrase),
            col(Deadline.assumption),
            col(Deadline.version),
            col(Deadline.set_by_body_id),
            col(Deadline.set_by_day),
            col(Deadline.set_by_paragraph),
        )
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Clause, col(Clause.id) == col(Assignment.clause_id))
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(Deadline, col(Deadline.id) == col(Notice.deadline_id))
        .where(col(Notice.letter_id).in_(letter_ids), ~col(Notice.is_dropped))
    )


def facts_for(
    session: Session,
    house: House,
    planner: Planner,
    letter_ids: Sequence[int],
    today: date,
    eased: Collection[int] = (),
) -> dict[int, LetterFacts]:
    """What is to be said in these letters. `eased`: those whose readers have asked for fewer."""
    rows = session.execute(_notice_rows(letter_ids)).all()
    duties = {duty.owner_id: duty for duty in duties_of(session, {row.owner_id for row in rows})}
    moved = {row.assignment_id for row in rows if row.version > 1}
    beside = Beside.of(session, {row.assignment_id for row in rows}, moved, letter_ids)
    facts = {letter_id: LetterFacts() for letter_id in letter_ids}
    for (letter_id, owner_id, _), group in _grouped(rows).items():
        duty = duties.get(owner_id)
        live = _live(group, duty)
        facts[letter_id].dropped += [row.notice_id for row in group if row not in live]
        if live and duty is not None:
            facts[letter_id].items.append(_item(house, planner, live, duty, today, beside, letter_id in eased))
    return facts


def _grouped(rows: Sequence[Row[Any]]) -> dict[tuple[int, int, Audience], list[Row[Any]]]:
    """Notices of one letter about one owner's part, oldest rung first."""
    groups: dict[tuple[int, int, Audience], list[Row[Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.planned_on, row.notice_id)):
        groups[row.letter_id, row.owner_id, row.audience].append(row)
    return groups


def _live(group: list[Row[Any]], duty: Duty | None) -> list[Row[Any]]:
    """What is still right to say: nothing once it is reported, and only the newest rung of the current term."""
    if duty is None or duty.is_stopped:
        return []
    current = [row for row in group if row.deadline_id == duty.deadline_id]
    newest = max((row.planned_on for row in current if row.rung is not Rung.ASSIGNED), default=None)
    return [row for row in current if row.rung is Rung.ASSIGNED or row.planned_on == newest]


def _moved(house: House, row: Row[Any], beside: Beside) -> MovedTerm | None:
    if row.version == 1 or row.assignment_id not in beside.before:
        return None
    by = house.names.get(row.set_by_body_id or 0, "")
    return MovedTerm(beside.before[row.assignment_id], by, row.set_by_day, row.set_by_paragraph)


def upcoming_step(planner: Planner, duty: Duty, today: date, is_eased: bool) -> Step | None:
    """The next rung that may speak to this reader."""
    step = planner.next_step(duty, today)
    while is_eased and step and step.rung in EASED and duty.last is not None:
        step = planner.next_step(duty, step.day)
    return step


def _item(
    house: House,
    planner: Planner,
    live: list[Row[Any]],
    duty: Duty,
    today: date,
    beside: Beside,
    is_eased: bool,
) -> Item:
    row = live[-1]
    upcoming = upcoming_step(planner, duty, today, is_eased and row.audience is not Audience.OFFICE)
    others = [body for owner, body in beside.doing[row.assignment_id] if owner != row.owner_id and body]
    return Item(
        assignment_id=row.assignment_id,
        owner_id=row.owner_id,
        owner=house.names.get(row.owner_body_id or 0, ""),
        role=row.role,
        audience=row.audience,
        rungs=tuple(one.rung for one in live),
        task=row.task,
        quote=row.quote,
        given_by=house.names.get(row.given_by_id or 0, ""),
        given_by_short=house.shorts.get(row.given_by_id or 0),
        decided_on=row.decided_on,
        paragraph=row.paragraph,
        point=row.point,
        case_number=row.case_number,
        is_confidential=row.is_confidential,
        term=Term(row.kind, row.first, row.last, row.phrase, row.assumption),
        working=duty.working,
        meeting=duty.meeting,
        assumed=row.assumed,
        report_to=house.names.get(row.report_to_id or 0),
        joint_with=tuple(house.names[body] for body in others),
        answer=duty.answer,
        answered_on=duty.answered_on,
        moved=_moved(house, row, beside),
        was_told=(row.assignment_id, row.addressee_id) in beside.told,
        next_on=upcoming.day if upcoming else None,
        next_rung=upcoming.rung if upcoming else None,
        ask_by=house.ask_by(row.given_by_id, row.last, today),
        waiting=tuple(beside.waiting.get(row.assignment_id, ())),
        head=house.names.get(duty.head_id or 0) if duty.head_id != duty.body_id else None,
        deadline_id=row.deadline_id,
        version=row.version,
    )
