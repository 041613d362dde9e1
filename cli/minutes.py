"""bevaka sign-off, drop: whole minutes confirmed at once, and proposals that came to nothing."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from cli.place import Where, opened
from cli.printing import say, say_letters
from models import signing_off
from models.database import transaction
from notifications.round import announce


def sign_off(
    paper: Annotated[int, Parameter(help="Protokollets nummer, som propose och list visar.")],
    /,
    *,
    approved: Annotated[date, Parameter(help="Dagen då protokollet justerades.")],
    except_: Annotated[
        tuple[str, ...],
        Parameter(name="--except", help="En paragraf som ska vänta. Får anges flera gånger.", negative=""),
    ] = (),
    where: Where = Where(),  # noqa: B008
) -> int:
    """Bekräfta ett helt protokoll: varje paragraf blir ett beslut, med uppdrag eller utan."""
    place = opened(where)
    rule = place.office.settings.office.cutoff_rule
    left_out = [number.removeprefix("§").strip() for number in except_]
    with transaction(place.engine) as session:
        done = signing_off.sign_off(
            session, paper, approved, place.now, place.today, place.office.workdays, rule, left_out
        )
        given = [decision.id for decision in done.with_assignments]
    say(f"{len(given) + len(done.without)} beslut är registrerade: {len(given)} med uppdrag, {len(done.without)} utan.")
    if done.left:
        say(f"Väntar: § {', § '.join(str(one.stated_paragraph) for one in done.left)}.")
    say_letters(announce(place.engine, place.office, given, place.now) if given else 0)
    return 0


def drop(
    proposal: Annotated[int, Parameter(help="Förslagets nummer.")],
    /,
    *,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Ta bort ett förslag som inte blev något beslut. Det syns kvar i historiken."""
    place = opened(where)
    with transaction(place.engine) as session:
        signing_off.drop(session, proposal, place.now, place.today)
    say(f"Förslag {proposal} är borttaget. Ingen har fått något mejl om det.")
    return 0
