"""The one thing the rules see: what one owner of one assignment has to do, and what was said of it."""

from datetime import date
from typing import NamedTuple

from deadlines.ladder import Rung
from deadlines.status import Answer, Role, Status


class Duty(NamedTuple):
    """One owner of one assignment. Days are dates in the office's zone."""

    owner_id: int
    assignment_id: int
    deadline_id: int
    body_id: int | None
    """None while the owner is still to be named."""
    role: Role
    status: Status
    assigned_on: date | None
    """When the minutes were approved, or the owner came in later; None before that."""
    last: date | None
    """The term's last day."""
    working: date | None = None
    cutoff: date | None = None
    meeting: date | None = None
    answer: Answer | None = None
    answered_on: date | None = None
    submitted: bool = False
    """The report itself has come in, from this owner or for all of them."""
    sent: frozenset[tuple[Rung, int]] = frozenset()
    """Rungs of this term that have been written down for this owner."""
    told_on: date | None = None
    """The planned day of the newest of them: nothing that stands before it is sent any more."""
    head_id: int | None = None
    """The body above the owner; None where nobody stands above."""
    has_officer: bool = False
    """Another officer has the matter: letters go there, and the post gets a copy."""
    decision_id: int = 0

    @property
    def is_stopped(self) -> bool:
        """Nothing more is asked: not decided, ended, reported, said to be done, or nobody to ask."""
        return (
            self.status is not Status.ACTIVE
            or self.assigned_on is None
            or self.body_id is None
            or self.submitted
            or self.answer is Answer.DONE
        )
