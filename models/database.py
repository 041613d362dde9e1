"""The office's database: opened, migrated, and written to one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from models.columns import metadata
from models.event import ChainHead, chain
from models.tables import refusals

BUSY_MS = 5000
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
    """An engine on `url`. SQLite gets WAL, full durability and one honest way of beginning transactions."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    in_memory = url in ("sqlite://", "sqlite:///:memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if in_memory else {}
    engine = create_engine(url, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    # Left to itself the driver begins only before the first write, and two readers that then write deadlock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Everything written inside is committed together with its history, or not at all.

    Raises DatabaseBusy where another writer holds on for longer than the busy timeout."""
    with Session(engine.execution_options(**{WRITES: True}), expire_on_commit=False) as session:
        try:
            yield session
            chain(session)
            session.commit()
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise DatabaseBusy from error
            raise


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A consistent view; nothing written inside is kept."""
    with Session(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


def _alembic(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to this version. Raises DatabaseTooNew, and then has changed nothing."""
    config = _alembic(engine.url.render_as_string(hide_password=False))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise DatabaseTooNew(current)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def create_all(engine: Engine) -> None:
    """All tables at once, as a copy for a simulation needs them."""
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        metadata.create_all(connection)
        for statement in refusals(connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(insert(ChainHead), [{"id": 1}])
