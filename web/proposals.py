"""Proposed decisions: what was read in the paper, what a person must settle, and how to say that it was decided."""

from dataclasses import dataclass
from datetime import date
from shlex import quote

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from deadlines.status import Status
from documents.findings import Finding, Reading
from documents.reading import read_text
from models.assignment import Assignment
from models.body import Body
from models.decision import Decision, is_waiting
from models.overview import Standing, standings
from models.paper import Paper
from notifications.mentions import names
from web.paging import Page

A_PAGE = 10


@dataclass(frozen=True)
class Part:
    """A proposed assignment with what the reading asks about it."""

    standing: Standing
    finding: Finding | None

    @property
    def owners(self) -> str:
        return names(self.standing.owners)

    @property
    def questions(self) -> tuple[str, ...]:
        """What a person must settle."""
        term = self.standing.term
        assumed = (f"Antagande: {term.assumption}",) if term.assumption else ()
        unknown = tuple(
            f"Vem är ”{owner.name}”? Namnet finns inte i registret."
            for owner in self.standing.owners
            if owner.body_id is None and owner.name
        )
        return (*(self.finding.questions if self.finding else ()), *assumed, *unknown)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at."""
        return self.finding.warnings if self.finding else ()

    @property
    def follows(self) -> str | None:
        """What falls to somebody whom this assignment shall name."""
        then = self.standing.assignment
        return f"”{then.then_task}” hör till {then.then_owner} och väntar på det här." if then.then_task else None


@dataclass(frozen=True)
class Proposal:
    decision: Decision
    body: str | None
    paper: Paper | None
    parts: list[Part]
    warnings: tuple[str, ...]

    @property
    def heading(self) -> str:
        if self.decision.is_confidential:
            return f"Förslag {self.decision.id} · ärende {self.decision.case_number or f'nr {self.decision.id}'}"
        return f"Förslag {self.decision.id} · {self.decision.title}"

    @property
    def command(self) -> str:
        """To be run when the decision has been taken; the words in capitals stand in the minutes."""
        body = quote(self.body) if self.body else "ORGAN"
        return f"bevaka decide {self.decision.id} --body {body} --on DATUM --paragraph NR --approved DATUM"


def proposals(session: Session, today: date, number: int) -> Page[Proposal]:
    """The newest first."""
    query = select(Decision).where(with_assignments()).order_by(col(Decision.id).desc())

    def rows_from(at: int) -> list[Proposal]:
        readings: dict[int, Reading] = {}  # minutes are read once, not once for each of their §§
        shown = session.exec(query.offset(at).limit(A_PAGE)).all()
        return [_proposal(session, one, today, readings) for one in shown]

    return Page.fetched(rows_from, count_proposals(session), number, A_PAGE)


def count_proposals(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Decision).where(with_assignments())).one()


def with_assignments() -> ColumnElement[bool]:
    """A § of minutes without any assignment is signed off with the minutes; it is nobody's proposal."""
    some = select(Assignment.decision_id).where(Assignment.status == Status.PROPOSED)
    return is_waiting() & col(Decision.id).in_(some)


def _proposal(session: Session, decision: Decision, today: date, readings: dict[int, Reading]) -> Proposal:
    paper = session.get(Paper, decision.paper_id) if decision.paper_id else None
    body = session.get(Body, decision.body_id) if decision.body_id else None
    read = _read_again(paper, readings)
    by_place = {finding.quote.start: finding for finding in (*read.findings, *read.proposals)} if read else {}
    found = standings(session, today, decision_id=decision.id, statuses=[Status.PROPOSED])
    parts = [Part(standing, by_place.get(standing.clause.start_at)) for standing in found]
    return Proposal(decision, body.name if body else None, paper, parts, read.warnings if read else ())


def _read_again(paper: Paper | None, readings: dict[int, Reading]) -> Reading | None:
    """The questions are not kept: the same text always gives the same ones."""
    if paper is None:
        return None
    if paper.id not in readings:
        readings[paper.id] = read_text(paper.text)
    return readings[paper.id]
