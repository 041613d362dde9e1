"""A finished message to one recipient, waiting in the outbox or sent, and every attempt to send it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from models.columns import stored_by_value


class LetterKind(StrEnum):
    NOTICE = "notice"
    DIGEST = "digest"
    GATHERING = "gathering"
    ALARM = "alarm"
    CONFIRMATION = "confirmation"
    """What was understood of a reply by mail, and the link by which it is confirmed."""


class Occasion(StrEnum):
    """What made the letter. One letter per recipient, day and occasion; an alarm may come at any hour, and so may
    what asks to confirm a reply, which is under the same word."""

    ROUND = "round"
    DECIDED = "decided"
    ALARM = "alarm"
    DIGEST = "digest"
    GATHERING = "gathering"


class LetterState(StrEnum):
    PLANNED = "planned"
    """Somebody shall have a letter today; its text is written just before it is sent."""
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    """The intent mark: it may have left from here on, and nothing changes it any more."""
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    WITHDRAWN = "withdrawn"


class Letter(SQLModel, table=True):
    __table_args__ = (
        Index(
            "uq_letter_intended_day_occasion",
            "intended",
            "day",
            "occasion",
            unique=True,
            sqlite_where=text("state <> 'withdrawn' AND occasion <> 'alarm'"),
            postgresql_where=text("state <> 'withdrawn' AND occasion <> 'alarm'"),
        ),
        Index(
            "ix_letter_to_send",
            "not_before",
            sqlite_where=text("state IN ('planned', 'waiting', 'claimed', 'sending')"),
            postgresql_where=text("state IN ('planned', 'waiting', 'claimed', 'sending')"),
        ),
        Index("ix_letter_day_kind", "day", "kind"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_an_hour"),
        CheckConstraint(
            "state IN ('planned', 'withdrawn')"
            " OR (subject IS NOT NULL AND text IS NOT NULL AND html IS NOT NULL AND why IS NOT NULL)",
            name="only_what_is_written_is_sent",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    kind: LetterKind = Field(sa_type=stored_by_value(LetterKind, "letter_kind"))
    occasion: Occasion = Field(sa_type=stored_by_value(Occasion, "letter_occasion"))
    day: date
    recipient: str
    """Normalised address that the letter goes to."""
    intended: str
    """Address that it was meant for; another one in shadow mode."""
    instead_of: str | None = None
    """Whom it would have gone to if somebody else did not read today: an absent person's address, or a vacant post."""
    body_id: int | None = Field(default=None, foreign_key="body.id")
    subject: str | None = None
    text: str | None = None
    """The text part, with `[svarslänk]` where the link will stand; the link itself is made at sending."""
    html: str | None = None
    calendar: str | None = None
    """The terms of the letter as iCalendar, for its reader's calendar."""
    why: str | None = None
    """The reason for this letter in one sentence."""
    message_id: str = Field(index=True)
    thread_id: str | None = None
    written_at: datetime
    """The Date header: frozen, so that a resend is byte-identical."""
    state: LetterState = Field(default=LetterState.WAITING, sa_type=stored_by_value(LetterState, "letter_state"))
    not_before: datetime
    claimed_by: str | None = None
    lease_until: datetime | None = None
    attempts: int = 0
    is_uncertain: bool = False
    """A connection was lost after DATA: it may have arrived twice."""
    sent_at: datetime | None = None
    answer_until: date | None = None
    answered_at: datetime | None = None


class LetterAttempt(SQLModel, table=True):
    """What the mail server said. Append-only, like the history."""

    __tablename__ = "letter_attempt"

    id: int = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    at: datetime
    outcome: str
    code: int | None = None
    reply: str | None = None
