"""Given happenings, done to the database by the same acts that the office uses."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from config.office import Office
from documents.proposing import KnownPaper, PaperFile, propose
from documents.reading import read_paper
from models.answer import Channel
from models.answering import Said, answer, owner_of
from models.assignment import Assignment
from models.closing import close, decided_by, name_owner
from models.database import transaction
from models.deciding import Taking, decide
from models.decision import Decision, DecisionState
from models.names import body_named
from models.receiving import Received, receive
from notifications.happenings import Answered, CameIn, Closed, Decided, Named, OnADay
from notifications.reasons import briefly
from notifications.round import announce
from notifications.swedish import starting


def play(engine: Engine, office: Office, happening: OnADay, now: datetime, today: date) -> str:
    """Let it happen, and say in a sentence what happened. Raises Refused like the act itself."""
    match happening:
        case Decided():
            return _decided(engine, office, happening, now, today)
        case Answered():
            with transaction(engine) as session:
                return _answered(session, happening, now, today)
        case CameIn():
            with transaction(engine) as session:
                return _came_in(session, happening, now, today)
        case Named():
            return _named(engine, office, happening, now, today)
        case Closed():
            with transaction(engine) as session:
                return _closed(session, happening, now)
    raise TypeError(f"no act for {happening!r}")


def _decided(engine: Engine, office: Office, it: Decided, now: datetime, today: date) -> str:
    """What is given twice, or was done before the days that are played, is passed over."""
    taking = Taking(it.body, it.decided, it.paragraph, it.approved, by_another_body=True)
    which = f"{starting(it.body)} {it.decided} § {taking.paragraph}"
    with transaction(engine) as session:
        proposal = _taken_in(session, it.paper, now, today)
        if _is_taken(session, proposal, taking):
            return f"{which} var redan registrerat."
        rule = office.settings.office.cutoff_rule
        decision = decide(session, proposal.id, taking, now, today, office.workdays, rule)
        count = len(session.exec(select(Assignment).where(Assignment.decision_id == decision.id)).all())
    announce(engine, office, decision.id, now)
    return f"{which} är registrerat med {count} uppdrag."


def _taken_in(session: Session, paper: Path, now: datetime, today: date) -> Decision:
    """The paper's decision, from before or from now."""
    data = paper.read_bytes()
    try:
        file = PaperFile(paper.name, sha256(data).hexdigest())
        return propose(session, read_paper(data, paper.name), file, now, today).decision
    except KnownPaper as known:
        if known.decision is None:
            raise
        return known.decision


def _is_taken(session: Session, decision: Decision, taking: Taking) -> bool:
    return (
        decision.state is not DecisionState.PROPOSED
        and (decision.decided_on, decision.paragraph) == (taking.day, taking.paragraph)
        and decision.body_id == body_named(session, taking.body, taking.day).id
    )


def _answered(session: Session, it: Answered, now: datetime, today: date) -> str:
    owner = owner_of(session, it.assignment, it.owner, today)
    answer(session, owner.id, Said(it.answer, it.text, it.case_number), now, today, Channel.OFFICE)
    said = briefly(it.answer)
    return f"{starting(it.owner)} svarade om uppdrag {it.assignment}: {said[0].lower()}{said[1:]}."


def _came_in(session: Session, it: CameIn, now: datetime, today: date) -> str:
    body = body_named(session, it.owner, today) if it.owner else None
    receive(session, it.assignment, Received(it.case_number), now, today, body.id if body else None)
    return f"Redovisningen av uppdrag {it.assignment} kom in ({it.case_number})."


def _named(engine: Engine, office: Office, it: Named, now: datetime, today: date) -> str:
    with transaction(engine) as session:
        body = body_named(session, it.body, today)
        rule = office.settings.office.cutoff_rule
        name_owner(session, it.assignment, body, now, today, office.workdays, rule)
        decision_id = session.get_one(Assignment, it.assignment).decision_id
    announce(engine, office, decision_id, now)
    return f"Ansvarig för uppdrag {it.assignment} är nu {it.body}."


def _closed(session: Session, it: Closed, now: datetime) -> str:
    by = decided_by(session, it.body, it.on, it.paragraph, it.on)
    close(session, it.assignment, it.outcome, by, now)
    return f"Uppdrag {it.assignment} avslutades av {it.body} § {it.paragraph}."
