"""Who reads a body's letters today: its post's holder, the substitute, the body's address, the office. Never nobody."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, exists, func, select
from sqlmodel import Session, col

from config.office import Office
from models.absence import Absence
from models.body import Body, Holding, Person, Post
from models.columns import among
from notifications.swedish import within


class Recipient(NamedTuple):
    address: str
    body_name: str
    is_fallback: bool
    """Nobody could be reached for the body, so the management office reads its letters."""
    mailbox: str
    """The body's own address, for what the whole body should read; its contact's where it has none."""
    instead_of: str | None = None
    """Whom the letter was meant for where somebody else reads it: an absent holder's address, or a vacant post."""


class Vacancy(NamedTuple):
    """A post that somebody held and nobody holds now."""

    body_id: int
    body_name: str
    title: str


def _valid(table: Any, day: date) -> Any:
    return (col(table.valid_from) <= day) & (col(table.valid_to).is_(None) | (col(table.valid_to) >= day))


def resolve(session: Session, office: Office, body_ids: Iterable[int], day: date) -> dict[int, Recipient]:
    """The address of each body on `day` (rule 8: nobody is nobody)."""
    ids = list(body_ids)
    found: dict[int, Recipient] = {}
    for chunk in (ids[at : at + 500] for at in range(0, len(ids), 500)):
        rows = session.execute(_held(chunk, day)).all()
        for body_id, held in groupby(rows, key=lambda row: row.id):
            found[body_id] = _reader(list(held), office)
    return found


def _held(body_ids: list[int], day: date) -> Select[Any]:
    """Each body with those who hold its post, the holder before the substitutes and the newest first."""
    is_away = exists().where(col(Absence.person_id) == col(Person.id), _valid(Absence, day)).correlate(Person)
    return (
        select(
            col(Body.id),
            col(Body.name),
            col(Body.address),
            col(Post.title),
            col(Person.address).label("holder"),
            col(Holding.is_substitute),
            is_away.label("is_away"),
        )
        .outerjoin(Post, (col(Post.body_id) == col(Body.id)) & _valid(Post, day))
        .outerjoin(Holding, (col(Holding.post_id) == col(Post.id)) & _valid(Holding, day))
        .outerjoin(Person, col(Person.id) == col(Holding.person_id))
        .where(among(Body.id, body_ids))
        .order_by(col(Body.id), col(Holding.is_substitute), col(Holding.valid_from).desc(), col(Holding.id))
    )


def _reader(rows: Sequence[Row[Any]], office: Office) -> Recipient:
    body = rows[0]
    holders = [row for row in rows if row.holder]
    present = next((row.holder for row in holders if not row.is_away), None)
    address = present or body.address
    reader = (address or office.settings.office.address).lower()
    return Recipient(
        reader,
        body.name,
        is_fallback=address is None,
        mailbox=(body.address or reader).lower(),
        instead_of=_instead_of(rows, holders, reader),
    )


def _instead_of(rows: Sequence[Row[Any]], holders: Sequence[Row[Any]], reader: str) -> str | None:
    meant = next((row.holder.lower() for row in holders if not row.is_substitute), None)
    if meant is not None:
        return meant if meant != reader else None
    post = next((row.title for row in rows if row.title), None)
    return f"{post} i {within(rows[0].name)} (ingen innehavare)" if post else None


def vacancies_begun(session: Session, since: date, today: date) -> list[Vacancy]:
    """Posts whose last holder left after the round of `since`, and which nobody has taken over."""
    last = (
        select(col(Holding.post_id), func.max(func.coalesce(col(Holding.valid_to), date.max)).label("until"))
        .where(~col(Holding.is_substitute))
        .group_by(col(Holding.post_id))
        .subquery()
    )
    query = (
        select(col(Body.id), col(Body.name), col(Post.title))
        .join(Post, (col(Post.body_id) == col(Body.id)) & _valid(Post, today))
        .join(last, last.c.post_id == col(Post.id))
        .where(last.c.until >= since, last.c.until < today, _valid(Body, today))
        .order_by(col(Body.id), col(Post.id))
    )
    return [Vacancy(*row) for row in session.execute(query)]
