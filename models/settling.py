"""A person settles what a paper does to earlier assignments: confirmed, rejected, or taken back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from deadlines.status import ActKind, Outcome
from deadlines.term import Kind, Term
from deadlines.workdays import Workdays
from models import closing, handing_over
from models.act import UNSETTLED, Act, ActState
from models.assignment import Assignment
from models.body import Body
from models.closing import ByDecision
from models.decision import Clause, Decision, DecisionState
from models.event import canonical, note
from models.refusal import Refused
from models.restoring import position, restore, untold

_IN_FORCE = (DecisionState.DECIDED, DecisionState.APPROVED)


@dataclass(frozen=True)
class Choice:
    """What a person adds to, or puts in the place of, what was proposed."""

    assignment_id: int | None = None
    outcome: Outcome | None = None
    to_body_id: int | None = None


PROPOSED_ONE = Choice()


@dataclass(frozen=True)
class Day:
    """When it is done, and on what calendar. `rule`: working days from cutoff to meeting."""

    now: datetime
    today: date
    workdays: Workdays
    rule: int


class Waiting(NamedTuple):
    act: Act
    decision: Decision
    clause: Clause
    means_secret: bool
    """The assignment that it most likely means was given by a confidential decision."""

    @property
    def is_decided(self) -> bool:
        return self.decision.state in _IN_FORCE

    @property
    def shown(self) -> str:
        """The paper's words; of what is confidential the case number only (rule 10)."""
        if self.decision.is_confidential or self.means_secret:
            return self.decision.case_number or f"ärende {self.decision.id}"
        return " ".join(self.clause.quote.split())


def waiting(session: Session) -> list[Waiting]:
    """The acts that nobody has settled, oldest decision first."""
    giver = aliased(Decision)
    query = (
        select(Act, Decision, Clause, giver.is_confidential)
        .join(Decision, col(Decision.id) == col(Act.decision_id))
        .join(Assignment, col(Assignment.id) == col(Act.assignment_id), isouter=True)
        .join(giver, col(giver.id) == col(Assignment.decision_id), isouter=True)
        .join(Clause, col(Clause.id) == col(Act.clause_id))
        .where(col(Act.state).in_(UNSETTLED), Decision.state != DecisionState.ANNULLED)
        .order_by(col(Decision.decided_on), col(Act.decision_id), col(Act.id))
    )
    return [Waiting(act, decision, clause, bool(secret)) for act, decision, clause, secret in session.exec(query)]


def confirm(session: Session, act_id: int, day: Day, choice: Choice = PROPOSED_ONE) -> Act:
    """Do what the decision says, to the assignment that is meant. Raises Refused, StepNotAllowed."""
    act = _unsettled(session, act_id)
    decision = session.get_one(Decision, act.decision_id)
    if decision.state not in _IN_FORCE or not (decision.body_id and decision.decided_on and decision.paragraph):
        raise Refused(f"Punkten är bara föreslagen. Registrera först att den är beslutad: bevaka decide {decision.id}")
    number = choice.assignment_id or act.assignment_id
    if number is None:
        raise Refused(f"Välj vilket uppdrag som menas: bevaka confirm-act {act_id} --assignment NR")
    by = ByDecision(decision.body_id, decision.decided_on, decision.paragraph)
    closing.open_assignment(session, number, by)
    before, unsent = position(session, number), untold(session, number)
    _do(session, act, number, by, day, choice)
    session.flush()
    after = position(session, number)
    act.to_undo = canonical({"before": before, "after": after, "untold": unsent})
    act.state, act.settled_id, act.settled_at = ActState.CONFIRMED, number, day.now
    session.add(act)
    _tell(session, act, "act.confirmed", day, assignment_id=number, proposed=act.assignment_id)
    return act


def _unsettled(session: Session, act_id: int) -> Act:
    """The act, whose row is held until the transaction ends: two who press at once do it once."""
    act = _act(session, act_id)
    if act.state is ActState.CONFIRMED:
        raise Refused(
            f"Punkt {act_id} är redan bekräftad för uppdrag {act.settled_id}. Ångra: bevaka undo-act {act_id}"
        )
    return act


def _act(session: Session, act_id: int) -> Act:
    act = session.get(Act, act_id, with_for_update=True, populate_existing=True)
    if act is None:
        raise Refused(f"Det finns ingen punkt nr {act_id} att ta ställning till. Se numren med: bevaka acts")
    return act


def _do(session: Session, act: Act, number: int, by: ByDecision, day: Day, choice: Choice) -> None:
    match act.kind:
        case ActKind.CLOSE:
            closing.close(session, number, _outcome(act, choice), by, day.now)
        case ActKind.WRITE_OFF:
            closing.write_off(session, number, by, day.now)
        case ActKind.EXTEND:
            _extend(session, act, number, by, day)
        case ActKind.REFER_BACK:
            handing_over.refer_back(session, number, by, day.now, day.today, day.workdays, day.rule, _dated(_term(act)))
        case ActKind.TRANSFER:
            _transfer(session, act, number, by, day, choice)


def _outcome(act: Act, choice: Choice) -> Outcome:
    outcome = choice.outcome or act.outcome
    if outcome is None:
        raise Refused(
            "Beslutet säger inte vad organet fann. Ange det: "
            f"bevaka confirm-act {act.id} --outcome done, partly-done, not-done eller replaced"
        )
    return outcome


def _term(act: Act) -> Term:
    return Term(act.term_kind or Kind.NONE, act.first, act.last, act.phrase, act.assumption)


def _dated(term: Term) -> Term | None:
    return term if term.is_dated else None


def _extend(session: Session, act: Act, number: int, by: ByDecision, day: Day) -> None:
    term = _dated(_term(act))
    if term is None:
        raise Refused(
            "Beslutet ger ingen ny dag som går att läsa. Registrera tiden för hand och avvisa sedan punkten: "
            f"bevaka extend {number}"
        )
    handing_over.extend(session, number, term, by, day.now, day.today, day.workdays, day.rule)


def _transfer(session: Session, act: Act, number: int, by: ByDecision, day: Day, choice: Choice) -> None:
    receiver = choice.to_body_id or act.to_body_id
    if receiver is None:
        raise Refused(f"Ange vem som tar över: bevaka confirm-act {act.id} --to ORGAN")
    to = session.get_one(Body, receiver)
    handing_over.transfer(session, number, to, by, day.now, day.today, day.workdays, day.rule)
    term = _dated(_term(act))
    if term is not None and not handing_over.has_term(session, number, term):
        closing.move_term(session, number, term, by, day.now, day.today, day.workdays, day.rule)


def reject(session: Session, act_id: int, day: Day) -> Act:
    """The paper was misread, or it concerns no assignment of ours. Raises Refused."""
    act = _unsettled(session, act_id)
    if act.state is ActState.REJECTED:
        raise Refused(f"Punkt {act_id} är redan avvisad.")
    act.state, act.settled_at = ActState.REJECTED, day.now
    session.add(act)
    _tell(session, act, "act.rejected", day, assignment_id=act.assignment_id)
    return act


def undo(session: Session, act_id: int, day: Day) -> int:
    """Take a confirmed act back: the assignment, whose number is given, stands exactly where it stood.
    Raises Refused where anything else has happened to it since."""
    act = _act(session, act_id)
    if act.state is not ActState.CONFIRMED or act.settled_id is None or act.to_undo is None:
        raise Refused(f"Punkt {act_id} är inte bekräftad, så det finns inget att ångra.")
    number: int = act.settled_id
    saved = json.loads(act.to_undo)
    if position(session, number) != saved["after"]:
        raise Refused(
            f"Uppdrag {number} har ändrats sedan punkten bekräftades, så den går inte att ångra. "
            "Registrera i stället det som gäller nu."
        )
    restore(session, number, saved["before"], saved["untold"], day.today, day.workdays, day.rule)
    act.state, act.settled_id, act.settled_at, act.to_undo = ActState.UNDONE, None, day.now, None
    session.add(act)
    _tell(session, act, "act.undone", day, assignment_id=number)
    return number


def _tell(
    session: Session, act: Act, kind: str, day: Day, *, assignment_id: int | None, proposed: int | None = None
) -> None:
    note(
        session,
        day.now,
        kind,
        "kansli",
        decision_id=act.decision_id,
        assignment_id=assignment_id,
        act=act.id,
        does=act.kind,
        proposed=proposed,
    )
