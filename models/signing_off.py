"""Minutes signed off: every § that was read becomes a decision, with assignments or without, approved on one day."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from deadlines.status import Status, step
from deadlines.workdays import Workdays
from models.assignment import Assignment
from models.body import Body
from models.deciding import Taking, begin, check, check_approval, give, take
from models.decision import Clause, Decision, DecisionState, is_waiting
from models.event import note
from models.paper import Paper
from models.refusal import Refused


@dataclass
class SignedOff:
    with_assignments: list[Decision] = field(default_factory=list)
    without: list[Decision] = field(default_factory=list)
    left: list[Decision] = field(default_factory=list)
    """§§ that the person left out; they wait."""


def waiting(session: Session, paper_id: int) -> list[Decision]:
    """The decisions of these minutes that nobody has confirmed."""
    query = select(Decision).where(
        Decision.paper_id == paper_id,
        is_waiting(),
        col(Decision.stated_paragraph).is_not(None),
    )
    return list(session.exec(query.order_by(col(Decision.id))))


def waiting_minutes(session: Session) -> list[tuple[Paper, int]]:
    """Papers of which decisions wait to be confirmed, and how many do."""
    query = (
        select(Paper, func.count(col(Decision.id)))
        .join(Decision, col(Decision.paper_id) == col(Paper.id))
        .where(is_waiting(), col(Decision.stated_paragraph).is_not(None))
        .where(col(Paper.meeting_day).is_not(None))
        .group_by(col(Paper.id))
        .order_by(col(Paper.id))
    )
    return [(paper, count) for paper, count in session.exec(query)]


def sign_off(
    session: Session,
    paper_id: int,
    approved: date,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
    leave_out: Collection[str] = (),
) -> SignedOff:
    """Record all §§ of minutes as decided and approved. Raises Refused, and then nothing has changed."""
    found = waiting(session, paper_id)
    _check_paper(session, paper_id, found, leave_out)
    result = SignedOff()
    for decision in found:
        if decision.stated_paragraph in leave_out:
            result.left.append(decision)
            continue
        taken = _sign(session, decision, approved, now, today, workdays, rule)
        has_some = session.exec(select(Assignment.id).where(Assignment.decision_id == taken.id)).first()
        (result.with_assignments if has_some else result.without).append(taken)
    note(
        session,
        now,
        "minutes.signed_off",
        "kansli",
        paper=session.get_one(Paper, paper_id).sha256,
        approved=approved,
        decisions=[one.id for one in (*result.with_assignments, *result.without)],
        left=[one.id for one in result.left],
    )
    return result


def _check_paper(session: Session, paper_id: int, found: list[Decision], leave_out: Collection[str]) -> None:
    if session.get(Paper, paper_id) is None:
        raise Refused(f"Det finns inget protokoll nr {paper_id}. Se vilka som väntar med: bevaka list")
    if not found:
        raise Refused(f"I handling {paper_id} väntar ingen paragraf på att bekräftas.")
    numbers = {one.stated_paragraph for one in found}
    if unknown := [number for number in leave_out if number not in numbers]:
        raise Refused(f"§ {unknown[0]} väntar inte på att bekräftas i handling {paper_id}. Inget har ändrats.")


def _sign(
    session: Session, decision: Decision, approved: date, now: datetime, today: date, workdays: Workdays, rule: int
) -> Decision:
    number, day = decision.stated_paragraph or "", decision.stated_on
    body = session.get(Body, decision.body_id) if decision.body_id else None
    if body is None or day is None:
        what = "vilket organ som beslutade" if body is None else "vilken dag beslutet togs"
        raise Refused(
            f"§ {number}: protokollet säger inte {what}. Registrera den paragrafen för sig: "
            f"bevaka decide {decision.id} --body ORGAN --on DATUM --paragraph {number}, och kör sign-off med "
            f"--except {number}."
        )
    taking = Taking(body.name, day, number, approved)
    if earlier := _taken_before(session, decision, body, day, taking.paragraph):
        check_approval(day, approved, today)
        _add(session, earlier, decision, approved, now, today, workdays, rule)
        return earlier
    check(session, decision, body, taking, today)
    take(session, decision, body, taking, now, today, workdays, rule)
    return decision


def _taken_before(session: Session, decision: Decision, body: Body, day: date, number: str) -> Decision | None:
    return session.exec(
        select(Decision).where(
            Decision.body_id == body.id,
            Decision.decided_on == day,
            Decision.paragraph == number,
            Decision.id != decision.id,
        )
    ).first()


def _add(
    session: Session,
    earlier: Decision,
    addition: Decision,
    approved: date,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> None:
    """What corrected minutes add to a decision joins it; what it had stays as it was."""
    added = list(session.exec(select(Assignment).where(Assignment.decision_id == addition.id)))
    for clause in session.exec(select(Clause).where(Clause.decision_id == addition.id)):
        clause.paper_id, clause.decision_id = clause.paper_id or addition.paper_id, earlier.id
        session.add(clause)
    for assignment in added:
        assignment.decision_id = earlier.id
        session.add(assignment)
    addition.dropped_on = today
    earlier.snapshot_wanted = True
    session.add_all([addition, earlier])
    session.flush()
    give(session, earlier, earlier.decided_on or approved, now, workdays, rule)
    if earlier.state is DecisionState.APPROVED:
        begin(session, earlier, approved)
    numbers = [assignment.id for assignment in added]
    note(session, now, "decision.added_to", "kansli", decision_id=earlier.id, assignments=numbers)


def drop(session: Session, decision_id: int, now: datetime, today: date) -> Decision:
    """A proposal that came to nothing: nobody heard of it, and nobody will. Raises Refused."""
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise Refused(f"Det finns inget förslag nr {decision_id}. Se alla med: bevaka list")
    if decision.state is not DecisionState.PROPOSED:
        raise Refused(f"Beslut {decision_id} är fattat och kan inte tas bort. Ett uppdrag avslutas med: bevaka close")
    if decision.dropped_on is not None:
        raise Refused(f"Förslag {decision_id} är redan borttaget.")
    decision.dropped_on = today
    session.add(decision)
    for assignment in session.exec(select(Assignment).where(Assignment.decision_id == decision_id)):
        assignment.status, assignment.closed_on = step(assignment.status, Status.ANNULLED), today
        session.add(assignment)
    note(session, now, "proposal.dropped", "kansli", decision_id=decision_id)
    return decision
