"""What follows from a bounce, and from somebody having left: the office hears the same day (rule 8)."""

from datetime import date, datetime

from sqlalchemy import insert, update
from sqlmodel import Session, col

from config.office import Office
from models.event import note
from models.leaving import leave
from models.letter import Letter, LetterAttempt, LetterState
from models.outbox import withdraw_older
from models.replying import ACTOR
from notifications.alarm import tell_office
from notifications.attempts import seal
from notifications.outcome import Outcome
from notifications.recipients import resolve
from notifications.returned import tell_returned
from notifications.swedish import within

CAME_BACK = "Det kom tillbaka från mottagarens e-postserver"
LEFT = (LetterState.SENT, LetterState.SENDING)


def came_back(session: Session, office: Office, letter: Letter, code: str | None, now: datetime) -> bool:
    """The letter did not arrive after all. False where that was known."""
    changed = session.execute(
        update(Letter)
        .where(col(Letter.id) == letter.id, col(Letter.state).in_(LEFT))
        .values(state=LetterState.UNDELIVERABLE, sent_at=None, claimed_by=None, lease_until=None)
        .returning(col(Letter.id))
    ).scalar()
    if changed is None:
        return False
    reply = f"{CAME_BACK}{f' ({code})' if code else ''}. Kontrollera adressen."
    attempt = {"letter_id": letter.id, "at": now, "outcome": Outcome.UNDELIVERABLE.value, "code": None, "reply": reply}
    session.execute(insert(LetterAttempt), [attempt])
    seal(session, now)
    note(session, now, "letter.came_back", ACTOR, letter=letter.id, code=code)
    tell_returned(session, office, [letter.id], now)
    return True


def has_left(session: Session, office: Office, letter: Letter, today: date, now: datetime) -> None:
    """The reader of this letter does not work there any more."""
    vacated = leave(session, letter.recipient, now, today, ACTOR)
    readers = resolve(session, office, [post.body_id for post in vacated], today)
    sentences = []
    for post in vacated:
        meanwhile = "er" if readers[post.body_id].is_fallback else readers[post.body_id].address
        sentences.append(
            f"Posten {post.title} i {within(post.body_name)} är vakant: ett automatiskt svar säger att innehavaren har "
            f"slutat. Mejl dit går till {meanwhile} så länge. Lägg in en ny kontaktperson."
        )
    if not vacated:
        sentences.append(
            f"Ett automatiskt svar på mejl nr {letter.id} säger att mottagaren har slutat, men adressen hör inte till "
            "någon post i registret. Kontrollera vem som ska ha mejlen."
        )
    # what was about to go there today is composed anew for who reads instead
    withdraw_older(session, [letter.recipient] if vacated else [], today)
    tell_office(session, office, today, now, "Vakant post" if vacated else "En mottagare har slutat", *sentences)
