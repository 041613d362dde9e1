"""The second half of a round: notices without a letter become one letter per recipient, still to be written."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlmodel import Session, col

from config.office import Office
from deadlines.ladder import EASED, Audience
from models.absence import addresses_away
from models.assignment import Deadline, Owner
from models.columns import among
from models.database import reading, transaction
from models.duties import overtaken
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.notice import Notice
from models.once import execute_plain
from models.outbox import withdraw_older
from models.pace import readers_of_few
from notifications.letter_row import envelope
from notifications.recipients import Recipient, resolve

BATCH = 2000
"""About so many notices get their letters in one transaction."""

Reader = tuple[int, str | None]
"""The body that is told, and the officer's address if another officer has the matter."""


class Composed(NamedTuple):
    letters: int
    notices: int
    """Those that stand in the letters; some may have waited since before today."""
    held: int
    """Those that wait for tomorrow: their reader has had today's letter."""
    unreachable: tuple[str, ...]
    """Bodies whose letters go to the management office because nobody else can be reached."""


def compose(
    engine: Engine, office: Office, now: datetime, today: date, occasion: Occasion = Occasion.ROUND
) -> Composed:
    """Plan a letter for everyone for whom notices wait. Run again it finds nothing left.

    A recipient who has had today's letter of this occasion hears the rest tomorrow."""
    with reading(engine) as session:
        waiting = _waiting(session)
        addresses = resolve(session, office, {body for body, _ in waiting}, today)
        absent, eased = addresses_away(session, today), readers_of_few(session)
    readers: dict[str, list[Reader]] = {}
    for body_id, officer in waiting:
        present = officer if officer not in absent else None
        readers.setdefault(present or addresses[body_id].address, []).append((body_id, officer))
    letters = notices = 0
    for group in _batches(readers, waiting):
        with transaction(engine) as session:
            if withdraw_older(session, list(group), today):
                waiting |= _waiting(session, {body for keys in group.values() for body, _ in keys})
            for address in eased.keys() & group.keys():
                _pass_over(session, group[address], waiting)
            planned = _plan(session, office, group, waiting, addresses, now, today, occasion)
            letters, notices = letters + planned[0], notices + planned[1]
    held = sum(map(len, waiting.values())) - notices
    unreachable = sorted(reached.body_name for reached in addresses.values() if reached.is_fallback)
    return Composed(letters, notices, held, tuple(unreachable))


def _waiting(session: Session, addressees: set[int] | None = None) -> dict[Reader, list[int]]:
    """The notices that wait for each reader and still say something; only for those bodies, if some are named."""
    query = (
        select(col(Notice.id), col(Notice.addressee_id), col(Notice.audience), col(Owner.officer_address))
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .where(col(Notice.letter_id).is_(None), ~col(Notice.is_dropped), col(Notice.id).not_in(overtaken()))
    )
    if addressees is not None:
        query = query.where(col(Notice.addressee_id).in_(addressees))
    found: dict[Reader, list[int]] = {}
    for notice_id, addressee_id, audience, officer in session.connection().execute(query).all():
        found.setdefault((addressee_id, officer if audience is Audience.OWNER else None), []).append(notice_id)
    return found


def _pass_over(session: Session, keys: Iterable[Reader], waiting: dict[Reader, list[int]]) -> None:
    """What a reader who asked for fewer letters is not told: the questions before the day of what has a day. The
    duty stands, and `last` and all that comes after the day is told as to everybody."""
    for key in keys:
        query = (
            select(col(Notice.id))
            .join(Deadline, col(Deadline.id) == col(Notice.deadline_id))
            .where(
                among(Notice.id, waiting[key]),
                col(Notice.rung).in_(list(EASED)),
                col(Notice.audience).in_([Audience.OWNER, Audience.COPY]),
                col(Deadline.last).is_not(None),
            )
        )
        passed = set(session.execute(query).scalars())
        session.execute(update(Notice).where(col(Notice.id).in_(passed)).values(is_dropped=True))
        waiting[key] = [one for one in waiting[key] if one not in passed]


def _batches(readers: dict[str, list[Reader]], waiting: dict[Reader, list[int]]) -> Iterator[dict[str, list[Reader]]]:
    """Readers by normalised address, so that a secretary of two committees gets one letter."""
    batch: dict[str, list[Reader]] = {}
    size = 0
    for address, keys in sorted(readers.items()):
        batch[address] = keys
        size += sum(len(waiting[key]) for key in keys)
        if size >= BATCH:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _plan(
    session: Session,
    office: Office,
    group: dict[str, list[Reader]],
    waiting: dict[Reader, list[int]],
    bodies: dict[int, Recipient],
    now: datetime,
    today: date,
    occasion: Occasion,
) -> tuple[int, int]:
    """Letters for one batch of recipients, and their notices marked with them: how many of each."""
    taken = _letters_of(session, list(group), today, occasion)
    letters = []
    for address, keys in group.items():
        if address in taken or not any(waiting[key] for key in keys):
            continue
        row = envelope(office, LetterKind.NOTICE, occasion, today, now, address, body_id=keys[0][0])
        letters.append((row | {"instead_of": _instead_of(address, keys, bodies)}, keys))
    if not letters:
        return 0, 0
    table = Letter.__table__  # type: ignore[attr-defined]
    session.connection().execute(insert(table), [row for row, _ in letters])
    numbers = _letters_of(session, list(group), today, occasion)
    marks = [
        {"notice": one, "letter": numbers[row["intended"]]}
        for row, keys in letters
        for key in keys
        for one in waiting[key]
    ]
    notice = Notice.__table__  # type: ignore[attr-defined]
    place = (notice.c.id == bindparam("notice")) & notice.c.letter_id.is_(None)
    execute_plain(session, update(notice).where(place).values(letter_id=bindparam("letter")), marks)
    return len(letters), len(marks)


def _instead_of(address: str, keys: Iterable[Reader], bodies: dict[int, Recipient]) -> str | None:
    """Those whose letters this reader gets today, beside the reader's own."""
    meant = [officer or bodies[body].instead_of for body, officer in keys]
    return ", ".join(dict.fromkeys(one for one in meant if one and one != address)) or None


def _letters_of(session: Session, addresses: list[str], today: date, occasion: Occasion) -> dict[str, int]:
    """The letter of this day and occasion that each recipient has, if any."""
    query = select(col(Letter.intended), col(Letter.id)).where(
        among(Letter.intended, addresses),
        col(Letter.day) == today,
        col(Letter.occasion) == occasion,
        col(Letter.state) != LetterState.WITHDRAWN,
    )
    return dict(session.connection().execute(query).tuples().all())
