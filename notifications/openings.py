"""How a letter begins to speak of an assignment: what is asked, when, and why just now."""

from collections.abc import Callable

from deadlines.ladder import Audience, Rung
from deadlines.status import ANSWERABLE, Role
from notifications import days
from notifications.due import is_due, moved, papers_due, sentences, was_due
from notifications.matter import Matter
from notifications.swedish import listed, starting, within

NOTHING_REGISTERED = "Vi har inte registrerat någon redovisning. Har ni redan lämnat den? Svara med diarienumret."


def opening(matter: Matter) -> list[str]:
    """Paragraphs that say it all to somebody who reads no further."""
    match matter.item.audience:
        case Audience.OFFICE:
            return _to_office(matter)
        case Audience.HEAD:
            return _to_head(matter)
        case Audience.COPY if matter.item.role not in ANSWERABLE:
            return _to_informed(matter)
        case Audience.COPY:
            copy = "Det här är en kopia. En annan handläggare har uppdraget och får samma mejl."
            return [*_to_owner(matter), copy]
        case _:
            return _to_owner(matter)


def _to_owner(matter: Matter) -> list[str]:
    return [part for part in _OWNER[matter.rung](matter) if part]


def _has(matter: Matter, verb: str = "har") -> str:
    preposition = "av" if verb == "har fått" else "från"
    return f"{starting(matter.owner)} {verb} ett uppdrag {matter.given(preposition)}."


def _given(matter: Matter) -> list[str]:
    if matter.is_new_term:
        return [moved(matter), sentences(_has(matter), is_due(matter)), papers_due(matter)]
    return [sentences(_has(matter, "har fått"), is_due(matter)), moved(matter), papers_due(matter)]


def _pending(matter: Matter) -> list[str]:
    return [sentences(_has(matter), is_due(matter)), moved(matter), papers_due(matter)]


def _papers_missing(matter: Matter) -> list[str]:
    asked = "Vi har inte registrerat några handlingar. Har ni redan lämnat dem? Svara med diarienumret."
    return [sentences(_has(matter), is_due(matter)), moved(matter), sentences(papers_due(matter), asked)]


def _not_taken_up(matter: Matter) -> list[str]:
    return [_has(matter), moved(matter), sentences(_should_have_been_taken_up(matter), NOTHING_REGISTERED)]


def _should_have_been_taken_up(matter: Matter) -> str:
    meeting = matter.item.meeting
    if meeting is None:
        return was_due(matter, "Uppdraget")
    when = days.weekday(meeting, matter.today)
    return f"Uppdraget skulle ha tagits upp på {matter.receivers} sammanträde {when}."


def _overdue(matter: Matter) -> list[str]:
    return [_has(matter), moved(matter), sentences(was_due(matter, "Uppdraget"), NOTHING_REGISTERED)]


def _raised(matter: Matter) -> list[str]:
    return [*_overdue(matter), sentences(_how_long_ago(matter), _who_else_hears(matter))]


def _still(matter: Matter) -> list[str]:
    open_still = "Uppdraget är fortfarande öppet och står i varje veckorapport tills det är redovisat."
    return [*_overdue(matter), sentences(_how_long_ago(matter), open_still)]


def _how_long_ago(matter: Matter) -> str:
    return f"Det var {matter.countdown}." if matter.is_late and matter.countdown else ""


def _who_else_hears(matter: Matter) -> str:
    if matter.item.head is not None:
        return f"Därför får även {within(matter.item.head)} veta det."
    return f"Därför står uppdraget först i nästa återrapportering till {matter.giver}."


_OWNER: dict[Rung, Callable[[Matter], list[str]]] = {
    Rung.ASSIGNED: _given,
    Rung.STATUS: _pending,
    Rung.SOON: _given,
    Rung.LAST: _pending,
    Rung.CUTOFF: _papers_missing,
    Rung.MISSED: _not_taken_up,
    Rung.OVERDUE: _overdue,
    Rung.RAISED: _raised,
    Rung.STILL: _still,
}


def _to_office(matter: Matter) -> list[str]:
    registered = "Ingen redovisning är registrerad."
    match matter.rung:
        case Rung.ASSIGNED | Rung.STATUS | Rung.SOON | Rung.LAST:
            return _to_owner(matter)
        case Rung.CUTOFF:
            said = sentences(is_due(matter), papers_due(matter), "Inga handlingar är registrerade.")
        case Rung.MISSED:
            said = sentences(_should_have_been_taken_up(matter), registered)
        case _:
            said = sentences(was_due(matter, "Uppdraget", counted=True), registered)
    raised = _who_else_hears(matter) if matter.rung is Rung.RAISED else ""
    return [part for part in (_has(matter), moved(matter), said, raised) if part]


def _to_head(matter: Matter) -> list[str]:
    due = was_due(matter, counted=True) if matter.is_late else is_due(matter)
    registered = "Ingen redovisning är registrerad." if matter.is_late else ""
    reason = "Det kan finnas goda skäl. Du får veta det för att kunna hjälpa till." if matter.is_late else ""
    return [part for part in (sentences(_has(matter), due, registered), moved(matter), reason) if part]


def _to_informed(matter: Matter) -> list[str]:
    doers = listed([within(name) for name in matter.item.responsible or matter.item.joint_with])
    owner = starting(matter.owner)
    part = "ska medverka." if matter.item.role is Role.CONSULTED else "får det här för kännedom."
    if matter.is_secret:
        given = f"Ett uppdrag har getts i ärende {matter.case}."
    else:
        given = f"{starting(matter.giver)} har gett {doers + ' ' if doers else ''}ett uppdrag."
    first = moved(matter) if matter.is_new_term else ""
    then = "" if matter.is_new_term else moved(matter)
    paragraphs = (first, sentences(given, is_due(matter)), then, f"{owner} {part} Ni behöver inte svara.")
    return [paragraph for paragraph in paragraphs if paragraph]


def steps(matter: Matter) -> list[str]:
    """What the reader can do, where no answer is asked for."""
    if matter.item.audience is Audience.HEAD:
        return [
            "Är redovisningen lämnad? Meddela oss diarienumret.",
            f"Behövs mer tid? Det är {matter.giver} som beslutar om ny tid.",
            "Hör uppdraget hemma hos någon annan? Säg till, så tar vi upp frågan.",
        ]
    if matter.item.audience is Audience.OFFICE and matter.rung not in (Rung.ASSIGNED, Rung.STATUS):
        return [
            "Har redovisningen kommit in? Registrera den, så upphör påminnelserna.",
            "Har den inte det? Hör med den ansvarigas kontaktperson om något hindrar.",
        ]
    return []
