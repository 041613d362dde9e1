"""Who reads a body's letters today: its post's holder, the substitute, the body's address, the office. Never nobody."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlmodel import Session, col

from config.office import Office
from models.body import Body, Holding, Person, Post
from models.columns import among


class Recipient(NamedTuple):
    address: str
    body_name: str
    is_fallback: bool
    """Nobody could be reached for the body, so the management office reads its letters."""
    mailbox: str
    """The body's own address, for what the whole body should read; its contact's where it has none."""


def _valid(table: Any, day: date) -> Any:
    return (col(table.valid_from) <= day) & (col(table.valid_to).is_(None) | (col(table.valid_to) >= day))


def resolve(session: Session, office: Office, body_ids: Iterable[int], day: date) -> dict[int, Recipient]:
    """The address of each body on `day` (rule 8: nobody is nobody)."""
    ids = list(body_ids)
    found: dict[int, Recipient] = {}
    for chunk in (ids[at : at + 500] for at in range(0, len(ids), 500)):
        held: Select[Any] = (
            select(col(Body.id), col(Body.name), col(Body.address), col(Person.address).label("holder"))
            .outerjoin(Post, (col(Post.body_id) == col(Body.id)) & _valid(Post, day))
            .outerjoin(Holding, (col(Holding.post_id) == col(Post.id)) & _valid(Holding, day))
            .outerjoin(Person, col(Person.id) == col(Holding.person_id))
            .where(among(Body.id, chunk))
            .order_by(col(Body.id), col(Holding.is_substitute), col(Holding.valid_from).desc())
        )
        for row in session.execute(held):
            address = row.holder or row.address
            if row.id in found and not found[row.id].is_fallback:
                continue
            reader = (address or office.settings.office.address).lower()
            mailbox = (row.address or reader).lower()
            found[row.id] = Recipient(reader, row.name, is_fallback=address is None, mailbox=mailbox)
    return found
