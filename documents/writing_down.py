"""A draft's rows: the decision, its clauses and its assignments, with the bodies that the register knows."""

from datetime import date

from sqlmodel import Session, select

from deadlines.status import Role
from documents.drafts import Draft
from documents.findings import Finding, Quote
from models.assignment import Assignment, Deadline, Owner
from models.body import Body
from models.decision import Clause, Decision
from models.names import find_body
from models.paper import Paper


class Names:
    """Bodies by the names they had on a day. A name that the register does not know is kept for a person."""

    def __init__(self, session: Session, day: date) -> None:
        self._session, self._day = session, day
        self.unknown: list[str] = []

    def body(self, name: str | None) -> Body | None:
        found = find_body(self._session, name, self._day) if name else None
        if name and found is None and name not in self.unknown:
            self.unknown.append(name)
        return found


def write_decision(session: Session, paper: Paper, draft: Draft, names: Names, title: str, secret: bool) -> Decision:
    """A proposed decision; what the paper says of its § and day is kept beside until somebody confirms it."""
    body = names.body(draft.body)
    decision = Decision(
        paper_id=paper.id,
        body_id=body.id if body else None,
        case_number=draft.case_number,
        title=title,
        is_confidential=secret,
        stated_paragraph=draft.paragraph,
        stated_on=draft.day,
    )
    session.add(decision)
    session.flush()
    return decision


def write_clause(
    session: Session,
    decision: Decision,
    quote: Quote,
    point: str | None,
    repeats: int | None = None,
    paper: Paper | None = None,
) -> Clause:
    """A place in the decision's paper, or in `paper` where it is another."""
    clause = Clause(
        decision_id=decision.id,
        repeats_id=repeats,
        paper_id=paper.id if paper else None,
        point=point,
        quote=quote.text,
        start_at=quote.start,
        end_at=quote.end,
        page=quote.page,
    )
    session.add(clause)
    session.flush()
    return clause


def write_assignment(
    session: Session, decision: Decision, finding: Finding, names: Names, paper: Paper | None = None
) -> Assignment:
    """An assignment as it was found, with every place where it stands."""
    clause = write_clause(session, decision, finding.quote, finding.point, paper=paper)
    for repeat in finding.repeats:
        write_clause(session, decision, repeat, None, clause.id, paper)
    receiver = names.body(finding.report_to)
    assignment = Assignment(
        decision_id=decision.id,
        clause_id=clause.id,
        task=finding.task,
        report_to_id=receiver.id if receiver else None,
    )
    if named := finding.to_be_named:
        assignment.then_task, assignment.then_owner = named.task, named.description
        assignment.then_clause_id = write_clause(session, decision, named.quote, finding.point, paper=paper).id
    session.add(assignment)
    session.flush()
    session.add(Deadline(assignment_id=assignment.id, **finding.term._asdict()))
    write_owners(session, assignment, finding, names)
    session.flush()
    return assignment


def write_owners(session: Session, assignment: Assignment, finding: Finding, names: Names) -> None:
    """An owner that the register does not know keeps its name and waits for a person, like one that is not named."""
    seen: set[int] = set()
    for named in finding.owners:
        body = names.body(named.name)
        if body and body.id in seen:
            continue
        if body:
            seen.add(body.id)
        session.add(
            Owner(
                assignment_id=assignment.id,
                body_id=body.id if body else None,
                role=named.role,
                to_be_named=None if body else named.name,
            )
        )
    if not finding.owners:
        session.add(Owner(assignment_id=assignment.id, role=Role.LEAD))


def take_back(session: Session, assignment: Assignment) -> None:
    """Remove what this very transaction has written: nobody has seen it."""
    for table in (Owner, Deadline):
        for row in session.exec(select(table).where(table.assignment_id == assignment.id)):
            session.delete(row)
    session.flush()
    session.delete(assignment)
    session.flush()
