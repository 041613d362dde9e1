"""What came in to the reply address: which letter it answers and what was understood, never what a stranger wrote."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from deadlines.status import Answer
from models.columns import stored_by_value


class ReplyKind(StrEnum):
    ANSWER = "answer"
    BOUNCE = "bounce"
    DELAY = "delay"
    """A mail server still tries; nothing has come back yet."""
    AUTOMATIC = "automatic"
    LEFT = "left"
    """An automatic reply of somebody who does not work there any more."""
    OURS = "ours"
    """One of our own letters, sent back to us."""
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    DOUBLE = "double"


class ReplyState(StrEnum):
    NOTED = "noted"
    TO_SEE = "to_see"
    """A person must look in the mailbox."""
    PROPOSED = "proposed"
    """Understood as an answer; it counts when somebody confirms it through the link."""
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    """A newer reply to the same letter came before it was confirmed."""
    LAPSED = "lapsed"
    """Nobody confirmed it in time; its words are forgotten."""


_ASKED = text("confirmation_id IS NOT NULL")


class Reply(SQLModel, table=True):
    """The subject, the sender and the reason for an absence are in no column: they are not kept."""

    __table_args__ = (
        UniqueConstraint("mailbox", "uid_validity", "uid"),
        UniqueConstraint("message_id"),
        Index(
            "uq_reply_letter_asked_on", "letter_id", "day", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED
        ),
        CheckConstraint("kind <> 'answer' OR letter_id IS NOT NULL", name="an_answer_belongs_to_a_letter"),
        CheckConstraint("kind = 'answer' OR state IN ('noted', 'to_see')", name="only_an_answer_is_proposed"),
        CheckConstraint("kind = 'automatic' OR returns_on IS NULL", name="only_the_absent_return"),
        CheckConstraint(
            "kind = 'answer' OR (text IS NULL AND answer IS NULL AND owner_id IS NULL AND case_number IS NULL"
            " AND wanted_day IS NULL AND officer_address IS NULL)",
            name="only_an_answer_says_something",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    mailbox: str
    uid_validity: int = Field(sa_type=BigInteger)
    uid: int = Field(sa_type=BigInteger)
    """The number that the mailbox gave the message; it means something together with `uid_validity` only."""
    message_id: str | None = None
    """None for a double, whose Message-ID stands on the first one."""
    kind: ReplyKind = Field(sa_type=stored_by_value(ReplyKind, "reply_kind"))
    state: ReplyState = Field(sa_type=stored_by_value(ReplyState, "reply_state"), index=True)
    day: date
    at: datetime
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    is_from_another: bool = False
    """It did not come from the address that the letter went to."""
    code: str | None = None
    """What a mail server said, as in 5.1.1."""
    returns_on: date | None = None
    owner_id: int | None = Field(default=None, foreign_key="owner.id")
    """None where the letter asked about several and the reply does not say which it means."""
    answer: Answer | None = Field(default=None, sa_type=stored_by_value(Answer, "reply_answer"))
    """None where no answer was understood."""
    text: str | None = None
    """In their own words, without quotes; None once masked."""
    case_number: str | None = None
    wanted_day: date | None = None
    officer_address: str | None = None
    salt: str
    confirmation_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    """The letter that asked for confirmation."""
    is_filed: bool = False
    """The mailbox has been told: the message is marked as read or moved. False after a sudden stop in between."""
