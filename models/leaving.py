"""Somebody does not work here any more: the posts they held are vacant from today."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.body import Body, Holding, Person, Post
from models.event import note


class Vacated(NamedTuple):
    body_id: int
    body_name: str
    title: str


def leave(session: Session, address: str, now: datetime, today: date, actor: str) -> list[Vacated]:
    """End what the holder of that address holds, also as a substitute; the posts that are then without them."""
    query = (
        select(Holding, Post, Body)
        .join(Person, col(Person.id) == col(Holding.person_id))
        .join(Post, col(Post.id) == col(Holding.post_id))
        .join(Body, col(Body.id) == col(Post.body_id))
        .where(Person.address == address, Holding.valid_from <= today)
        .where(col(Holding.valid_to).is_(None) | (col(Holding.valid_to) >= today))
        .order_by(col(Holding.id))
    )
    vacated = []
    for holding, post, body in session.exec(query).all():
        # the day before, so that whatever is sent today goes to who reads instead
        holding.valid_to = max(holding.valid_from, today - timedelta(days=1))
        session.add(holding)
        note(session, now, "post.vacated", actor, post=post.id, holding=holding.id, body=body.id)
        vacated.append(Vacated(body.id, body.name, post.title))
    session.flush()
    return vacated
