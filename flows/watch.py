"""Driftövervakning: red when something that should have happened did not."""

import logging

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows import events
from flows.parameters import ForOffice
from flows.shell import dated_name, opened
from notifications.watchdog import watch as look_for_faults

logger = logging.getLogger("bevaka.drift")


@flow(name="Driftövervakning", flow_run_name=dated_name("Driftövervakning"), retries=0)
async def watch(val: ForOffice) -> State[None]:
    """Ser efter att rundan, veckorapporten och utskicket har blivit av. Blir röd om något saknas."""
    with opened(val.office) as work:
        faults = look_for_faults(work.engine, work.office, work.now)
        for fault in faults:
            logger.warning(fault.sentence)
        if not faults:
            return Completed(name="Allt i ordning", message="Rundan, veckorapporten och utskicket har gjort sitt.")
        events.tell_of_office(events.FAULT, val.office, antal=len(faults))
        return Failed(name="Något saknas", message=" ".join(fault.sentence for fault in faults))
