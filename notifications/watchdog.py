"""What should have happened and did not. Looking changes nothing; the office is told once per fault and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine, exists, func, select
from sqlmodel import Session, col

from config.office import Office
from config.zone import office_day, office_hour
from models.database import reading, transaction
from models.event import Event, first_broken
from models.letter import Letter, LetterAttempt, LetterState
from models.run import Run
from models.runs import has_run, record_run
from notifications import days
from notifications.advice import next_step
from notifications.alarm import tell_office
from notifications.digest import digest_day
from notifications.listeners import unknown
from notifications.nudges import failed_since
from notifications.outages import ROUND
from notifications.returned import TOLD, untold
from notifications.situation import DIGEST
from notifications.swedish import numeral, starting

LATEST_HOUR = 9
"""When the round and the weekly report must have been made."""
LONGEST_WAIT = timedelta(hours=1)
LOOK_AFTER = "Kontrollera att utskicket är i gång och att mejlservern svarar."
UNSENT = (LetterState.PLANNED, LetterState.WAITING, LetterState.CLAIMED, LetterState.SENDING)


class FaultKind(StrEnum):
    NO_ROUND = "no_round"
    LETTERS_WAIT = "letters_wait"
    NO_DIGEST = "no_digest"
    CHAIN_BROKEN = "chain_broken"
    UNDELIVERABLE = "undeliverable"
    CHANNEL_SILENT = "channel_silent"
    ALARM_LOST = "alarm_lost"
    """A letter to the office itself came back: no further letter can tell of it."""


@dataclass(frozen=True)
class Fault:
    """Something to mend. The sentence holds no address and no title, so it may stand in logs and in Prefect."""

    kind: FaultKind
    sentence: str
    about: str = ""
    """Which letter or channel, where there can be several."""

    @property
    def key(self) -> str:
        """What makes it the same fault when it is seen again."""
        return ":".join(filter(None, (TOLD, self.kind, self.about)))

    def __str__(self) -> str:
        return self.sentence


def look(engine: Engine, office: Office, now: datetime) -> list[Fault]:
    """Every fault there is at this moment, the gravest first."""
    with reading(engine) as session:
        return [
            *_broken_chain(session),
            *_no_round(session, office, now),
            *_no_digest(session, office, now),
            *_waiting_letters(session, now),
            *_undeliverable(session),
            *_silent_channels(session, office, now),
        ]


def watch(engine: Engine, office: Office, now: datetime) -> list[Fault]:
    """As `look`, and a letter to the office about the faults that it has not been told of today."""
    faults = look(engine, office, now)
    today = office_day(now)
    with transaction(engine) as session:
        for fault in faults:
            if fault.kind is FaultKind.ALARM_LOST or has_run(session, fault.key, today):
                continue
            record_run(session, fault.key, today, now, now, fault.sentence)
            tell_office(session, office, today, now, "Driftövervakningen: något att åtgärda", fault.sentence)
    return faults


def _broken_chain(session: Session) -> Iterator[Fault]:
    if broken := first_broken(session):
        yield Fault(
            FaultKind.CHAIN_BROKEN,
            f"Historiken är bruten vid rad {broken.seq}: {broken.reason}. "
            "Spara en kopia av databasen innan något ändras, och kör: bevaka verify",
        )


def _no_round(session: Session, office: Office, now: datetime) -> Iterator[Fault]:
    today = office_day(now)
    is_time = office.workdays.is_open(today) and now >= office_hour(today, LATEST_HOUR)
    if is_time and not has_run(session, ROUND, today) and _is_in_use(session, office_hour(today, LATEST_HOUR)):
        yield Fault(
            FaultKind.NO_ROUND,
            f"Morgonrundan {days.dated(today)} har inte blivit av. Starta den i Prefect eller med: bevaka round",
        )


def _no_digest(session: Session, office: Office, now: datetime) -> Iterator[Fault]:
    """From 09:00 on its day. Later in the week too, where work had begun by then: a machine that stood still all
    Monday must not hide it."""
    today = office_day(now)
    day = digest_day(office.workdays, today)
    if now < office_hour(day, LATEST_HOUR) or has_run(session, DIGEST, day):
        return
    is_due_today = today == day and _is_in_use(session, office_hour(day, LATEST_HOUR))
    if is_due_today or _had_begun(session, day):
        week = day.isocalendar().week
        yield Fault(
            FaultKind.NO_DIGEST,
            f"Veckorapporten för vecka {week} har inte skrivits. "
            f"Starta den i Prefect med dagen {day}, eller med: bevaka digest --day {day}",
        )


def _is_in_use(session: Session, at: datetime) -> bool:
    """The office's history had begun by then: on the day of its making nothing is missed."""
    first = session.get(Event, 1)
    return first is not None and first.at < at


def _had_begun(session: Session, day: date) -> bool:
    query = select(col(Run.name)).where(col(Run.name).in_((ROUND, DIGEST)), col(Run.day) < day)
    return session.execute(query.limit(1)).first() is not None


def _waiting_letters(session: Session, now: datetime) -> Iterator[Fault]:
    """Nobody has come for them, or they have been tried for as long as that without success. A channel that is out
    of order costs a letter no attempt, so its record is asked, and says what to do."""
    limit = now - LONGEST_WAIT
    was_tried = exists().where(col(LetterAttempt.letter_id) == col(Letter.id))
    is_stuck = (col(Letter.not_before) <= limit) | (col(Letter.written_at) <= limit) & was_tried
    query = select(func.count()).select_from(Letter).where(col(Letter.state).in_(UNSENT), is_stuck)
    if count := session.execute(query).scalar_one():
        have = "Ett mejl har" if count == 1 else f"{starting(numeral(count))} mejl har"
        yield Fault(
            FaultKind.LETTERS_WAIT, f"{have} väntat mer än en timme på att skickas. {_step(session) or LOOK_AFTER}"
        )


def _step(session: Session) -> str:
    """What the newest attempt of a letter that waits asks for; empty where none has been made."""
    query = (
        select(col(LetterAttempt.code), col(LetterAttempt.reply))
        .join(Letter, col(Letter.id) == col(LetterAttempt.letter_id))
        .where(col(Letter.state).in_(UNSENT))
        .order_by(col(LetterAttempt.id).desc())
    )
    newest = session.execute(query.limit(1)).first()
    return next_step(newest.code, newest.reply or "") if newest else ""


def _undeliverable(session: Session) -> Iterator[Fault]:
    """Letters that came back and that the office has not been told of, on any day."""
    kinds = {True: FaultKind.ALARM_LOST, False: FaultKind.UNDELIVERABLE}
    for letter in untold(session):
        yield Fault(kinds[letter.is_alarm], letter.sentence, str(letter.letter_id))


def _silent_channels(session: Session, office: Office, now: datetime) -> Iterator[Fault]:
    """Extra channels that did not take today's messages, or that stand for somebody whom nobody knows."""
    today = office_day(now)
    failed = failed_since(session, today) if office.settings.channel else {}
    for channel in office.settings.channel:
        if count := failed.get(channel.tag):
            sentence = (
                f"Kanalen {channel.tag} har inte tagit emot {count} meddelanden i dag. Mejlen har gått som vanligt."
            )
            yield Fault(FaultKind.CHANNEL_SILENT, f"{sentence} Kontrollera dess url i office.toml.", channel.tag)
        for name in unknown(session, channel, today):
            sentence = f"Kanalen {channel.tag} gäller ”{name}”, som inte finns i registret. Rätta namnet i office.toml."
            yield Fault(FaultKind.CHANNEL_SILENT, sentence, f"{channel.tag}:{name}")
