"""bevaka replies: what came by mail, read in or listed."""

from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter

from cli.place import Where, opened
from cli.printing import say
from models.database import reading
from models.refusal import Refused
from models.replying import to_see
from notifications.mailboxes import mailbox_of, open_mailbox
from notifications.replies import read_replies
from notifications.reply_words import rows, sentence, shown

SHOWN = timedelta(days=30)


def replies(
    *,
    folder: Annotated[
        str | None, Parameter(name="--from", help="En mapp med .eml-filer, i stället för brevlådan i office.toml.")
    ] = None,
    list_: Annotated[
        bool,
        Parameter(name="--list", help="Läs inget; visa vad den senaste månaden har lämnat att se till.", negative=""),
    ] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Läs in svar, studsar och autosvar som kommit med mejl. Ett svar räknas först när det är bekräftat."""
    place = opened(where, 8)
    if list_:
        with reading(place.engine) as session:
            waiting = to_see(session, place.today - SHOWN)
        say(*(map(shown, waiting)) if waiting else ("Inget mejl behöver ses till.",))
        return 0
    office = place.office
    mailbox = open_mailbox(f"bevaka-folder://{folder}", office.home) if folder else mailbox_of(office)
    if mailbox is None:
        raise Refused("Ingen brevlåda är angiven. Skriv replies.mailbox i office.toml, eller läs en mapp med --from.")
    summary = read_replies(place.engine, office, place.now, mailbox)
    if summary.already_running:
        raise Refused("En läsning pågår redan. Vänta tills den är klar.")
    say(sentence(summary), *(f"  {row['Mejl']}: {row['Antal']}" for row in rows(summary)))
    if summary.to_see:
        say("Se vilka: bevaka replies --list")
    return 0
