"""Utskick: how many letters have left, wait, or did not arrive. It only counts; a loop of its own sends."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from config.zone import STOCKHOLM, office_hour
from flows import artifacts, events
from flows.parameters import ForOffice
from flows.shell import Work, dated_name, opened
from models.database import reading
from models.letter import Letter, LetterAttempt, LetterState
from notifications.swedish import counted, starting

logger = logging.getLogger("bevaka.utskick")
ON_THE_WAY = (LetterState.PLANNED, LetterState.WAITING, LetterState.CLAIMED, LetterState.SENDING)
SHOWN_DAYS = 7
SINCE_LAST = timedelta(hours=1)


@dataclass(frozen=True)
class Outbox:
    """The letters, counted."""

    sent_today: int
    waiting: int
    waiting_since: datetime | None
    undeliverable: int
    """In the last week."""
    newly_undeliverable: int
    """Since the check before."""
    uncertain: int

    @property
    def word(self) -> str:
        if self.undeliverable:
            return "Mejl kom inte fram"
        return "Mejl väntar" if self.waiting else "Inget väntar"

    @property
    def sentence(self) -> str:
        sent = starting(counted(self.sent_today, "mejl har skickats", "mejl har skickats", neuter=True))
        return f"{sent} i dag, {self.waiting} väntar och {self.undeliverable} har inte kommit fram den senaste veckan."

    @property
    def rows(self) -> list[dict[str, str]]:
        since = f"{self.waiting_since.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}" if self.waiting_since else "–"
        return [
            {"Mejl": "Skickade i dag", "Antal": str(self.sent_today), "Äldsta": "–"},
            {"Mejl": "Väntar", "Antal": str(self.waiting), "Äldsta": since},
            {"Mejl": "Kom inte fram, senaste veckan", "Antal": str(self.undeliverable), "Äldsta": "–"},
            {"Mejl": "Osäkert om de kom fram, senaste veckan", "Antal": str(self.uncertain), "Äldsta": "–"},
        ]


def outbox(session: Session, work: Work) -> Outbox:
    """The letters as they stand now."""
    week = work.today - timedelta(days=SHOWN_DAYS)
    waiting = select(func.count(), func.min(col(Letter.not_before))).where(col(Letter.state).in_(ON_THE_WAY))
    count, since = session.exec(waiting).one()
    return Outbox(
        sent_today=_count(session, col(Letter.sent_at) >= office_hour(work.today, 0)),
        waiting=count,
        waiting_since=since,
        undeliverable=_count(session, col(Letter.state) == LetterState.UNDELIVERABLE, col(Letter.day) >= week),
        newly_undeliverable=_count(session, col(Letter.state) == LetterState.UNDELIVERABLE, _tried_lately(work)),
        uncertain=_count(session, col(Letter.is_uncertain).is_(True), col(Letter.day) >= week),
    )


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Letter).where(*conditions)).one()


def _tried_lately(work: Work) -> ColumnElement[bool]:
    lately = select(LetterAttempt.letter_id).where(LetterAttempt.at >= work.now - SINCE_LAST)
    return col(Letter.id).in_(lately)


@flow(name="Utskick", flow_run_name=dated_name("Utskick"), retries=0)
async def delivery_check(val: ForOffice) -> State[None]:
    """Räknar de mejl som har gått, väntar eller inte har kommit fram. Skickar inget själv."""
    with opened(val.office) as work:
        with reading(work.engine) as session:
            found = outbox(session, work)
        await artifacts.lay_table(artifacts.key(val.office, "utskick"), found.rows, found.sentence)
        if found.newly_undeliverable:
            events.tell_of_office(events.NOT_DELIVERED, val.office, antal=found.newly_undeliverable)
        logger.info(found.sentence)
        return Completed(name=found.word, message=found.sentence)
