"""A paper that was read becomes a proposed decision. Nobody hears of it until a body has taken it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from deadlines.status import Role
from documents.findings import Finding, Quote, Reading
from models.assignment import Assignment, Deadline, Owner
from models.body import Body
from models.decision import Clause, Decision
from models.event import note
from models.names import find_body
from models.paper import Paper
from models.refusal import Refused


@dataclass(frozen=True)
class PaperFile:
    """The file as it lay."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Proposed:
    decision: Decision
    assignments: tuple[Assignment, ...]
    unknown: tuple[str, ...]
    """Names that the paper uses and the register does not have."""


class KnownPaper(Refused):
    """This very file has been taken in before."""

    def __init__(self, paper: Paper, decision: Decision | None) -> None:
        where = f" Förslag {decision.id} kommer därifrån." if decision else ""
        super().__init__(
            f"Handlingen är redan inläst {paper.taken_in_at:%Y-%m-%d} som ”{paper.name}”.{where} Inget har ändrats."
        )
        self.paper, self.decision = paper, decision


def propose(
    session: Session,
    reading: Reading,
    file: PaperFile,
    now: datetime,
    today: date,
    title: str | None = None,
    confidential: bool = False,
) -> Proposed:
    """Write the paper and its findings down as a proposal. Raises KnownPaper, or Refused where nothing was found."""
    known = session.exec(select(Paper).where(Paper.sha256 == file.sha256)).first()
    if known:
        raise KnownPaper(known, session.exec(select(Decision).where(Decision.paper_id == known.id)).first())
    if not reading.findings:
        raise Refused(
            "Inget uppdrag hittades i handlingen, så det finns inget att föreslå. Kontrollera att det är rätt fil."
        )
    paper = _paper(reading, file, now)
    session.add(paper)
    session.flush()
    day = reading.decision_date or today
    body = find_body(session, reading.body, day) if reading.body else None
    decision = Decision(
        paper_id=paper.id,
        body_id=body.id if body else None,
        case_number=reading.case_number,
        title=title or reading.title or file.name,
        is_confidential=confidential,
    )
    session.add(decision)
    session.flush()
    unknown: list[str] = [] if body or not reading.body else [reading.body]
    made = tuple(_assignment(session, decision, finding, day, unknown) for finding in reading.findings)
    note(
        session,
        now,
        "paper.proposed",
        "kansli",
        decision_id=decision.id,
        paper=file.sha256,
        assignments=[assignment.id for assignment in made],
    )
    return Proposed(decision, made, tuple(dict.fromkeys(unknown)))


def _paper(reading: Reading, file: PaperFile, now: datetime) -> Paper:
    return Paper(
        sha256=file.sha256,
        name=file.name,
        kind=reading.document_kind,
        pages=reading.pages,
        text=reading.text,
        latest_stated_day=reading.latest_stated_day,
        taken_in_at=now,
    )


def _clause(
    session: Session, decision: Decision, quote: Quote, point: str | None, repeats: int | None = None
) -> Clause:
    clause = Clause(
        decision_id=decision.id,
        repeats_id=repeats,
        point=point,
        quote=quote.text,
        start_at=quote.start,
        end_at=quote.end,
        page=quote.page,
    )
    session.add(clause)
    session.flush()
    return clause


def _assignment(session: Session, decision: Decision, finding: Finding, day: date, unknown: list[str]) -> Assignment:
    clause = _clause(session, decision, finding.quote, finding.point)
    for repeat in finding.repeats:
        _clause(session, decision, repeat, None, clause.id)
    receiver = _known(session, finding.report_to, day, unknown) if finding.report_to else None
    assignment = Assignment(
        decision_id=decision.id,
        clause_id=clause.id,
        task=finding.task,
        report_to_id=receiver.id if receiver else None,
    )
    if named := finding.to_be_named:
        assignment.then_task, assignment.then_owner = named.task, named.description
        assignment.then_clause_id = _clause(session, decision, named.quote, finding.point).id
    session.add(assignment)
    session.flush()
    session.add(Deadline(assignment_id=assignment.id, **finding.term._asdict()))
    _owners(session, assignment, finding, day, unknown)
    return assignment


def _owners(session: Session, assignment: Assignment, finding: Finding, day: date, unknown: list[str]) -> None:
    """An owner that the register does not know keeps its name and waits for a person, like one that is not named."""
    seen: set[int] = set()
    for named in finding.owners:
        body = _known(session, named.name, day, unknown)
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


def _known(session: Session, name: str, day: date, unknown: list[str]) -> Body | None:
    body = find_body(session, name, day)
    if body is None:
        unknown.append(name)
    return body
