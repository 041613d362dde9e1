"""The example case with a later § of the board that does something to its assignments."""

from datetime import date
from typing import Any

from sqlmodel import Session

from config.office import Office
from config.zone import office_hour
from deadlines.status import ActKind, Status
from models.act import Act
from models.assignment import Assignment
from models.decision import Decision, DecisionState
from models.names import body_named
from models.overview import standings
from models.settling import Day
from tests.builders import a_clause, a_decision

TODAY = date(2017, 11, 21)
DECIDED, APPROVED = date(2017, 11, 14), date(2017, 11, 20)
NOW = office_hour(TODAY, 9)


def a_day(office: Office, on: date = TODAY) -> Day:
    return Day(office_hour(on, 9), on, office.workdays, 10)


def a_later_decision(session: Session, **changes: Any) -> Decision:
    """KS 2017-11-14 § 340, in the same case as the paper."""
    usual: dict[str, Any] = {"paragraph": "340", "decided_on": DECIDED, "approved_on": APPROVED, "title": "Redovisning"}
    return a_decision(session, body=body_named(session, "KS", DECIDED), **usual | changes)


def a_draft(session: Session) -> Decision:
    untaken = dict.fromkeys(("year", "paragraph", "decided_on", "approved_on"))
    return a_later_decision(session, state=DecisionState.PROPOSED, **untaken)


def an_act_on(
    session: Session, number: int | None, kind: ActKind, *, decision: Decision | None = None, **said: Any
) -> Act:
    decision = decision or a_later_decision(session)
    act = Act(
        decision_id=decision.id,
        clause_id=a_clause(session, decision).id,
        kind=kind,
        assignment_id=number,
        reason="Samma ärende.",
        **said,
    )
    session.add(act)
    session.flush()
    return act


def picture(session: Session, today: date = TODAY) -> list[tuple[Any, ...]]:
    """Where every assignment stands, without the numbers of rows that history adds."""
    return [
        (
            one.assignment.id,
            one.assignment.status,
            one.assignment.outcome,
            one.assignment.closed_on,
            one.assignment.closed_by_body_id,
            one.assignment.closed_by_paragraph,
            one.place,
            one.term,
            one.current_term.given_on,
            [
                (
                    o.owner_id,
                    o.body_id,
                    o.name,
                    o.role,
                    o.answer,
                    o.submitted,
                    o.working,
                    o.cutoff,
                    o.meeting,
                    o.assumed,
                )
                for o in one.owners
            ],
            [came.returned_on for came in one.submissions],
        )
        for one in standings(session, today, statuses=Status)
    ]


def status_of(session: Session, number: int) -> Status:
    return session.get_one(Assignment, number).status
