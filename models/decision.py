"""A decision, and the numbered points its assignments come from."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, Index, and_, text
from sqlmodel import Field, SQLModel, col

from models.columns import stored_by_value


class DecisionState(StrEnum):
    PROPOSED = "proposed"
    DECIDED = "decided"
    APPROVED = "approved"
    ANNULLED = "annulled"


class Decision(SQLModel, table=True):
    __table_args__ = (
        Index(
            "uq_decision_body_year_paragraph",
            "body_id",
            "year",
            "paragraph",
            unique=True,
            sqlite_where=text("paragraph IS NOT NULL"),
            postgresql_where=text("paragraph IS NOT NULL"),
        ),
        CheckConstraint(
            "state = 'proposed' OR (decided_on IS NOT NULL AND paragraph IS NOT NULL AND body_id IS NOT NULL"
            " AND year IS NOT NULL)",
            name="decided_has_body_day_and_paragraph",
        ),
        CheckConstraint("state <> 'approved' OR approved_on IS NOT NULL", name="approved_has_a_day"),
        CheckConstraint("state IN ('approved', 'annulled') OR approved_on IS NULL", name="only_decided_is_approved"),
        CheckConstraint("approved_on IS NULL OR approved_on >= decided_on", name="approved_after_it_was_decided"),
    )

    id: int = Field(default=None, primary_key=True)
    paper_id: int | None = Field(default=None, foreign_key="paper.id", index=True)
    body_id: int | None = Field(default=None, foreign_key="body.id")
    year: int | None = None
    paragraph: str | None = None
    case_number: str | None = None
    title: str
    """The office's own neutral short title."""
    is_confidential: bool = False
    """Its title is shown nowhere; the case number stands for it."""
    state: DecisionState = Field(
        default=DecisionState.PROPOSED, sa_type=stored_by_value(DecisionState, "decision_state")
    )
    stated_paragraph: str | None = None
    stated_on: date | None = None
    """What the paper itself says; it becomes `paragraph` and `decided_on` when a person has confirmed it."""
    dropped_on: date | None = None
    """A proposal that came to nothing; it waits for nobody any more."""
    decided_on: date | None = None
    approved_on: date | None = None
    snapshot_wanted: bool = Field(default=False, index=True)
    """Something changed that the Prefect UI should show."""


def is_waiting() -> ColumnElement[bool]:
    """The condition for proposals that somebody may still decide."""
    return and_(col(Decision.state) == DecisionState.PROPOSED, col(Decision.dropped_on).is_(None))


class Clause(SQLModel, table=True):
    """A point of a decision, verbatim, with its place in the paper; a repetition names the clause it repeats."""

    __table_args__ = (CheckConstraint("start_at >= 0 AND end_at > start_at", name="clause_lies_in_the_paper"),)

    id: int = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    repeats_id: int | None = Field(default=None, foreign_key="clause.id")
    paper_id: int | None = Field(default=None, foreign_key="paper.id")
    """The paper that it stands in, where that is another than the decision's: the council's minutes repeat the
    board's proposal."""
    point: str | None = None
    quote: str
    start_at: int
    end_at: int
    page: int | None = None
