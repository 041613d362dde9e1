"""Underlag inför redovisning: statuses are gathered when a reporting day comes near."""

import logging

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import artifacts
from flows.parameters import ForDay
from flows.shell import alone, dated_name, opened
from notifications.gathering import gather_due

logger = logging.getLogger("bevaka.underlag")


@flow(name="Underlag", flow_run_name=dated_name("Underlag"), retries=0)
async def gathering(val: ForDay) -> State[None]:
    """Samlar läget i uppdragen till de sammanträden som snart ska få en redovisning."""
    with opened(val.office, val.dag) as work, alone(work.engine, "flow:gathering") as mine:
        if not mine:
            return Completed(name="Pågår redan", message="Ett annat underlag samlas just nu.")
        gathered = gather_due(work.engine, work.office, work.now)
        told = str(gathered)
        if gathered.meetings:
            rows = [{"Sammanträde": meeting} for meeting in gathered.meetings]
            await artifacts.lay_table(artifacts.key(val.office, "underlag"), rows, told)
        logger.info(told)
        return Completed(name="Klar" if gathered.meetings else "Inget på tur", message=told)
