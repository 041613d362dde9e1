"""The ladder: when whom to tell, before, on and after the day. Every number may be changed by the municipality."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deadlines.workdays import TUESDAY


class Rung(StrEnum):
    """The rungs by name. The name is identity: moving a rung resends nothing."""

    ASSIGNED = "assigned"
    STATUS = "status"
    SOON = "soon"
    LAST = "last"
    CUTOFF = "cutoff"
    MISSED = "missed"
    OVERDUE = "overdue"
    RAISED = "raised"
    STILL = "still"


CLIMB: dict[Rung, int] = {
    Rung.ASSIGNED: 0,
    Rung.STATUS: 0,
    Rung.SOON: 1,
    Rung.LAST: 2,
    Rung.CUTOFF: 3,
    Rung.MISSED: 4,
    Rung.OVERDUE: 5,
    Rung.RAISED: 6,
    Rung.STILL: 7,
}
"""How high a rung stands. `status` is asked beside the climb."""

ASKING = frozenset(set(Rung) - {Rung.ASSIGNED})
"""Rungs that ask for an answer; two of them in silence make an owner silent."""


EASED = frozenset({Rung.STATUS, Rung.SOON})
"""Rungs that a reader may do without, where the term has a day: `last` and all that comes after it is still told.
What has no day is asked about by `status` alone, so there that stays."""


class Audience(StrEnum):
    """To whom a rung speaks."""

    OWNER = "owner"
    COPY = "copy"
    OFFICE = "office"
    HEAD = "head"


@dataclass(frozen=True)
class Soon:
    """How long before the working deadline `soon` stands, where more than `given` working days were given."""

    given: int
    days: int


def _shipped_audiences() -> dict[Rung, tuple[Audience, ...]]:
    owner, office, head = Audience.OWNER, Audience.OFFICE, Audience.HEAD
    return {
        Rung.ASSIGNED: (owner,),
        Rung.STATUS: (owner,),
        Rung.SOON: (owner,),
        Rung.LAST: (owner,),
        Rung.CUTOFF: (owner,),
        Rung.MISSED: (owner, office),
        Rung.OVERDUE: (owner, office),
        Rung.RAISED: (owner, office, head),
        Rung.STILL: (owner,),
    }


class LadderDoesNotClimb(ValueError):
    """The rungs of a ladder stand in an impossible order."""


@dataclass(frozen=True)
class Ladder:
    """Days are working days. `soon` and `last` count back from the owner's own working deadline, the
    others forward: `cutoff` from the own cutoff, `missed` from the meeting, the rest from the term's last day."""

    soon: tuple[Soon, ...] = (Soon(given=45, days=25), Soon(given=15, days=10))
    last: int = 5
    cutoff: int = 1
    missed: int = 1
    overdue: int = 3
    raised: int = 15
    still: int = 40
    status_months: tuple[int, ...] = (3, 10)
    weekday: int = TUESDAY
    """The day on which pre-due rungs, `status` and `still` gather (0 is Monday)."""
    fresh: int = 25
    """How many working days *pågår enligt plan* stays news enough to silence `last` and `status`."""
    settle: int = 10
    """Working days after `assigned` in which `status` does not ask what was just given."""
    silent: int = 2
    """Asking rungs without any answer that make an owner silent."""
    audiences: Mapping[Rung, tuple[Audience, ...]] = field(default_factory=_shipped_audiences)

    def __post_init__(self) -> None:
        before = [step.days for step in self.soon]
        if before != sorted(before, reverse=True) or any(days <= self.last for days in before):
            raise LadderDoesNotClimb(f"soon ska stå före last, den längsta först (nu soon {before}, last {self.last}).")
        if not 0 < self.overdue < self.raised:
            raise LadderDoesNotClimb(
                f"overdue ska komma före raised (nu overdue {self.overdue}, raised {self.raised})."
            )
        if min(self.last, self.cutoff, self.missed, self.still) < 1:
            raise LadderDoesNotClimb("last, cutoff, missed och still ska vara minst 1.")

    def soon_days(self, given: int) -> int | None:
        """How many working days before the working deadline `soon` stands; None where too few were given."""
        return next((step.days for step in self.soon if given > step.given), None)
