"""Why a reader gets a letter, when the next one comes, and what an answer changes."""

from deadlines.ladder import Audience, Rung
from deadlines.status import Answer
from notifications import days
from notifications.matter import Matter
from notifications.swedish import within

ANSWERS: dict[Answer, str] = {
    Answer.ON_TRACK: "Pågår enligt plan",
    Answer.DONE: "Klart (ange diarienummer)",
    Answer.MORE_TIME: "Vi behöver mer tid",
    Answer.NOT_OURS: "Uppdraget är inte vårt",
    Answer.OTHER_OFFICER: "En annan handläggare har uppdraget",
    Answer.TAKEN_OVER: "Jag har tagit över och behöver underlag",
}
SILENCING_DAYS = 34
"""Of the calendar, between two open days: these are fewer than the 25 working days for which an answer is news
on the ladder that ships."""


def briefly(answer: Answer) -> str:
    """The answer without what it asks for."""
    return ANSWERS[answer].partition(" (")[0]


def reason(matter: Matter) -> str:
    """Which rung this is, to the reader."""
    if matter.item.audience is Audience.HEAD:
        return f"Du får det här därför att {matter.owner} hör till dig och uppdraget inte är redovisat."
    if matter.item.audience is Audience.OFFICE:
        return "Du får det här därför att ni bevakar kommunens uppdrag."
    if matter.is_new_term:
        return "Mejlet skickas när ett beslut om ny tid är registrerat."
    before = "innan handlingarna ska vara inne" if has_own_cutoff(matter) else "före slutdatum"
    return {
        Rung.ASSIGNED: "Mejlet skickas när protokollet är justerat.",
        Rung.STATUS: "Det här är den återkommande frågan om alla öppna uppdrag.",
        Rung.SOON: f"Det här är den första påminnelsen {before}.",
        Rung.LAST: f"Det här är den sista påminnelsen {before}.",
        Rung.CUTOFF: "Mejlet skickas när handlingarna skulle ha varit inne.",
        Rung.MISSED: "Mejlet skickas när det sammanträde har varit då uppdraget skulle ha tagits upp.",
        Rung.OVERDUE: "Mejlet skickas när slutdatum har passerat och ingen redovisning är registrerad.",
        Rung.RAISED: "Mejlet skickas när det har gått en tid efter slutdatum.",
        Rung.STILL: "Vi påminner med jämna mellanrum så länge uppdraget är öppet.",
    }[matter.rung]


def has_own_cutoff(matter: Matter) -> bool:
    """Papers must be in before the term's last day."""
    item = matter.item
    return item.working is not None and item.working != item.term.last


def coming(matter: Matter) -> str:
    """When the next letter comes, and what an answer changes."""
    item = matter.item
    if item.audience is Audience.COPY and not matter.speaks_to_owner:
        return "Du får inga påminnelser om uppdraget."
    if item.next_on is None or item.next_rung is None:
        return "Ingen mer påminnelse är planerad." if matter.speaks_to_owner else ""
    day = days.weekday(item.next_on, matter.today)
    if not matter.speaks_to_owner:
        return f"Nästa mejl till {matter.owner} går {day}, om ingen redovisning registreras före det."
    if item.next_rung in (Rung.SOON, Rung.LAST) and _silences(matter):
        return _silenced(matter, day)
    return _after(matter, item.next_rung, day)


def _silences(matter: Matter) -> bool:
    item = matter.item
    if item.on_track_silences is not None:
        return item.on_track_silences
    assert item.next_on is not None
    return item.next_rung is Rung.SOON or (item.next_on - matter.today).days <= SILENCING_DAYS


def _silenced(matter: Matter, day: str) -> str:
    said = f"Om du svarar ”{ANSWERS[Answer.ON_TRACK]}”"
    if matter.item.next_rung is Rung.SOON:
        return f"{said} uteblir nästa påminnelse. Annars kommer den {day}."
    before = "innan handlingarna ska vara inne" if has_own_cutoff(matter) else "före slutdatum"
    return f"{said} får du ingen mer påminnelse {before}. Annars kommer nästa {day}."


def _after(matter: Matter, rung: Rung, day: str) -> str:
    match rung:
        case Rung.STATUS:
            return f"Nästa mejl kommer {day}. Då frågar vi om alla öppna uppdrag."
        case Rung.SOON | Rung.LAST:
            return f"Nästa påminnelse kommer {day}."
        case Rung.CUTOFF:
            return f"Om handlingarna inte har kommit in hör vi av oss {day}."
        case Rung.RAISED if matter.item.head is not None:
            also = f"Då får även {within(matter.item.head)} veta det."
            return f"Om ingen redovisning har registrerats kommer nästa mejl {day}. {also}"
        case _:
            return f"Om ingen redovisning har registrerats kommer nästa mejl {day}."


def stopping(matter: Matter) -> str:
    """What ends the letters."""
    return f"Påminnelserna upphör när du svarar ”{briefly(Answer.DONE)}” eller redovisningen är registrerad."


def more_time(matter: Matter) -> str:
    """Who decides on more time, and until when to ask."""
    item = matter.item
    if item.term.last is None or not matter.speaks_to_owner:
        return ""
    decides = f"Det är {matter.giver} som beslutar om ny tid."
    if item.ask_by is None or item.ask_by < matter.today:
        return decides
    return f"{decides} Begäran behöver ha kommit in senast {days.dated(item.ask_by, matter.today)}."


def last_answer(matter: Matter) -> str:
    """What was last said, and what it does not change."""
    item = matter.item
    if item.answer is None or item.answered_on is None:
        return "Inget svar har kommit." if item.audience in (Audience.OFFICE, Audience.HEAD) else ""
    whose = "Ert senaste svar" if matter.speaks_to_owner else "Senaste svar"
    said = f"{whose}: {briefly(item.answer)} ({days.dated(item.answered_on, matter.today)})."
    if item.answer is Answer.MORE_TIME and item.term.last is not None:
        return f"{said} Slutdatum gäller tills {matter.giver} har beslutat om ny tid."
    return said


def waiting(matter: Matter) -> str:
    """What cannot begin before this one is done."""
    if not matter.item.waiting or matter.is_secret:
        return ""
    return f"På det här uppdraget väntar: {'; '.join(matter.item.waiting)}."
