"""A later paper joined to a decision that is only proposed: the minutes decide what the memo proposed."""

from sqlmodel import Session, col, select

from documents.drafts import Draft
from documents.findings import Finding
from documents.versions import Comparison, Known
from documents.writing_down import Names, write_assignment, write_clause, write_owners
from models.assignment import Assignment, Deadline
from models.decision import Clause, Decision
from models.paper import Paper


def join(
    session: Session, decision: Decision, draft: Draft, compared: Comparison, paper: Paper, names: Names
) -> tuple[list[Assignment], Decision | None]:
    """The decision as the later paper words it. Assignments keep their numbers; their quotes move to that paper.

    Returns the added assignments, and a decision of its own for those that the later paper leaves out."""
    left = _left_out(session, decision, compared)
    for clause in session.exec(select(Clause).where(Clause.decision_id == decision.id)).all():
        clause.paper_id = clause.paper_id or decision.paper_id
        session.add(clause)
    decision.paper_id = paper.id
    decision.case_number = draft.case_number or decision.case_number
    decision.stated_paragraph, decision.stated_on = draft.paragraph, draft.day
    session.add(decision)
    session.flush()
    for known, finding in compared.same:
        _reword(session, decision, known, finding, names)
    return [write_assignment(session, decision, finding, names) for finding in compared.added], left


def quote_again(session: Session, decision: Decision, compared: Comparison, paper: Paper) -> None:
    """The decision stands; the later paper is one more place where it can be read."""
    for known, finding in compared.same:
        write_clause(session, decision, finding.quote, finding.point, known.assignment.clause_id, paper)


def _reword(session: Session, decision: Decision, known: Known, finding: Finding, names: Names) -> None:
    """Nobody has heard of it yet, so the later words simply hold: quote, task, term and owners."""
    assignment = known.assignment
    clause = write_clause(session, decision, finding.quote, finding.point)
    earlier = session.get_one(Clause, assignment.clause_id)
    earlier.repeats_id = clause.id
    assignment.clause_id, assignment.task = clause.id, finding.task
    receiver = names.body(finding.report_to)
    assignment.report_to_id = receiver.id if receiver else None
    deadline = session.exec(
        select(Deadline).where(Deadline.assignment_id == assignment.id, col(Deadline.is_current))
    ).one()
    for field, value in finding.term._asdict().items():
        setattr(deadline, field, value)
    session.add_all([earlier, assignment, deadline])
    for owner in known.owners:
        session.delete(owner)
    session.flush()
    write_owners(session, assignment, finding, names)


def _left_out(session: Session, decision: Decision, compared: Comparison) -> Decision | None:
    """What was proposed and is not in the later paper waits on its own for a person to drop it."""
    if not compared.gone:
        return None
    left = Decision(
        paper_id=decision.paper_id,
        body_id=decision.body_id,
        case_number=decision.case_number,
        title=decision.title,
        is_confidential=decision.is_confidential,
    )
    session.add(left)
    session.flush()
    for known in compared.gone:
        known.assignment.decision_id = left.id
        session.add(known.assignment)
        for clause in session.exec(
            select(Clause).where(
                (col(Clause.id) == known.assignment.clause_id) | (col(Clause.repeats_id) == known.assignment.clause_id)
            )
        ):
            clause.decision_id = left.id
            session.add(clause)
    session.flush()
    return left
