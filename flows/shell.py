"""What every run begins and ends with: the municipality opened, the day known, a lease held, the database closed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from prefect.runtime import flow_run
from sqlalchemy import Engine

from config import clock
from config.office import Office
from config.toml_text import SettingsError
from config.zone import office_day, office_hour
from flows.faults import UnknownDecision, kept_at_home
from flows.names import UnknownOffice, open_named
from flows.orphans import end_with_supervisor
from models.database import DatabaseBusy, DatabaseTooNew, open_engine
from models.leases import release_lease, take_lease
from models.unusable import DatabaseUnusable
from notifications import days
from notifications.mailboxes import MailboxNotUnderstood

LEASE_SECONDS = 1800
TELLABLE = (
    UnknownOffice,
    UnknownDecision,
    SettingsError,
    DatabaseBusy,
    DatabaseTooNew,
    DatabaseUnusable,
    MailboxNotUnderstood,
)
"""Faults whose texts are our own and name nobody."""


@dataclass(frozen=True)
class Work:
    """One run's municipality, database and moment."""

    office: Office
    engine: Engine
    now: datetime

    @property
    def today(self) -> date:
        return office_day(self.now)


def speak() -> None:
    """Let the office's sentences through, without letting every library speak."""
    logging.getLogger("bevaka").setLevel(logging.INFO)


def moment(dag: date | None, hour: str) -> datetime:
    """This moment, read now and not when the run was planned; on a given day, that day's usual hour."""
    if dag is None:
        return clock.now()
    hours, _, minutes = hour.partition(":")
    return office_hour(dag, int(hours), int(minutes or 0))


def dated_name(what: str) -> Callable[[], str]:
    """The name of a run: "Morgonrunda 14 november 2017"."""

    def name() -> str:
        dag = getattr(flow_run.parameters["val"], "dag", None)
        return f"{what} {days.dated(dag or office_day(clock.now()))}"

    return name


@contextmanager
def opened(slug: str, dag: date | None = None) -> Iterator[Work]:
    """The municipality of a run. Raises what may be told, and RunFailed for everything else."""
    end_with_supervisor()
    speak()
    office = open_named(slug)
    engine = open_engine(office.database_url)
    try:
        yield Work(office, engine, moment(dag, office.settings.hours.round))
    except TELLABLE:
        raise
    except Exception as fault:
        raise kept_at_home(fault, office.home) from None
    finally:
        engine.dispose()


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[bool]:
    """True inside for the only run of that name; False for one that came second.

    Held by the clock on the wall, also where an old day is run again."""
    holder = uuid4().hex
    mine = take_lease(engine, name, holder, clock.now(), LEASE_SECONDS)
    try:
        yield mine
    finally:
        if mine:
            release_lease(engine, name, holder)
