"""The second half of a round: notices without a letter become one letter per recipient."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlmodel import Session, col

from config.office import Office
from deadlines.ladder import Audience
from deadlines.plan import Planner
from models.assignment import Owner
from models.database import reading, transaction
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.notice import Notice
from models.outbox import FREE, withdraw_older
from notifications.facts import House, facts_for
from notifications.items import Item, LetterContext, Outage
from notifications.letter_row import letter_row, sender_domain
from notifications.recipients import Recipient, resolve
from notifications.swedish import genitive, listed
from notifications.writing import write_notice

BATCH = 500
"""About so many notices are written into letters at a time."""

Reader = tuple[int, str | None]
"""The body that is told, and the officer's address if another officer has the matter."""


def compose(
    engine: Engine,
    office: Office,
    planner: Planner,
    now: datetime,
    today: date,
    occasion: Occasion = Occasion.ROUND,
    outage: Outage | None = None,
) -> int:
    """Write a letter to everyone for whom notices wait; returns how many. Run again it finds nothing left.

    Letters are rendered between transactions, never inside one; a recipient who has had today's letter of
    this occasion already hears the rest tomorrow."""
    with reading(engine) as session:
        house = House.of(session)
        waiting = _waiting(session)
        addresses = resolve(session, office, {body for body, _ in waiting}, today)
    written = 0
    readers = _readers(waiting, addresses)
    for group in _batches(readers, waiting):
        with transaction(engine) as session:
            if _older_letters_wait(session, list(group)):
                withdraw_older(session, list(group), today)
        with reading(engine) as session:
            bodies = sorted({body for keys in group.values() for body, _ in keys})
            facts = facts_for(session, house, planner, bodies, today)
        letters = []
        for address, keys in group.items():
            items = [item for key in keys for item in facts.items.get(key, ())]
            if items:
                letters.append((_letter(office, items, addresses, keys, address, now, today, occasion, outage), items))
        with transaction(engine) as session:
            written += _store(session, letters, facts.dropped)
    return written


def _waiting(session: Session) -> dict[Reader, int]:
    """How many notices wait for each reader."""
    query = (
        select(col(Notice.addressee_id), col(Notice.audience), col(Owner.officer_address))
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .where(col(Notice.letter_id).is_(None), ~col(Notice.is_dropped))
    )
    counts: dict[Reader, int] = {}
    for addressee_id, audience, officer in session.execute(query):
        key = (addressee_id, officer if audience is Audience.OWNER else None)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _readers(waiting: dict[Reader, int], addresses: dict[int, Recipient]) -> dict[str, list[Reader]]:
    """Readers by normalised address: a secretary of two committees gets one letter."""
    readers: dict[str, list[Reader]] = {}
    for body_id, officer in waiting:
        address = officer or addresses[body_id].address
        readers.setdefault(address, []).append((body_id, officer))
    return dict(sorted(readers.items()))


def _batches(readers: dict[str, list[Reader]], waiting: dict[Reader, int]) -> Iterator[dict[str, list[Reader]]]:
    batch: dict[str, list[Reader]] = {}
    size = 0
    for address, keys in readers.items():
        batch[address] = keys
        size += sum(waiting[key] for key in keys)
        if size >= BATCH:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _older_letters_wait(session: Session, addresses: list[str]) -> bool:
    query = select(col(Letter.id)).where(
        col(Letter.intended).in_(addresses),
        col(Letter.state) == LetterState.WAITING,
        col(Letter.occasion).in_(FREE),
    )
    return session.execute(query.limit(1)).first() is not None


def _letter(
    office: Office,
    items: list[Item],
    addresses: dict[int, Recipient],
    keys: list[Reader],
    address: str,
    now: datetime,
    today: date,
    occasion: Occasion,
    outage: Outage | None,
) -> dict[str, Any]:
    items.sort(key=lambda item: (item.term.last or date.max, item.assignment_id))
    can_answer = any(item.audience is Audience.OWNER for item in items)
    settings = office.settings.office
    context = LetterContext(
        today=today,
        items=tuple(items),
        recipient_role=_role(items, keys, addresses),
        office_name=settings.name,
        contact=settings.contact,
        contact_address=settings.address,
        can_answer=can_answer,
        shadow_for=None if office.is_live(today) else address,
        outage=outage,
        working_days_left=tuple(_days_left(office, item.term.last, today) for item in items),
    )
    ids = {item.assignment_id for item in items}
    thread = f"<uppdrag-{ids.pop()}.{office.slug}@{sender_domain(office)}>" if len(ids) == 1 else None
    return letter_row(
        office,
        write_notice(context),
        kind=LetterKind.NOTICE,
        occasion=occasion,
        day=today,
        now=now,
        intended=address,
        body_id=keys[0][0],
        can_answer=can_answer,
        thread_id=thread,
    )


def _days_left(office: Office, last: date | None, today: date) -> int | None:
    if last is None:
        return None
    if last < today:
        return -office.workdays.between(last, today)
    return office.workdays.between(today, last)


def _role(items: list[Item], keys: list[Reader], addresses: dict[int, Recipient]) -> str:
    """Why this reader gets the letter, to stand after "Du är"."""
    owners = list(dict.fromkeys(item.owner for item in items if item.audience is Audience.OWNER))
    if owners:
        return f"kontaktperson för {listed([genitive(owner) for owner in owners])} uppdrag"
    told = list(dict.fromkeys(addresses[body].body_name for body, _ in keys))
    return f"kontaktperson för {listed(told)}"


def _store(session: Session, letters: list[tuple[dict[str, Any], list[Item]]], dropped: list[int]) -> int:
    """Letters and their notices in one go. A letter whose place is taken is left out; its notices wait."""
    marks: list[dict[str, Any]] = []
    count = 0
    taken = _taken(session, [row for row, _ in letters])
    fresh = [(row, items) for row, items in letters if row["intended"] not in taken]
    if fresh:
        stored = session.execute(
            insert(Letter).returning(col(Letter.id), sort_by_parameter_order=True), [row for row, _ in fresh]
        ).scalars()
        for letter_id, (_, items) in zip(stored, fresh, strict=True):
            count += 1
            marks += [{"notice": notice, "letter": letter_id} for item in items for notice in item.notice_ids]
    table = Notice.__table__  # type: ignore[attr-defined]
    if marks:
        place = (table.c.id == bindparam("notice")) & table.c.letter_id.is_(None)
        session.execute(update(table).where(place).values(letter_id=bindparam("letter")), marks)
    if dropped:
        session.execute(update(table).where(table.c.id.in_(dropped)).values(is_dropped=True))
    return count


def _taken(session: Session, rows: list[dict[str, Any]]) -> set[str]:
    """Recipients who have had their letter of this day and occasion."""
    if not rows:
        return set()
    query = select(col(Letter.intended)).where(
        col(Letter.intended).in_([row["intended"] for row in rows]),
        col(Letter.day) == rows[0]["day"],
        col(Letter.occasion) == rows[0]["occasion"],
        col(Letter.state) != LetterState.WITHDRAWN,
    )
    return set(session.execute(query).scalars())
