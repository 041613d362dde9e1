"""What happens when, and that every deployment names a flow that there is."""

import asyncio
import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from prefect import Flow, flow
from prefect.client.orchestration import get_client
from prefect.events.schemas.automations import Automation, AutomationCore
from prefect.runner import Runner
from prefect.states import Running, Scheduled

from config import clock
from config.office import HourSettings, Office
from config.replies import ReplySettings
from flows.automations import automations, drop_automations, keep_automations
from flows.deployments import Held, at, deployment, name_with_office, plans
from flows.registering import register
from tests.flows.conftest import LEFT_TO_THE_COLLECTOR

HOURS = HourSettings()
NAMES = {
    "Morgonrunda vardagar 07:00": "0 7 * * 1-5",
    "Veckorapport måndag 07:30": "30 7 * * 1-5",
    "Lägesbild per beslut": None,
    "Underlag inför redovisning": "0 6 * * 1-5",
    "Utskick, kontroll varje timme": "5 6-18 * * *",
    "Driftövervakning": "15 8-17 * * 1-5",
}


def test_the_deployments_are_named_for_what_happens_when() -> None:
    assert {plan.name: plan.cron for plan in plans(HOURS)} == NAMES


def test_answers_are_fetched_only_where_there_is_a_mailbox_for_them() -> None:
    mailbox = "bevaka-folder://inkorg"

    assert {plan.name for plan in plans(HOURS, ReplySettings())} == set(NAMES)
    [extra] = [plan for plan in plans(HOURS, ReplySettings(mailbox=mailbox, minutes=7)) if plan.name not in NAMES]
    assert (extra.name, extra.cron, extra.flow.retries) == ("Läs svar", "*/7 * * * *", 0)


def test_the_hours_are_the_municipalitys_own() -> None:
    early = HourSettings(round="06:30", digest="08:00", gathering="05:15")

    found = {plan.name: plan.cron for plan in plans(early)}

    assert found["Morgonrunda vardagar 06:30"] == "30 6 * * 1-5"
    assert found["Veckorapport måndag 08:00"] == "0 8 * * 1-5"
    assert found["Underlag inför redovisning"] == at("05:15", "1-5") == "15 5 * * 1-5"


def test_every_deployment_names_a_flow_that_exists_and_is_told_in_swedish(office: Office) -> None:
    for plan in plans(HOURS):
        made = asyncio.run(deployment(plan, office, Held()))

        module, _, name = str(made.entrypoint).rpartition(".")
        assert isinstance(getattr(importlib.import_module(module), name), Flow)
        assert set("åäö") & set(made.description or ""), plan.name
        assert made.tags[:2] == ["bevaka", "linkoping"]
        assert made.parameters == {"val": {"office": "linkoping"}}
        assert made.concurrency_limit is None


def test_every_flow_is_a_thin_shell_that_is_never_run_again_by_itself() -> None:
    for plan in plans(HOURS):
        assert plan.flow.isasync, plan.name
        assert plan.flow.retries == 0, plan.name


def test_every_form_has_swedish_titles() -> None:
    for plan in plans(HOURS):
        schema = plan.flow.parameters.model_dump()
        for form in schema["definitions"].values():
            for field in form["properties"].values():
                assert field["title"][0].isupper() and field["description"], plan.name


def test_schedules_keep_the_hour_of_stockholm(office: Office) -> None:
    for plan in plans(HOURS):
        made = asyncio.run(deployment(plan, office, Held()))
        for schedule in made.schedules or []:
            assert getattr(schedule.schedule, "timezone", None) == "Europe/Stockholm"


def test_several_municipalities_in_one_prefect_are_told_apart(office: Office) -> None:
    made = asyncio.run(deployment(plans(HOURS)[0], office, Held(), name_with_office))

    assert made.name.endswith("· linkoping")


@pytest.mark.slow
@pytest.mark.usefixtures("prefect")
@LEFT_TO_THE_COLLECTOR
class TestRegistering:
    """What Prefect holds after a start."""

    def test_all_are_there_once_however_often_we_start(self, office: Office) -> None:
        for _ in range(2):
            asyncio.run(register(Runner(), [office]))

        assert {one.name: _cron(one) for one in _registered()} == NAMES

    def test_what_the_office_has_switched_off_stays_off(self, office: Office) -> None:
        asyncio.run(register(Runner(), [office]))
        before = {one.name: one for one in _registered()}
        asyncio.run(_switch_off(before["Driftövervakning"].id, before["Veckorapport måndag 07:30"]))

        asyncio.run(register(Runner(), [office]))

        after = {one.name: one for one in _registered()}
        assert [one.name for one in after.values() if one.paused] == ["Driftövervakning"]
        off = [one.name for one in after.values() if any(not schedule.active for schedule in one.schedules)]
        assert off == ["Veckorapport måndag 07:30"]

    def test_a_changed_hour_takes_the_old_name_away_and_keeps_what_is_off(self, office: Office) -> None:
        asyncio.run(register(Runner(), [office]))
        asyncio.run(_switch_off(None, next(one for one in _registered() if one.name.startswith("Morgonrunda"))))
        hours = HourSettings(round="06:30")
        moved = Office(office.home, office.settings.model_copy(update={"hours": hours}))

        asyncio.run(register(Runner(), [moved]))

        rounds = [one for one in _registered() if one.name.startswith("Morgonrunda")]
        assert [(one.name, one.schedules[0].active) for one in rounds] == [("Morgonrunda vardagar 06:30", False)]

    def test_of_the_runs_that_were_missed_the_newest_is_made(self, office: Office) -> None:
        asyncio.run(register(Runner(), [office]))
        number = next(one.id for one in _registered() if one.name.startswith("Morgonrunda"))
        now = clock.now()
        asked_for = asyncio.run(_waiting(number, now - timedelta(days=4), planned=False))
        missed = [asyncio.run(_waiting(number, now - timedelta(days=day))) for day in (3, 2, 1)]
        to_come = asyncio.run(_waiting(number, now + timedelta(days=30)))

        asyncio.run(register(Runner(), [office]))

        with get_client(sync_client=True) as client:
            states = {one.id: one.state_name for one in client.read_flow_runs()}
        assert [states[one] for one in missed] == ["Överhoppad", "Överhoppad", "Scheduled"]
        assert states[asked_for] in ("Scheduled", "Late"), "what a person asked for is not passed over"
        assert states.get(to_come) in (None, "Scheduled")

    def test_a_run_that_the_last_stop_left_under_way_is_ended(self, office: Office) -> None:
        left = asyncio.run(_left_running())

        asyncio.run(register(Runner(), [office]))

        with get_client(sync_client=True) as client:
            run = client.read_flow_run(left)
        assert (run.state_name, run.state and run.state.type.value) == ("Avbruten", "CRASHED")

    def test_on_sqlite_no_automation_is_left(self, office: Office, no_automation_after: None) -> None:
        asyncio.run(_keep())

        asyncio.run(register(Runner(), [office]))

        with get_client(sync_client=True) as client:
            assert not [one for wanted in automations() for one in client.read_automations_by_name(wanted.name)]

    def test_on_postgresql_the_automations_are_kept(
        self, office: Office, monkeypatch: pytest.MonkeyPatch, no_automation_after: None
    ) -> None:
        monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", "postgresql+asyncpg://somewhere/prefect")

        asyncio.run(register(Runner(), [office]))

        with get_client(sync_client=True) as client:
            assert all(client.read_automations_by_name(wanted.name) for wanted in automations())

    def test_automations_are_written_once(self, no_automation_after: None) -> None:
        assert [asyncio.run(_keep()), asyncio.run(_keep())] == [2, 0]


class Written:
    """Stands for Prefect: one automation as the office has left it."""

    def __init__(self, *standing: Automation) -> None:
        self.standing = {one.name: one for one in standing}
        self.updated: list[AutomationCore] = []
        self.created: list[AutomationCore] = []

    async def read_automations_by_name(self, name: str) -> list[Automation]:
        return [one for one in self.standing.values() if one.name == name]

    async def update_automation(self, _id: UUID, wanted: AutomationCore) -> None:
        self.updated.append(wanted)

    async def create_automation(self, wanted: AutomationCore) -> None:
        self.created.append(wanted)


@pytest.mark.parametrize("on", [True, False])
def test_a_changed_automation_is_written_again_as_on_or_off_as_it_was(on: bool) -> None:
    before = automations()[0].model_copy(update={"description": "som den var", "enabled": on})
    prefect = Written(Automation(id=uuid4(), **before.model_dump()))

    asyncio.run(keep_automations(prefect))  # type: ignore[arg-type]

    assert [(one.description, one.enabled) for one in prefect.updated] == [(automations()[0].description, on)]
    assert [one.name for one in prefect.created] == [automations()[1].name]


@pytest.fixture
def no_automation_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Switched off, and taken away afterwards: one that is on slows the server of all other tests."""
    resting = [one.model_copy(update={"enabled": False}) for one in automations()]
    monkeypatch.setattr("flows.automations.automations", lambda: resting)
    yield

    async def drop() -> None:
        async with get_client() as client:
            await drop_automations(client)

    asyncio.run(drop())


async def _keep() -> int:
    async with get_client() as client:
        return await keep_automations(client)


async def _left_running() -> Any:
    """As it stands in Prefect when the process was killed."""

    @flow(name="Beslut")
    async def never_ended() -> None: ...

    async with get_client() as client:
        run = await client.create_flow_run(never_ended, state=Running(), tags=["bevaka", "linkoping"])
    return run.id


async def _waiting(deployment_id: Any, due: datetime, *, planned: bool = True) -> Any:
    """A run that waits to be started; one that was planned by the schedule, or asked for by hand."""
    async with get_client() as client:
        run = await client.create_flow_run_from_deployment(deployment_id, state=Scheduled(scheduled_time=due))
    if planned:
        _as_the_scheduler_makes_it(run.id)
    return run.id


def _as_the_scheduler_makes_it(run_id: Any) -> None:
    """Only the scheduler itself can say so through Prefect; we write it."""
    path = Path(os.environ["PREFECT_HOME"]) / "prefect.db"
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as database:
        database.execute("UPDATE flow_run SET auto_scheduled = 1 WHERE id = ?", (str(run_id),))


def _registered() -> list[Any]:
    with get_client(sync_client=True) as client:
        return list(client.read_deployments())


def _cron(one: Any) -> str | None:
    return one.schedules[0].schedule.cron if one.schedules else None


async def _switch_off(whole: Any, scheduled: Any) -> None:
    async with get_client() as client:
        if whole:
            await client.pause_deployment(whole)
        await client.update_deployment_schedule(scheduled.id, scheduled.schedules[0].id, active=False)
