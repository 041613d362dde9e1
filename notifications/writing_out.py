"""Planned letters get their text, as late as can be: what has been overtaken since is not said any more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select, update
from sqlmodel import Session, col

from config.office import Office
from deadlines.ladder import Audience
from models.calendar_entry import CalendarEntry
from models.database import reading, transaction
from models.letter import Letter, LetterState
from models.notice import Notice
from models.once import insert_once
from models.pace import readers_of_few
from notifications.calendar_events import as_calendar
from notifications.calendars import Calendars
from notifications.facts import House, LetterFacts, facts_for
from notifications.header_text import harmless
from notifications.items import Item, LetterContext, Outage, in_plain_characters
from notifications.letter_row import sender_domain, text_of
from notifications.outages import outage_before
from notifications.planning import planner_of
from notifications.swedish import genitive, listed
from notifications.threads import first_letters
from notifications.writing import matters_of, write_notice

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
            desk = _Desk.of(session, office, house, letters)
            ids = [letter.id for letter in letters]
            eased = {letter.id for letter in letters if letter.intended in desk.eased}
            facts = facts_for(session, house, planner, ids, day, eased)
            desk.know_first_letters(session, letters, facts)
        texts = [desk.text(letter, facts[letter.id]) for letter in letters]
        with transaction(engine) as session:
            _store(session, [text for text in texts if text], letters, facts)
            insert_once(session, CalendarEntry, desk.entries)
        written += sum(text is not None for text in texts)


def _planned(session: Session, now: datetime) -> list[Row[Any]]:
    columns = (Letter.id, Letter.day, Letter.intended, Letter.recipient, Letter.body_id, Letter.written_at)
    query = select(*map(col, columns))
    waiting = query.where(col(Letter.state) == LetterState.PLANNED, col(Letter.not_before) <= now)
    return list(session.execute(waiting.order_by(col(Letter.day), col(Letter.id)).limit(BATCH)).all())


@dataclass
class _Desk:
    """What is at hand while a batch of letters of one day is written."""

    office: Office
    house: House
    outage: Outage | None
    eased: Collection[str]
    """Readers who have asked for fewer letters."""
    calendars: Calendars
    first: dict[tuple[str, int], str] = field(default_factory=dict)
    """The Message-ID of the first letter that each reader had about each assignment."""
    entries: list[dict[str, Any]] = field(default_factory=list)
    """What the letters put into calendars."""

    @classmethod
    def of(cls, session: Session, office: Office, house: House, letters: Sequence[Row[Any]]) -> "_Desk":
        outage = outage_before(session, office, letters[0].day)
        calendars = Calendars.of(session, {letter.intended for letter in letters})
        return cls(office, house, outage, readers_of_few(session), calendars)

    def know_first_letters(self, session: Session, letters: Sequence[Row[Any]], facts: dict[int, LetterFacts]) -> None:
        about = {item.assignment_id for one in facts.values() for item in one.items}
        self.first = first_letters(session, {letter.intended for letter in letters}, about)

    def text(self, letter: Row[Any], facts: LetterFacts) -> dict[str, Any] | None:
        """The columns that writing fills; None where nothing is left to say."""
        if not facts.items:
            return None
        items = sorted(facts.items, key=lambda item: (item.term.last or date.max, item.assignment_id))
        context = self._context(letter, [in_plain_characters(item) for item in items])
        # the office would get everybody's calendar in shadow mode
        events = [] if context.shadow_for else self.calendars.changes(letter.intended, matters_of(context))
        if events:
            deadlines = {item.owner_id: item.deadline_id for item in items}
            self.entries += self.calendars.rows(letter.intended, letter.id, events, deadlines)
        context = replace(context, fills_calendar=any(not event.is_cancelled for event in events))
        written = text_of(
            self.office, write_notice(context), letter.day, context.can_answer, self._thread(letter, items)
        )
        place = self.office.slug, sender_domain(self.office)
        calendar = as_calendar(events, *place, letter.written_at) if events else None
        return {"letter": letter.id, "calendar": calendar} | written

    def _context(self, letter: Row[Any], items: list[Item]) -> LetterContext:
        settings = self.office.settings.office
        can_answer = any(item.audience is Audience.OWNER for item in items)
        is_theirs = letter.recipient == letter.intended
        return LetterContext(
            today=letter.day,
            items=tuple(items),
            recipient_role=_role(items, harmless(self.house.names.get(letter.body_id, ""))),
            office_name=settings.name,
            contact=settings.contact,
            contact_address=settings.address,
            can_answer=can_answer,
            shadow_for=None if is_theirs else letter.intended,
            outage=self.outage,
            working_days_left=tuple(_days_left(self.office, item.term.last, letter.day) for item in items),
            can_choose=can_answer and is_theirs,
            wants_fewer=letter.intended in self.eased,
        )

    def _thread(self, letter: Row[Any], items: list[Item]) -> str | None:
        """The first letter that all of today's assignments have in common, so that a ladder is one conversation."""
        roots = {self.first.get((letter.intended, item.assignment_id)) for item in items}
        return roots.pop() if len(roots) == 1 else None


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
