"""A paper that was read becomes drafts of decisions. Nobody hears of them until a body has taken them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from documents.drafts import Draft, drafts_of, is_minutes
from documents.findings import Reading
from documents.joining import join, quote_again
from documents.passing_on import link_origins
from documents.proposing_acts import propose_acts
from documents.versions import Difference, compared, decided_like, differences, known_of, same_decision
from documents.writing_down import Names, take_back, write_assignment, write_decision
from models.act import Act
from models.assignment import Assignment
from models.body import Body
from models.decision import Clause, Decision, DecisionState
from models.event import note
from models.paper import Paper
from models.refusal import Refused


@dataclass(frozen=True)
class PaperFile:
    """The file as it lay."""

    name: str
    sha256: str


@dataclass
class Taken:
    """What became of one draft."""

    draft: Draft
    decision: Decision
    assignments: list[Assignment]
    """New ones."""
    is_known: bool = False
    """The register had the matter: as a proposal that this paper decides, or as a decision that it repeats."""
    differences: tuple[Difference, ...] = ()
    left_out: Decision | None = None
    resembles: Decision | None = None
    """A decision already taken in the same words: a person should look before this one is decided, too."""


@dataclass
class Proposed:
    paper: Paper
    taken: list[Taken] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    """Names that the paper uses and the register does not have."""
    version_of: Paper | None = None
    passed_on: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of assignments: a new one, and the one that it passes on."""
    acts: tuple[Act, ...] = ()
    """What the paper does to earlier assignments, for a person to settle."""

    @property
    def decision(self) -> Decision:
        """The paper's first decision: of a memo the only one."""
        return self.taken[0].decision

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        return tuple(assignment for one in self.taken for assignment in one.assignments)


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
    """Write the paper and its findings down as drafts. Raises KnownPaper, or Refused where nothing was found."""
    known = session.exec(select(Paper).where(Paper.sha256 == file.sha256)).first()
    if known:
        raise KnownPaper(known, session.exec(select(Decision).where(Decision.paper_id == known.id)).first())
    drafts = drafts_of(reading)
    if not drafts:
        raise Refused(
            "Inget uppdrag hittades i handlingen, så det finns inget att föreslå. Kontrollera att det är rätt fil."
        )
    names = Names(session, reading.decision_date or today)
    made = Proposed(_paper(session, reading, file, now, names))
    made.version_of = _earlier(session, made.paper)
    own_title = title if len(drafts) == 1 else None
    for draft in drafts:
        named = own_title or draft.title or file.name
        made.taken.append(_take(session, made.paper, draft, names, named, confidential))
    deciding = {one.draft.paragraph: one.decision for one in made.taken if not one.draft.under}
    made.acts = propose_acts(session, deciding, reading, now, made.paper)
    for one in made.taken:
        _leave_to_acts(session, one, made.acts)
        made.passed_on += link_origins(session, one.decision, one.assignments)
    made.unknown = tuple(names.unknown)
    _note(session, made, now)
    return made


def _paper(session: Session, reading: Reading, file: PaperFile, now: datetime, names: Names) -> Paper:
    minutes = is_minutes(reading)
    body = names.body(reading.body) if minutes else None
    paper = Paper(
        sha256=file.sha256,
        name=file.name,
        kind=reading.document_kind,
        pages=reading.pages,
        text=reading.text,
        latest_stated_day=reading.latest_stated_day,
        taken_in_at=now,
        body_id=body.id if body else None,
        meeting_day=reading.decision_date if minutes else None,
    )
    session.add(paper)
    session.flush()
    return paper


def _earlier(session: Session, paper: Paper) -> Paper | None:
    """Minutes of the same meeting that were taken in before: this paper corrects them."""
    if paper.body_id is None or paper.meeting_day is None:
        return None
    same = select(Paper).where(
        Paper.body_id == paper.body_id, Paper.meeting_day == paper.meeting_day, Paper.id != paper.id
    )
    earlier = session.exec(same.order_by(col(Paper.id).desc())).first()
    paper.version_of = earlier.id if earlier else None
    session.add(paper)
    return earlier


def _take(session: Session, paper: Paper, draft: Draft, names: Names, title: str, confidential: bool) -> Taken:
    body: Body | None = names.body(draft.body)
    known = same_decision(session, draft, body, paper.id)
    if known is None:
        decision = write_decision(session, paper, draft, names, title, confidential)
        given = [write_assignment(session, decision, finding, names) for finding in draft.findings]
        return Taken(draft, decision, given, resembles=decided_like(session, draft, body))
    if draft.under and (known.stated_paragraph or known.state is not DecisionState.PROPOSED):
        return Taken(draft, known, [], True)  # the next body's own minutes are read already, and theirs are the words
    found = compared(known_of(session, known), draft.findings)
    changed = differences(found)
    if known.state is DecisionState.PROPOSED:
        added, left = join(session, known, draft, found, paper, names)
        return Taken(draft, known, added, True, changed, left)
    quote_again(session, known, found, paper)
    if not found.added:
        return Taken(draft, known, [], True, changed)
    # What was approved stays as it was; what the later paper adds waits beside it for a person.
    decision = write_decision(session, paper, draft, names, known.title, known.is_confidential)
    return Taken(draft, decision, [write_assignment(session, decision, f, names) for f in found.added], True, changed)


def _leave_to_acts(session: Session, one: Taken, acts: tuple[Act, ...]) -> None:
    """What moves the term of an assignment that is known, or refers it back, gives no new one."""
    for act in acts:
        if act.decision_id != one.decision.id or act.assignment_id is None:
            continue
        place = session.get_one(Clause, act.clause_id)
        for assignment in list(one.assignments):
            quote = session.get_one(Clause, assignment.clause_id)
            if quote.start_at < place.end_at and place.start_at < quote.end_at:
                take_back(session, assignment)
                one.assignments.remove(assignment)


def _note(session: Session, made: Proposed, now: datetime) -> None:
    for one in made.taken:
        if one.assignments or one.differences or one.is_known:
            note(
                session,
                now,
                "paper.proposed",
                "kansli",
                decision_id=one.decision.id,
                paper=made.paper.sha256,
                assignments=[assignment.id for assignment in one.assignments],
            )
    without = [one.decision.id for one in made.taken if not one.draft.findings]
    if without:
        note(session, now, "minutes.read", "kansli", paper=made.paper.sha256, without=without)
