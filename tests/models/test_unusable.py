"""A database that cannot be used is told of in a sentence that says what to look at, on both kinds."""

from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError
from sqlmodel import text

from models.database import migrate, open_engine, reading, transaction
from models.unusable import DatabaseUnusable


def garbage(path: Path) -> str:
    path.write_bytes(b"skr\xe4p" * 400)
    return f"sqlite:///{path}"


def cut_off(path: Path) -> str:
    """A database of which only the beginning is left."""
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    path.write_bytes(path.read_bytes()[:5000])
    return f"sqlite:///{path}"


def a_folder(path: Path) -> str:
    path.mkdir()
    return f"sqlite:///{path}"


def nowhere(path: Path) -> str:
    return f"sqlite:///{path / 'borta' / 'bevaka.db'}"


def nobody_listens(path: Path) -> str:
    return f"postgresql+psycopg://bevaka:hemligt@/bevaka?host={path}"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (garbage, "är ingen databas"),
        (cut_off, "är ingen databas"),
        (a_folder, "går inte att öppna"),
        (nowhere, "går inte att öppna"),
        (nobody_listens, "går inte att nå"),
    ],
)
def test_what_is_no_database_is_told(tmp_path, made, said) -> None:
    engine = open_engine(made(tmp_path / "bevaka.db"))
    with pytest.raises(DatabaseUnusable, match=said) as told:
        migrate(engine)
    assert "hemligt" not in str(told.value)
    engine.dispose()


@pytest.mark.parametrize("url", ["x", "", "mysql://x", "postgresql+psycopg://a:hemligt@b:c/d", "sqlit:///x"])
def test_an_address_that_cannot_be_read_is_told_without_its_password(url) -> None:
    with pytest.raises(DatabaseUnusable, match="Databasens adress") as told:
        open_engine(url)
    assert "hemligt" not in str(told.value) and "\n" not in str(told.value)


def test_a_file_that_may_only_be_read_is_told(sqlite_database) -> None:
    engine = open_engine(f"{sqlite_database.replace('sqlite:///', 'sqlite:///file:')}?mode=ro&uri=true")
    with pytest.raises(DatabaseUnusable, match="skriva i"), transaction(engine) as session:
        session.connection().execute(text("UPDATE chain_head SET seq = 1"))
    engine.dispose()


@pytest.mark.postgresql
def test_a_database_that_the_server_has_not_is_told(pg_url) -> None:
    engine = open_engine(make_url(pg_url).set(database="borta").render_as_string(hide_password=False))
    with pytest.raises(DatabaseUnusable, match="går inte att nå"):
        migrate(engine)
    with pytest.raises(DatabaseUnusable, match="går inte att nå"), reading(engine) as session:
        session.connection()
    engine.dispose()


def test_a_fault_of_ours_keeps_its_trace(engine) -> None:
    with pytest.raises(DatabaseError), transaction(engine) as session:
        session.connection().execute(text("SELECT nothing FROM nowhere"))
