"""Writing rows that may be there already: the UNIQUE key decides, not a question beforehand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, column
from sqlalchemy import table as untyped
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_once(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; those whose key is taken are left as they are."""
    if not rows:
        return
    # Straight to the table: the mapper would look at every row once more, which triples the time of a big round.
    insert = _insert(session)(table.__table__)  # type: ignore[attr-defined]
    session.connection().execute(insert.on_conflict_do_nothing(), list(rows))


def insert_plain_once(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """As insert_once, for plain values only; see `execute_plain`."""
    if rows:
        plain = untyped(str(table.__tablename__), *(column(name) for name in rows[0]))
        execute_plain(session, _insert(session)(plain).on_conflict_do_nothing(), rows)


def execute_plain(session: Session, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
    """Run a statement once a row, for whole numbers, words, dates and yes or no: every driver takes these as they
    are, and a parameter set for each row would cost more than writing it."""
    connection = session.connection()
    compiled: Any = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))  # type: ignore[attr-defined]
    if compiled.positional:
        names = compiled.positiontup
        connection.exec_driver_sql(compiled.string, [tuple(map(row.__getitem__, names)) for row in rows])
    else:
        connection.exec_driver_sql(compiled.string, list(rows))


def _insert(session: Session) -> Any:
    return postgresql.insert if session.connection().dialect.name == "postgresql" else sqlite.insert
