"""Writing rows that may be there already: the UNIQUE key decides, not a question beforehand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import column
from sqlalchemy import table as untyped
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_once(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; those whose key is taken are left as they are."""
    if not rows:
        return
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # Straight to the table: the mapper would look at every row once more, which triples the time of a big round.
    connection.execute(insert(table.__table__).on_conflict_do_nothing(), list(rows))  # type: ignore[attr-defined]


def insert_plain_once(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """As insert_once, for rows of whole numbers, words and dates only: the drivers take these as they are, and
    a column's type would look at each of them once more."""
    if not rows:
        return
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    plain = untyped(str(table.__tablename__), *(column(name) for name in rows[0]))
    connection.execute(insert(plain).on_conflict_do_nothing(), list(rows))
