"""The whole way once, with a real Prefect server, a real mail server and the real pages over HTTP."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from config import clock
from config.closed_days import workdays
from config.zone import office_day
from tests.notifications.mail_server import mail_server
from tests.office_case import PAPER
from tests.whole.program import Program, link_in, until

pytestmark = pytest.mark.slow
SERVE = [sys.executable, "-P", "-m", "cli.main", "serve"]
ROOT = Path(__file__).parents[2]


def last_open_day() -> date:
    return workdays().on_or_before(office_day(clock.now()))


@pytest.fixture
def program(tmp_path) -> Iterator[Callable[..., Program]]:
    started: list[Program] = []

    def start(command: list[str] = SERVE, channel: str | None = None) -> Program:
        started.append(Program(tmp_path / "office", command, ROOT, channel))
        return started[-1]

    yield start
    for one in started:
        one.end()


def taken_on(day: date) -> tuple[object, ...]:
    return ("--body", "KS", "--on", day, "--paragraph", "309", "--approved", day, "--at", day)


def test_a_paper_becomes_letters_answers_and_pictures(program, tmp_path) -> None:
    with mail_server() as mail:
        running = program(channel=mail.url)
        until(running.is_up)
        day = last_open_day()
        running.bevaka("propose", PAPER, "--at", day)
        running.bevaka("decide", 1, *taken_on(day))
        until(lambda: len(mail.received) >= 6)
        letters = dict(mail.received)
        assert set(letters) == {
            "kansli@linkoping.example",
            "kommundirektor@linkoping.example",
            *(f"sekreterare.{short}@linkoping.example" for short in ("on", "sn", "bun", "bin")),
        }
        link = link_in(letters["kommundirektor@linkoping.example"])
        assert link.startswith(f"http://127.0.0.1:{running.web}/svar/")
        answer_by_link(running, link)
        board = running.page("/")
        assert "KS" in board and "4 öppna" in board
        see_it_in_prefect(running, day)
        no_link_is_kept(running, [link_in(message) for message in letters.values()], tmp_path)
        assert "Historiken är hel" in running.bevaka("verify")
        assert running.stop() == 0
        assert until(lambda: not running.left_running(), 10) and running.left_running() == []


def answer_by_link(running: Program, link: str) -> None:
    shown = running.page(link)
    assert "Kommundirektören ges i uppdrag" in shown
    action = re.search(r'<form[^>]*action="([^"]*)"', shown)
    fields = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown))
    choice = re.search(r'<input[^>]*type="radio"[^>]*>', shown)
    assert choice
    name = re.search(r'name="([^"]+)"', choice[0])
    assert name
    to = action[1] if action and action[1] else link
    to = to if to.startswith("http") else f"http://127.0.0.1:{running.web}{to}"
    receipt = running.page(to, fields | {name[1]: "on_track"})
    assert "registrera" in receipt.lower()
    known = sqlite3.connect(running.home / "bevaka.db")
    assert known.execute("SELECT answer, channel FROM status_report").fetchall() == [("on_track", "link")]
    known.close()


def see_it_in_prefect(running: Program, day: date) -> None:
    """The decision is a run with a task for each assignment and owner, and a table that keeps its key."""
    name = f"KS {day.year} § 309"

    def runs() -> list[dict]:
        found = running.prefect_api("/flow_runs/filter", {"sort": "START_TIME_DESC", "limit": 50})
        return [run for run in found if run["name"].startswith(name) and run["state_type"] == "COMPLETED"]

    newest = until(runs)[0]
    asked = {"flow_runs": {"id": {"any_": [newest["id"]]}}}

    def ended() -> list[dict]:
        """Prefect writes task runs down a little after they happened."""
        found = running.prefect_api("/task_runs/filter", asked)
        return found if len([one for one in found if one["state_type"] == "COMPLETED"]) >= 7 else []

    tasks = until(ended)
    assert len(tasks) == 7
    assert {"Väntar på annat uppdrag", "Försenat"} <= {one["state"]["name"] for one in tasks}
    key = f"linkoping-ks-{day.year}-309"
    tables = running.prefect_api("/artifacts/filter", {"artifacts": {"key": {"any_": [key]}}})
    assert tables and len(json.loads(tables[0]["data"])) == 7
    scheduled = until(lambda: running.prefect_api("/deployments/filter", {}))
    assert {"Morgonrunda vardagar 07:00", "Veckorapport måndag 07:30"} <= {one["name"] for one in scheduled}
    future = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "limit": 20}
    assert until(lambda: running.prefect_api("/flow_runs/filter", future)), "the schedules make runs"


def no_link_is_kept(running: Program, links: list[str], tmp_path: Path) -> None:
    """A working link lies nowhere but in what was sent: not in a database, a page, a log or an export."""
    tokens = [link.rpartition("/")[2].encode() for link in links]
    running.bevaka("gather", "--body", "KS")
    running.bevaka("record", "KS", "--docx", running.home / "ut.docx")
    (tmp_path / "sidor.txt").write_text(
        "".join(running.page(path) for path in ("/", "/brev", "/brev/1", "/brev/2", "/forslag", "/beslut/1")), "utf-8"
    )
    looked = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(looked) > 5
    for path in looked:
        data = path.read_bytes()
        assert not any(token in data for token in tokens), path


def test_make_run_shows_a_newcomer_something_and_stops_clean(program) -> None:
    """The program that `make run` starts, on an empty folder: the example office, its proposal and its simulation."""
    running = program(["make", "run"])
    until(running.is_up, 300)
    assert "Förslag" in running.page("/forslag") or "förslag" in running.page("/forslag")
    assert "2017" in running.page("/simulering")
    assert (running.home / "secret").stat().st_mode & 0o777 == 0o600
    running.bevaka("decide", 1, *taken_on(last_open_day()))
    until(lambda: len(list((running.home / "letters").glob("*.eml"))) == 6)
    assert running.stop(signal.SIGINT) in (0, -signal.SIGINT), running.output()
    assert until(lambda: not running.left_running(), 10)
    assert "Traceback" not in running.output()


def test_a_second_start_continues_where_it_was(program) -> None:
    first = program()
    until(first.is_up)
    first.bevaka("decide", 1, *taken_on(last_open_day()))
    until(lambda: len(list((first.home / "letters").glob("*.eml"))) == 6)
    assert first.stop() == 0
    second = program()
    until(second.is_up)
    assert len(list((second.home / "letters").glob("*.eml"))) == 6
    assert "4 öppna" in second.page("/")
    assert second.stop() == 0


@pytest.mark.parametrize("variable", ["BEVAKA_PORT", "BEVAKA_PREFECT_PORT"])
def test_a_taken_port_is_told_in_a_sentence(tmp_path, variable) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        around = os.environ | {"BEVAKA_HOME": str(tmp_path / "office"), variable: str(port)}
        done = subprocess.run(SERVE, cwd=ROOT, env=around, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert str(port) in done.stderr and variable in done.stderr and "Traceback" not in done.stderr
