"""Senders killed with signal 9 while they send a thousand letters, on both databases, one sender and two.

python -m bench.crash        SMALL=1 for a quick look"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import outbox
from bench.killing import CONNECTIONS, Toll, at_commits, at_random
from bench.results import Figure, write
from notifications.tokens import load_secret
from tests.databases import NoPostgres, postgres_with_template

SMALL = bool(os.environ.get("SMALL"))
LETTERS = 60 if SMALL else 1_000
KILLS = 10 if SMALL else 100
FEWEST_AT_COMMITS = LETTERS


def figures(kind: str, fresh: Callable[[], str], home: Path) -> Iterator[Figure]:
    for senders in (1, 2):
        yield from _told(f"{kind}, {senders} sender{'s' if senders > 1 else ''}, at random moments", kind, senders, "r",
                         at_random(fresh(), home, LETTERS, KILLS, senders), KILLS)  # fmt: skip
        yield from _told(f"{kind}, {senders} sender{'s' if senders > 1 else ''}, at every commit", kind, senders, "c",
                         at_commits(fresh(), home, LETTERS, senders), FEWEST_AT_COMMITS)  # fmt: skip


def _told(name: str, kind: str, senders: int, how: str, toll: Toll, fewest: int) -> Iterator[Figure]:
    assert toll.kills >= fewest, f"{toll.kills} kills are too few"
    label = f"C{kind[0]}{senders}{how}"
    volume = f"{toll.letters:,} letters, {toll.kills:,} kills, all sent, chain and seals whole"
    most = toll.kills * CONNECTIONS
    yield Figure(f"{label}l", f"lost: {name}", toll.lost, "letters", "= 0", toll.lost == 0, volume, 1)
    yield Figure(f"{label}u", f"doubles nobody knows of: {name}", toll.unlisted, "letters", "= 0", toll.unlisted == 0,
                 volume, 1)  # fmt: skip
    yield Figure(f"{label}b", f"doubles with other bytes: {name}", toll.changed, "letters", "= 0", toll.changed == 0,
                 volume, 1)  # fmt: skip
    few = toll.doubled <= most
    yield Figure(f"{label}d", f"doubles: {name}", toll.doubled, "letters", f"<= {most}", few, volume, 1)


@contextmanager
def _sqlite(home: Path) -> Iterator[Callable[[], str]]:
    made: list[Path] = []

    def fresh() -> str:
        made.append(home / f"{len(made)}.db")
        return f"sqlite:///{made[-1]}"

    yield fresh


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        outbox.office(home)
        load_secret(home)
        with _sqlite(home) as fresh:
            found = list(figures("SQLite", fresh, home))
        try:
            with postgres_with_template() as server:
                found += figures("PostgreSQL", lambda: server.fresh().render_as_string(hide_password=False), home)
        except NoPostgres as why:
            print(f"Without PostgreSQL: {why}")
    write("crash", found)


if __name__ == "__main__":
    main()
