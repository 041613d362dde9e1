"""A paper that says again what another said: which decision it is, and where the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, Status
from deadlines.term import Term
from documents.drafts import Draft
from documents.findings import Finding
from documents.repeats import likeness
from models.assignment import Assignment, Deadline, Owner
from models.binding import term_of
from models.body import Body
from models.decision import Decision, DecisionState

ALIKE = 0.6
"""So much of the wording is the same that it is one assignment with a change, not two."""
MOSTLY = 0.5
"""So many of the assignments are the same that it is one matter."""


class Change(StrEnum):
    ADDED = "added"
    TERM = "term"
    OWNERS = "owners"
    GONE = "gone"


@dataclass(frozen=True)
class Difference:
    """Where the later paper says something else than the earlier."""

    change: Change
    task: str
    number: int | None = None
    """The assignment's number, where the register has it."""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Known:
    """An assignment of the earlier paper, as it stands in the register."""

    assignment: Assignment
    term: Term
    owners: tuple[Owner, ...]
    names: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    same: tuple[tuple[Known, Finding], ...]
    added: tuple[Finding, ...]
    gone: tuple[Known, ...]

    @property
    def share(self) -> float:
        """How much of the smaller of the two is in the other."""
        fewest = min(len(self.same) + len(self.added), len(self.same) + len(self.gone))
        return len(self.same) / fewest if fewest else 0.0


def known_of(session: Session, decision: Decision) -> list[Known]:
    """The decision's assignments, but for those that only wait for another or were dropped."""
    found = session.exec(
        select(Assignment)
        .where(Assignment.decision_id == decision.id, Assignment.status != Status.ANNULLED)
        .where(col(Assignment.waits_for).is_(None))
        .order_by(col(Assignment.id))
    ).all()
    return [_known(session, assignment) for assignment in found]


def _known(session: Session, assignment: Assignment) -> Known:
    deadline = session.exec(
        select(Deadline).where(Deadline.assignment_id == assignment.id, col(Deadline.is_current))
    ).one()
    owners = session.exec(
        select(Owner, Body.name)
        .outerjoin(Body, col(Body.id) == col(Owner.body_id))
        .where(Owner.assignment_id == assignment.id, col(Owner.valid_to).is_(None))
        .order_by(col(Owner.id))
    ).all()
    names = (name or owner.to_be_named for owner, name in owners if owner.role in ANSWERABLE)
    rows = tuple(owner for owner, _ in owners)
    return Known(assignment, term_of(deadline), rows, frozenset(name for name in names if name))


def compared(known: Sequence[Known], findings: Sequence[Finding]) -> Comparison:
    """Findings matched with the assignments that they repeat, the most alike first; each is matched once."""
    pairs = sorted(
        ((likeness(one.assignment.task, finding.task), n, m) for n, one in enumerate(known)
         for m, finding in enumerate(findings)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )  # fmt: skip
    matched: dict[int, int] = {}
    for alike, n, m in pairs:
        if alike >= ALIKE and n not in matched and m not in matched.values():
            matched[n] = m
    return Comparison(
        tuple((known[n], findings[m]) for n, m in sorted(matched.items())),
        tuple(finding for m, finding in enumerate(findings) if m not in matched.values()),
        tuple(one for n, one in enumerate(known) if n not in matched),
    )


def same_decision(session: Session, draft: Draft, body: Body | None, paper_id: int) -> Decision | None:
    """The decision that the register has of this matter already.

    The same § of the same meeting; else the proposal to the same body in the same case, where most of the
    assignments are the same. A paper is never compared with itself."""
    if body is None:
        return None
    if draft.paragraph and draft.day and (found := _same_paragraph(session, draft, body)):
        return found
    if not draft.findings:
        return None
    in_case = select(Decision).where(Decision.body_id == body.id, Decision.paper_id != paper_id, _stands())
    if draft.case_number:
        in_case = in_case.where(Decision.case_number == draft.case_number)
    else:
        in_case = in_case.where(col(Decision.case_number).is_(None), Decision.title == draft.title)
    if not draft.under:  # what was decided once may be given again, next year or in another §
        in_case = in_case.where(Decision.state == DecisionState.PROPOSED, col(Decision.stated_paragraph).is_(None))
    for decision in session.exec(in_case.order_by(col(Decision.id).desc())).all():
        if compared(known_of(session, decision), draft.findings).share >= MOSTLY:
            return decision
    return None


def decided_like(session: Session, draft: Draft, body: Body | None) -> Decision | None:
    """A decision already taken in the same case with the same words: the memo may have come in after its minutes."""
    if body is None or draft.paragraph or draft.case_number is None or not draft.findings:
        return None
    taken = select(Decision).where(
        Decision.body_id == body.id, Decision.case_number == draft.case_number, col(Decision.paragraph).is_not(None)
    )
    for decision in session.exec(taken.order_by(col(Decision.id).desc())).all():
        if compared(known_of(session, decision), draft.findings).share >= MOSTLY:
            return decision
    return None


def _stands() -> ColumnElement[bool]:
    return (col(Decision.state) != DecisionState.ANNULLED) & col(Decision.dropped_on).is_(None)


def _same_paragraph(session: Session, draft: Draft, body: Body) -> Decision | None:
    stated = (col(Decision.stated_paragraph) == draft.paragraph) & (col(Decision.stated_on) == draft.day)
    taken = (col(Decision.paragraph) == draft.paragraph) & (col(Decision.decided_on) == draft.day)
    query = select(Decision).where(Decision.body_id == body.id, _stands(), or_(stated, taken))
    # Where a decided one has an addition waiting beside it, the decided one is the decision.
    return session.exec(query.order_by(col(Decision.paragraph).is_(None), col(Decision.id))).first()


def differences(comparison: Comparison) -> tuple[Difference, ...]:
    """What the later paper changes, in the order that a person reads it."""
    found = [Difference(Change.ADDED, finding.task) for finding in comparison.added]
    for known, finding in comparison.same:
        task, number = known.assignment.task, known.assignment.id
        if known.term[:3] != finding.term[:3]:
            found.append(Difference(Change.TERM, task, number, _when(known.term), _when(finding.term)))
        doing = frozenset(owner.name for owner in finding.owners if owner.role in ANSWERABLE)
        if known.names != doing:
            found.append(Difference(Change.OWNERS, task, number, _named(known.names), _named(doing)))
    found += [Difference(Change.GONE, known.assignment.task, known.assignment.id) for known in comparison.gone]
    return tuple(found)


def _named(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _when(term: Term) -> str:
    return term.phrase or (str(term.last) if term.last else "utan slutdatum")
