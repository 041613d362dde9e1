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
from models.act import Act, ActState
from models.assignment import Assignment, Owner
from models.body import Alias
from models.decision import Clause, Decision
from models.event import note
from models.names import normal


def propose_acts(
    session: Session, decision_by_paragraph: Mapping[str | None, Decision], reading: Reading, now: datetime
) -> tuple[Act, ...]:
    """Write the paper's acts down, each against the open assignment that it most likely means.

    What the minutes only propose to the next body waits for that body's own minutes. "Ärendet återremitteras" is an
    act only where it fits an assignment that is open: otherwise it is an assignment of its own."""
    found = [
        (act, decision_by_paragraph[act.paragraph])
        for act in reading.acts
        if act.paragraph in decision_by_paragraph and not act.is_proposal
    ]
    if not found:
        return ()
    day = reading.decision_date or now.date()
    bodies = _bodies(session, _names(act for act, _ in found), day)
    pointings = [_pointing(act, decision, bodies) for act, decision in found]
    own = [decision.id for decision in decision_by_paragraph.values()]
    candidates = _candidates(session, pointings, own)
    made = []
    known = _known(session, own)
    for (act, decision), pointing in zip(found, pointings, strict=True):
        meant = meaning(pointing, candidates)
        if meant.best is None and not act.meant.is_named:
            continue
        if meant.best and (decision.id, act.kind, meant.best.assignment_id) in known:
            continue  # the minutes decide what the memo proposed
        row = _act(act, decision, _clause(session, act, decision), bodies)
        row.reason, row.runner_up_reason = meant.reason, meant.runner_up_reason
        row.assignment_id = meant.best.assignment_id if meant.best else None
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


def _known(session: Session, decisions: Sequence[int]) -> set[tuple[int, ActKind, int | None]]:
    """What earlier papers do in these same decisions."""
    query = select(Act).where(col(Act.decision_id).in_(decisions), Act.state != ActState.REJECTED)
    return {(act.decision_id, act.kind, act.assignment_id) for act in session.exec(query)}


def _act(act: FoundAct, decision: Decision, clause: Clause, bodies: Mapping[str, int]) -> Act:
    row = Act(
        decision_id=decision.id,
        clause_id=clause.id,
        kind=act.kind,
        outcome=act.outcome,
        to_body_id=bodies.get(normal(act.to_body)) if act.to_body and act.kind == "transfer" else None,
        reason="",
    )
    if act.term.kind is not Kind.NONE:
        row.term_kind, row.first, row.last, row.phrase, row.assumption = act.term
    return row


def _clause(session: Session, act: FoundAct, decision: Decision) -> Clause:
    clause = Clause(
        decision_id=decision.id,
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
