"""Whom an extra channel stands for: the bodies and posts that the settings name for it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from config.extra_channel import ExtraChannel
from models.body import Body, Holding, Person, Post
from models.names import find_body, normal


class Listener(NamedTuple):
    """A body, or one post of it with the addresses that its letters go to."""

    body_id: int
    name: str
    addresses: frozenset[str] | None = None

    def gets(self, address: str) -> bool:
        return self.addresses is None or address in self.addresses


def listeners(session: Session, channel: ExtraChannel, day: date) -> dict[int, list[Listener]]:
    """By body. Names that nobody bears on that day are left out; `unknown` tells of them."""
    found: dict[int, list[Listener]] = defaultdict(list)
    for written in channel.for_:
        for listener in _named(session, written, day):
            found[listener.body_id].append(listener)
    return found


def unknown(session: Session, channel: ExtraChannel, day: date) -> list[str]:
    return [written for written in channel.for_ if not list(_named(session, written, day))]


def _named(session: Session, written: str, day: date) -> Iterator[Listener]:
    body_name, _, title = written.partition(":")
    body = find_body(session, body_name, day)
    if body is None:
        return
    if not title.strip():
        yield Listener(body.id, body.name)
        return
    posts = [post for post in _posts(session, body, day) if normal(post.title) == normal(title)]
    if posts:
        yield Listener(body.id, body.name, _addresses(session, [post.id for post in posts], day))


def _posts(session: Session, body: Body, day: date) -> list[Post]:
    ends = col(Post.valid_to).is_(None) | (col(Post.valid_to) >= day)
    return list(session.exec(select(Post).where(Post.body_id == body.id, col(Post.valid_from) <= day, ends)))


def _addresses(session: Session, posts: list[int], day: date) -> frozenset[str]:
    ends = col(Holding.valid_to).is_(None) | (col(Holding.valid_to) >= day)
    query = (
        select(Person.address)
        .join(Holding, col(Holding.person_id) == col(Person.id))
        .where(col(Holding.post_id).in_(posts), col(Holding.valid_from) <= day, ends)
    )
    return frozenset(address.lower() for address in session.exec(query) if address)
