"""What stands beside the assignments that a letter is about, fetched for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from deadlines.status import ANSWERABLE
from deadlines.term import Term
from models.assignment import Assignment, Deadline, Owner
from models.notice import Notice


@dataclass(frozen=True)
class Beside:
    """What stands beside the assignments: their other owners, terms before, and what waits for them."""

    doing: dict[int, list[tuple[int, int | None]]]
    before: dict[int, Term]
    waiting: dict[int, list[str]]
    told: set[tuple[int, int]]
    """Who has heard of which assignment under an earlier term, as (assignment, body)."""

    @classmethod
    def of(cls, session: Session, assignment_ids: set[int], moved: set[int], letter_ids: Sequence[int]) -> "Beside":
        """`moved`: those of them whose term was moved; `letter_ids`: the letters that are being written."""
        return cls(
            _doing(session, assignment_ids),
            _terms_before(session, moved),
            _waiting(session, assignment_ids),
            _told_before(session, moved, letter_ids),
        )


def _doing(session: Session, assignment_ids: set[int]) -> dict[int, list[tuple[int, int | None]]]:
    """The answerable owners of each assignment, as (owner, body)."""
    query = select(col(Owner.assignment_id), col(Owner.id), col(Owner.body_id)).where(
        col(Owner.assignment_id).in_(assignment_ids),
        col(Owner.role).in_(list(ANSWERABLE)),
        col(Owner.valid_to).is_(None),
    )
    found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for assignment_id, owner_id, body_id in session.execute(query.order_by(col(Owner.id))):
        found[assignment_id].append((owner_id, body_id))
    return found


def _terms_before(session: Session, assignment_ids: set[int]) -> dict[int, Term]:
    """For each assignment whose term was moved, the term before the current one."""
    if not assignment_ids:
        return {}
    query = select(Deadline).where(col(Deadline.assignment_id).in_(assignment_ids), ~col(Deadline.is_current))
    found: dict[int, Term] = {}
    for old in session.execute(query.order_by(col(Deadline.version))).scalars():
        found[old.assignment_id] = Term(old.kind, old.first, old.last, old.phrase, old.assumption)
    return found


def _told_before(session: Session, assignment_ids: set[int], letter_ids: Sequence[int]) -> set[tuple[int, int]]:
    if not assignment_ids:
        return set()
    query = (
        select(col(Notice.assignment_id), col(Notice.addressee_id))
        .join(Deadline, col(Deadline.id) == col(Notice.deadline_id))
        .where(col(Notice.assignment_id).in_(assignment_ids), ~col(Deadline.is_current))
        .where(col(Notice.letter_id).is_not(None), col(Notice.letter_id).not_in(letter_ids))
    )
    return set(session.execute(query).tuples())


def _waiting(session: Session, assignment_ids: set[int]) -> dict[int, list[str]]:
    query = select(col(Assignment.waits_for), col(Assignment.task)).where(col(Assignment.waits_for).in_(assignment_ids))
    found: dict[int, list[str]] = defaultdict(list)
    for waits_for, task in session.execute(query):
        found[waits_for].append(task)
    return found
