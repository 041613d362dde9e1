"""The way a result takes to those who receive it, and the owner's own working deadline along it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from deadlines.term import Kind, Term
from deadlines.workdays import Workdays

BOUND_TO_MEETING = frozenset({Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.SEASON, Kind.YEAR, Kind.MEETING})
"""Kinds that leave the day to the receiving body's meeting plan. A named day stays that day."""


class Meeting(NamedTuple):
    day: date
    cutoff: date
    """When papers must be in."""


class Assumed(StrEnum):
    """What was assumed for want of a plan; the pages have the sentence for each."""

    NO_PLAN = "no_plan"
    NO_MEETING = "no_meeting"
    SEVERAL_MEETINGS = "several_meetings"


class Working(NamedTuple):
    """An owner's own working deadline, and what it rests on."""

    day: date | None = None
    cutoff: date | None = None
    """The first cutoff the result must make on its way; None where it is not known."""
    meeting: date | None = None
    """When the receiving body should take it up; None where it is not known."""
    assumed: Assumed | None = None


def working_deadline(
    term: Term,
    route: Sequence[int],
    plan: Mapping[int, Sequence[Meeting]],
    workdays: Workdays,
    rule: int,
) -> Working:
    """Working deadline of one owner. `route` ends with the receiving body; `plan` holds each body's
    meetings in order; `rule` is how many working days before a meeting papers must be in."""
    if term.last is None:
        return Working()
    if not route or term.kind not in BOUND_TO_MEETING:
        return Working(day=term.last)
    first = term.first or term.last
    held = plan.get(route[-1], ())
    inside = [meeting for meeting in held if first <= meeting.day <= term.last]
    if len(inside) == 1:
        cutoff = _own_cutoff(route, plan, inside[0])
        return Working(day=cutoff, cutoff=cutoff, meeting=inside[0].day)
    if inside:
        return Working(day=min(m.cutoff for m in inside), assumed=Assumed.SEVERAL_MEETINGS)
    planned = any(meeting.day.year == first.year for meeting in held)
    why = Assumed.NO_MEETING if planned else Assumed.NO_PLAN
    return Working(day=workdays.shift(first, -rule), assumed=why)


def _own_cutoff(route: Sequence[int], plan: Mapping[int, Sequence[Meeting]], receiving: Meeting) -> date:
    """Walk the route backwards, each body's last meeting that makes the next cutoff; if one has no such
    meeting the receiving meeting's cutoff must do."""
    step = receiving
    for body in reversed(route[:-1]):
        in_time = [meeting for meeting in plan.get(body, ()) if meeting.day <= step.cutoff]
        if not in_time:
            return receiving.cutoff
        step = max(in_time)
    return step.cutoff
