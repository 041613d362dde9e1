"""What owners said, and the reports that came in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from deadlines.status import Answer
from models.columns import stored_by_value


class Channel(StrEnum):
    LINK = "link"
    OFFICE = "office"


class StatusReport(SQLModel, table=True):
    """What somebody said for an owner. Never edited; free text can be masked."""

    __tablename__ = "status_report"

    id: int = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="owner.id", index=True)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    answer: Answer = Field(sa_type=stored_by_value(Answer, "answer"))
    text: str | None = None
    case_number: str | None = None
    wanted_day: date | None = None
    """Asked for, not decided: the old day still governs."""
    channel: Channel = Field(sa_type=stored_by_value(Channel, "answer_channel"))
    said_on: date
    at: datetime
    salt: str
    """The chain holds the hash of salt and text, so that masking the text leaves the chain whole."""


class Submission(SQLModel, table=True):
    """The report itself came in. `owner_id` NULL: for all owners."""

    __table_args__ = (
        CheckConstraint(
            "case_number IS NOT NULL OR (body_id IS NOT NULL AND day IS NOT NULL AND paragraph IS NOT NULL)",
            name="report_is_known_by_number_or_paragraph",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="owner.id", index=True)
    case_number: str | None = None
    body_id: int | None = Field(default=None, foreign_key="body.id")
    day: date | None = None
    paragraph: str | None = None
    received_on: date
    at: datetime
    returned_on: date | None = None
    """The day on which a decision sent the matter back: the report then no longer stops anything."""
