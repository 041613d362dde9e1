"""bevaka letters, why: what a day's letters say, and why one of them came."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.place import Where, opened
from cli.printing import say
from config.file_faults import why_not
from models.copying import copy_into_memory
from models.database import reading
from models.letter import Letter, LetterState
from models.refusal import Refused
from notifications import days
from notifications.explaining import Reason, explain, letter_named
from notifications.preview import FOLDER, previews, write_files
from notifications.swedish import starting

STATES = {
    LetterState.SENT: "skickat",
    LetterState.SENDING: "skickas",
    LetterState.UNDELIVERABLE: "gick inte att leverera",
    LetterState.WITHDRAWN: "ersatt, skickades inte",
}


def letters(
    *,
    to: Annotated[Path | None, Parameter(help="Mappen för filerna. Annars preview/DATUM i kommunens mapp.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Visa en dags mejl som filer (.eml, .html och .txt). Inget skickas och inget sparas i databasen."""
    place = opened(where, 16)
    found = previews(copy_into_memory(place.engine), place.office, place.today)
    folder = to or place.office.home / FOLDER / place.today.isoformat()
    if to and to.exists() and any(one.suffix not in (".eml", ".html", ".txt") for one in to.iterdir()):
        raise Refused(f"I mappen {to} ligger annat än mejl. Välj en tom mapp.")
    try:
        write_files(found, folder)
    except OSError as error:
        raise Refused(f"Filerna går inte att skriva i {folder} ({why_not(error)}). Välj en annan mapp.") from None
    for one in found:
        say(f"{one.letter.recipient}: {one.letter.subject}", f"     {one.letter.why}")
    said = "1 mejl" if len(found) == 1 else f"{len(found)} mejl"
    say(f"{said} {days.weekday(place.today)}. Inget är skickat. Filerna ligger i {folder}")
    return 0


def why(
    letter: Annotated[str, Parameter(help="Mejlets nummer, som på sidan Mejl, eller dess Message-ID.")],
    /,
    *,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Förklara ett mejl: beslutet, steget, regeln, vad som var planerat sedan och vad som hade ändrat det."""
    place = opened(where)
    with reading(place.engine) as session:
        found = letter_named(session, letter)
        if found is None:
            raise Refused(f"Det finns inget mejl {letter}. Numret står på sidan Mejl och Message-ID i mejlets huvud.")
        told = explain(session, place.office, found)
    say(f"Mejl {found.id}, {days.weekday(found.day)}: {found.subject or 'skrivs strax före utskicket'}", _to(found))
    say(f"{starting(STATES.get(found.state, 'väntar'))}. {found.why or ''}".rstrip())
    if told.kind:
        say(told.kind)
    for reason in told.reasons:
        say("", f"Uppdrag nr {reason.assignment_id}, {reason.owner}", *_lines(reason))
    if told.stops:
        say("", "Det här ändrar påminnelserna", *(f"  {sentence}" for sentence in told.stops))
    if told.wants_fewer:
        say("  Läsaren har valt färre mejl: den första påminnelsen och den återkommande frågan uteblir.")
    return 0


def _to(letter: Letter) -> str:
    instead = f" i stället för {letter.instead_of}" if letter.instead_of else ""
    shadow = f" (i provdrift, annars {letter.intended})" if letter.intended != letter.recipient else ""
    return f"Till {letter.recipient}{instead}{shadow}. Message-ID {letter.message_id}"


def _lines(reason: Reason) -> list[str]:
    told = {
        "Beslut": reason.decision,
        "Slutdatum": reason.term,
        "Steg": f"{starting(reason.rung)}, {days.weekday(reason.planned_on)}",
        "Regel": reason.rule,
        "Nästa steg då": reason.following,
        "Sedan dess": reason.since,
    }
    return [f"  {name:<14}{text}" for name, text in told.items()]
