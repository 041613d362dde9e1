"""What is laid before a body: statuses gathered, completed by the office, frozen."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class FollowUpRecord(SQLModel, table=True):
    __tablename__ = "follow_up_record"
    __table_args__ = (
        UniqueConstraint("body_id", "day"),
        CheckConstraint("(frozen_at IS NULL) = (sha256 IS NULL)", name="frozen_has_a_hash"),
    )

    id: int = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id")
    day: date
    """Statuses as of this day."""
    meeting_day: date | None = None
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    office_text: str | None = None
    gathered_at: datetime
    frozen_at: datetime | None = None
    sha256: str | None = None
