"""One Prefect for all tests of the flows, and the example case as it stood in November 2017."""

import asyncio
import atexit
import gc
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from config.office import Office, open_office
from documents.proposing import PaperFile, propose
from documents.reading import read_paper
from documents.register import load_register
from flows.server import end_server, start_server, until_healthy
from flows.surroundings import prefect_folder, surroundings
from models.database import open_engine, transaction
from models.deciding import Taking, decide
from tests.flows.program import free_port

FOR_PREFECT = Path(tempfile.mkdtemp(prefix="bevaka-prefect-"))
atexit.register(shutil.rmtree, FOR_PREFECT, ignore_errors=True)
PORT = free_port()
AROUND = surroundings(FOR_PREFECT, PORT, {})
os.environ |= {name: AROUND[name] for name in AROUND if name.startswith("PREFECT_")}  # before Prefect is imported

ROOT = Path(__file__).parents[2]
PAPER = """\
Tjänsteskrivelse

Våld i nära relationer, redovisning av utredningsuppdrag

Förslag till kommunstyrelsens beslut
1. Uppdrag ges till kommunledningsförvaltningen att säkerställa att frågan beaktas i relevanta
kommunövergripande handlingsplaner.

2. Ett gemensamt uppdrag ges till omsorgsnämnden, socialnämnden, barn- och ungdomsnämnden och
bildningsnämnden att utarbeta en handlingsplan samt återrapportera handlingsplanen till
kommunstyrelsen i juni 2018.

3. Kommundirektören ges i uppdrag att senast den 30 november 2017 utse en förvaltning som ansvarar
för den kommunövergripande samordningen och uppföljningen.
"""
TITLE = "Våld i nära relationer"
LEFT_TO_THE_COLLECTOR = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
"""Prefect 3.8.8 asks the server for its result storage once a run and never closes that connection."""
PATIENCE = 20
"""Seconds that a busy machine may take to record what has happened."""
APPROVED = datetime(2017, 10, 17, 8, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The example municipality in a folder of its own, found by BEVAKA_HOME."""
    home = tmp_path / "linkoping"
    home.mkdir()
    shutil.copy(ROOT / "examples" / "linkoping" / "office.toml", home)
    monkeypatch.setenv("BEVAKA_HOME", str(home))
    return open_office(home)


@pytest.fixture
def case(office: Office, migrated_file: Path) -> Iterator[Engine]:
    """The example case, decided on 10 October 2017 as KS § 309, in the office's own database."""
    shutil.copy(migrated_file, office.home / "bevaka.db")
    engine = open_engine(office.database_url)
    take_decision(engine, office)
    yield engine
    engine.dispose()


def take_decision(
    engine: Engine,
    office: Office,
    paragraph: str = "309",
    *,
    confidential: bool = False,
    title: str = TITLE,
    paper: str = PAPER,
) -> int:
    """Read, propose and decide a paper; returns the decision's number."""
    data, today = f"{paper}\n{paragraph}\n".encode(), date(2017, 10, 17)
    file = PaperFile(f"skrivelse-{paragraph}.txt", sha256(data).hexdigest())
    rule = office.settings.office.cutoff_rule
    taking = Taking("kommunstyrelsen", date(2017, 10, 10), paragraph, date(2017, 10, 17))
    with transaction(engine) as session:
        load_register(session, office.settings.register_, APPROVED)
        made = propose(session, read_paper(paper.encode(), file.name), file, APPROVED, today, title, confidential)
        made.decision.case_number = f"KS 2017-{paragraph}"
        return decide(session, made.decision.id, taking, APPROVED, today, office.workdays, rule).id


@pytest.fixture(scope="session")
def prefect() -> Iterator[Path]:
    """One server of Prefect for all tests that need one, started as the program starts it; its folder."""
    folder = prefect_folder(FOR_PREFECT)
    (folder / "tmp").mkdir(parents=True)
    server = start_server(PORT, folder, surroundings(FOR_PREFECT, PORT, os.environ))
    try:
        asyncio.run(until_healthy(server, PORT, folder))
        yield folder
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
    finally:
        end_server(server)


def run(flow: Any, val: Any) -> Any:
    """The end state of a run of that flow."""
    return asyncio.run(flow(val, return_state=True))


def tasks_of(state: Any, expected: int) -> dict[str, str]:
    """The tasks of a run with the names of their states. They are recorded a little after the run itself."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    only = FlowRunFilter(id=FlowRunFilterId(any_=[state.state_details.flow_run_id]))
    found: dict[str, str] = {}
    for _ in range(PATIENCE * 10):
        with get_client(sync_client=True) as client:
            rows = client.read_task_runs(flow_run_filter=only)
        found = {row.name: row.state_name for row in rows if row.state and row.state.is_final()}
        if len(found) >= expected:
            break
        time.sleep(0.1)
    return found


def name_of(state: Any) -> str:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return str(client.read_flow_run(state.state_details.flow_run_id).name)


def table(key: str) -> Any:
    """The newest version of a table, and its text."""
    from prefect.artifacts import Artifact

    found = Artifact.get(key)
    assert found is not None, f"no table is called {key}"
    return found
