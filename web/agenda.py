"""The desk's first page: what is open, what needs action, what goes out next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from config.office import Office
from config.zone import office_day
from models.letter import Letter, LetterState
from models.overview import Standing
from models.signing_off import waiting_minutes
from notifications import days
from notifications.actions import actions
from notifications.mentions import names, source
from notifications.sections import Report, full_report
from notifications.situation import read_situation
from web.needs import Need, needs
from web.pages import short
from web.paging import Page
from web.proposals import count_proposals
from web.words import PLACES, SIGNS

UPCOMING = 8
A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One open assignment in the list."""

    standing: Standing

    @property
    def aside(self) -> str:
        """Who, and by which decision; a confidential one has said its case number already."""
        who = names(self.standing.doing)
        return who if self.standing.decision.is_confidential else f"{who} · {self.standing.source}"

    @property
    def due(self) -> str | None:
        """30 nov 2017, juni 2018; None where there is no day: its place says so."""
        term = self.standing.term
        if term.last is None:
            return None
        return short(term.last) if days.is_day(term) and term.first in (None, term.last) else days.term(term)

    @property
    def sign(self) -> str:
        return SIGNS[self.standing.place]

    @property
    def place(self) -> str:
        return PLACES[self.standing.place]


@dataclass(frozen=True)
class Upcoming:
    """A day on which the round looks at somebody."""

    day: date
    owner: str
    source: str
    decision_id: int


@dataclass(frozen=True)
class Agenda:
    today: date
    is_shadow: bool
    report: Report
    """For its sum: every open assignment stands in exactly one of its parts."""
    needs: list[Need]
    rows: Page[Row]
    upcoming: list[Upcoming]
    waiting: list[Letter]
    proposals: int


def agenda(session: Session, office: Office, now: datetime, number: int) -> Agenda:
    today = office_day(now)
    situation = read_situation(session, office, today, today, now)
    silent, soon_days = office.ladder.silent, office.settings.digest.soon_days
    return Agenda(
        today,
        not office.is_live(today),
        full_report(situation, actions(situation), soon_days, silent),
        needs(situation, silent),
        Page.of([Row(one) for one in sorted(situation.open_ones, key=_soonest)], number, A_PAGE),
        _upcoming(situation.open_ones, today),
        _waiting(session),
        count_proposals(session) + len(waiting_minutes(session)),
    )


def _soonest(standing: Standing) -> tuple[date, int]:
    return standing.term.last or date.max, standing.assignment.id


def _upcoming(found: Sequence[Standing], today: date) -> list[Upcoming]:
    looks = [
        Upcoming(owner.next_notice_on, owner.name or "", source(one), one.decision.id)
        for one in found
        for owner in one.owners
        if owner.next_notice_on and owner.next_notice_on > today and not owner.submitted
    ]
    return sorted(looks, key=lambda one: (one.day, one.source, one.owner))[:UPCOMING]


def _waiting(session: Session) -> list[Letter]:
    going = (LetterState.PLANNED, LetterState.WAITING, LetterState.CLAIMED, LetterState.SENDING)
    query = select(Letter).where(col(Letter.state).in_(going)).order_by(col(Letter.not_before), col(Letter.id))
    return list(session.exec(query.limit(UPCOMING)))
