"""What an office knows that a paper can be held against: its bodies, meetings, open days and quiet periods."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from config.closed_days import workdays
from config.office import Office
from config.register import ListedBody
from deadlines.placing import Calendar
from deadlines.route import Meeting


class BodyKind(StrEnum):
    COUNCIL = "council"
    BOARD = "board"
    COMMITTEE = "committee"
    SUBCOMMITTEE = "subcommittee"
    DEPARTMENT = "department"
    OFFICER = "officer"
    COMPANY = "company"


_BY_NAME = (
    # the order matters: "bolagsstyrelsen" is no board of the municipality, "kommunstyrelsens arbetsutskott" none either
    (BodyKind.COMPANY, r"\b(?:ab|hb|kb)\b|bolag"),
    (BodyKind.OFFICER, r"(?:direktör|chef|sekreterare|strateg|ordförande|samordnare|handläggare|ombud)\w*(?:\s|$)"),
    (BodyKind.SUBCOMMITTEE, r"utskott\w*$|^(?:ks)?au$"),
    (BodyKind.DEPARTMENT, r"(?:förvaltning(?:en)?|kontor(?:et)?|kansli(?:et)?|avdelning(?:en)?|enhet(?:en)?)$"),
    (BodyKind.COUNCIL, r"fullmäktige$|^kf$"),
    (BodyKind.BOARD, r"(?:kommun|region|stads|landstings)styrelse(?:n)?$|^[kr]s$"),
    (BodyKind.COMMITTEE, r"nämnd(?:en|er|erna)?$"),
)


def kind_of(name: str) -> BodyKind | None:
    """What a name alone tells; None where it could be anything."""
    return next((kind for kind, pattern in _BY_NAME if re.search(pattern, name.lower())), None)


def key(name: str) -> str:
    """The form in which names are compared: without spaces, hyphens and the definite ending."""
    return re.sub(r"(?:en|et|n)$", "", re.sub(r"[\W_]", "", name.lower()))


@dataclass(frozen=True)
class KnownBody:
    name: str
    kind: BodyKind
    names: frozenset[str] = frozenset()
    """Every name and abbreviation, as keys."""
    head: str | None = None
    department: str | None = None
    meetings: tuple[Meeting, ...] = ()

    def plans(self, first: date, last: date) -> bool:
        """Whether the plan reaches over these days: what lies before or after it is not known."""
        days = [meeting.day for meeting in self.meetings]
        return bool(days) and min(days) <= last and first <= max(days)


@dataclass(frozen=True)
class Known:
    """Empty where no office folder is at hand: the checks that need one say so."""

    bodies: tuple[KnownBody, ...] = ()
    calendar: Calendar = field(default_factory=lambda: Calendar(workdays()))
    has_office: bool = False

    def body(self, name: str | None) -> KnownBody | None:
        wanted = key(name) if name else ""
        return next((body for body in self.bodies if wanted and wanted in body.names), None)

    def kind(self, name: str) -> BodyKind | None:
        known = self.body(name)
        return known.kind if known else kind_of(name)

    def next_meeting(self, name: str | None, day: date) -> date | None:
        body = self.body(name)
        return next((m.day for m in body.meetings if m.day >= day), None) if body else None


def known_to(office: Office, day: date | None) -> Known:
    """What the office's settings say of the day; without a day, of all its bodies."""
    listed: Iterable[ListedBody] = office.settings.register_.body
    return Known(
        tuple(_known(body) for body in listed if day is None or _is_valid(body, day)), office.calendar, has_office=True
    )


def _is_valid(body: ListedBody, day: date) -> bool:
    return body.valid_from <= day and (body.valid_to is None or body.valid_to >= day)


def _known(body: ListedBody) -> KnownBody:
    return KnownBody(
        name=body.name,
        kind=BodyKind(body.kind),
        names=frozenset(key(name) for name in (body.name, *body.aliases)),
        head=body.head,
        department=body.department,
        meetings=tuple(sorted(meeting.as_meeting() for meeting in body.meeting)),
    )
