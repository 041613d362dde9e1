"""What somebody must do for the work to go on: the first section of the weekly report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.status import Answer, Status
from models.overview import OwnerStanding, Place, Standing
from notifications import days
from notifications.mentions import assignment_of, source
from notifications.situation import Situation
from notifications.swedish import genitive, starting, within

JUST_DECIDED = timedelta(weeks=13)
"""How long what was never given a day is asked about every week."""


@dataclass(frozen=True)
class Action:
    """What is the matter, and what to do about it."""

    assignment_id: int | None
    what: str
    ask: str
    is_offices: bool = True
    """Only the management office can do it; the owners are not told."""


def actions(situation: Situation) -> list[Action]:
    """Kind by kind: no date, no owner, answers that somebody must take up, nobody to reach."""
    live = [s for s in situation.open_ones if s.assignment.status is Status.ACTIVE]
    found: list[Action] = []
    for kind in (_undated, _ownerless, _answered):
        found += [action for standing in live for action in kind(standing, situation)]
    return found + list(_unreachable(live, situation))


def _action(standing: Standing, what: str, ask: str, *, is_offices: bool = True) -> Action:
    return Action(standing.assignment.id, what, ask, is_offices)


def _waits(standing: Standing, situation: Situation) -> bool:
    """The assignment that this one waits for is still to be done."""
    return standing.assignment.waits_for in situation.awaited


def _undated(standing: Standing, situation: Situation) -> Iterator[Action]:
    if standing.term.is_dated or standing.place not in (Place.UNDATED, Place.WAITING) or _waits(standing, situation):
        return
    if standing.place is Place.WAITING and any(owner.body_id is None for owner in standing.doing):
        return  # first the owner, then the date
    today, watch_on = situation.today, standing.assignment.watch_on
    what = f"{assignment_of(standing)} saknar slutdatum ({source(standing)})."
    if watch_on is not None and watch_on <= today:
        yield _action(standing, what, f"Bevakningsdatum {days.dated(watch_on, today)} har kommit. Ange ett nytt.")
    elif watch_on is not None:
        if situation.is_first_of_quarter:
            yield _action(standing, what, f"Bevakas {days.dated(watch_on, today)}. Stäm av att det räcker.")
    elif situation.is_first_of_quarter or _just_decided(standing, today):
        yield _action(standing, what, "Ange bevakningsdatum.")


def _just_decided(standing: Standing, today: date) -> bool:
    decided = standing.decision.decided_on
    return decided is not None and decided > today - JUST_DECIDED


def _ownerless(standing: Standing, situation: Situation) -> Iterator[Action]:
    if _waits(standing, situation) or (standing.doing and all(owner.body_id for owner in standing.doing)):
        return
    number, before = standing.assignment.id, standing.assignment.waits_for
    ask = f"Ange ansvarig för uppdrag nr {number}."
    if before is None:
        yield _action(standing, f"Ansvarig saknas ({source(standing)}).", ask)
        return
    what = f"Uppdrag nr {before} väntar inte längre på redovisning. Nu ska ansvarig anges för det som följer"
    yield _action(standing, f"{what} ({source(standing)}).", ask)


def _answered(standing: Standing, situation: Situation) -> Iterator[Action]:
    for owner in standing.doing:
        if owner.answered_on is None or owner.submitted or owner.name is None:
            continue
        if found := _answer(standing, owner, situation):
            yield _action(standing, *found, is_offices=False)


def _answer(standing: Standing, owner: OwnerStanding, situation: Situation) -> tuple[str, str] | None:
    assert owner.answered_on is not None and owner.name is not None
    today = situation.today
    name, secret = within(owner.name), standing.decision.is_confidential
    where = f"({source(standing)}, svar {days.dated(owner.answered_on, today)})."
    match owner.answer:
        case Answer.NOT_OURS:
            what = "En ansvarig" if secret else starting(name)
            return f"{what} uppger att uppdraget inte är deras {where}", "Ta ställning till vem som är ansvarig."
        case Answer.TAKEN_OVER if owner.answered_on >= situation.since:
            what = "ett uppdrag" if secret else f"{genitive(name)} uppdrag"
            return f"En ny handläggare har tagit över {what} {where}", "Skicka underlaget dit."
        case Answer.MORE_TIME if not _moved_since(standing, owner.answered_on):
            return _more_time(standing, owner, today, where)
        case _:
            return None


def _more_time(standing: Standing, owner: OwnerStanding, today: date, where: str) -> tuple[str, str]:
    if standing.decision.is_confidential or owner.name is None:
        return f"Mer tid önskas {where}", "Bered frågan om ny tid."
    wish = f" Önskad ny tid: {days.dated(owner.wanted_day, today)}." if owner.wanted_day else ""
    giver = within(standing.given_by)
    return (
        f"{starting(within(owner.name))} behöver mer tid {where}{wish}",
        f"Bered frågan: {giver} beslutar om ny tid.",
    )


def _moved_since(standing: Standing, answered_on: date) -> bool:
    """The body has decided on the term after it was asked."""
    given = standing.current_term.given_on
    return standing.current_term.version > 1 and given is not None and given >= answered_on


def _unreachable(live: Iterable[Standing], situation: Situation) -> Iterator[Action]:
    bodies = {owner.body_id for standing in live for owner in standing.doing if owner.body_id is not None}
    for body_id in sorted(bodies):
        recipient = situation.recipients.get(body_id)
        if recipient and recipient.is_fallback:
            name = starting(within(recipient.body_name))
            yield Action(None, f"{name} saknar e-postadress. Mejlen går till kansliet.", "Lägg in en adress.")
