"""One row of the list that is laid before a body: the ten columns of an assignment, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from deadlines.status import OPEN, Answer, Role, Status
from models.answer import Submission
from models.overview import OwnerStanding, Place, Standing
from notifications import days
from notifications.swedish import listed, starting, within

NOTHING = "–"

ANSWERED = {
    Answer.ON_TRACK: "Pågående",
    Answer.MORE_TIME: "Pågående",
    Answer.OTHER_OFFICER: "Pågående",
    Answer.TAKEN_OVER: "Pågående",
    Answer.DONE: "Anmält som klart",
    Answer.NOT_OURS: "Anmält som inte deras",
}
SETTLED = {
    Status.REPORTED: "Redovisat",
    Status.CLOSED: "Avslutat",
    Status.WRITTEN_OFF: "Avskrivet",
    Status.TRANSFERRED: "Överlämnat",
    Status.SUSPENDED: "Vilande",
    Status.ANNULLED: "Upphävt",
}


def row(standing: Standing, names: Mapping[int, str]) -> dict[str, Any]:
    """The columns in order. A confidential decision shows its case number and where it stands, nothing more."""
    assignment, secret = standing.assignment, standing.decision.is_confidential
    return {
        "nr": assignment.id,
        "task": case_of(standing) if secret else _one_paragraph(standing.clause.quote),
        "source": NOTHING if secret else origin(standing),
        "owner": NOTHING if secret else _owners(standing),
        "with": NOTHING if secret else _others(standing),
        "due": _due(standing, secret),
        "status": _status(standing, secret),
        "done": NOTHING if secret else _done(standing),
        "judgement": NOTHING if secret else _judgement(standing),
        "ended_by": _ended_by(standing, names, secret),
    }


def case_of(standing: Standing) -> str:
    return f"Ärende {standing.decision.case_number or f'nr {standing.decision.id}'}"


def is_open(standing: Standing) -> bool:
    return standing.assignment.status in OPEN


def origin(standing: Standing) -> str:
    """As in "Kommunstyrelsen 10 oktober 2017, § 309, punkt 3, dnr KS 2017-123"."""
    decision, clause = standing.decision, standing.clause
    parts = [f"{starting(standing.given_by)} {days.dated(decision.decided_on)}" if decision.decided_on else ""]
    parts.append(f"§ {decision.paragraph}")
    parts.append(f"punkt {clause.point}" if clause.point else "")
    parts.append(f"dnr {decision.case_number}" if decision.case_number else "")
    return ", ".join(part for part in parts if part)


def named(owners: Iterable[OwnerStanding]) -> str:
    return listed([within(owner.name) if owner.name else "ansvarig ska utses" for owner in owners])


def _one_paragraph(quote: str) -> str:
    return " ".join(quote.split())


def _leading(standing: Standing) -> list[OwnerStanding]:
    """Those who lead; joint owners without one among them who leads stand together."""
    leading = [owner for owner in standing.doing if owner.role is Role.LEAD]
    return leading or list(standing.doing)


def _owners(standing: Standing) -> str:
    owners = _leading(standing)
    if not owners:
        return "Ansvarig ska utses"
    return f"{starting(named(owners))}{', gemensamt' if len(owners) > 1 else ''}"


def _others(standing: Standing) -> str:
    leading = _leading(standing)
    joint = [owner for owner in standing.doing if owner not in leading]
    consulted = [owner for owner in standing.owners if owner.role is Role.CONSULTED]
    parts = [starting(named(joint))] if joint else []
    if consulted:
        parts.append(f"I samråd med {named(consulted)}")
    return ". ".join(parts) or NOTHING


def _due(standing: Standing, secret: bool) -> str:
    when = days.term(standing.term)
    if standing.report_to is None or secret:
        return starting(when)
    return f"{starting(within(standing.report_to))}, {when}"


def _status(standing: Standing, secret: bool) -> str:
    remark = _remark(standing)
    if (settled := SETTLED.get(standing.assignment.status)) or secret:
        return f"{settled or 'Pågående'}{remark}"
    if standing.place is Place.WAITING and not any(owner.body_id for owner in standing.doing):
        return f"Väntar på uppdrag nr {standing.assignment.waits_for}{remark}"
    words = {owner.owner_id: _word(owner) for owner in standing.doing}
    if len(set(words.values())) <= 1:
        return f"{next(iter(words.values()), 'Inget besked ännu')}{remark}"
    each = "; ".join(f"{starting(named([o]))}: {words[o.owner_id].lower()}" for o in standing.doing)
    return f"{each}{remark}"


def _word(owner: OwnerStanding) -> str:
    if owner.submitted:
        return "Redovisat"
    return ANSWERED[owner.answer] if owner.answer else "Inget besked ännu"


def _remark(standing: Standing) -> str:
    if standing.place is Place.LATE and is_open(standing):
        return ", försenat"
    return ", utan slutdatum" if standing.place is Place.UNDATED and is_open(standing) else ""


def _done(standing: Standing) -> str:
    told = [_received(submission) for submission in standing.submissions]
    for owner in standing.doing:
        if owner.answered_on:
            who = f" från {named([owner])}" if len(standing.doing) > 1 else ""
            see = ", se kommentar" if owner.said else ""
            told.append(f"Lägesbesked{who} {days.dated(owner.answered_on)}{see}.")
    return " ".join(told) or "Inga uppgifter."


def _received(submission: Submission) -> str:
    number = f" ({submission.case_number})" if submission.case_number else f" (§ {submission.paragraph})"
    back = f", återremitterad {days.dated(submission.returned_on)}" if submission.returned_on else ""
    return f"Redovisning registrerad {days.dated(submission.received_on)}{number}{back}."


def _judgement(standing: Standing) -> str:
    if standing.assignment.status is not Status.ACTIVE:
        return NOTHING
    wishes = [_wish(o) for o in standing.doing if o.answer is Answer.MORE_TIME and not o.submitted]
    if wishes:
        return f"Bedöms inte bli klart i tid. {' '.join(dict.fromkeys(wishes))}"
    if standing.place is Place.LATE:
        return "Inte klart i tid."
    if standing.doing and all(o.submitted or o.answer in (Answer.ON_TRACK, Answer.DONE) for o in standing.doing):
        return "Bedöms bli klart i tid." if standing.term.is_dated else "Pågår enligt plan."
    return "Ingen bedömning lämnad."


def _wish(owner: OwnerStanding) -> str:
    if owner.wanted_day is None:
        return "Ny tid begärd, inte beslutad."
    return f"Ny tid begärd, inte beslutad: {days.dated(owner.wanted_day)}."


def _ended_by(standing: Standing, names: Mapping[int, str], secret: bool) -> str:
    assignment = standing.assignment
    if is_open(standing) or assignment.closed_on is None:
        return NOTHING
    if secret:
        return f"Beslut {days.dated(assignment.closed_on)}"
    return by_decision(names, assignment.closed_by_body_id, assignment.closed_on, assignment.closed_by_paragraph)


def by_decision(names: Mapping[int, str], body_id: int | None, day: date | None, paragraph: str | None) -> str:
    """As in "Kommunstyrelsen 12 juni 2018, § 201"."""
    taken = f" {days.dated(day)}" if day else ""
    return f"{starting(names.get(body_id or 0, 'Beslut'))}{taken}{f', § {paragraph}' if paragraph else ''}"
