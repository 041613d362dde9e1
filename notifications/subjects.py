"""Subject lines: neutral, without a title, and short enough for a list of mail."""

from collections.abc import Sequence
from datetime import date

from deadlines.ladder import Audience, Rung
from notifications import days
from notifications.matter import Matter
from notifications.swedish import starting


def subject(matters: Sequence[Matter]) -> str:
    """As in "Uppdrag KS 2017-10-10 § 309 p. 3: klart senast 30 november"; several are counted."""
    if _are_one(matters):
        return f"{_kind(matters[0])} {matters[0].reference}: {headline(matters)}"
    return f"{_counted(matters)}: {headline(matters)}"


def headline(matters: Sequence[Matter]) -> str:
    """The subject's news, without the reference."""
    if not _are_one(matters):
        return _nearest(matters)
    said = {_headline(matter) for matter in matters}
    return said.pop() if len(said) == 1 else _term(matters[0])


def title(matters: Sequence[Matter]) -> str:
    """What stands over the letter: the subject's news for one assignment, the number for several."""
    return starting(headline(matters)) if _are_one(matters) else _counted(matters)


def _are_one(matters: Sequence[Matter]) -> bool:
    """One assignment, of however many owners."""
    return count(matters) == 1


def count(matters: Sequence[Matter]) -> int:
    """Assignments; four who share one do not make four of it."""
    return len({matter.item.assignment_id for matter in matters})


def _kind(matter: Matter) -> str:
    if matter.item.audience is Audience.COPY:
        return "Kopia: uppdrag" if matter.speaks_to_owner else "För kännedom: uppdrag"
    return "Nytt uppdrag" if matter.is_new and matter.item.audience is Audience.OWNER else "Uppdrag"


def _counted(matters: Sequence[Matter]) -> str:
    number = count(matters)
    if all(matter.is_new_term for matter in matters):
        return f"Nytt slutdatum för {number} uppdrag"
    if all(matter.is_new for matter in matters):
        if all(matter.item.audience is Audience.COPY for matter in matters):
            return f"{number} uppdrag för kännedom"
        return f"{number} nya uppdrag"
    return f"{number} uppdrag att bevaka"


def _headline(matter: Matter) -> str:
    item = matter.item
    if matter.is_new_term and item.term.last is not None and not matter.is_late:
        return f"nytt slutdatum {days.term(item.term, matter.today)}"
    match matter.rung:
        case Rung.STATUS if not matter.is_late and matter.item.audience is Audience.OWNER:
            return "hur ligger ni till?"
        case Rung.CUTOFF if item.working is not None:
            return f"handlingarna skulle ha varit inne {days.dated(item.working, matter.today)}"
        case Rung.MISSED if item.meeting is not None:
            return f"skulle ha tagits upp {days.dated(item.meeting, matter.today)}"
        case _:
            return _term(matter)


def _term(matter: Matter) -> str:
    """What all owners of an assignment share."""
    if matter.item.term.last is None:
        return "inget slutdatum"
    if matter.is_late:
        return f"slutdatum var {days.term(matter.item.term, matter.today)}"
    return f"klart {_by(matter)}"


def _by(matter: Matter) -> str:
    """Without the weekday, which a subject has no room for."""
    term = matter.item.term
    if term.last is not None and days.is_day(term):
        return f"senast {days.dated(term.last, matter.today)}"
    return days.by(term, matter.today)


def _nearest(matters: Sequence[Matter]) -> str:
    late = count([matter for matter in matters if matter.is_late])
    ahead = min(
        (m for m in matters if m.item.term.last is not None and not m.is_late),
        key=lambda m: m.item.term.last or date.max,
        default=None,
    )
    said = []
    if late:
        said.append("alla efter slutdatum" if late == count(matters) > 1 else f"{late} efter slutdatum")
    if ahead is not None:
        said.append(f"närmast {days.term(ahead.item.term, ahead.today)}")
    return ", ".join(said) or "inget slutdatum"
