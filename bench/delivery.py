"""A morning's letters from their rows to a mail server, beside finished bytes over one connection that stays open.

python -m bench.delivery        SMALL=1 for a quick look"""

import json
import os
import resource
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from bench import outbox
from bench.results import Figure, write
from models.database import open_engine
from models.letter import Letter, LetterState
from notifications.delivery import deliver
from notifications.links import links_of
from notifications.message import Sender, as_bytes
from notifications.smtp import MailSessions
from notifications.smtp_session import MailServer
from notifications.tokens import load_secret
from tests.databases import NoPostgres, postgres_with_template

SMALL = bool(os.environ.get("SMALL"))
LETTERS = 1_000 if SMALL else 12_420
PAIRS = 2 if SMALL else 5


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def product(url: str, home: Path, port: int) -> dict[str, float]:
    """One sender as it is shipped, until nothing is left."""
    engine, office = open_engine(url), outbox.office(home)
    channel = MailSessions(MailServer("127.0.0.1", port))
    with engine.connect():
        before, start = memory(), time.perf_counter()
    sent = deliver(engine, office, outbox.MORNING, channel).sent
    return {"seconds": time.perf_counter() - start, "memory": memory() - before, "sent": sent}


def prepared(url: str, home: Path, port: int) -> dict[str, float]:
    """The limit: the same bytes, made beforehand."""
    office = outbox.office(home)
    sender, secret = Sender.of(office), load_secret(home)
    with Session(open_engine(url)) as session:
        letters = session.scalars(select(Letter).limit(LETTERS)).all()
        ready = [(one.recipient, as_bytes(one, sender, links_of(office.url, secret, one.id))) for one in letters]
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for recipient, data in ready:
            connection.sendmail(sender.address, [recipient], data, ["BODY=8BITMIME"])
    return {"seconds": time.perf_counter() - start, "sent": len(ready)}


def build(url: str, home: Path, _port: int) -> dict[str, float]:
    """From a row to bytes, one letter."""
    office = outbox.office(home)
    sender, secret = Sender.of(office), load_secret(home)
    with Session(open_engine(url)) as session:
        letters = session.scalars(select(Letter).limit(1_000)).all()
    times = []
    for one in letters:
        start = time.perf_counter()
        as_bytes(one, sender, links_of(office.url, secret, one.id))
        times.append(time.perf_counter() - start)
    return {"median": statistics.median(times) * 1000, "built": len(times)}


SIDES = {"product": product, "prepared": prepared, "build": build}


def together(side: str, url: str, home: Path, port: int, senders: int = 1) -> list[dict[str, float]]:
    """Each sender in a process of its own."""
    command = [sys.executable, "-m", "bench.delivery", side, url, str(home), str(port)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(senders)]
    answers = [one.communicate()[0] for one in running]
    if any(one.returncode for one in running):
        raise SystemExit(f"{side} failed")
    return [json.loads(answer.splitlines()[-1]) for answer in answers]


def pairs(folder: Path, kind: str, urls: Sequence[str], senders: int) -> list[Figure]:
    """The limit and the product in turn, each product run on a fresh outbox."""
    ratios, seconds, growth = [], [], []
    for url in urls:
        outbox.fill(url, LETTERS)
        with outbox.sink(folder) as (port, log):
            limit = together("prepared", url, folder, port)[0]
            assert len(outbox.arrived(log)) == LETTERS
        with outbox.sink(folder) as (port, log):
            done = together("product", url, folder, port, senders)
            came = outbox.arrived(log)
        took = max(one["seconds"] for one in done)
        assert len({one.message_id for one in came}) == len(came) == sum(one["sent"] for one in done) == LETTERS
        engine = open_engine(url)
        assert outbox.states(engine) == {LetterState.SENT: LETTERS}
        engine.dispose()
        ratios.append(took / limit["seconds"])
        seconds.append(took)
        growth.append(max(one["memory"] for one in done))
    took, more = statistics.median(seconds), max(growth)
    volume = f"{LETTERS:,} letters once each at the sink, all marked sent"
    gate = 20 if not SMALL else 4
    name = f"{kind}, {senders} sender{'s' if senders > 1 else ''}"
    return [
        Figure(f"B4{kind[0]}", f"letters to a sink, {name}", took, "s", f"<= {gate}", took <= gate, volume, len(urls)),
        Figure(
            f"B4{kind[0]}r",
            f"beside finished bytes, {name}",
            statistics.median(ratios),
            "x",
            "none",
            True,
            volume,
            len(urls),
        ),
        Figure(f"B4{kind[0]}m", f"memory on top, {name}", more, "MB", "<= 50", more <= 50, volume, len(urls)),
    ]


def building(folder: Path, url: str) -> Figure:
    answer = together("build", url, folder, 0)[0]
    median, count = answer["median"], int(answer["built"])
    return Figure("B4b", "building a letter, median", median, "ms", "<= 0.5", median <= 0.5, f"{count} built", 1)


def main() -> None:
    if len(sys.argv) > 2:
        side, url, home, port = sys.argv[1:]
        print(json.dumps(SIDES[side](url, Path(home), int(port))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        outbox.office(folder)
        load_secret(folder)
        files = [f"sqlite:///{folder / f'{number}.db'}" for number in range(PAIRS)]
        figures = pairs(folder, "SQLite", files, 1)
        figures.append(building(folder, files[0]))
        try:
            with postgres_with_template() as server:
                bases = [server.fresh().render_as_string(hide_password=False) for _ in range(PAIRS)]
                figures += pairs(folder, "PostgreSQL", bases, 2)
        except NoPostgres as why:
            print(f"Without PostgreSQL: {why}")
    write("delivery", figures)


if __name__ == "__main__":
    main()
