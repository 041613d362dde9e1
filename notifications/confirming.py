"""The short letter that says what was understood of a reply, with the link by which it counts."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.office import Office
from deadlines.status import Answer
from models.letter import Letter, LetterKind, Occasion
from models.reply import Reply
from notifications import days
from notifications.header_text import HeaderRefused, checked
from notifications.items import ANSWER_LINK, Written
from notifications.layout import rendered
from notifications.letter_row import letter_row
from notifications.reasons import briefly

MOST = 3
"""For each letter: a machine that answers every letter must not be answered for ever."""


def ask_to_confirm(session: Session, office: Office, reply: Reply, letter: Letter, now: datetime) -> Letter | None:
    """To whom the letter went, never to whoever wrote: From is easily forged, and the link answers for the owner.
    None where one was written today, or enough of them have been."""
    asked = select(Reply).where(Reply.letter_id == letter.id, col(Reply.confirmation_id).is_not(None))
    earlier = session.exec(asked).all()
    if any(one.day == reply.day for one in earlier) or len(earlier) >= MOST:
        return None
    written = _written(office, reply, letter)
    row = letter_row(
        office,
        written,
        kind=LetterKind.CONFIRMATION,
        occasion=Occasion.ALARM,
        day=reply.day,
        now=now,
        intended=letter.intended,
        body_id=letter.body_id,
    )
    thread: dict[str, Any] = {"thread_id": letter.message_id, "answer_until": letter.answer_until}
    confirmation = Letter(**row | thread)
    session.add(confirmation)
    session.flush()
    reply.confirmation_id = confirmation.id
    session.add(reply)
    return confirmation


def understood_as(answer: Answer, case_number: str | None, wanted_day: date | None, officer: str | None) -> str:
    """As in "Klart, diarienummer KS 2017-141". Words of our own: what somebody wrote is not sent on."""
    words = [briefly(answer)]
    if case_number:
        words.append(f"diarienummer {case_number}")
    if wanted_day:
        words.append(f"önskat datum {days.dated(wanted_day)}")
    return ", ".join([*words, officer] if officer else words)


def _written(office: Office, reply: Reply, letter: Letter) -> Written:
    contact = office.settings.office
    proposed = _proposed(reply)
    values = {
        "subject": _subject(letter),
        "title": "Stämmer det här?" if proposed else "Vilket svar menade du?",
        "proposed": proposed,
        "missing": _missing(reply),
        "is_one": reply.owner_id is not None,
        "until": days.dated(letter.answer_until) if letter.answer_until else "",
        "link": ANSWER_LINK,
        "shadow_for": None if office.is_live(reply.day) else letter.intended,
        "office_name": contact.name,
        "contact": contact.contact,
        "contact_address": contact.address,
    }
    why = "Ett svar kom med mejl. Det räknas när det är bekräftat genom länken."
    return Written(
        str(values["subject"]), rendered("confirmation.txt", **values), rendered("confirmation.html", **values), why
    )


def _subject(letter: Letter) -> str:
    try:
        return checked("Subject", f"Bekräfta svaret: {letter.subject or ''}".strip(": "))
    except HeaderRefused:
        return "Bekräfta svaret"


def _proposed(reply: Reply) -> str | None:
    if reply.answer is None:
        return None
    return understood_as(reply.answer, reply.case_number, reply.wanted_day, reply.officer_address)


def _missing(reply: Reply) -> str | None:
    """What the answer page will ask for."""
    match reply.answer:
        case Answer.DONE if not reply.case_number:
            return "Fyll också i redovisningens diarienummer."
        case Answer.MORE_TIME if not reply.wanted_day:
            return "Fyll också i vilket datum ni önskar."
        case Answer.OTHER_OFFICER if not reply.officer_address:
            return "Fyll också i handläggarens e-postadress."
        case _:
            return None
