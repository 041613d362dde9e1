"""What a letter put into its reader's calendar, so that a later one can move it or take it away."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel, col, select

from models.columns import among
from models.letter import Letter


class CalendarEntry(SQLModel, table=True):
    __tablename__ = "calendar_entry"

    letter_id: int = Field(foreign_key="letter.id", primary_key=True)
    owner_id: int = Field(foreign_key="owner.id", primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id")
    """The version of the term that it showed."""
    sequence: int
    """Rises with each version, so that the newer one wins in the calendar."""
    is_cancelled: bool = False


_SENT_OR_TO_BE = text("letter.state <> 'withdrawn' AND letter.occasion <> 'alarm'")
"""In the words of the index on the intended reader."""


def newest_entries(session: Session, readers: Iterable[str]) -> dict[str, dict[int, CalendarEntry]]:
    """For each reader what stands in the calendar now, by owner. What was withdrawn was never put there."""
    query = (
        select(Letter.intended, CalendarEntry)
        .join(CalendarEntry, col(CalendarEntry.letter_id) == col(Letter.id))
        .where(among(Letter.intended, readers), _SENT_OR_TO_BE)
        .order_by(col(CalendarEntry.letter_id))
    )
    found: dict[str, dict[int, CalendarEntry]] = {}
    for reader, entry in session.exec(query):
        found.setdefault(reader, {})[entry.owner_id] = entry
    return found
