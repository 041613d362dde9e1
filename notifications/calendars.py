"""What goes into the calendars of those whose letters are written: new terms, moved ones, and what is over.

What is done or ended is taken away in the next letter that the reader gets anyway: no letter is sent for that alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.assignment import Assignment, Deadline, Owner
from models.calendar_entry import CalendarEntry, newest_entries
from models.duties import stopped_among
from notifications.calendar_events import CalendarEvent, event_of, taken_away
from notifications.matter import Matter


@dataclass(frozen=True)
class Calendars:
    """What stands in the readers' calendars before today's letters, by reader and owner."""

    entries: Mapping[str, Mapping[int, CalendarEntry]]
    over: Mapping[int, tuple[int, date]]
    """Owners who have nothing left to do, with the assignment and the day that stands in the calendar."""

    @classmethod
    def of(cls, session: Session, readers: Iterable[str]) -> "Calendars":
        entries = newest_entries(session, readers)
        standing = {
            owner: entry.deadline_id
            for known in entries.values()
            for owner, entry in known.items()
            if not entry.is_cancelled
        }
        stopped = stopped_among(session, standing)
        return cls(entries, _days(session, {owner: standing[owner] for owner in stopped}))

    def changes(self, reader: str, matters: Sequence[Matter]) -> list[CalendarEvent]:
        """What a letter to this reader does to the calendar, by owner; empty where it does nothing."""
        known = self.entries.get(reader, {})
        events: dict[int, CalendarEvent] = {}
        for matter in matters:
            if matter.is_late:
                continue  # what has been is no news to a calendar
            if matter.speaks_to_owner and matter.item.term.last is not None:
                events[matter.item.owner_id] = event_of(matter, _sequence(known, matter))
            elif matter.speaks_to_owner and (before := _standing(known, matter.item.owner_id)):
                # the term has lost its day: any day will do to take the event away
                events[matter.item.owner_id] = taken_away(
                    matter.item.assignment_id, matter.item.owner_id, matter.today, before.sequence + 1
                )
        for owner, before in known.items():
            if owner in self.over and owner not in events and not before.is_cancelled:
                assignment_id, day = self.over[owner]
                events[owner] = taken_away(assignment_id, owner, day, before.sequence + 1)
        return list(events.values())

    def rows(
        self, reader: str, letter_id: int, events: Sequence[CalendarEvent], deadlines: Mapping[int, int]
    ) -> list[dict[str, Any]]:
        """The same as rows; `deadlines` are the versions that today's letter shows, by owner."""
        known = self.entries.get(reader, {})
        return [
            {
                "letter_id": letter_id,
                "owner_id": event.owner_id,
                "deadline_id": deadlines.get(event.owner_id) or known[event.owner_id].deadline_id,
                "sequence": event.sequence,
                "is_cancelled": event.is_cancelled,
            }
            for event in events
        ]


def _standing(known: Mapping[int, CalendarEntry], owner: int) -> CalendarEntry | None:
    entry = known.get(owner)
    return entry if entry and not entry.is_cancelled else None


def _sequence(known: Mapping[int, CalendarEntry], matter: Matter) -> int:
    """As before where it shows the same version; higher where the term was moved, or comes again."""
    before = known.get(matter.item.owner_id)
    if before is None:
        return matter.item.version - 1
    is_same = before.deadline_id == matter.item.deadline_id and not before.is_cancelled
    return before.sequence if is_same else before.sequence + 1


def _days(session: Session, deadlines: Mapping[int, int]) -> dict[int, tuple[int, date]]:
    """For each owner the assignment and the last day of that version."""
    query = (
        select(col(Owner.id), col(Assignment.id), col(Deadline.id), col(Deadline.last))
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .join(Deadline, col(Deadline.assignment_id) == col(Assignment.id))
        .where(col(Owner.id).in_(deadlines), col(Deadline.id).in_(deadlines.values()))
    )
    return {
        owner: (assignment, last)
        for owner, assignment, deadline, last in session.execute(query)
        if deadlines[owner] == deadline and last is not None
    }
