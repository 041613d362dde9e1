"""How often a reader wants to hear. It changes the letters before the day, never the duty."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from models.event import note


class FewerLetters(SQLModel, table=True):
    """A reader who has asked for fewer letters. By address, as recipients are: the officer whom an answer names is
    no person of the register. Asking for all of them again deletes the row."""

    __tablename__ = "fewer_letters"

    address: str = Field(primary_key=True)
    since: date


def ask_for_fewer(session: Session, address: str, letter_id: int, now: datetime, today: date) -> bool:
    """True if that is new. The history names the letter that it was asked through, not the reader."""
    if session.get(FewerLetters, address) is not None:
        return False
    session.add(FewerLetters(address=address, since=today))
    note(session, now, "reader.fewer_letters", "länk", letter=letter_id)
    return True


def ask_for_all(session: Session, address: str, letter_id: int, now: datetime) -> bool:
    """True if the reader had asked for fewer."""
    asked = session.get(FewerLetters, address)
    if asked is None:
        return False
    session.delete(asked)
    session.flush()
    note(session, now, "reader.all_letters", "länk", letter=letter_id)
    return True


def wants_fewer(session: Session, address: str) -> bool:
    return session.get(FewerLetters, address) is not None


def readers_of_few(session: Session) -> dict[str, date]:
    """Everybody who has asked for fewer letters, and since when."""
    rows = session.exec(select(FewerLetters).order_by(col(FewerLetters.address)))
    return {row.address: row.since for row in rows}
