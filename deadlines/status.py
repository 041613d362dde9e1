"""Where an assignment stands, what an owner has said, and which step may follow which."""

from enum import StrEnum


class Status(StrEnum):
    """The state of an assignment. Late, silent and due soon are derived, never stored."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REPORTED = "reported"
    CLOSED = "closed"
    WRITTEN_OFF = "written_off"
    TRANSFERRED = "transferred"
    SUSPENDED = "suspended"
    ANNULLED = "annulled"


SHOWN: dict[Status, str] = {
    Status.PROPOSED: "föreslaget",
    Status.ACTIVE: "pågående",
    Status.REPORTED: "redovisat",
    Status.CLOSED: "avslutat",
    Status.WRITTEN_OFF: "avskrivet",
    Status.TRANSFERRED: "överlämnat",
    Status.SUSPENDED: "vilande",
    Status.ANNULLED: "upphävt",
}
"""The office's words."""

NEXT: dict[Status, frozenset[Status]] = {
    Status.PROPOSED: frozenset({Status.ACTIVE, Status.ANNULLED}),
    Status.ACTIVE: frozenset(
        {
            Status.REPORTED,
            Status.CLOSED,
            Status.WRITTEN_OFF,
            Status.TRANSFERRED,
            Status.SUSPENDED,
            Status.ANNULLED,
        }
    ),
    Status.REPORTED: frozenset({Status.ACTIVE, Status.CLOSED, Status.WRITTEN_OFF, Status.TRANSFERRED, Status.ANNULLED}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.WRITTEN_OFF, Status.ANNULLED}),
    Status.CLOSED: frozenset(),
    Status.WRITTEN_OFF: frozenset(),
    Status.TRANSFERRED: frozenset(),
    Status.ANNULLED: frozenset(),
}

OPEN = frozenset({Status.ACTIVE, Status.REPORTED, Status.SUSPENDED})
"""Decided and not yet ended by a decision."""


class Outcome(StrEnum):
    """What the body found when it closed the assignment."""

    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_DONE = "not_done"
    REPLACED = "replaced"


class ActKind(StrEnum):
    """What a decision can do to an assignment that was given earlier."""

    CLOSE = "close"
    WRITE_OFF = "write_off"
    EXTEND = "extend"
    REFER_BACK = "refer_back"
    TRANSFER = "transfer"


ACTS: dict[ActKind, str] = {
    ActKind.CLOSE: "avslutar",
    ActKind.WRITE_OFF: "avskriver",
    ActKind.EXTEND: "ger ny tid för",
    ActKind.REFER_BACK: "återremitterar",
    ActKind.TRANSFER: "överför",
}
"""The office's words: "§ 31 avslutar uppdrag 3"."""


class Role(StrEnum):
    """What an owner is to the assignment."""

    LEAD = "lead"
    JOINT = "joint"
    CONSULTED = "consulted"
    INFORMED = "informed"


ANSWERABLE = frozenset({Role.LEAD, Role.JOINT})
"""Those who must do it and are reminded; the others get a copy of `assigned`."""


class Answer(StrEnum):
    """The six answers that a letter offers."""

    ON_TRACK = "on_track"
    DONE = "done"
    MORE_TIME = "more_time"
    NOT_OURS = "not_ours"
    OTHER_OFFICER = "other_officer"
    TAKEN_OVER = "taken_over"


class StepNotAllowed(ValueError):
    """The assignment cannot take this step from where it stands."""

    def __init__(self, now: Status, wanted: Status) -> None:
        allowed = ", ".join(SHOWN[status] for status in sorted(NEXT[now])) or "inget, det är slutligt"
        super().__init__(f"Ett uppdrag som är {SHOWN[now]} kan inte bli {SHOWN[wanted]}. Möjligt härifrån: {allowed}.")
        self.now, self.wanted = now, wanted


def step(now: Status, wanted: Status) -> Status:
    """`wanted`, if the assignment may go there from `now`; else StepNotAllowed."""
    if wanted not in NEXT[now]:
        raise StepNotAllowed(now, wanted)
    return wanted
