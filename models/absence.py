"""When a person is away, and who reads meanwhile is worked out from it. Why is written down nowhere."""

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from models.body import Person
from models.event import note
from models.outbox import withdraw_older
from models.refusal import Refused


class Absence(SQLModel, table=True):
    """Both days count. A row can be deleted: nothing refers to it, and the history holds no days."""

    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="absence_ends_after_it_begins"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    valid_from: date
    valid_to: date


def away(
    session: Session, address: str, first: date, last: date, now: datetime, today: date, actor: str = "kansli"
) -> int:
    """Whoever has this address is away from `first` to `last`; what waits for them today is composed anew for
    who reads instead. Returns how many letters were taken back. Raises Refused."""
    if last < first:
        raise Refused(f"Sista dagen {last} ligger före den första, {first}.")
    persons = _persons(session, address)
    for person in persons:
        known = select(Absence.id).where(
            Absence.person_id == person.id, Absence.valid_from == first, Absence.valid_to == last
        )
        if session.exec(known).first() is None:
            session.add(Absence(person_id=person.id, valid_from=first, valid_to=last))
            note(session, now, "person.away", actor, person=person.id)
    session.flush()
    return withdraw_older(session, [address], today) if first <= today <= last else 0


def back(session: Session, address: str, now: datetime, today: date) -> int:
    """They are at work again from today; returns how many periods that ends. Raises Refused."""
    ids = [person.id for person in _persons(session, address)]
    ended = session.exec(
        select(Absence).where(col(Absence.person_id).in_(ids), Absence.valid_to >= today).order_by(col(Absence.id))
    ).all()
    for absence in ended:
        if absence.valid_from < today:
            absence.valid_to = today - timedelta(days=1)
            session.add(absence)
        else:
            session.delete(absence)
        note(session, now, "person.back", "kansli", person=absence.person_id)
    return len(ended)


def _persons(session: Session, address: str) -> list[Person]:
    """A secretary of two committees stands in the register once for each."""
    found = list(session.exec(select(Person).where(Person.address == address).order_by(col(Person.id))))
    if not found:
        raise Refused(
            f"Ingen i registret har adressen {address}. Kontrollera den, eller lägg in kontaktpersonen i "
            "office.toml och kör bevaka load."
        )
    return found


def addresses_away(session: Session, day: date) -> set[str]:
    """The addresses that nobody reads on `day`."""
    query = (
        select(Person.address)
        .join(Absence, col(Absence.person_id) == col(Person.id))
        .where(Absence.valid_from <= day, Absence.valid_to >= day, col(Person.address).is_not(None))
    )
    return {address for address in session.exec(query) if address}
