"""A builder per noun: it inserts a row with sensible defaults and returns it. A test names only what matters to it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, func, select

from deadlines.ladder import Audience, Rung
from deadlines.plan import ONCE
from deadlines.status import ActKind, Answer, Role, Status
from deadlines.term import Kind
from models.act import Act
from models.assignment import Assignment, Deadline, Owner
from models.body import Alias, Body, BodyKind, Holding, Person, Post
from models.decision import Clause, Decision, DecisionState
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.meeting import MeetingRow
from models.names import normal
from models.notice import Notice
from models.paper import Paper
from models.reply import Reply, ReplyKind, ReplyState

Row = TypeVar("Row", bound=SQLModel)

FOUNDED = date(1971, 1, 1)
DECIDED = date(2017, 10, 10)
APPROVED = date(2017, 10, 17)
LAST = date(2017, 11, 30)
LATER: dict[str, Any] = {"decided_on": date(2017, 11, 7), "approved_on": date(2017, 11, 14)}
"""When a decision about an earlier assignment was taken, and its minutes approved."""
MORNING = datetime(2017, 11, 14, 6, tzinfo=UTC)
"""Tuesday 14 November 2017, 07:00 in Stockholm: the day of `soon` where LAST is the last day."""


def _saved(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def _next(session: Session, table: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(table)).one() + 1


def a_body(session: Session, name: str | None = None, *, aliases: Sequence[str] = (), **changes: Any) -> Body:
    """A committee, found by its name and aliases; the first one hears at namnd1@kommun.example."""
    number = _next(session, Body)
    usual = {
        "name": name or f"Nämnd {number}",
        "kind": BodyKind.COMMITTEE,
        "address": f"namnd{number}@kommun.example",
        "valid_from": FOUNDED,
    }
    body = _saved(session, Body(**usual | changes))
    for alias in dict.fromkeys(map(normal, (body.name, *aliases))):
        session.add(Alias(body_id=body.id, alias=alias, valid_from=body.valid_from, valid_to=body.valid_to))
    session.flush()
    return body


def a_post_with_holder(
    session: Session,
    body: Body | None = None,
    *,
    title: str = "nämndsekreterare",
    name: str = "Åsa Öberg",
    address: str | None = "asa.oberg@kommun.example",
    **changes: Any,
) -> Post:
    """A post that one person holds from the start; `changes` are for the holding (is_substitute, valid_to …)."""
    body = body or a_body(session)
    post = _saved(session, Post(body_id=body.id, title=title, valid_from=FOUNDED))
    a_holder(session, post, name=name, address=address, **changes)
    return post


def a_person(session: Session, name: str = "Åsa Öberg", address: str | None = "asa.oberg@kommun.example") -> Person:
    return _saved(session, Person(name=name, address=address))


def a_holder(session: Session, post: Post, *, name: str, address: str | None, **changes: Any) -> Holding:
    person = a_person(session, name, address)
    usual = {"post_id": post.id, "person_id": person.id, "valid_from": FOUNDED}
    return _saved(session, Holding(**usual | changes))


def a_meeting(session: Session, body: Body, day: date, cutoff: date) -> MeetingRow:
    return _saved(session, MeetingRow(body_id=body.id, day=day, cutoff=cutoff))


def a_paper(
    session: Session, text: str = "Kommundirektören ges i uppdrag att utse en förvaltning.", **changes: Any
) -> Paper:
    usual = {
        "sha256": sha256(f"{_next(session, Paper)} {text}".encode()).hexdigest(),
        "name": "tjansteskrivelse.txt",
        "kind": "tjänsteskrivelse",
        "pages": 1,
        "text": text,
        "taken_in_at": datetime.combine(DECIDED, time(8), UTC),
    }
    return _saved(session, Paper(**usual | changes))


def a_decision(session: Session, *, body: Body | None = None, **changes: Any) -> Decision:
    """Taken on DECIDED, its minutes approved on APPROVED, with a § of its own."""
    body = body or a_body(session, "Kommunstyrelsen" if _next(session, Body) == 1 else None, kind=BodyKind.BOARD)
    usual = {
        "body_id": body.id,
        "year": DECIDED.year,
        "paragraph": str(308 + _next(session, Decision)),
        "case_number": "KS 2017-123",
        "title": "Uppdrag om handlingsplan",
        "state": DecisionState.APPROVED,
        "decided_on": DECIDED,
        "approved_on": APPROVED,
    }
    return _saved(session, Decision(**usual | changes))


def a_proposed_decision(session: Session, **changes: Any) -> Decision:
    """No body has taken it yet."""
    untaken = dict.fromkeys(("year", "paragraph", "decided_on", "approved_on"))
    return a_decision(session, state=DecisionState.PROPOSED, **untaken | changes)


def a_clause(session: Session, decision: Decision | None = None, **changes: Any) -> Clause:
    decision = decision or a_decision(session)
    quote = "Kommundirektören ges i uppdrag att utse en förvaltning."
    usual = {"decision_id": decision.id, "point": "1", "quote": quote, "start_at": 0, "end_at": len(quote), "page": 1}
    return _saved(session, Clause(**usual | changes))


def an_assignment(
    session: Session,
    *,
    owners: Sequence[Body | None] | None = None,
    decision: Decision | None = None,
    last: date | None = LAST,
    first: date | None = None,
    kind: Kind | None = None,
    **changes: Any,
) -> Assignment:
    """An assignment with clause, term and owners: one owner is its lead, several are joint, None is still to be named.

    `last=None` is an assignment without a date. What follows from its decision (status, given_on) is filled in."""
    decision = decision or a_decision(session)
    clause = a_clause(session, decision)
    usual = {
        "decision_id": decision.id,
        "clause_id": clause.id,
        "task": "utse en förvaltning",
        "status": Status.PROPOSED if decision.state is DecisionState.PROPOSED else Status.ACTIVE,
    }
    assignment = _saved(session, Assignment(**usual | changes))
    kind = kind or (Kind.NONE if last is None else Kind.DATE)
    first = first or (last if kind is Kind.DATE else None)
    a_deadline(session, assignment, kind=kind, first=first, last=last, given_on=decision.approved_on)
    owners = [a_body(session)] if owners is None else owners
    role = Role.LEAD if len(owners) == 1 else Role.JOINT
    for body in owners:
        an_owner(session, assignment, body, role=role)
    return assignment


def a_deadline(session: Session, assignment: Assignment, **changes: Any) -> Deadline:
    usual = {"assignment_id": assignment.id, "kind": Kind.DATE, "first": LAST, "last": LAST, "given_on": APPROVED}
    return _saved(session, Deadline(**usual | changes))


def an_owner(session: Session, assignment: Assignment, body: Body | None, **changes: Any) -> Owner:
    """Due to be looked at from the day the minutes were approved, working towards the last day of the term."""
    decision = session.get_one(Decision, assignment.decision_id)
    usual = {
        "assignment_id": assignment.id,
        "body_id": body and body.id,
        "role": Role.LEAD,
        "to_be_named": None if body else "den förvaltning som utses",
        "valid_from": decision.decided_on,
        "next_notice_on": decision.approved_on if body else None,
        "working_deadline": deadline_of(session, assignment).last,
    }
    return _saved(session, Owner(**usual | changes))


def owners_of(session: Session, assignment: Assignment) -> list[Owner]:
    """The owners of an assignment, in the order they were given."""
    return list(session.exec(select(Owner).where(Owner.assignment_id == assignment.id).order_by(Owner.id)))


def deadline_of(session: Session, assignment: Assignment) -> Deadline:
    """The version of the term that counts."""
    return session.exec(select(Deadline).where(Deadline.assignment_id == assignment.id, Deadline.is_current)).one()


def a_notice(session: Session, owner: Owner | None = None, *, letter: Letter | None = None, **changes: Any) -> Notice:
    """`soon` to the owner itself, not yet in any letter."""
    owner = owner or owners_of(session, an_assignment(session))[0]
    assignment = session.get_one(Assignment, owner.assignment_id)
    usual = {
        "assignment_id": assignment.id,
        "owner_id": owner.id,
        "deadline_id": deadline_of(session, assignment).id,
        "rung": Rung.SOON,
        "nth": ONCE,
        "audience": Audience.OWNER,
        "addressee_id": owner.body_id,
        "planned_on": MORNING.date(),
        "written_on": MORNING.date(),
        "letter_id": letter and letter.id,
    }
    return _saved(session, Notice(**usual | changes))


def a_letter(session: Session, recipient: str = "namnd1@kommun.example", **changes: Any) -> Letter:
    """A reminder of this morning, waiting to go."""
    usual = {
        "kind": LetterKind.NOTICE,
        "occasion": Occasion.ROUND,
        "day": MORNING.date(),
        "recipient": recipient,
        "intended": recipient,
        "subject": "Uppdrag KS 2017-10-10 § 309 p. 3: klart senast 30 november",
        "text": "Hej!\n\n[svarslänk]\n",
        "html": "<p>Hej!</p>",
        "why": "Du är kontaktperson för nämndens uppdrag.",
        "message_id": f"<{_next(session, Letter)}@kommun.example>",
        "written_at": MORNING,
        "not_before": MORNING,
        "state": LetterState.WAITING,
    }
    letter = Letter(**usual | changes)
    if letter.state is LetterState.SENT and letter.sent_at is None:
        letter.sent_at = MORNING
    return _saved(session, letter)


def a_reply(session: Session, letter: Letter | None = None, **changes: Any) -> Reply:
    """An answer by mail that waits to be confirmed."""
    number = _next(session, Reply)
    usual = {
        "mailbox": "svar@kommun.example/INBOX",
        "uid_validity": 1,
        "uid": number,
        "message_id": f"<svar{number}@kommun.example>",
        "kind": ReplyKind.ANSWER,
        "state": ReplyState.PROPOSED,
        "day": MORNING.date(),
        "at": MORNING,
        "answer": Answer.ON_TRACK,
        "salt": "salt",
    }
    if "letter_id" not in changes:
        usual["letter_id"] = (letter or a_letter(session, occasion=Occasion.ALARM)).id
    return _saved(session, Reply(**usual | changes))


def an_act(session: Session, assignment: Assignment | None = None, **changes: Any) -> Act:
    """A later § of the same body writes the assignment off, as a paper says it; nobody has settled it."""
    assignment = assignment or an_assignment(session)
    decision_id = changes.pop("decision_id", None) or _later_decision(session, assignment).id
    usual = {
        "decision_id": decision_id,
        "clause_id": a_clause(session, session.get_one(Decision, decision_id)).id,
        "kind": ActKind.WRITE_OFF,
        "assignment_id": assignment.id,
        "reason": "Samma ärende KS 2017-123.",
    }
    return _saved(session, Act(**usual | changes))


def _later_decision(session: Session, assignment: Assignment) -> Decision:
    given = session.get_one(Decision, assignment.decision_id)
    return a_decision(session, body=session.get_one(Body, given.body_id), **LATER)
