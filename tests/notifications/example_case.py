"""The example office and its one decision of 10 October 2017, built by the acts that the office itself uses."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from config.office import Office, open_office
from config.zone import office_hour
from deadlines.status import Answer
from deadlines.term import Kind
from documents.register import load_register
from models.answer import Channel
from models.answering import Said, answer
from models.assignment import Assignment, Owner
from models.body import Body
from models.database import transaction
from models.deciding import Taking, decide
from models.decision import Clause, Decision
from models.names import body_named
from tests.builders import a_proposed_decision, an_assignment

EXAMPLE = Path(__file__).parents[2] / "examples" / "linkoping"
DECIDED = date(2017, 10, 10)
APPROVED = date(2017, 10, 17)
JOINT = ("omsorgsnämnden", "socialnämnden", "barn- och ungdomsnämnden", "bildningsnämnden")


@cache
def the_office() -> Office:
    """Its settings, at home elsewhere: what an office writes down does not belong in the example."""
    return Office(Path(mkdtemp(prefix="bevaka-example-")), open_office(EXAMPLE).settings)


def another_office(**changes: Any) -> Office:
    """The example office with other settings under [office]."""
    known = the_office()
    settings = known.settings.model_copy(update={"office": known.settings.office.model_copy(update=changes)})
    return Office(known.home, settings)


def at(day: date, hour: int = 7, minute: int = 30) -> datetime:
    return office_hour(day, hour, minute)


def load_bodies(engine: Engine) -> None:
    with transaction(engine) as session:
        load_register(session, the_office().settings.register_, datetime(2017, 9, 1, 8, tzinfo=UTC))


def body(session: Session, name: str) -> Body:
    return body_named(session, name, DECIDED)


def take_the_decision(engine: Engine, *, paragraph: str = "309", **decision: Any) -> Decision:
    """Four assignments: without a date, joint, with a day, and the one that waits for it."""
    with transaction(engine) as session:
        proposed = a_proposed_decision(session, body=body(session, "kommunstyrelsen"), **decision)
        made = [
            an_assignment(session, decision=proposed, owners=[body(session, "kommunledningsförvaltningen")], last=None),
            an_assignment(
                session,
                decision=proposed,
                owners=[body(session, name) for name in JOINT],
                kind=Kind.MONTH,
                first=date(2018, 6, 1),
                last=date(2018, 6, 30),
                task="utarbeta en handlingsplan",
                report_to_id=body(session, "kommunstyrelsen").id,
            ),
            an_assignment(
                session,
                decision=proposed,
                owners=[body(session, "kommundirektören")],
                then_task="samordna arbetet",
                then_owner="den förvaltning som utses",
            ),
        ]
        for point, assignment in enumerate(made, 1):
            session.get_one(Clause, assignment.clause_id).point = str(point)
        taking = Taking("kommunstyrelsen", DECIDED, paragraph, APPROVED)
        office = the_office()
        return decide(session, proposed.id, taking, at(APPROVED, 9), APPROVED, office.workdays, 10)


def said(engine: Engine, owner: str, day: date, what: Answer, **more: Any) -> None:
    """An owner's answer, given to the office at noon."""
    with transaction(engine) as session:
        found = session.exec(select(Owner).where(Owner.body_id == body(session, owner).id)).first()
        assert found is not None
        answer(session, found.id, Said(what, **more), at(day, 12, 0), day, Channel.OFFICE)


def assignments(session: Session) -> list[Assignment]:
    return list(session.exec(select(Assignment).order_by(Assignment.id)))
