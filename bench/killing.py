"""Senders that are killed with signal 9: at random moments, and at every commit of a delivery, before and after it."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from bench import outbox
from bench.outbox import Arrived, arrived, doubles
from models.database import open_engine
from models.event import first_broken
from models.letter import Letter, LetterState
from notifications.attempts import first_unsealed_or_changed, unsealed
from notifications.claiming import LEASE
from notifications.delivery import deliver
from notifications.smtp import MailSessions
from notifications.smtp_session import MailServer

CONNECTIONS = 2
LONGEST = 10_000
"""Turns after which something is wrong: each turn brings at least one letter further."""


@dataclass(frozen=True)
class Toll:
    """What so many kills did to so many letters."""

    letters: int
    kills: int
    lost: int
    doubled: int
    unlisted: int
    """Doubles that the office would not know of. There may be none."""
    changed: int
    """Doubles whose bytes differ. There may be none: a mailbox that knows the Message-ID shows one."""
    uncertain: int


def at_random(url: str, home: Path, letters: int, kills: int, senders: int) -> Toll:
    """Each turn starts the senders and kills all of them after a while; when enough were killed the last goes on."""
    outbox.fill(url, letters)
    done = 0
    with outbox.sink(home, slowest_ms=4) as (port, log):
        turn = 0
        while done < kills and turn < LONGEST:
            children = [_started(url, home, port, turn) for _ in range(senders)]
            time.sleep(random.uniform(0.01, 0.12))
            done += sum(_killed(child) for child in children)
            turn += 1
        _finish(url, home, port, turn)
        return _toll(url, letters, done, arrived(log))


def at_commits(url: str, home: Path, letters: int, senders: int) -> Toll:
    """Walks through the whole delivery letter by letter: a sender dies before and after the intent mark of a letter
    (its second commit), then before and after its result, written with the mark of the next (its third)."""
    outbox.fill(url, letters)
    kills = turn = 0
    with outbox.sink(home) as (port, log):
        while turn < LONGEST and _left(url):
            prepare = _dying(2 + turn // 2 % 2, ("before", "after")[turn % 2])
            children = [_started(url, home, port, turn, 1, prepare) for _ in range(senders)]
            kills += sum(_ended(child) for child in children)
            turn += 1
        _finish(url, home, port, turn)
        return _toll(url, letters, kills, arrived(log))


def _started(
    url: str,
    home: Path,
    port: int,
    turn: int,
    connections: int = CONNECTIONS,
    prepare: Callable[[Engine], None] | None = None,
) -> int:
    """A sender as a copy of this process: it begins to send at once."""
    if child := os.fork():
        return child
    try:
        _send(url, home, port, turn, connections, prepare)
    finally:
        os._exit(0)


def _send(
    url: str, home: Path, port: int, turn: int, connections: int, prepare: Callable[[Engine], None] | None
) -> None:
    """Each turn comes so much later that what the dead held is free again."""
    engine = open_engine(url)
    if prepare:
        prepare(engine)
    channel = MailSessions(MailServer("127.0.0.1", port, connections=connections))
    deliver(engine, outbox.office(home), outbox.MORNING + turn * LEASE + timedelta(seconds=turn), channel)


def _dying(place: int, when: str) -> Callable[[Engine], None]:
    def prepare(engine: Engine) -> None:
        commit, seen = engine.dialect.do_commit, 0

        def dies(connection: Any) -> None:
            nonlocal seen
            seen += 1
            if seen == place and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            commit(connection)
            if seen == place and when == "after":
                os.kill(os.getpid(), signal.SIGKILL)

        engine.dialect.do_commit = dies  # type: ignore[method-assign]

    return prepare


def _killed(child: int) -> bool:
    """False where it had ended already."""
    ended, _ = os.waitpid(child, os.WNOHANG)
    if ended:
        return False
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def _ended(child: int) -> bool:
    """Wait for it; True where signal 9 ended it."""
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _left(url: str) -> bool:
    engine = open_engine(url)
    try:
        states = set(outbox.states(engine))
        assert LetterState.UNDELIVERABLE not in states, "a letter was given up"
        return states != {LetterState.SENT}
    finally:
        engine.dispose()


def _finish(url: str, home: Path, port: int, turn: int) -> None:
    """A sender that nobody kills; twice, for what the first one found held by the last of the dead."""
    for later in range(2):
        child = _started(url, home, port, turn + 1 + later)
        _ended(child)


def _toll(url: str, letters: int, kills: int, came: list[Arrived]) -> Toll:
    engine = open_engine(url)
    with engine.connect() as connection:
        known = select(col(Letter.message_id)).where(col(Letter.is_uncertain))
        uncertain = set(connection.execute(known).scalars())
        states = outbox.states(engine)
    with Session(engine) as session:
        assert (unsealed(session), first_unsealed_or_changed(session), first_broken(session)) == (0, None, None)
    engine.dispose()
    assert states == {LetterState.SENT: letters}, states
    twice = doubles(came)
    bytes_of = Counter((one.message_id, one.digest) for one in came)
    differing = Counter(message_id for message_id, _ in bytes_of)
    return Toll(
        letters,
        kills,
        lost=letters - len({one.message_id for one in came}),
        doubled=len(came) - len({one.message_id for one in came}),
        unlisted=len(twice - uncertain),
        changed=sum(1 for times in differing.values() if times > 1),
        uncertain=len(uncertain),
    )
