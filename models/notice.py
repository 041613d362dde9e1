"""That an owner should hear something about an assignment: written once, whatever happens."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from deadlines.ladder import Audience, Rung
from models.columns import stored_by_value


class Notice(SQLModel, table=True):
    """The key leaves out the person: who comes new hears at the next rung."""

    __table_args__ = (
        UniqueConstraint(
            "assignment_id", "owner_id", "deadline_id", "rung", "nth", "audience", name="uq_notice_once_only"
        ),
        Index("ix_notice_owner_id_deadline_id", "owner_id", "deadline_id"),
        # In the words in which each database is asked: SQLite uses a partial index only where the words agree.
        Index(
            "ix_notice_waiting",
            "addressee_id",
            sqlite_where=text("letter_id IS NULL AND is_dropped = 0"),
            postgresql_where=text("letter_id IS NULL AND NOT is_dropped"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    owner_id: int = Field(foreign_key="owner.id")
    deadline_id: int = Field(foreign_key="deadline.id")
    rung: Rung = Field(sa_type=stored_by_value(Rung, "rung"))
    nth: int
    audience: Audience = Field(sa_type=stored_by_value(Audience, "audience"))
    addressee_id: int = Field(foreign_key="body.id")
    planned_on: date
    """The day on which the rung stands."""
    written_on: date
    """The day of the round that wrote it; later after an outage."""
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    is_dropped: bool = False
    """Overtaken before any letter carried it."""
