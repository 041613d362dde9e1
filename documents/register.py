"""Bodies, posts, routes and meetings from the settings file into the database."""

from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from config.addresses import AddressRefused, normalised
from config.register import ListedBody, Register
from models.body import Alias, Body, BodyKind, Holding, Person, Post
from models.event import note
from models.meeting import MeetingRow, RouteStep
from models.names import normal
from models.refusal import Refused


class Loaded(NamedTuple):
    bodies: int
    meetings: int


def load_register(session: Session, register: Register, now: datetime) -> Loaded:
    """Load what is not there yet; what the database has already is right and stays. Raises Refused."""
    known = {body.name: body for body in session.exec(select(Body))}
    fresh = [listed for listed in register.body if listed.name not in known]
    for listed in fresh:
        body = Body(
            name=listed.name,
            kind=BodyKind(listed.kind),
            address=_address(listed, listed.address),
            valid_from=listed.valid_from,
            valid_to=listed.valid_to,
        )
        session.add(body)
        session.flush()
        known[listed.name] = body
        _names(session, body, listed)
        _post(session, body, listed)
    session.flush()
    for listed in fresh:
        _relations(session, known, listed)
    meetings = sum(_meetings(session, known[listed.name], listed) for listed in register.body)
    if fresh or meetings:
        note(session, now, "register.loaded", "kansli", bodies=[known[b.name].id for b in fresh], meetings=meetings)
    return Loaded(len(fresh), meetings)


def _address(listed: ListedBody, written: str | None) -> str | None:
    """As it can be sent to, so that the same reader is known as the same. Raises Refused."""
    try:
        return normalised(written) if written else None
    except AddressRefused as error:
        raise Refused(f"office.toml: {listed.name}: {error}") from None


def _names(session: Session, body: Body, listed: ListedBody) -> None:
    for name in dict.fromkeys(map(normal, (listed.name, *listed.aliases))):
        session.add(Alias(body_id=body.id, alias=name, valid_from=body.valid_from, valid_to=body.valid_to))


def _post(session: Session, body: Body, listed: ListedBody) -> None:
    if not (wanted := listed.post):
        return
    post = Post(body_id=body.id, title=wanted.title, valid_from=body.valid_from)
    session.add(post)
    session.flush()
    places = ((wanted.holder, wanted.address, False), (wanted.substitute, wanted.substitute_address, True))
    for name, address, is_substitute in places:
        if not address:
            continue
        person = Person(name=name, address=_address(listed, address))
        session.add(person)
        session.flush()
        session.add(
            Holding(post_id=post.id, person_id=person.id, is_substitute=is_substitute, valid_from=body.valid_from)
        )


def _relations(session: Session, known: dict[str, Body], listed: ListedBody) -> None:
    body = known[listed.name]
    if listed.head:
        body.head_id = _id(known, listed, listed.head)
    if listed.department:
        body.department_id = _id(known, listed, listed.department)
    session.add(body)
    for route in listed.route:
        receiver = _id(known, listed, route.to)
        for nth, via in enumerate(route.via, 1):
            step = _id(known, listed, via)
            session.add(RouteStep(body_id=body.id, receiver_id=receiver, nth=nth, via_id=step))


def _id(known: dict[str, Body], listed: ListedBody, name: str) -> int:
    if name not in known:
        raise Refused(f"office.toml: {listed.name} nämner ”{name}”, som inte finns bland organen.")
    return known[name].id


def _meetings(session: Session, body: Body, listed: ListedBody) -> int:
    held: set[date] = set(session.exec(select(col(MeetingRow.day)).where(MeetingRow.body_id == body.id)))
    new = [meeting for meeting in listed.meeting if meeting.day not in held]
    session.add_all(MeetingRow(body_id=body.id, day=meeting.day, cutoff=meeting.cutoff) for meeting in new)
    return len(new)
