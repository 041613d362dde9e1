"""The office's database: opened, migrated, and written to one transaction at a time."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, create_engine, event, insert, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from models.columns import metadata
from models.event import ChainHead, chain
from models.tables import refusals
from models.unusable import bad_address, unusable

BUSY_MS = 5000
WAL_RETRY_MS = 20
WRITES = "bevaka_writes"


class DatabaseTooNew(RuntimeError):
    """The database was made by a newer version of the program."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"Databasen är gjord av en nyare version av Bevaka (märkt {revision}). "
            "Installera den versionen, eller läs tillbaka en säkerhetskopia som hör till den här."
        )


class DatabaseBusy(RuntimeError):
    """Somebody else is writing; trying again is right."""

    def __init__(self) -> None:
        super().__init__("Databasen är upptagen just nu. Försök igen om en stund.")


def open_engine(url: str) -> Engine:
    """An engine on `url`. SQLite gets WAL, full durability and one honest way of beginning transactions.

    Raises DatabaseUnusable where there is no such kind of address; the database itself is not looked at."""
    try:
        return _engine(url)
    except (ArgumentError, ValueError, ImportError):
        raise bad_address(_shown(url)) from None


def _shown(url: str) -> str:
    try:
        return make_url(url).render_as_string()
    except (ArgumentError, ValueError):
        return f"”{url.partition('://')[0]}”"  # what follows may hold a password


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    in_memory = url in ("sqlite://", "sqlite:///:memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if in_memory else {}
    engine = create_engine(url, hide_parameters=True, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    # Left to itself the driver begins only before the first write, and two readers that then write deadlock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MS}", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Whoever opens a new file at the same moment is told at once that it is locked, whatever the busy timeout."""
    for _ in range(BUSY_MS // WAL_RETRY_MS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            time.sleep(WAL_RETRY_MS / 1000)
    cursor.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Any) -> None:
    # Left to itself the server waits for a lock for ever, and whoever asked with it.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MS}")


def _is_busy(error: OperationalError) -> bool:
    """SQLite's busy timeout ran out, or PostgreSQL's lock timeout, or two writers waited for each other."""
    if getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
        return True
    return getattr(error.orig, "sqlstate", None) in ("55P03", "40P01")


@contextmanager
def _told_of_faults(url: URL) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, OperationalError) and _is_busy(error):
            raise DatabaseBusy from error
        if named := unusable(error, url):
            raise named from error
        raise


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Everything written inside is committed together with its history, or not at all.

    Raises DatabaseBusy where another writer holds on for longer than the busy timeout, DatabaseUnusable."""
    writing = engine.execution_options(**{WRITES: True})
    with _told_of_faults(engine.url), Session(writing, expire_on_commit=False) as session:
        yield session
        chain(session)
        session.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A consistent view; nothing written inside is kept. Raises DatabaseUnusable."""
    with _told_of_faults(engine.url), Session(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


def _alembic(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to this version (or to `revision`, an older one), or change nothing.

    Raises DatabaseTooNew, DatabaseBusy, DatabaseUnusable."""
    config = _alembic(engine.url.render_as_string(hide_password=False))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with _told_of_faults(engine.url), engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise DatabaseTooNew(current)
    with _told_of_faults(engine.url), engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def create_all(engine: Engine) -> None:
    """All tables at once, as a copy for a simulation needs them."""
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        metadata.create_all(connection)
        for statement in refusals(connection.dialect.name):
            connection.execute(text(statement))
        connection.execute(insert(ChainHead), [{"id": 1}])
