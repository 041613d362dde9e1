"""Veckorapport: Monday's state of things to the office, the director and each body that has something."""

import logging

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from config import clock
from flows import artifacts, events
from flows.parameters import ForDay
from flows.shell import dated_name, opened
from notifications import days
from notifications.digest import DigestState, DigestSummary, weekly_digest
from notifications.swedish import counted, starting

logger = logging.getLogger("bevaka.veckorapport")
STATES = {
    DigestState.WRITTEN: "Klar",
    DigestState.ANOTHER_DAY: "Annan dag",
    DigestState.WRITTEN_BEFORE: "Redan skriven",
    DigestState.BEING_WRITTEN: "Pågår redan",
}
ROWS = {
    "Öppna uppdrag": "open_ones",
    "Behöver åtgärd": "needed",
    "Försenade": "late",
    "Inom kort": "soon",
    "Inget svar efter två påminnelser": "silent",
    "Ändrade sedan förra veckan": "changed",
}


@flow(name="Veckorapport", flow_run_name=dated_name("Veckorapport"), retries=0)
async def weekly(val: ForDay) -> State[None]:
    """Skriver veckorapporten till kansliet, direktören och de organ som har något att se till."""
    with opened(val.office) as work:
        summary = weekly_digest(work.engine, work.office, clock.now(), day=val.dag)
        told = sentence(summary)
        if summary.state is DigestState.WRITTEN:
            rows = [{"Läget": name, "Antal": str(getattr(summary, field))} for name, field in ROWS.items()]
            await artifacts.lay_table(artifacts.key(val.office, "veckorapport"), rows, told)
            events.tell_of_office(events.DIGEST_DONE, val.office, dag=str(summary.day), mejl=summary.letters)
        logger.info(told)
        return Completed(name=STATES[summary.state], message=told)


def sentence(summary: DigestSummary) -> str:
    """What became of it, as it stands in the log."""
    match summary.state:
        case DigestState.WRITTEN:
            letters = counted(summary.letters, "mejl", "mejl", neuter=True)
            return f"Veckorapporten för vecka {summary.week} är skriven. {starting(letters)} ligger i utkorgen."
        case DigestState.ANOTHER_DAY:
            return f"Den här veckans rapport skrivs {days.weekday(summary.day)}."
        case DigestState.WRITTEN_BEFORE:
            return f"Veckorapporten för vecka {summary.week} är redan skriven. Inget nytt har skrivits."
        case DigestState.BEING_WRITTEN:
            return "Veckorapporten skrivs just nu av en annan körning. Den här gör ingenting."
