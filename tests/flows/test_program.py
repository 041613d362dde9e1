"""The whole program: it starts, works, and ends with nothing left behind."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from config.office import Office
from models.database import transaction
from models.decision import Decision
from tests.flows.program import Program, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc"),
]
FAREWELL_SECONDS = 15
DEPLOYMENTS = 6
UNDER_WAY = ("RUNNING", "PENDING")


@pytest.fixture
def home(office: Office, case: Engine) -> Iterator[Path]:
    """The example case, with nothing that asks for a picture."""
    with transaction(case) as session:
        session.get_one(Decision, 1).snapshot_wanted = False
    yield office.home


def _files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_it_starts_works_and_ends_and_touches_nothing_else(home: Path, case: Engine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "somebody"
    elsewhere.mkdir()
    with running(home, HOME=str(elsewhere)) as program:
        program.wait_until_up()

        assert httpx.get(f"http://127.0.0.1:{program.web}/", trust_env=False).status_code == 200
        assert len(program.api("/deployments/filter")) == DEPLOYMENTS
        _has_scheduled_runs(program)
        _serves_its_own_pages_only(program)
        _shows_what_changes(program, case)
        _runs_what_the_office_asks_for(program)

        os.kill(program.process.pid, signal.SIGTERM)
        os.kill(program.process.pid, signal.SIGTERM)

        assert program.process.wait(FAREWELL_SECONDS) == 0
        assert program.wait_until_gone(2) == {}
        assert program.said.rstrip().endswith("Bevaka är avslutat.")
        assert "Traceback" not in program.said
    assert not _files(elsewhere)


def _has_scheduled_runs(program: Program) -> None:
    """None at all with SQLAlchemy 2.1, while everything else looks healthy."""
    scheduled = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    names = {"Morgonrunda", "Veckorapport", "Utskick", "Driftövervakning", "Underlag"}
    flows = {one["id"]: one["name"] for one in program.api("/flows/filter")}
    began = time.monotonic()
    while {flows[one["flow_id"]] for one in program.api("/flow_runs/filter", scheduled)} != names:
        assert time.monotonic() - began < 60
        time.sleep(0.5)


def _serves_its_own_pages_only(program: Program) -> None:
    html = {"Accept": "text/html"}
    base = f"http://127.0.0.1:{program.prefect}"
    assert httpx.get(f"{base}/runs", headers=html, trust_env=False).status_code == 200
    settings: dict[str, Any] = httpx.get(f"{base}/ui-settings", trust_env=False).json()
    assert settings["api_url"] == f"{base}/api"
    assert settings["available_uis"] == ["v1"]


def _shows_what_changes(program: Program, case: Engine) -> None:
    with transaction(case) as session:
        session.get_one(Decision, 1).snapshot_wanted = True
    runs = program.wait_for("/flow_runs/filter", {}, lambda run: run["name"].startswith("KS 2017 § 309"))
    assert set(runs[0]["tags"]) == {"bevaka", "linkoping", "beslut"}


def _runs_what_the_office_asks_for(program: Program) -> None:
    chosen = next(one for one in program.api("/deployments/filter") if one["name"].startswith("Morgonrunda"))
    parameters = {"val": {"office": "linkoping", "dag": "2017-11-14"}}
    started = program.api(f"/deployments/{chosen['id']}/create_flow_run", {"parameters": parameters})
    only = {"flow_runs": {"id": {"any_": [started["id"]]}}}
    run = program.wait_for("/flow_runs/filter", only, lambda one: one["state_type"] in ("COMPLETED", "FAILED"))[0]
    assert (run["name"], run["state_name"]) == ("Morgonrunda 14 november 2017", "Klar")
    log = {"logs": {"flow_run_id": {"any_": [started["id"]]}}}
    said = program.wait_for("/logs/filter", log, lambda line: True)
    assert [line["name"] for line in said] == ["bevaka.morgonrunda"]
    assert said[0]["message"].startswith("Ett beslut hade något att bevaka i dag.")


def test_ctrl_c_ends_it_even_while_it_starts(home: Path) -> None:
    with running(home) as program:
        program.wait_until_it_says("Bevaka startar")
        os.killpg(program.process.pid, signal.SIGINT)

        assert program.process.wait(FAREWELL_SECONDS) == 0
        assert program.wait_until_gone(2) == {}


def test_when_a_part_of_it_dies_all_of_it_ends_and_says_so(home: Path) -> None:
    with running(home) as program:
        program.wait_until_up()
        server = next(pid for pid, command in program.processes().items() if "flows.server" in command)

        os.kill(server, signal.SIGKILL)

        assert program.process.wait(FAREWELL_SECONDS * 2) == 1
        assert program.wait_until_gone(2) == {}
        assert "Prefects server avslutades oväntat" in program.said


def test_nothing_outlives_a_program_that_was_killed(home: Path) -> None:
    with running(home) as program:
        program.wait_until_up()
        chosen = next(one for one in program.api("/deployments/filter") if one["name"].startswith("Lägesbild"))
        parameters = {"val": {"office": "linkoping", "beslut": 1}}
        program.api(f"/deployments/{chosen['id']}/create_flow_run", {"parameters": parameters})
        program.wait_for("/flow_runs/filter", {}, lambda run: run["state_type"] in UNDER_WAY)

        os.kill(program.process.pid, signal.SIGKILL)
        program.process.wait(5)

        assert program.wait_until_gone(20) == {}
    with running(home) as again:
        again.wait_until_up()
        runs = again.api("/flow_runs/filter")
        assert not [run["name"] for run in runs if run["state_type"] in UNDER_WAY]
        assert [run["state_type"] for run in runs if run["state_name"] == "Avbruten"] == ["CRASHED"]
