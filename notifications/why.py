"""The reason for a letter in one sentence, for its row, the desk and the simulation."""

from collections.abc import Sequence

from deadlines.ladder import CLIMB, Audience, Rung
from notifications import days
from notifications.due import sentences
from notifications.matter import Matter
from notifications.reasons import has_own_cutoff
from notifications.subjects import count
from notifications.swedish import numeral, starting, workdays


def why(matters: Sequence[Matter]) -> str:
    """The rung and its reason in one sentence, for the row and the desk."""
    highest = max(matters, key=lambda matter: CLIMB[matter.rung])
    sentence = _why(highest)
    if count(matters) == 1:
        return sentence
    many = starting(numeral(count(matters)))
    return f"{many} uppdrag i samma mejl, bland dem: {sentence[0].lower()}{sentence[1:]}"


def _why(matter: Matter) -> str:
    whom = {
        Audience.OWNER: "",
        Audience.COPY: " (kopia)",
        Audience.OFFICE: " (till den som bevakar)",
        Audience.HEAD: " (till den som står över)",
    }[matter.item.audience]
    return f"{_rung_in_words(matter)}{whom}."


def _rung_in_words(matter: Matter) -> str:
    item = matter.item
    term = "utan slutdatum" if item.term.last is None else f"slutdatum {days.term(item.term)}"
    match matter.rung:
        case Rung.ASSIGNED if matter.is_new_term:
            return "Ny tid: inget slutdatum" if item.term.last is None else f"Nytt slutdatum {days.term(item.term)}"
        case Rung.ASSIGNED:
            return f"Nytt uppdrag, {term}"
        case Rung.STATUS:
            return f"Återkommande fråga om läget, {term}"
        case Rung.SOON:
            return f"Påminnelse{_before(matter, term)}"
        case Rung.LAST:
            return f"Sista påminnelsen{_before(matter, term)}"
        case Rung.CUTOFF:
            day = f" {days.dated(item.working)}" if item.working else ""
            return f"Handlingarna skulle ha varit inne{day} och inga är registrerade"
        case Rung.MISSED:
            day = f" {days.dated(item.meeting)}" if item.meeting else ""
            return f"Sammanträdet{day} har varit och ingen redovisning är registrerad"
        case Rung.OVERDUE:
            return f"{_passed(matter, term)} och ingen redovisning är registrerad"
        case Rung.RAISED:
            return f"{_passed(matter, term)}; uppdraget lyfts"
        case _:
            return f"Fortfarande öppet: {_passed(matter, term)[0].lower()}{_passed(matter, term)[1:]}"


def _before(matter: Matter, term: str) -> str:
    """As after "Påminnelse": " tolv arbetsdagar före slutdatum 30 november 2017"."""
    item = matter.item
    if item.working is not None and has_own_cutoff(matter):
        return f" innan handlingarna ska vara inne {days.dated(item.working)}, {term}"
    if item.term.last is None:
        return f", {term}"
    is_counted = matter.left is not None and matter.left > 0 and not matter.is_late and days.is_day(item.term)
    return f" {workdays(matter.left)} före {term}" if is_counted and matter.left else f" före {term}"


def _passed(matter: Matter, term: str) -> str:
    return sentences(starting(term), "passerade" if matter.is_late else "", matter.countdown if matter.is_late else "")
