"""A body has taken a decision; its minutes have been approved. Only then does anybody hear of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from deadlines.phrases import terms_in
from deadlines.status import Role, Status, step
from deadlines.term import Kind
from deadlines.workdays import Workdays
from models.assignment import Assignment, Deadline, Owner
from models.binding import bind
from models.body import Body
from models.decision import Decision, DecisionState
from models.duties import owners_of_decision
from models.event import note
from models.names import body_named
from models.paper import Paper
from models.paragraph import as_written, must_be_free_on
from models.refusal import Refused


@dataclass(frozen=True)
class Taking:
    """What the minutes say of a decision."""

    body: str
    day: date
    paragraph: str
    approved: date | None = None
    by_another_body: bool = False
    """Taken by another body than the one that the paper proposes it to."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "paragraph", as_written(self.paragraph, self.day))


def decide(
    session: Session, decision_id: int, taking: Taking, now: datetime, today: date, workdays: Workdays, rule: int
) -> Decision:
    """Record that the proposed decision was taken. Raises Refused or UnknownBody, and then nothing has changed."""
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise Refused(f"Det finns inget förslag nr {decision_id}. Se alla med: bevaka list")
    body = body_named(session, taking.body, taking.day)
    check(session, decision, body, taking, today)
    take(session, decision, body, taking, now, today, workdays, rule)
    return decision


def take(
    session: Session,
    decision: Decision,
    body: Body,
    taking: Taking,
    now: datetime,
    today: date,
    workdays: Workdays,
    rule: int,
) -> None:
    """Record a decision that has been checked: its assignments are given, and with approved minutes they count."""
    decision.body_id, decision.year, decision.paragraph = body.id, taking.day.year, taking.paragraph
    decision.decided_on, decision.state = taking.day, DecisionState.DECIDED
    decision.snapshot_wanted = True
    session.add(decision)
    note(
        session,
        now,
        "decision.decided",
        "kansli",
        decision_id=decision.id,
        body=body.id,
        day=taking.day,
        paragraph=taking.paragraph,
    )
    give(session, decision, taking.day, now, workdays, rule)
    if taking.approved:
        approve(session, decision, taking.approved, now, today)


def give(session: Session, decision: Decision, day: date, now: datetime, workdays: Workdays, rule: int) -> None:
    """The decision's proposed assignments become somebody's."""
    proposed = select(Assignment).where(Assignment.decision_id == decision.id, Assignment.status == Status.PROPOSED)
    for assignment in session.exec(proposed).all():
        _activate(session, assignment, day, now)
    session.flush()
    bind(session, owners_of_decision(session, decision.id), workdays, rule)


def check(session: Session, decision: Decision, body: Body, taking: Taking, today: date) -> None:
    """Raises Refused where the decision cannot have been taken so."""
    if decision.state is not DecisionState.PROPOSED:
        raise Refused(
            f"Förslag {decision.id} är redan beslutat: {decision.decided_on}, § {decision.paragraph}. "
            "Ett nytt beslut i samma fråga behöver ett eget förslag."
        )
    if decision.dropped_on is not None:
        raise Refused(
            f"Förslag {decision.id} togs bort {decision.dropped_on}. Läs in handlingen från det nya beslutet."
        )
    if taking.day > today:
        raise Refused(f"Beslutsdagen {taking.day} har inte varit ännu. Ange dagen då beslutet togs.")
    if decision.body_id is not None and decision.body_id != body.id and not taking.by_another_body:
        proposed = session.get_one(Body, decision.body_id).name
        raise Refused(
            f"Pappret föreslår ett beslut av {proposed}, inte av {body.name}. "
            "Har ett annat organ tagit beslutet i stället, lägg till --other-body."
        )
    paper = session.get(Paper, decision.paper_id) if decision.paper_id else None
    if paper and paper.latest_stated_day and taking.day < paper.latest_stated_day:
        raise Refused(
            f"Beslutsdagen {taking.day} ligger före handlingen, som själv nämner {paper.latest_stated_day}. "
            "Kontrollera dagen i protokollet."
        )
    taken = session.exec(
        select(Decision).where(
            Decision.body_id == body.id, Decision.year == taking.day.year, Decision.paragraph == taking.paragraph
        )
    ).first()
    if taken:
        raise Refused(
            f"{body.name.capitalize()} {taking.day.year} § {taking.paragraph} är redan registrerad "
            f"(beslut {taken.id}). Kontrollera paragrafen i protokollet."
        )
    must_be_free_on(session, body, taking.day, taking.paragraph)
    if taking.approved:
        check_approval(taking.day, taking.approved, today)


def check_approval(decided: date, approved: date, today: date) -> None:
    if approved < decided:
        raise Refused(f"Protokollet kan inte ha justerats {approved}, före beslutet {decided}.")
    if approved > today:
        raise Refused(f"Justeringsdagen {approved} har inte varit ännu. Registrera den när protokollet är justerat.")


def _activate(session: Session, assignment: Assignment, decided: date, now: datetime) -> None:
    assignment.status = step(assignment.status, Status.ACTIVE)
    session.add(assignment)
    deadline = session.exec(
        select(Deadline).where(Deadline.assignment_id == assignment.id, col(Deadline.is_current))
    ).one()
    _resolve(deadline, decided)
    session.add(deadline)
    for owner in session.exec(select(Owner).where(Owner.assignment_id == assignment.id)).all():
        owner.valid_from = decided
        session.add(owner)
    if assignment.then_task:
        _hand_on(session, assignment, decided, now)


def _resolve(deadline: Deadline, decided: date) -> None:
    """A term counted from the decision gets its day when the decision gets its own."""
    if deadline.kind is Kind.RELATIVE and deadline.last is None and deadline.phrase:
        for found in terms_in(deadline.phrase, decided):
            if found.term.kind is Kind.RELATIVE:
                deadline.first, deadline.last, deadline.assumption = found.term[1], found.term[2], found.term[4]
                return


def _hand_on(session: Session, first: Assignment, decided: date, now: datetime) -> None:
    """What falls to the owner that `first` shall name: an assignment that waits for it."""
    waiting = Assignment(
        decision_id=first.decision_id,
        clause_id=first.then_clause_id or first.clause_id,
        task=first.then_task or first.task,
        status=Status.ACTIVE,
        report_to_id=None,
        waits_for=first.id,
    )
    session.add(waiting)
    session.flush()
    session.add(Deadline(assignment_id=waiting.id, kind=Kind.NONE))
    session.add(Owner(assignment_id=waiting.id, role=Role.LEAD, to_be_named=first.then_owner, valid_from=decided))
    note(
        session,
        now,
        "assignment.waits",
        "kansli",
        decision_id=first.decision_id,
        assignment_id=waiting.id,
        waits_for=first.id,
    )


def approve(session: Session, decision: Decision, approved: date, now: datetime, today: date) -> None:
    """The minutes are approved: terms count and owners hear from now on. Raises Refused."""
    if decision.state is DecisionState.PROPOSED:
        raise Refused(f"Förslag {decision.id} är inte beslutat. Registrera beslutet först: bevaka decide {decision.id}")
    if decision.state is not DecisionState.DECIDED or decision.decided_on is None:
        raise Refused(f"Beslut {decision.id} väntar inte på justering.")
    check_approval(decision.decided_on, approved, today)
    decision.approved_on, decision.state, decision.snapshot_wanted = approved, DecisionState.APPROVED, True
    session.add(decision)
    begin(session, decision, approved)
    note(session, now, "decision.approved", "kansli", decision_id=decision.id, day=approved)


def begin(session: Session, decision: Decision, day: date) -> None:
    """The terms of those assignments that have not begun to count do so on `day`, and their owners hear."""
    fresh = select(Deadline).join(Assignment, col(Assignment.id) == col(Deadline.assignment_id))
    fresh = fresh.where(Assignment.decision_id == decision.id, col(Deadline.given_on).is_(None))
    fresh = fresh.where(Assignment.status == Status.ACTIVE)
    for deadline in session.exec(fresh).all():
        deadline.given_on = day
        session.add(deadline)
        for owner in session.exec(select(Owner).where(Owner.assignment_id == deadline.assignment_id)).all():
            owner.next_notice_on = day if owner.body_id else None
            session.add(owner)
