"""bevaka list: proposals and open assignments with their numbers."""

from textwrap import shorten
from typing import Annotated

from cyclopts import Parameter
from sqlmodel import col, select

from cli.place import Opened, Where, opened
from cli.printing import say, say_json
from deadlines.status import Status
from documents.proposing_view import paragraphs
from models.database import reading
from models.decision import Decision, is_waiting
from models.overview import Place, Standing, counted, standings
from models.signing_off import waiting_minutes
from notifications import days

PLACES = {
    Place.LATE: "försenat",
    Place.SOON: "inom 30 dagar",
    Place.LATER: "längre fram",
    Place.UNDATED: "utan slutdatum",
    Place.WAITING: "väntar på annat uppdrag",
    Place.REPORTED: "redovisat",
    Place.RESTING: "vilande",
}


def list_all(
    *,
    json: Annotated[bool, Parameter(help="Skriv listan som JSON.", negative="")] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Visa förslag och öppna uppdrag med deras nummer."""
    place = opened(where)
    with reading(place.engine) as session:
        open_ones = standings(session, place.today)
        proposed = session.exec(select(Decision).where(is_waiting()).order_by(col(Decision.id))).all()
        unconfirmed = waiting_minutes(session)
        drafts = {
            one.id: standings(session, place.today, decision_id=one.id, statuses=[Status.PROPOSED]) for one in proposed
        }
    if json:
        say_json([_as_json(standing) for standing in (*open_ones, *(d for ds in drafts.values() for d in ds))])
        return 0
    _say_open(place, open_ones)
    for paper, count in unconfirmed:
        say("", f"Protokoll {paper.id} ({paper.name}): {paragraphs(count)} väntar på att bekräftas.")
        say(f"Gå vidare: bevaka sign-off {paper.id} --approved DATUM")
    for decision in (one for one in proposed if drafts[one.id]):
        shown = decision.case_number if decision.is_confidential else decision.title
        say("", f"Förslag {decision.id}, inte beslutat: {shown}")
        for standing in drafts[decision.id]:
            say(_line(standing))
    return 0


def _say_open(place: Opened, found: list[Standing]) -> None:
    counts = counted(found)
    parts = " + ".join(f"{counts[where]} {word}" for where, word in PLACES.items() if counts[where])
    say(f"Läget {days.dated(place.today)}: {len(found)} öppna uppdrag{' = ' + parts if parts else '.'}")
    for standing in found:
        say(_line(standing))


def _owners(standing: Standing) -> str:
    return ", ".join(owner.name or "ansvarig saknas" for owner in standing.doing) or "ansvarig saknas"


def _line(standing: Standing) -> str:
    proposed = standing.assignment.status is Status.PROPOSED
    place = "föreslaget" if proposed else PLACES[standing.place]
    term = days.term(standing.term) if standing.term.is_dated else standing.term.phrase or "utan slutdatum"
    return (
        f"{standing.assignment.id:>5}  {place:<23} {term:<18} {standing.source:<19} "
        f"{_owners(standing)}: {shorten(standing.shown_task, 60, placeholder=' …')}"
    )


def _as_json(standing: Standing) -> dict[str, object]:
    return {
        "number": standing.assignment.id,
        "decision": standing.decision.id,
        "source": standing.source,
        "task": standing.shown_task,
        "status": standing.assignment.status,
        "place": standing.place,
        "owners": [owner.name for owner in standing.owners],
        "term": {"kind": standing.term.kind, "first": standing.term.first, "last": standing.term.last},
    }
