"""The rungs of the ladder in words: what each is called, and the rule that puts it on its day."""

from datetime import date

from deadlines.duty import Duty
from deadlines.ladder import Rung
from deadlines.plan import Planner
from deadlines.swedish import MONTHS, WEEKDAYS
from notifications import days
from notifications.swedish import listed, workdays

RUNGS = {
    Rung.ASSIGNED: "besked om uppdraget",
    Rung.STATUS: "fråga om läget",
    Rung.SOON: "första påminnelsen",
    Rung.LAST: "sista påminnelsen",
    Rung.CUTOFF: "fråga om handlingarna",
    Rung.MISSED: "fråga efter sammanträdet",
    Rung.OVERDUE: "fråga efter slutdatum",
    Rung.RAISED: "besked till den som står över",
    Rung.STILL: "ny fråga om läget",
}


def rule_of(rung: Rung, duty: Duty, planner: Planner) -> str:
    """Why the rung stands on the day on which it stands, with the municipality's own numbers."""
    ladder, weekday = planner.ladder, WEEKDAYS[planner.ladder.weekday]
    match rung:
        case Rung.ASSIGNED:
            return "Den som får ett uppdrag, eller en ny tid, får veta det när protokollet är justerat."
        case Rung.STATUS:
            months = listed([MONTHS[month - 1] for month in sorted(ladder.status_months)])
            return f"Frågan ställs om alla öppna uppdrag den första {weekday}en i {months}."
        case Rung.SOON | Rung.LAST:
            back = ladder.last if rung is Rung.LAST else _soon(duty, planner)
            return f"{_days(back)} före {_working(duty)}, eller {weekday}en närmast före."
        case Rung.CUTOFF:
            return f"{_days(ladder.cutoff)} efter att handlingarna skulle ha varit inne{_on(duty.cutoff)}."
        case Rung.MISSED:
            return f"{_days(ladder.missed)} efter sammanträdet{_on(duty.meeting)} som skulle ha tagit upp uppdraget."
        case Rung.OVERDUE:
            return f"{_days(ladder.overdue)} efter slutdatum{_on(duty.last)}."
        case Rung.RAISED:
            return f"{_days(ladder.raised)} efter slutdatum{_on(duty.last)}."
        case _:
            return f"Var {ladder.still}:e arbetsdag därefter, så länge uppdraget är öppet."


def _soon(duty: Duty, planner: Planner) -> int:
    if duty.assigned_on is None or duty.last is None:
        return 0
    return planner.ladder.soon_days(planner.calendar.workdays.between(duty.assigned_on, duty.working or duty.last)) or 0


def _days(number: int) -> str:
    said = workdays(number)
    return said[:1].upper() + said[1:]


def _working(duty: Duty) -> str:
    if duty.working is not None and duty.working != duty.last:
        return f"dagen då handlingarna ska vara inne{_on(duty.working)}"
    return f"slutdatum{_on(duty.last)}"


def _on(day: date | None) -> str:
    return f" {days.dated(day)}" if day else ""
