"""When bodies meet, when papers must be in, and the way a result takes between them."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class MeetingRow(SQLModel, table=True):
    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("body_id", "day"),
        CheckConstraint("cutoff <= day", name="papers_are_in_before_the_meeting"),
    )

    id: int = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id")
    day: date
    cutoff: date


class RouteStep(SQLModel, table=True):
    """The nth body that a result of `body_id` passes; the receiving body itself comes after the last."""

    __tablename__ = "route_step"
    __table_args__ = (UniqueConstraint("body_id", "receiver_id", "nth"),)

    id: int = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id")
    receiver_id: int = Field(foreign_key="body.id")
    nth: int
    via_id: int = Field(foreign_key="body.id")
