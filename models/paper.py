"""The file that was read."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel


class Paper(SQLModel, table=True):
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="paper_is_known_by_its_hash"),
        Index("ix_paper_body_id_meeting_day", "body_id", "meeting_day"),
    )

    id: int = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    name: str
    kind: str
    """As the paper calls itself: tjänsteskrivelse, protokoll …"""
    pages: int | None = None
    text: str
    latest_stated_day: date | None = None
    """The latest day that the paper states for itself; no decision can be older."""
    taken_in_at: datetime
    version_of: int | None = Field(default=None, foreign_key="paper.id")
    """The earlier paper that this one corrects."""
    body_id: int | None = Field(default=None, foreign_key="body.id")
    meeting_day: date | None = None
    """Of minutes: whose meeting, and when."""
