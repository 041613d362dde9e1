"""What has happened since the last weekly report, read from the history and told in sentences."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from deadlines.status import ActKind, Status
from models.binding import term_of
from models.event import Event
from models.names import short_names
from models.overview import Standing, standings
from notifications import days
from notifications.mentions import answer, mention, source
from notifications.swedish import assignments, starting

TOLD = "digest.written"
"""The event that says how far the history has been told of."""
FIRST_TIME = timedelta(days=7)
"""How far the very first report looks back."""

_BY_DECISION = {
    ActKind.CLOSE: "assignment.closed",
    ActKind.WRITE_OFF: "assignment.written_off",
    ActKind.EXTEND: "assignment.moved",
    ActKind.TRANSFER: "assignment.transferred",
    ActKind.REFER_BACK: "assignment.referred_back",
}
_UNDONE = "act.undone"
_NEWS = ("assignment.received", *_BY_DECISION.values(), _UNDONE)
_KINDS = ("decision.decided", *_NEWS, "owner.named", "owner.answered")


@dataclass(frozen=True)
class Change:
    """One thing that happened, and the bodies whose assignments it concerns."""

    kind: str
    body_ids: frozenset[int]
    text: str

    @property
    def is_news(self) -> bool:
        """The owners have neither said it themselves nor had a letter about it."""
        return self.kind in _NEWS


def told_until(session: Session, now: datetime) -> int:
    """The last row of the history that a report has told of, or the last one before a week ago."""
    told = session.exec(select(Event).where(Event.kind == TOLD).order_by(col(Event.seq).desc())).first()
    if told is not None:
        return int(json.loads(told.data)["until"])
    older = session.exec(select(func.max(col(Event.seq))).where(col(Event.at) < now - FIRST_TIME)).one()
    return older or 0


def changes_between(
    session: Session, after: int, until: int, open_ones: Sequence[Standing], today: date
) -> tuple[Change, ...]:
    """What was decided, received, closed, moved, named and answered; of several answers of an owner the newest."""
    query = select(Event).where(col(Event.seq) > after, col(Event.seq) <= until, col(Event.kind).in_(_KINDS))
    events = session.exec(query.order_by(col(Event.seq))).all()
    known = {standing.assignment.id: standing for standing in open_ones}
    known |= _ended(session, events, known, today)
    shorts = short_names(session)
    newest: dict[tuple[str, int], Change] = {}
    for event in events:
        if event.kind == _UNDONE and _take_back(event, newest):
            continue  # neither the act nor that it was undone has been told
        if (change := _change(event, known, shorts, today)) is not None:
            newest.pop(_subject(event), None)
            newest[_subject(event)] = change
    return tuple(sorted(newest.values(), key=lambda change: _KINDS.index(change.kind)))


def _take_back(event: Event, newest: dict[tuple[str, int], Change]) -> bool:
    """Forget what an undone act did, if it did it in the same span. An act that also moved the term did two things."""
    done = _BY_DECISION[ActKind(json.loads(event.data)["does"])]
    number = event.assignment_id or 0
    if newest.pop((done, number), None) is None:
        return False
    newest.pop((_BY_DECISION[ActKind.EXTEND], number), None)
    return True


def _subject(event: Event) -> tuple[str, int]:
    """What one line speaks of; a later event about the same takes its place."""
    if event.kind == "owner.answered":
        return event.kind, int(json.loads(event.data)["owner"])
    return event.kind, event.assignment_id or event.decision_id or 0


def _ended(
    session: Session, events: Iterable[Event], known: Mapping[int, Standing], today: date
) -> dict[int, Standing]:
    """The assignments that are spoken of and not open any more."""
    missing = {event.decision_id for event in events if event.decision_id and event.assignment_id not in known}
    found: dict[int, Standing] = {}
    for decision_id in sorted(missing):
        for standing in standings(session, today, decision_id=decision_id, statuses=Status):
            found[standing.assignment.id] = standing
    return found


def _change(event: Event, known: Mapping[int, Standing], shorts: Mapping[int, str], today: date) -> Change | None:
    if event.kind == "decision.decided":
        return _decided(event, known, shorts, today)
    standing = known.get(event.assignment_id or 0)
    if standing is None:
        return None
    text = _SENTENCES[event.kind](standing, json.loads(event.data), today)
    return Change(event.kind, _bodies([standing]), text)


def _decided(event: Event, known: Mapping[int, Standing], shorts: Mapping[int, str], today: date) -> Change | None:
    given = [standing for standing in known.values() if standing.decision.id == event.decision_id]
    if not given:
        return None
    decision = given[0].decision
    name = f"{shorts.get(decision.body_id or 0, given[0].given_by)} {decision.year} § {decision.paragraph}"
    if decision.is_confidential:
        name = source(given[0])
    text = f"Beslutat {_day(decision.decided_on, today)}: {name}, {assignments(len(given))}."
    return Change(event.kind, _bodies(given), text)


def _bodies(concerned: Iterable[Standing]) -> frozenset[int]:
    return frozenset(o.body_id for standing in concerned for o in standing.doing if o.body_id is not None)


def _day(day: date | None, today: date) -> str:
    return days.dated(day, today) if day else ""


def _answered(standing: Standing, data: dict[str, Any], today: date) -> str:
    owners = [owner for owner in standing.owners if owner.owner_id == data["owner"]]
    if standing.decision.is_confidential or not owners:
        return f"Svar om {source(standing)}."
    said = answer(owners[0], today)
    answered = _day(owners[0].answered_on, today)
    return f"{starting(mention(standing, owners))}: {said[:1].lower()}{said[1:]} (svar {answered})."


def _received(standing: Standing, data: dict[str, Any], today: date) -> str:
    if standing.decision.is_confidential or not data["case_number"]:
        return f"Redovisat: {mention(standing)}."
    return f"Redovisat: {mention(standing)} (dnr {data['case_number']})."


def _by_decision(word: str) -> Callable[[Standing, dict[str, Any], date], str]:
    """ "Avslutat: kommundirektören, KS 2017 § 309 p. 3. Kommunstyrelsen 21 november, § 350." """

    def sentence(standing: Standing, data: dict[str, Any], today: date) -> str:
        if standing.decision.is_confidential:
            return f"{word}: {source(standing)}."
        day = _day(date.fromisoformat(data["day"]), today)
        return f"{word}: {mention(standing)}. {starting(standing.given_by)} {day}, § {data['paragraph']}."

    return sentence


def _undone(standing: Standing, data: dict[str, Any], today: date) -> str:
    where = source(standing) if standing.decision.is_confidential else mention(standing)
    return f"Rättat: {where}. Det som registrerades förut gällde inte uppdraget, som står som det stod."


def _moved(standing: Standing, data: dict[str, Any], today: date) -> str:
    if standing.decision.is_confidential or not standing.earlier_terms:
        return f"Nytt slutdatum: {source(standing)}."
    before = days.term(term_of(standing.earlier_terms[-1]))
    day = _day(date.fromisoformat(data["day"]), today)
    return (
        f"Nytt slutdatum: {mention(standing)}, {days.term(standing.term)} (tidigare {before}). "
        f"{starting(standing.given_by)} {day}, § {data['paragraph']}."
    )


def _named(standing: Standing, data: dict[str, Any], today: date) -> str:
    return f"Ansvarig utsedd: {mention(standing)}."


_SENTENCES = {
    "owner.answered": _answered,
    "assignment.received": _received,
    "assignment.closed": _by_decision("Avslutat"),
    "assignment.written_off": _by_decision("Avskrivet"),
    "assignment.transferred": _by_decision("Överfört"),
    "assignment.referred_back": _by_decision("Återremitterat"),
    "act.undone": _undone,
    "assignment.moved": _moved,
    "owner.named": _named,
}
