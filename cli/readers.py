"""bevaka absent: when a contact person is away, so that somebody else reads meanwhile."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from cli.place import Where, opened
from cli.printing import say
from config.addresses import normalised
from models import absence
from models.database import transaction
from models.refusal import Refused
from notifications import days


def absent(
    address: Annotated[str, Parameter(help="Kontaktpersonens e-postadress.")],
    /,
    *,
    first: Annotated[date | None, Parameter(name="--from", help="Första dagen.")] = None,
    last: Annotated[date | None, Parameter(name="--to", help="Sista dagen.")] = None,
    back: Annotated[bool, Parameter(help="Personen är tillbaka i dag.", negative="")] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera att en kontaktperson är borta. Mejlen går till ersättaren. Ange ingen orsak; ingen sparas."""
    place = opened(where)
    reader = normalised(address)
    if back == bool(first or last) or bool(first) != bool(last):
        raise Refused("Ange första och sista dagen med --from och --to, eller --back när personen är tillbaka.")
    with transaction(place.engine) as session:
        if first and last:
            taken_back = absence.away(session, reader, first, last, place.now, place.today)
        else:
            ended = absence.back(session, reader, place.now, place.today)
    if first and last:
        say(f"{reader} är borta {days.stretch(first, last)}. Mejlen går till ersättaren, annars till organets adress.")
        if taken_back:
            say(f"{taken_back} mejl som väntade skrivs om till den som läser i stället: bevaka round")
    elif ended:
        say(f"{reader} läser sina mejl igen från i dag.")
    else:
        say(f"{reader} är inte registrerad som borta. Inget är ändrat.")
    return 0
