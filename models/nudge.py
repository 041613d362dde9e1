"""A short word on another channel that a letter has gone: once, and without a second try."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import stored_by_value


class NudgeState(StrEnum):
    SENDING = "sending"
    """Written before it is sent: one that stays so was under way when the program ended, and is not said again."""
    SENT = "sent"
    FAILED = "failed"


class Nudge(SQLModel, table=True):
    """The channel is known by its name in the settings; its address, which may be a password, stands in no row."""

    __table_args__ = (UniqueConstraint("letter_id", "channel"),)

    id: int = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id")
    channel: str
    at: datetime
    state: NudgeState = Field(sa_type=stored_by_value(NudgeState, "nudge_state"))
