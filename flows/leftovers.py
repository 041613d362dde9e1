"""What the last stop left behind in Prefect: runs that nobody is at any more, and runs that were missed.

Asked for at a start, before the first run, when no run of this program can be alive."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed

PAGE = 200
UNDER_WAY = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING, StateType.PAUSED]


async def end_left_runs(client: PrefectClient, tags: list[str]) -> int:
    """A run that was under way when the program was stopped would otherwise be under way for ever."""
    left = [run.id async for run in _runs(client, _with(tags, UNDER_WAY))]
    for run_id in left:
        why = "Programmet stannade medan körningen pågick. Kör den igen om det behövs."
        await client.set_flow_run_state(run_id, Crashed(name="Avbruten", message=why))
    return len(left)


async def pass_over_missed(client: PrefectClient, tags: list[str], now: datetime) -> int:
    """Of each kind the newest missed run is made: Prefect would start them all at once. What somebody has asked
    for by hand is left alone."""
    due = FlowRunFilterExpectedStartTime.model_validate({"before_": now})
    waiting = _with(tags, [StateType.SCHEDULED]).model_copy(update={"expected_start_time": due})
    newest: set[UUID] = set()
    passed: list[UUID] = []
    async for run in _runs(client, waiting):
        if not run.auto_scheduled or run.deployment_id is None:
            continue
        if run.deployment_id in newest:
            passed.append(run.id)
        newest.add(run.deployment_id)
    for run_id in passed:
        why = "Programmet stod still när körningen skulle ha gjorts. Den senaste av samma slag görs i stället."
        await client.set_flow_run_state(run_id, Cancelled(name="Överhoppad", message=why))
    return len(passed)


def _with(tags: list[str], states: list[StateType]) -> FlowRunFilter:
    return FlowRunFilter(
        tags=FlowRunFilterTags(all_=tags), state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states))
    )


async def _runs(client: PrefectClient, wanted: FlowRunFilter) -> AsyncIterator[FlowRun]:
    """All of them, the one that was due last first."""
    offset = 0
    while page := await client.read_flow_runs(
        flow_run_filter=wanted, sort=FlowRunSort.EXPECTED_START_TIME_DESC, limit=PAGE, offset=offset
    ):
        for run in page:
            yield run
        offset += PAGE
