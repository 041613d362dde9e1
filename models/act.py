"""What a decision does to an assignment that was given earlier, as the paper says it and as a person settled it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from deadlines.status import ActKind, Outcome
from deadlines.term import Kind
from models.columns import stored_by_value


class ActState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDONE = "undone"


UNSETTLED = (ActState.PROPOSED, ActState.UNDONE)
"""What waits for a person: not looked at yet, or taken back."""


class Act(SQLModel, table=True):
    """Nothing happens to any assignment until a person has confirmed it."""

    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (settled_at IS NULL)", name="settled_has_an_hour"),
        CheckConstraint("(state = 'confirmed') = (settled_id IS NOT NULL)", name="confirmed_has_an_assignment"),
        CheckConstraint("(state = 'confirmed') = (to_undo IS NOT NULL)", name="confirmed_can_be_undone"),
        CheckConstraint("runner_up_id IS NULL OR assignment_id IS NOT NULL", name="runner_up_comes_after_a_best"),
        CheckConstraint("runner_up_id <> assignment_id", name="best_is_not_its_own_runner_up"),
        CheckConstraint("length(trim(reason)) > 0", name="proposed_for_a_reason"),
        CheckConstraint("kind = 'close' OR outcome IS NULL", name="only_closing_has_an_outcome"),
        CheckConstraint("kind = 'transfer' OR to_body_id IS NULL", name="only_a_transfer_has_a_receiver"),
        CheckConstraint("kind NOT IN ('close', 'write_off') OR term_kind IS NULL", name="what_ends_has_no_new_term"),
        CheckConstraint("first IS NULL OR last IS NULL OR first <= last", name="new_term_begins_before_it_ends"),
    )

    id: int = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    """The decision that does it."""
    clause_id: int = Field(foreign_key="clause.id")
    kind: ActKind = Field(sa_type=stored_by_value(ActKind, "act_kind"))
    state: ActState = Field(default=ActState.PROPOSED, index=True, sa_type=stored_by_value(ActState, "act_state"))
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    """The open assignment that it most likely means; None where none is likely enough, or several are as likely."""
    reason: str
    """Why, in one sentence."""
    runner_up_id: int | None = Field(default=None, foreign_key="assignment.id")
    runner_up_reason: str | None = None
    outcome: Outcome | None = Field(default=None, sa_type=stored_by_value(Outcome, "act_outcome"))
    term_kind: Kind | None = Field(default=None, sa_type=stored_by_value(Kind, "act_term_kind"))
    """The new term; None where the paper gives none."""
    first: date | None = None
    last: date | None = None
    phrase: str | None = None
    assumption: str | None = None
    to_body_id: int | None = Field(default=None, foreign_key="body.id")
    """Who takes over, if the register knows the name."""
    settled_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    """The assignment that a person confirmed."""
    settled_at: datetime | None = None
    to_undo: str | None = None
    """Where the assignment stood before and after, as JSON; see models/restoring.py."""
