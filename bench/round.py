"""The morning round over a million assignments, beside the same reading and writing in plain SQL.

python -m bench.round        SMALL=1 for a quick look
"""

import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import fixture, raw_round
from bench.letters import few_letters
from bench.results import Figure, write
from config.zone import office_hour
from deadlines.plan import Planner
from models.database import open_engine, reading
from models.duties import due_duties

SMALL = bool(os.environ.get("SMALL"))
MANY, FEW, DUE, BODIES = (100_000, 10_000, 10_000, 2_500) if SMALL else (1_000_000, 10_000, 50_000, 12_420)
DUE_FIND = 5_000
PAIRS = 3 if SMALL else 5


def child(what: str, path: Path) -> dict[str, float]:
    """Run one side in a process of its own, so that its memory is its own."""
    done = subprocess.run([sys.executable, "-m", "bench.round", what, str(path)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def product_round(path: Path) -> dict[str, float]:
    from notifications.round import morning_round

    office = fixture.office(path.parent)
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as session:
        session.connection().exec_driver_sql("SELECT 1")
    assert office.workdays.is_open(fixture.MORNING)  # the calendar is read when the program starts, not each morning
    before, start = memory(), time.perf_counter()
    summary = morning_round(engine, office, office_hour(fixture.MORNING, 7))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "memory": memory() - before, "notices": summary.notices, "letters": summary.letters}


def write_letters(path: Path) -> dict[str, float]:
    """The texts of the letters that the round planned, as the delivery writes them before it sends."""
    from notifications.writing_out import write_planned

    office = fixture.office(path.parent)
    engine = open_engine(f"sqlite:///{path}")
    start = time.perf_counter()
    written = write_planned(engine, office, office_hour(fixture.MORNING, 8))
    return {"seconds": time.perf_counter() - start, "written": written}


def raw(path: Path) -> dict[str, float]:
    start = time.perf_counter()
    notices, letters = raw_round.run(path)
    return {"seconds": time.perf_counter() - start, "notices": notices, "letters": letters}


def find(path: Path) -> dict[str, float]:
    """Duties of everything due, filled and ready for the rules, without writing."""
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as session:
        due_duties(session, fixture.MORNING, 10)
        start = time.perf_counter()
        found = len(due_duties(session, fixture.MORNING, DUE_FIND + 1))
        return {"seconds": time.perf_counter() - start, "found": found}


def nothing_left(path: Path) -> None:
    base = sqlite3.connect(path)
    left = base.execute("SELECT count(*) FROM owner WHERE next_notice_on <= ?", (fixture.MORNING.isoformat(),))
    loose = base.execute("SELECT count(*) FROM notice WHERE letter_id IS NULL AND NOT is_dropped")
    assert left.fetchone()[0] == 0 and loose.fetchone()[0] == 0, "the morning is not done"
    base.close()


def fresh(source: Path, name: str) -> Path:
    target = source.parent / name
    for old in source.parent.glob(f"{name}*"):
        old.unlink()
    shutil.copyfile(source, target)
    return target


def round_figures(folder: Path, plan: str) -> list[Figure]:
    big = folder / "big.db"
    fixture.fill(big, MANY, DUE, BODIES, plan)
    ratios, seconds, growth = [], [], []
    for _ in range(PAIRS):
        limit = child("raw", fresh(big, "limit.db"))
        mine = child("product", fresh(big, "mine.db"))
        nothing_left(folder / "mine.db")
        assert limit["notices"] == mine["notices"] == DUE, (limit, mine)
        assert limit["letters"] == mine["letters"] == BODIES - 1, (limit, mine)
        ratios.append(mine["seconds"] / limit["seconds"])
        seconds.append(mine["seconds"])
        growth.append(mine["memory"])
    texts = child("write", folder / "mine.db")
    assert texts["written"] == BODIES - 1, texts
    each = texts["seconds"] / texts["written"] * 1000
    volume = f"{MANY:,} assignments, {DUE:,} notices, {BODIES - 1:,} letters, nothing left due"
    ratio, wall, more = statistics.median(ratios), statistics.median(seconds), max(growth)
    return [
        Figure("B3", "morning round against plain SQL, SQLite", ratio, "x", "<= 2.5", ratio <= 2.5, volume, PAIRS),
        Figure("B3b", "morning round, wall clock", wall, "s", "<= 10", wall <= 10, volume, PAIRS),
        Figure("B3w", "writing one letter afterwards", each, "ms", "none", True, f"{BODIES - 1:,} letters written", 1),
        Figure("B3c", "morning round, memory on top", more, "MB", "<= 50", more <= 50, volume, PAIRS),
    ]


def find_figures(folder: Path, plan: str) -> list[Figure]:
    few, many = folder / "few.db", folder / "many.db"
    fixture.fill(few, FEW, DUE_FIND, 1_000, plan)
    fixture.fill(many, MANY, DUE_FIND, 1_000, plan)
    ratios = []
    for _ in range(PAIRS):
        small, large = child("find", few), child("find", many)
        assert small["found"] == large["found"] == DUE_FIND, (small, large)
        ratios.append(large["seconds"] / small["seconds"])
    ratio = statistics.median(ratios)
    volume = f"{DUE_FIND:,} due found among {FEW:,} and among {MANY:,}"
    return [Figure("B2", "finding what is due, many against few", ratio, "x", "<= 6", ratio <= 6, volume, PAIRS)]


SIDES = {"product": product_round, "raw": raw, "find": find, "write": write_letters}


def main() -> None:
    if len(sys.argv) > 2:
        print(json.dumps(SIDES[sys.argv[1]](Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        office = fixture.office(folder)
        plan = Planner(office.ladder, office.calendar, 1).fingerprint
        figures = [*find_figures(folder, plan), *round_figures(folder, plan)]
    write("round", [*figures, *few_letters()])


if __name__ == "__main__":
    main()
