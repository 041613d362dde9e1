"""What a paper does to earlier assignments is written down as proposals that a person settles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from deadlines.status import ANSWERABLE, OPEN, ActKind
from deadlines.term import Kind
from documents.findings import FoundAct, Reading
from documents.meaning import Candidate, Pointing, case_key, meaning
from models.act import UNSETTLED, Act
from models.assignment import Assignment, Owner
from models.body import Alias
from models.decision import Clause, Decision
from models.event import note
from models.names import normal
from models.paper import Paper


def propose_acts(
    session: Session,
    decision_by_paragraph: Mapping[str | None, Decision],
    reading: Reading,
    now: datetime,
    paper: Paper | None = None,
) -> tuple[Act, ...]:
    """Write the paper's acts down, each against the open assignment that it most likely means.

    What an earlier paper said of the same decision in the same words is not written again. `paper` is the one read.

    What the minutes only propose to the next body waits for that body's own minutes. "Ärendet återremitteras" is an
    act only where it fits an assignment that is open: otherwise it is an assignment of its own."""
    own = [decision.id for decision in decision_by_paragraph.values()]
    said, waiting = _known(session, own)
    found = [
        (act, decision_by_paragraph[act.paragraph])
        for act in reading.acts
        if act.paragraph in decision_by_paragraph and not act.is_proposal
    ]
    found = [(act, decision) for act, decision in found if _words(decision.id, act.kind, act.quote.text) not in said]
    if not found:
        return ()
    day = reading.decision_date or now.date()
    bodies = _bodies(session, _names(act for act, _ in found), day)
    pointings = [_pointing(act, decision, bodies) for act, decision in found]
    candidates = _candidates(session, pointings, own)
    made = []
    for (act, decision), pointing in zip(found, pointings, strict=True):
        meant = meaning(pointing, candidates)
        if meant.best is None and not act.meant.is_named:
            continue
        number = meant.best.assignment_id if meant.best else None
        row = waiting.get((decision.id, act.kind, number)) if number else None
        # The minutes decide what the memo proposed, and may do it in other words: theirs count.
        row = _said(row, act, decision, _clause(session, act, decision, paper), bodies)
        row.reason, row.runner_up_reason = meant.reason, meant.runner_up_reason
        row.assignment_id = number
        row.runner_up_id = meant.runner_up.assignment_id if meant.runner_up else None
        session.add(row)
        made.append(row)
    session.flush()
    for row in made:
        note(
            session,
            now,
            "act.proposed",
            "kansli",
            decision_id=row.decision_id,
            assignment_id=row.assignment_id,
            act=row.id,
            does=row.kind,
        )
    return tuple(made)


def _known(
    session: Session, decision_ids: Sequence[int]
) -> tuple[set[tuple[int, str, str]], dict[tuple[int, str, int | None], Act]]:
    """What earlier papers said of these decisions, and which of that nobody has settled."""
    query = select(Act, Clause.quote).join(Clause, col(Clause.id) == col(Act.clause_id))
    rows = session.exec(query.where(col(Act.decision_id).in_(decision_ids))).all()
    said = {_words(act.decision_id, act.kind, quote) for act, quote in rows}
    return said, {(act.decision_id, act.kind, act.assignment_id): act for act, _ in rows if act.state in UNSETTLED}


def _words(decision_id: int, kind: str, quote: str) -> tuple[int, str, str]:
    return decision_id, str(kind), " ".join(quote.lower().split())


def _said(row: Act | None, act: FoundAct, decision: Decision, clause: Clause, bodies: Mapping[str, int]) -> Act:
    if row is None:
        row = Act(decision_id=decision.id, clause_id=clause.id, kind=act.kind, reason="")
    row.clause_id, row.outcome = clause.id, act.outcome
    passes = act.to_body if act.kind is ActKind.TRANSFER else None
    row.to_body_id = bodies.get(normal(passes)) if passes else None
    if act.term.kind is Kind.NONE:
        row.term_kind = row.first = row.last = row.phrase = row.assumption = None
    else:
        row.term_kind, row.first, row.last, row.phrase, row.assumption = act.term
    return row


def _clause(session: Session, act: FoundAct, decision: Decision, paper: Paper | None) -> Clause:
    clause = Clause(
        decision_id=decision.id,
        paper_id=paper.id if paper and paper.id != decision.paper_id else None,
        point=act.point,
        quote=act.quote.text,
        start_at=act.quote.start,
        end_at=act.quote.end,
        page=act.quote.page,
    )
    session.add(clause)
    session.flush()
    return clause


def _names(acts: Iterable[FoundAct]) -> set[str]:
    names: set[str] = set()
    for act in acts:
        said = act.meant.cited.body if act.meant.cited else None
        names |= {normal(name) for name in (*act.meant.owners, act.to_body, said) if name}
    return names


def _bodies(session: Session, names: Iterable[str], day: date) -> dict[str, int]:
    """The bodies that had these names on that day; of an abbreviation used twice, the newer one."""
    valid = or_(col(Alias.valid_to).is_(None), col(Alias.valid_to) >= day)
    query = select(Alias.alias, Alias.body_id).where(
        col(Alias.alias).in_(list(names)), col(Alias.valid_from) <= day, valid
    )
    return dict(session.exec(query.order_by(col(Alias.valid_from))).all())


def _pointing(act: FoundAct, decision: Decision, bodies: Mapping[str, int]) -> Pointing:
    cited = act.meant.cited
    said = bodies.get(normal(cited.body)) if cited and cited.body else None
    owners = frozenset(bodies[normal(name)] for name in act.meant.owners if normal(name) in bodies)
    return Pointing(act.meant, decision.body_id, said, owners)


def _candidates(session: Session, pointings: Sequence[Pointing], own: Sequence[int]) -> list[Candidate]:
    """The open assignments that any of the acts may mean: of the same bodies, cases or days. One query."""
    rows = session.exec(_query(pointings, own)).all()
    owners: dict[int, set[int]] = defaultdict(set)
    for assignment, _, body_id in rows:
        owners[assignment.id] |= {body_id} if body_id else set()
    by_id = {assignment.id: (assignment, decision) for assignment, decision, _ in rows}
    return [
        Candidate(
            number,
            assignment.task,
            decision.title,
            decision.body_id,
            decision.decided_on,
            decision.paragraph,
            decision.case_number,
            frozenset(owners[number]),
            decision.is_confidential,
        )
        for number, (assignment, decision) in by_id.items()
    ]


def _query(pointings: Sequence[Pointing], own: Sequence[int]) -> Any:
    number: Any = col(Decision.case_number)
    for sign in " /.:-":
        number = func.replace(number, sign, "")
    cases = {case_key(one.meant.case_number) for one in pointings if one.meant.case_number}
    bodies = {one.body_id for one in pointings} | {one.cited_body_id for one in pointings}
    days = {one.meant.cited.day for one in pointings if one.meant.cited and one.meant.cited.day}
    return (
        select(Assignment, Decision, Owner.body_id)
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(
            Owner,
            (col(Owner.assignment_id) == col(Assignment.id))
            & col(Owner.valid_to).is_(None)
            & col(Owner.role).in_(ANSWERABLE),
            isouter=True,
        )
        .where(
            col(Assignment.status).in_(OPEN),
            ~col(Decision.id).in_(own),
            or_(
                col(Decision.body_id).in_([body for body in bodies if body]),
                func.upper(number).in_(cases),
                col(Decision.decided_on).in_(days),
            ),
        )
        .order_by(col(Assignment.id), col(Owner.id))
    )
