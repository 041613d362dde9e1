"""When an assignment is to be done, in sentences; and what is assumed where nobody has said."""

from deadlines.route import Assumed
from notifications import days
from notifications.matter import Matter
from notifications.swedish import starting, within


def sentences(*parts: str) -> str:
    """A paragraph of those that say something."""
    return " ".join(part for part in parts if part)


def is_due(matter: Matter) -> str:
    """When it is to be done, or that nobody has said when."""
    term = matter.item.term
    if term.last is None:
        if term.phrase and not matter.is_secret:
            return f"Tiden anges som ”{term.phrase}”. Det är ingen bestämd dag, så slutdatum saknas."
        return "I beslutet anges inget slutdatum."
    if matter.is_late:
        return was_due(matter)
    countdown = f", {matter.countdown}" if matter.countdown else ""
    return f"Det ska {matter.done} {days.by(term)}{countdown}."


def was_due(matter: Matter, subject: str = "Det", *, counted: bool = False) -> str:
    """That the day has passed; no more than that."""
    countdown = f", {matter.countdown}" if counted and matter.countdown else ""
    return f"{subject} skulle {matter.has_been_done} {days.when(matter.item.term, matter.today)}{countdown}."


def papers_due(matter: Matter) -> str:
    """The owner's own working deadline, and that it is an assumption where it is one."""
    item = matter.item
    if item.working is None or item.working == item.term.last and item.meeting is None:
        return ""
    verb, been = ("skulle", "ha varit") if item.working < matter.today else ("behöver", "vara")
    day = days.weekday(item.working)
    if item.assumed is not None:
        return f"{_why_assumed(matter, item.assumed)} Vi antar att handlingarna {verb} {been} inne senast {day}."
    if item.meeting is None:
        return f"Handlingarna {verb} {been} inne senast {day}."
    meeting = f"{matter.receivers} sammanträde {days.weekday(item.meeting)}"
    return f"För att hinna till {meeting} {verb} handlingarna {been} inne senast {day}."


def _why_assumed(matter: Matter, assumed: Assumed) -> str:
    when = days.when(matter.item.term)
    match assumed:
        case Assumed.NO_PLAN:
            return f"Vi har inte dagarna för {matter.receivers} sammanträden."
        case Assumed.NO_MEETING:
            return f"Vi känner inte till något sammanträde med {matter.receiver} {when}."
        case Assumed.SEVERAL_MEETINGS:
            return f"Det finns flera sammanträden med {matter.receiver} {when}, och vi räknar med det första."


def moved(matter: Matter) -> str:
    """Both days, and the decision that moved the term."""
    change = matter.item.moved
    if change is None:
        return ""
    both = f"Nytt slutdatum: {days.term(matter.item.term)} (tidigare {days.term(change.before)})."
    if matter.is_secret:
        return both
    return f"{both} {starting(within(change.body))} {days.dated(change.day)}, § {change.paragraph}."
