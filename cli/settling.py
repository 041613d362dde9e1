"""bevaka acts, confirm-act, reject-act, undo-act: what papers do to earlier assignments, settled by a person."""

from textwrap import shorten
from typing import Annotated

from cyclopts import Parameter
from sqlmodel import Session

from cli.place import Opened, Where, opened
from cli.printing import say
from deadlines.status import ACTS, ActKind, Outcome
from deadlines.term import Term
from models import settling
from models.act import Act, ActState
from models.assignment import Assignment
from models.body import Body
from models.database import reading, transaction
from models.names import body_named, short_names
from models.settling import Choice, Day, Waiting
from notifications import days
from notifications.round import announce

Number = Annotated[int, Parameter(help="Punktens nummer, som i bevaka acts.")]

_HEARS = (ActKind.EXTEND, ActKind.REFER_BACK, ActKind.TRANSFER)
_DONE: dict[ActKind, str] = {
    ActKind.CLOSE: "är avslutat",
    ActKind.WRITE_OFF: "är avskrivet",
    ActKind.EXTEND: "har ny tid",
    ActKind.REFER_BACK: "är återremitterat och pågår igen",
    ActKind.TRANSFER: "är överfört",
}


def acts(*, where: Where = Where()) -> int:  # noqa: B008
    """Visa vad inlästa beslut gör med tidigare uppdrag och som ingen har tagit ställning till."""
    place = opened(where)
    with reading(place.engine) as session:
        found = settling.waiting(session)
        shorts = short_names(session)
        names = {one.act.to_body_id: _name(session, one.act.to_body_id) for one in found}
    if not found:
        say("Inget beslut om tidigare uppdrag väntar på ställningstagande.")
        return 0
    say(f"{len(found)} beslut om tidigare uppdrag väntar på ställningstagande.")
    for one in found:
        say("", *_lines(one, shorts, names[one.act.to_body_id]))
    return 0


def _name(session: Session, body_id: int | None) -> str | None:
    return session.get_one(Body, body_id).name if body_id else None


def _lines(one: Waiting, shorts: dict[int, str], to: str | None) -> list[str]:
    act = one.act
    whom = f"uppdrag {act.assignment_id}" if act.assignment_id else "ett uppdrag, oklart vilket"
    again = " (ångrat)" if act.state is ActState.UNDONE else ""
    lines = [
        f"{act.id:>5}  {_source(one, shorts)} {ACTS[act.kind]} {whom}{_addition(act, to)}{again}",
        f"       ”{shorten(one.shown, 110, placeholder=' …')}”",
        f"       {act.reason}",
    ]
    if act.runner_up_id:
        lines.append(f"       Näst troligast: uppdrag {act.runner_up_id}. {act.runner_up_reason}")
    if one.is_decided:
        choose = "" if act.assignment_id else " --assignment NR"
        lines.append(f"       Stämmer det: bevaka confirm-act {act.id}{choose}. Annars: bevaka reject-act {act.id}")
    else:
        lines.append(f"       Inte beslutat ännu: bevaka decide {one.decision.id}")
    return lines


def _addition(act: Act, to: str | None) -> str:
    term = Term(act.term_kind, act.first, act.last, act.phrase) if act.term_kind else None
    told = f" till {to}" if to else ""
    if term is None:
        return told
    return f"{told}, ny tid: {days.term(term) if term.is_dated else term.phrase}"


def _source(one: Waiting, shorts: dict[int, str]) -> str:
    decision, point = one.decision, f" p. {one.clause.point}" if one.clause.point else ""
    if decision.paragraph is None:
        return f"Förslag {decision.id}{point}"
    return f"{shorts.get(decision.body_id or 0, '')} {decision.year} § {decision.paragraph}{point}".strip()


def confirm_act(
    act: Number,
    /,
    *,
    assignment: Annotated[
        int | None, Parameter(help="Uppdraget som menas, om det är ett annat än det föreslagna.")
    ] = None,
    outcome: Annotated[Outcome | None, Parameter(help="Vad organet fann, om ett uppdrag avslutas.")] = None,
    to: Annotated[str | None, Parameter(help="Organet som tar över, om uppdraget överförs.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Bekräfta vad ett beslut gör med ett tidigare uppdrag. Då sker det, och det kan ångras."""
    place = opened(where)
    with transaction(place.engine) as session:
        body = body_named(session, to, place.today).id if to else None
        done = settling.confirm(session, act, _day(place), Choice(assignment, outcome, body))
        number = done.settled_id or 0
        decision_id = session.get_one(Assignment, number).decision_id
    letters = announce(place.engine, place.office, decision_id, place.now) if done.kind in _HEARS else 0
    more = f" {letters} mejl ligger i utkorgen." if letters else ""
    say(f"Uppdrag {number} {_DONE[done.kind]}.{more} Ångra: bevaka undo-act {act}")
    return 0


def reject_act(act: Number, /, *, where: Where = Where()) -> int:  # noqa: B008
    """Avvisa: beslutet gör inget med något av uppdragen här. Inget uppdrag ändras."""
    place = opened(where)
    with transaction(place.engine) as session:
        settling.reject(session, act, _day(place))
    say(f"Punkt {act} är avvisad. Inget uppdrag är ändrat.")
    return 0


def undo_act(act: Number, /, *, where: Where = Where()) -> int:  # noqa: B008
    """Ångra en bekräftad punkt. Uppdraget står då precis som det stod förut."""
    place = opened(where)
    with transaction(place.engine) as session:
        number = settling.undo(session, act, _day(place))
    say(f"Uppdrag {number} står som det stod före punkt {act}. Nästa morgonrunda tar vid där den var.")
    return 0


def _day(place: Opened) -> Day:
    return Day(place.now, place.today, place.office.workdays, place.office.settings.office.cutoff_rule)
