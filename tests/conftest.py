"""Fixtures that every part of the tests may use. A test that asks for `engine` runs on both kinds of database."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine
from sqlmodel import Session

from models.database import WRITES, open_engine
from tests.databases import NoPostgres, Postgres, postgres_with_template, sqlite_template, sqlite_url

MUST_NOT_SKIP = os.environ.get("BEVAKA_TESTS_MUST_NOT_SKIP") == "1"


def pytest_configure(config: pytest.Config) -> None:
    """No test may find the database or the folder of a real office in the developer's environment."""
    for name in [name for name in os.environ if name.startswith("BEVAKA_") and "TEST" not in name]:
        del os.environ[name]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_skip((yield))


def _refuse_skip(report: Any) -> Any:
    if MUST_NOT_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here, but this was: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server to make databases on."""
    try:
        with postgres_with_template() as server:
            yield server
    except NoPostgres as why:
        pytest.skip(f"no PostgreSQL to test with: {why}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of a fresh SQLite file with all tables."""
    return _text(sqlite_url(shutil.copyfile(migrated_file, tmp_path / "bevaka.db")))


@pytest.fixture
def pg_url(postgres: Postgres) -> Iterator[str]:
    """The URL of a fresh PostgreSQL database with all tables."""
    url = postgres.fresh()
    yield _text(url)
    postgres.drop(url)


@pytest.fixture
def empty_pg_url(postgres: Postgres) -> Iterator[str]:
    """The URL of a PostgreSQL database in which nothing has been made yet."""
    url = postgres.empty()
    yield _text(url)
    postgres.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that a test runs on, each in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest) -> str:
    """A fresh database with all tables."""
    url: str = request.getfixturevalue("sqlite_database" if kind == "sqlite" else "pg_url")
    return url


@pytest.fixture
def empty_database_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database in which nothing has been made yet."""
    if kind == "sqlite":
        return _text(sqlite_url(tmp_path / "empty.db"))
    url: str = request.getfixturevalue("empty_pg_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """What every test of the database uses: SQLite and PostgreSQL, migrated, empty, its own."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write and is never committed."""
    with Session(engine.execution_options(**{WRITES: True}), expire_on_commit=False) as session:
        yield session


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
