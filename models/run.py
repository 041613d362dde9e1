"""That a round, a digest or a delivery was made, and who is at it just now."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Run(SQLModel, table=True):
    """One finished piece of the day, so that the watchdog sees what did not happen."""

    name: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    started_at: datetime
    ended_at: datetime | None = None
    summary: str | None = None


class Lease(SQLModel, table=True):
    """Keeps two runs of a kind apart; a dead holder's lease runs out."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime
