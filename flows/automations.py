"""Two automations that end runs which nobody is at any more, so that nothing stays "running" for ever.

Only where Prefect has a PostgreSQL, and with it perhaps several machines. They write at every event, and on SQLite
many of those writes were refused ("database is locked") and given up: a lost sign of life could end a run that is
alive. There, with one machine, a start tidies up instead (flows.leftovers)."""

from datetime import timedelta

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from flows.surroundings import HEARTBEAT_SECONDS

SILENT = timedelta(seconds=3 * HEARTBEAT_SECONDS)
NOT_BEGUN = timedelta(minutes=5)
CRASHED = "Avbruten"


def _trigger(after: set[str], within: timedelta) -> EventTrigger:
    """A run of which nothing is heard. All its events count as a sign of life: our states have names of their own,
    so that no list of state names could be complete."""
    return EventTrigger(
        after=after,
        expect={"prefect.flow-run.*"},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=within,
    )


def automations() -> list[AutomationCore]:
    def ended(why: str) -> ChangeFlowRunState:
        return ChangeFlowRunState(state=StateType.CRASHED, name=CRASHED, message=why, force=False)

    return [
        AutomationCore(
            name="Körningar som har dött",
            description="Avslutar en körning som inte har gett något livstecken på en och en halv minut.",
            trigger=_trigger({"prefect.flow-run.heartbeat"}, SILENT),
            actions=[ended("Körningen gav inget livstecken längre. Kör den igen om det behövs.")],
            tags=["bevaka"],
        ),
        AutomationCore(
            name="Körningar som aldrig kom igång",
            description="Avslutar en körning som inte har börjat inom fem minuter.",
            trigger=_trigger({"prefect.flow-run.Pending", "prefect.flow-run.Submitting"}, NOT_BEGUN),
            actions=[ended("Körningen kom aldrig igång. Kör den igen om det behövs.")],
            tags=["bevaka"],
        ),
    ]


async def keep_automations(client: PrefectClient) -> int:
    """Write those that are missing or have changed; returns how many. What stands is left alone: writing
    automations again and again can hang a server on SQLite."""
    written = 0
    for wanted in automations():
        found = await client.read_automations_by_name(wanted.name)
        if found and _same(found[0], wanted):
            continue
        if found:
            await client.update_automation(found[0].id, wanted.model_copy(update={"enabled": found[0].enabled}))
        else:
            await client.create_automation(wanted)
        written += 1
    return written


async def drop_automations(client: PrefectClient) -> int:
    """Take away those that an earlier start may have written; returns how many."""
    dropped = 0
    for wanted in automations():
        for found in await client.read_automations_by_name(wanted.name):
            await client.delete_automation(found.id)
            dropped += 1
    return dropped


def _same(found: AutomationCore, wanted: AutomationCore) -> bool:
    return _essence(found) == _essence(wanted)


def _essence(automation: AutomationCore) -> dict[str, object]:
    """What it says, without the ids that the server gives."""
    said = automation.model_dump(mode="json", include={"name", "description", "trigger", "actions", "tags"})
    said["trigger"] = {
        key: sorted(value) if isinstance(value, list) else value  # sets come back in any order
        for key, value in said["trigger"].items()
        if key != "id"
    }
    return said
