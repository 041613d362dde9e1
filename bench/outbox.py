"""An outbox full of finished letters, a sink to send them to, and what arrived there."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, func, insert, select

from bench import fixture
from config.office import Office
from models.database import migrate, open_engine, transaction
from models.letter import Letter, LetterKind, LetterState, Occasion
from notifications.items import ANSWER_LINK

MORNING = datetime(2018, 3, 20, 6, tzinfo=UTC)
DAY = date(2018, 3, 20)
TEXT = (
    "Hej!\n\nNämnden fick i uppdrag av kommunstyrelsen den 10 oktober 2017 att se över stödet till föreningar och\n"
    "redovisa vilka behov som finns i de olika delarna av kommunen. Det ska vara klart senast 27 april 2018.\n\n"
) * 11 + f"Svara här: {ANSWER_LINK}\n"
HTML = '<html lang="sv"><body>' + f"<p>{TEXT}</p>" + '<p style="margin:0">&nbsp;</p>' * 30 + "</body></html>"
"""About as long as a letter about three assignments, 11 kB on the wire."""


@dataclass(frozen=True)
class Arrived:
    """A letter as the sink noted it."""

    recipient: str
    message_id: str
    digest: str


def office(home: Path) -> Office:
    return fixture.office(home)


def fill(url: str, count: int) -> None:
    """`count` letters that wait, on a migrated database."""
    engine = open_engine(url)
    migrate(engine)
    with transaction(engine) as session:
        session.execute(insert(Letter), [_letter(number) for number in range(count)])
    engine.dispose()


def _letter(number: int) -> dict[str, object]:
    address = f"n{number}@linkoping.example"
    return {
        "kind": LetterKind.NOTICE,
        "occasion": Occasion.ROUND,
        "day": DAY,
        "recipient": address,
        "intended": address,
        "subject": "Uppdrag KS 2017-10-10 § 309 p. 3: klart senast 27 april",
        "text": TEXT,
        "html": HTML,
        "why": "Det är fem veckor kvar.",
        "message_id": f"<{number}.bevaka@linkoping.example>",
        "thread_id": f"<uppdrag-{number}.bevaka@linkoping.example>",
        "written_at": MORNING,
        "not_before": MORNING,
        "state": LetterState.WAITING,
        "attempts": 0,
        "is_uncertain": False,
        "answer_until": date(2018, 5, 20),
    }


def states(engine: Engine) -> dict[LetterState, int]:
    with engine.connect() as connection:
        table = Letter.__table__  # type: ignore[attr-defined]
        return dict(connection.execute(select(table.c.state, func.count()).group_by(table.c.state)).tuples().all())


@contextmanager
def sink(folder: Path, slowest_ms: float = 0) -> Iterator[tuple[int, Path]]:
    """Port and log of a sink in a process of its own."""
    log = folder / f"sink-{len(list(folder.glob('sink-*')))}.log"
    command = [sys.executable, "-m", "bench.sink", str(log), str(slowest_ms)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline()), log
    finally:
        server.terminate()
        server.wait()


def arrived(log: Path) -> list[Arrived]:
    return [Arrived(*line.split()) for line in log.read_text().splitlines()]


def doubles(found: Sequence[Arrived]) -> set[str]:
    """Message-IDs that arrived more than once."""
    seen: set[str] = set()
    return {one.message_id for one in found if one.message_id in seen or seen.add(one.message_id)}  # type: ignore[func-returns-value]
