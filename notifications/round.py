"""The morning round: who is to hear something today, and one letter for each of them. Run it as often as you like."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from config.office import Office
from config.zone import office_day
from deadlines.ladder import CLIMB, Rung
from models.assignment import Owner
from models.database import reading, transaction
from models.decision import Decision
from models.event import note
from models.leases import release_lease, take_lease
from models.letter import Occasion
from models.names import short_names
from models.runs import last_run, record_run
from notifications.alarm import tell_office
from notifications.composing import compose
from notifications.items import Outage
from notifications.outages import ROUND, outage_before
from notifications.planning import Tally, plan_anew, planner_of, write_due, write_for_decision
from notifications.recipients import resolve, vacancies_begun
from notifications.swedish import within

LEASE_SECONDS = 1800
SHOWN = 200
"""As many decisions are told of one by one; a larger morning is told of in sum."""


@dataclass(frozen=True)
class DecisionToday:
    """A decision about which the round wrote something."""

    decision_id: int
    name: str
    """"KS 2017 § 309 · kort titel"; a confidential one shows its case number only."""
    notices: int
    highest: Rung

    @property
    def worst(self) -> str:
        """The office's word for it."""
        return "Försenat" if CLIMB[self.highest] >= CLIMB[Rung.OVERDUE] else "Påminnelse skapad"


@dataclass(frozen=True)
class RoundSummary:
    day: date
    is_closed_day: bool = False
    already_running: bool = False
    notices: int = 0
    """New ones."""
    letters: int = 0
    told: int = 0
    """Notices that stand in the letters."""
    held: int = 0
    """Notices that wait for tomorrow: their reader has had today's letter."""
    decisions: tuple[DecisionToday, ...] = ()
    more_decisions: int = 0
    """Decisions beyond those listed."""
    next_on: date | None = None
    outage: Outage | None = None


def morning_round(engine: Engine, office: Office, now: datetime) -> RoundSummary:
    """Everything that is due today, written down and made into letters; a round that is under way is left alone."""
    today = office_day(now)
    if not office.workdays.is_open(today):
        return RoundSummary(today, is_closed_day=True)
    holder = uuid4().hex
    if not take_lease(engine, ROUND, holder, now, LEASE_SECONDS):
        return RoundSummary(today, already_running=True)
    try:
        return _round(engine, office, now, today)
    finally:
        release_lease(engine, ROUND, holder)


def _round(engine: Engine, office: Office, now: datetime, today: date) -> RoundSummary:
    with reading(engine) as session:
        planner = planner_of(session, office, today)
        outage = outage_before(session, office, today)
    plan_anew(engine, planner, today)
    tally = write_due(engine, planner, today, now)
    notices = tally.notices
    composed = compose(engine, office, now, today)
    letters = composed.letters
    with transaction(engine) as session:
        _raise_vacancies(session, office, composed.unreachable, today, now)
        _tell_of_those_who_left(session, office, today, now)
        record_run(session, ROUND, today, now, now, f"{notices} notiser, {letters} mejl")
        if notices or letters:
            note(session, now, "round.done", "morgonrunda", day=today, notices=notices, letters=letters)
    with reading(engine) as session:
        decisions = _told_of(session, tally)
        following = next_day(session, today)
    return RoundSummary(
        today,
        notices=notices,
        letters=letters,
        told=composed.notices,
        held=composed.held,
        decisions=decisions,
        more_decisions=len(tally.by_decision) - len(decisions),
        next_on=following,
        outage=outage,
    )


def announce(engine: Engine, office: Office, decision_ids: int | Collection[int], now: datetime) -> int:
    """Minutes were approved or a term was moved today: those it concerns hear of it at once, on an open day.
    Of several decisions each of them hears in one letter.

    Returns how many letters were written; on a closed day the next round writes them."""
    today = office_day(now)
    if not office.workdays.is_open(today):
        return 0
    with transaction(engine) as session:
        planner = planner_of(session, office, today)
        for decision_id in [decision_ids] if isinstance(decision_ids, int) else decision_ids:
            write_for_decision(session, planner, decision_id, today, now)
    composed = compose(engine, office, now, today, Occasion.DECIDED)
    if composed.unreachable:
        with transaction(engine) as session:
            _raise_vacancies(session, office, composed.unreachable, today, now)
    return composed.letters


def _raise_vacancies(session: Session, office: Office, names: tuple[str, ...], today: date, now: datetime) -> None:
    """Nobody is nobody (rule 8): the office hears the same day that it reads somebody else's letters."""
    for name in names:
        sentence = (
            f"{name.capitalize()} har ingen som tar emot mejl. Dagens mejl dit har gått till er. "
            "Lägg in en kontaktperson eller en adress."
        )
        tell_office(session, office, today, now, f"Ingen mottagare för {name}", sentence)


def _tell_of_those_who_left(session: Session, office: Office, today: date, now: datetime) -> None:
    """A post became vacant since the last round: the office hears even if no letter goes there today."""
    last = last_run(session, ROUND, before=today)
    begun = vacancies_begun(session, last.day, today) if last else []
    readers = resolve(session, office, {vacancy.body_id for vacancy in begun}, today)
    for vacancy in begun:
        reader = readers[vacancy.body_id]
        meanwhile = "er" if reader.is_fallback else reader.address
        sentence = (
            f"Posten {vacancy.title} i {within(vacancy.body_name)} är vakant. Mejl dit går till {meanwhile} så länge. "
            "Lägg in en ny kontaktperson."
        )
        tell_office(session, office, today, now, f"Vakant post i {within(vacancy.body_name)}", sentence)


def _told_of(session: Session, tally: Tally) -> tuple[DecisionToday, ...]:
    """The decisions that this round wrote about, at most SHOWN of them."""
    shown = sorted(tally.by_decision)[:SHOWN]
    shorts = short_names(session)
    found = session.exec(select(Decision).where(col(Decision.id).in_(shown)).order_by(col(Decision.id)))
    return tuple(
        DecisionToday(one.id, decision_name(one, shorts), tally.by_decision[one.id], tally.highest[one.id])
        for one in found
    )


def decision_name(decision: Decision, shorts: dict[int, str]) -> str:
    """KS 2017 § 309 · kort titel; only the case number where it is confidential."""
    if decision.is_confidential:
        return decision.case_number or f"Ärende {decision.id}"
    if decision.paragraph is None:
        return f"Förslag {decision.id} · {decision.title}"
    return f"{shorts.get(decision.body_id or 0, '')} {decision.year} § {decision.paragraph} · {decision.title}".strip()


def next_day(session: Session, today: date) -> date | None:
    """The next day on which somebody is looked at."""
    query = select(func.min(col(Owner.next_notice_on))).where(col(Owner.next_notice_on) > today)
    return session.exec(query).one()
