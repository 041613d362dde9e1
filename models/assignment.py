"""An assignment, its owners and the versions of its term."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from deadlines.route import Assumed
from deadlines.status import Outcome, Role, Status
from deadlines.term import Kind
from models.columns import stored_by_value


class Assignment(SQLModel, table=True):
    """Somebody shall do something. Its number is never used again."""

    __table_args__ = (
        CheckConstraint("length(trim(task)) > 0", name="task_says_something"),
        CheckConstraint(
            "(status IN ('closed', 'written_off', 'transferred', 'annulled')) = (closed_on IS NOT NULL)",
            name="ended_has_a_day",
        ),
        CheckConstraint("(status = 'closed') = (outcome IS NOT NULL)", name="closed_has_an_outcome"),
        CheckConstraint("waits_for IS NULL OR waits_for <> id", name="nothing_waits_for_itself"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    clause_id: int = Field(foreign_key="clause.id")
    task: str
    status: Status = Field(default=Status.PROPOSED, sa_type=stored_by_value(Status, "assignment_status"))
    report_to_id: int | None = Field(default=None, foreign_key="body.id")
    waits_for: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    then_task: str | None = None
    """What falls to an owner that this assignment shall name; deciding makes it an assignment of its own."""
    then_owner: str | None = None
    then_clause_id: int | None = Field(default=None, foreign_key="clause.id")
    passed_on_from: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    """The assignment that this one passes on: the council gave it to the board, the board gives it to its director."""
    watch_on: date | None = None
    """The office's own day to look again; makes nothing late."""
    outcome: Outcome | None = Field(default=None, sa_type=stored_by_value(Outcome, "outcome"))
    closed_on: date | None = None
    closed_by_body_id: int | None = Field(default=None, foreign_key="body.id")
    closed_by_paragraph: str | None = None


class Deadline(SQLModel, table=True):
    """One version of a term. A new one only when the term is moved, with the decision that did it."""

    __table_args__ = (
        UniqueConstraint("assignment_id", "version"),
        CheckConstraint("first IS NULL OR last IS NULL OR first <= last", name="term_begins_before_it_ends"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    version: int = 1
    is_current: bool = True
    kind: Kind = Field(sa_type=stored_by_value(Kind, "term_kind"))
    first: date | None = None
    last: date | None = None
    phrase: str | None = None
    assumption: str | None = None
    given_on: date | None = None
    """From when the term counts: the approval of the minutes that set it."""
    set_by_body_id: int | None = Field(default=None, foreign_key="body.id")
    set_by_paragraph: str | None = None
    set_by_day: date | None = None


class Owner(SQLModel, table=True):
    """One body's part in an assignment. `body_id` is NULL while the owner is still to be named."""

    __table_args__ = (
        UniqueConstraint("assignment_id", "body_id", "valid_from"),
        Index(
            "ix_owner_next_notice_on",
            "next_notice_on",
            sqlite_where=text("next_notice_on IS NOT NULL"),
            postgresql_where=text("next_notice_on IS NOT NULL"),
        ),
        Index("ix_owner_planned_with", "planned_with"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    body_id: int | None = Field(default=None, foreign_key="body.id", index=True)
    role: Role = Field(sa_type=stored_by_value(Role, "owner_role"))
    to_be_named: str | None = None
    """How the paper speaks of an owner that is still to be named."""
    officer_address: str | None = None
    """Another officer who has the matter; the post then gets a copy."""
    valid_from: date | None = None
    valid_to: date | None = None
    next_notice_on: date | None = None
    """A cache: when the round should look at this owner again."""
    planned_with: str | None = None
    """Fingerprint of the ladder and calendar that `next_notice_on` was planned with."""
    working_deadline: date | None = None
    cutoff: date | None = None
    meeting_day: date | None = None
    assumed: Assumed | None = Field(default=None, sa_type=stored_by_value(Assumed, "working_assumption"))
