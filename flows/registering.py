"""The deployments into Prefect at a start. What the office has switched off stays off."""

import os
from collections.abc import Sequence

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.responses import DeploymentResponse
from prefect.runner import Runner

from config import clock
from config.office import Office
from flows.automations import drop_automations, keep_automations
from flows.deployments import HOME_TAG, Held, deployment, name_with_office, plain_name, plans
from flows.leftovers import end_left_runs, pass_over_missed
from flows.surroundings import is_on_sqlite

Kind = tuple[str, str]
"""A flow's name and a municipality: of each pair there is one deployment."""


async def register(runner: Runner, offices: Sequence[Office]) -> int:
    """Write every deployment and hand it to the runner; returns how many. Taken away are our own of before that
    have another name now, as when an hour was changed: their runs would wait for ever."""
    name_of = plain_name if len(offices) == 1 else name_with_office
    async with get_client() as client:
        before = await _standing(client, {office.slug for office in offices})
        kept = set()
        for office in offices:
            for plan in plans(office.settings.hours, office.settings.replies):
                held = _held(before.get((plan.flow.name, office.slug), []))
                made = await deployment(plan, office, held, name_of)
                kept.add(await runner.aadd_deployment(made))
        for stale in (one for ones in before.values() for one in ones if one.id not in kept):
            await client.delete_deployment(stale.id)
        await _tidy(client, offices)
    return len(kept)


async def _tidy(client: PrefectClient, offices: Sequence[Office]) -> None:
    """On one machine nothing of ours is under way at a start; on several, others may be at work, and the
    automations look after dead runs."""
    alone = is_on_sqlite(os.environ)
    await (drop_automations(client) if alone else keep_automations(client))
    for office in offices:
        tags = [HOME_TAG, office.slug]
        if alone:
            await end_left_runs(client, tags)
        await pass_over_missed(client, tags, clock.now())


async def _standing(client: PrefectClient, slugs: set[str]) -> dict[Kind, list[DeploymentResponse]]:
    """What was registered before for these municipalities."""
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[HOME_TAG]))
    found: dict[Kind, list[DeploymentResponse]] = {}
    for one in await client.read_deployments(deployment_filter=ours):
        flow = await client.read_flow(one.flow_id)
        for slug in slugs.intersection(one.tags):
            found.setdefault((flow.name, slug), []).append(one)
    return found


def _held(before: Sequence[DeploymentResponse]) -> Held:
    """Switched off by the office: the deployment as a whole, or its schedule."""
    return Held(
        paused=any(one.paused for one in before),
        schedule_off=any(not schedule.active for one in before for schedule in one.schedules),
    )
