"""Minutes that somebody has to sign off: which §§ give assignments, which give none, and how to confirm them all."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.assignment import Assignment
from models.body import Body
from models.decision import Decision
from models.paper import Paper
from models.signing_off import waiting, waiting_minutes


@dataclass(frozen=True)
class Read:
    """One § that waits."""

    decision: Decision
    assignments: int

    @property
    def title(self) -> str:
        return (self.decision.case_number or "ärendet") if self.decision.is_confidential else self.decision.title


@dataclass(frozen=True)
class Minutes:
    paper: Paper
    body: str | None
    read: tuple[Read, ...]

    @property
    def giving(self) -> list[Read]:
        return [one for one in self.read if one.assignments]

    @property
    def without(self) -> list[Read]:
        return [one for one in self.read if not one.assignments]

    @property
    def command(self) -> str:
        return f"bevaka sign-off {self.paper.id} --approved DATUM"


def unsigned(session: Session) -> list[Minutes]:
    """All minutes with a § that waits, the oldest first."""
    return [_minutes(session, paper) for paper, _ in waiting_minutes(session)]


def _minutes(session: Session, paper: Paper) -> Minutes:
    decisions = waiting(session, paper.id)
    given = (
        select(Assignment.decision_id, func.count(col(Assignment.id)))
        .where(col(Assignment.decision_id).in_([one.id for one in decisions]))
        .group_by(col(Assignment.decision_id))
    )
    counts = dict(session.exec(given).all())
    body = session.get(Body, paper.body_id) if paper.body_id else None
    read = tuple(Read(one, counts.get(one.id, 0)) for one in decisions)
    return Minutes(paper, body.name if body else None, read)
