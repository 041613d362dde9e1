"""What the management office must hear of the same day, in one letter that waits until it is sent."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.office import Office
from deadlines.status import Answer, Status
from models.answering import Said
from models.assignment import Assignment, Owner
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.names import find_body
from models.outbox import withdraw
from models.overview import Standing, standings
from notifications.header_text import harmless
from notifications.items import Written
from notifications.layout import rendered
from notifications.letter_row import letter_row
from notifications.mentions import source
from notifications.swedish import numeral, starting, within

SAME_DAY = {
    Answer.NOT_OURS: "uppger att uppdraget inte är deras. Ta ställning till vem som är ansvarig.",
    Answer.TAKEN_OVER: "har en ny handläggare, som behöver underlag. Skicka det dit.",
}
"""Answers that cannot wait for Monday's report, and what to do about them."""

_MARK = "– "
"""Begins a matter, on a line of its own: by it the matters of a letter that is written anew are found."""


def tell_of_answer(
    session: Session, office: Office, owner_id: int, said: Said, day: date, now: datetime
) -> Letter | None:
    """After an answer was written down, whichever way it came: tell the office if it must act the same day."""
    if said.answer not in SAME_DAY:
        return None
    standing = _standing(session, owner_id, day)
    where = source(standing)
    name = next((owner.name for owner in standing.owners if owner.owner_id == owner_id), None)
    who = "En ansvarig" if standing.decision.is_confidential or not name else starting(within(name))
    sentence = (
        f"{who} {SAME_DAY[said.answer]} {starting(where)}, uppdrag nr {standing.assignment.id}. "
        f"{office.url}/beslut/{standing.decision.id}"
    )
    return tell_office(session, office, day, now, f"{_subject(standing)}: svar att ta hand om", sentence)


def _standing(session: Session, owner_id: int, day: date) -> Standing:
    assignment = session.get_one(Assignment, session.get_one(Owner, owner_id).assignment_id)
    found = standings(session, day, decision_id=assignment.decision_id, statuses=Status)
    return next(one for one in found if one.assignment.id == assignment.id)


def _subject(standing: Standing) -> str:
    return starting(source(standing)) if standing.decision.is_confidential else f"Uppdrag {source(standing)}"


def tell_office(
    session: Session, office: Office, day: date, now: datetime, subject_line: str, *sentences: str
) -> Letter:
    """Write the matters into today's letter to the office. One that has not begun to go is withdrawn, and its
    matters go along; what stands in it already is not told twice."""
    waiting = session.exec(
        select(Letter)
        .where(
            Letter.kind == LetterKind.ALARM,
            Letter.day == day,
            Letter.intended == _address(office),
            Letter.state == LetterState.WAITING,
        )
        .order_by(col(Letter.id))
    ).all()
    told = [matter for letter in waiting for matter in _matters(letter.text)]
    # a strange character in somebody's name must not keep an alarm from going
    subject_line, matters = harmless(subject_line), [harmless(" ".join(one.split())) for one in sentences]
    if len(waiting) == 1 and set(matters) <= set(told):
        return waiting[0]
    withdraw(session, [letter.id for letter in waiting])
    letter = Letter(**_row(session, office, day, now, subject_line, list(dict.fromkeys([*told, *matters]))))
    session.add(letter)
    session.flush()
    return letter


def _address(office: Office) -> str:
    return office.settings.office.address.lower()


def _matters(text: str | None) -> list[str]:
    return [line.removeprefix(_MARK) for line in (text or "").splitlines() if line.startswith(_MARK)]


def _row(
    session: Session, office: Office, day: date, now: datetime, subject_line: str, matters: list[str]
) -> dict[str, Any]:
    body = find_body(session, office.settings.office.management_office, day)
    return letter_row(
        office,
        _written(office, matters, subject_line),
        kind=LetterKind.ALARM,
        occasion=Occasion.ALARM,
        day=day,
        now=now,
        intended=_address(office),
        body_id=body.id if body else None,
    )


def _written(office: Office, matters: list[str], subject_line: str) -> Written:
    count = len(matters)
    subject = subject_line if count == 1 else f"{starting(numeral(count))} ärenden att ta hand om i dag"
    settings = office.settings.office
    values = {
        "subject": subject,
        "title": subject,
        "shadow_for": None,
        "mark": _MARK,
        "matters": matters,
        "reason": f"Du får mejlet för att {settings.contact} bevakar uppdragen.",
        "office_name": settings.name,
        "contact": settings.contact,
        "contact_address": settings.address,
    }
    why = "Något som inte kan vänta till veckorapporten." if count > 1 else f"Kan inte vänta: {matters[0]}"
    return Written(subject, rendered("alarm.txt", **values), rendered("alarm.html", **values), why)
