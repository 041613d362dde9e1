"""The terms of a letter as events for its reader's calendar (RFC 5545, RFC 5546)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from notifications import days
from notifications.due import papers_due, sentences
from notifications.header_text import harmless
from notifications.matter import Matter
from notifications.swedish import starting

ONE_DAY = timedelta(days=1)
MORNING = timedelta(hours=8)
"""When the day before an alarm sounds."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """The last day of one owner's term. The same owner's event is the same event, however often it is sent."""

    assignment_id: int
    owner_id: int
    day: date
    sequence: int
    summary: str
    description: str = ""
    alarm: int = 0
    """Days before `day` on which to remind; 0 in an event that is taken away."""
    is_cancelled: bool = False


def event_of(matter: Matter, sequence: int) -> CalendarEvent:
    """A day of its own, also where the term is a month or a year: a bar across a year helps nobody, and it is from
    this day that the assignment is late. The title says what the term is."""
    item, last = matter.item, matter.item.term.last
    assert last is not None
    period = "" if days.is_day(item.term) else f", {days.term(item.term)}"
    said = f"{starting(matter.owner)} ska {matter.done} {days.by(item.term)}."
    number = f"Uppdrag nr {item.assignment_id} i kommunens uppdragsbevakning."
    working = item.working if item.working is not None and item.working < last else last
    return CalendarEvent(
        item.assignment_id,
        item.owner_id,
        last,
        sequence,
        harmless(f"Slutdatum: uppdrag {matter.reference}{period}"),
        harmless(sentences(said, papers_due(matter), number)),
        alarm=(last - working).days + 1,
    )


def taken_away(assignment_id: int, owner_id: int, day: date, sequence: int) -> CalendarEvent:
    """Done, ended, or without a day: nothing is said of it but its number."""
    return CalendarEvent(
        assignment_id, owner_id, day, sequence, f"Slutdatum: uppdrag nr {assignment_id}", is_cancelled=True
    )


def as_calendar(events: Sequence[CalendarEvent], slug: str, domain: str, stamp: datetime) -> str:
    """One file for a letter. Where something is taken away and something else stands in the same letter, the method
    is PUBLISH, which allows both: a cancelled event says so itself."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bevaka//Uppdragsbevakning//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if all(event.is_cancelled for event in events) else "PUBLISH")
    for event in events:
        calendar.add_component(_component(event, slug, domain, stamp))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _component(event: CalendarEvent, slug: str, domain: str, stamp: datetime) -> Event:
    shown = Event()
    shown.add("uid", f"uppdrag-{event.assignment_id}-{event.owner_id}.{slug}@{domain}")
    shown.add("sequence", event.sequence)
    shown.add("dtstamp", stamp)
    shown.add("dtstart", event.day)
    shown.add("dtend", event.day + ONE_DAY)
    shown.add("summary", event.summary)
    shown.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    shown.add("transp", "TRANSPARENT")
    if event.description:
        shown.add("description", event.description)
    if event.alarm:
        shown.add_component(_alarm(event))
    return shown


def _alarm(event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.summary)
    alarm.add("trigger", MORNING - event.alarm * ONE_DAY)
    return alarm
