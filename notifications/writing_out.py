"""Planned letters get their text, as late as can be: what has been overtaken since is not said any more."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select, update
from sqlmodel import Session, col

from config.office import Office
from deadlines.ladder import Audience
from models.database import reading, transaction
from models.letter import Letter, LetterState
from models.notice import Notice
from notifications.facts import House, LetterFacts, facts_for
from notifications.items import Item, LetterContext, Outage
from notifications.letter_row import sender_domain, text_of
from notifications.outages import outage_before
from notifications.planning import planner_of
from notifications.swedish import genitive, listed
from notifications.writing import write_notice

BATCH = 100


def write_planned(engine: Engine, office: Office, now: datetime) -> int:
    """Write every planned letter whose hour has come; returns how many. Rendering happens between
    transactions, never inside one (it would hold up the answers that come in meanwhile)."""
    written, house = 0, None
    while True:
        with reading(engine) as session:
            letters = _planned(session, now)
            if not letters:
                return written
            house = house or House.of(session)
            day = letters[0].day
            letters = [letter for letter in letters if letter.day == day]
            planner = planner_of(session, office, day)
            facts = facts_for(session, house, planner, [letter.id for letter in letters], day)
            outage = outage_before(session, office, day)
        texts = [_text(office, house, letter, facts[letter.id], outage) for letter in letters]
        with transaction(engine) as session:
            _store(session, [text for text in texts if text], letters, facts)
        written += sum(text is not None for text in texts)


def _planned(session: Session, now: datetime) -> list[Row[Any]]:
    query = select(col(Letter.id), col(Letter.day), col(Letter.intended), col(Letter.recipient), col(Letter.body_id))
    waiting = query.where(col(Letter.state) == LetterState.PLANNED, col(Letter.not_before) <= now)
    return list(session.execute(waiting.order_by(col(Letter.day), col(Letter.id)).limit(BATCH)).all())


def _text(
    office: Office, house: House, letter: Row[Any], facts: LetterFacts, outage: Outage | None
) -> dict[str, Any] | None:
    """The columns that writing fills; None where nothing is left to say."""
    if not facts.items:
        return None
    items = sorted(facts.items, key=lambda item: (item.term.last or date.max, item.assignment_id))
    can_answer = any(item.audience is Audience.OWNER for item in items)
    settings = office.settings.office
    context = LetterContext(
        today=letter.day,
        items=tuple(items),
        recipient_role=_role(items, house.names.get(letter.body_id, "")),
        office_name=settings.name,
        contact=settings.contact,
        contact_address=settings.address,
        can_answer=can_answer,
        shadow_for=None if letter.recipient == letter.intended else letter.intended,
        outage=outage,
        working_days_left=tuple(_days_left(office, item.term.last, letter.day) for item in items),
    )
    ids = {item.assignment_id for item in items}
    thread = f"<uppdrag-{ids.pop()}.{office.slug}@{sender_domain(office)}>" if len(ids) == 1 else None
    return {"letter": letter.id} | text_of(office, write_notice(context), letter.day, can_answer, thread)


def _days_left(office: Office, last: date | None, today: date) -> int | None:
    """Open days until `last`; negative when it has passed."""
    if last is None:
        return None
    if last < today:
        return -office.workdays.between(last, today)
    return office.workdays.between(today, last)


def _role(items: list[Item], body: str) -> str:
    """Why this reader gets the letter, to stand after "Du är"."""
    owners = list(dict.fromkeys(item.owner for item in items if item.audience is Audience.OWNER))
    if owners:
        return f"kontaktperson för {listed([genitive(owner) for owner in owners])} uppdrag"
    return f"kontaktperson för {body}"


def _store(
    session: Session, texts: list[dict[str, Any]], letters: list[Row[Any]], facts: dict[int, LetterFacts]
) -> None:
    """Texts onto their letters, unless somebody withdrew them meanwhile; empty letters are withdrawn."""
    table = Letter.__table__  # type: ignore[attr-defined]
    still = (table.c.id == bindparam("letter")) & (table.c.state == LetterState.PLANNED)
    if texts:
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in texts[0] if name != "letter"}
        rows = [{"letter": t["letter"]} | {f"new_{k}": v for k, v in t.items() if k != "letter"} for t in texts]
        session.execute(update(table).where(still).values(columns), rows)
    empty = [letter.id for letter in letters if not facts[letter.id].items]
    if empty:
        session.execute(update(Letter).where(col(Letter.id).in_(empty)).values(state=LetterState.WITHDRAWN))
    dropped = [notice for letter in letters for notice in facts[letter.id].dropped]
    if dropped:
        gone = update(Notice).where(col(Notice.id).in_(dropped)).values(is_dropped=True, letter_id=None)
        session.execute(gone)
