"""Beslut: a picture of seconds of where one decision stands, a task for each assignment and owner."""

import logging
from typing import Any

from prefect import flow, tags, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows import artifacts, events
from flows.faults import RunFailed, UnknownDecision
from flows.parameters import ForDecision
from flows.picture import Picture, picture
from flows.shell import TELLABLE, Work, opened
from flows.words import Word, short_name
from models.database import reading
from models.decision import Decision
from models.names import short_names
from notifications import days
from notifications.round import decision_name

logger = logging.getLogger("bevaka.beslut")


async def lay_picture(work: Work, shown: Picture) -> None:
    """The table of the decision, and its happenings."""
    link = f"{work.office.url}/beslut/{shown.decision_id}"
    text = f"{shown.sentence} Läget {days.weekday(work.today)}. Beslutet på skrivbordet: {link}"
    await artifacts.lay_table(shown.key, [part.row for part in shown.parts], text)
    for word, event in {Word.LATE: events.LATE, Word.NO_OWNER: events.NO_OWNER}.items():
        for number in sorted({part.assignment_id for part in shown.parts if part.word is word}):
            events.tell_of_decision(event, shown.key, shown.name, uppdrag=number, dag=str(work.today))


def _name() -> str:
    """A name never stops a run: what is wrong is told by the run itself."""
    val: ForDecision = flow_run.parameters["val"]
    try:
        with opened(val.office) as work, reading(work.engine) as session:
            found = session.get(Decision, val.beslut)
            return short_name(decision_name(found, short_names(session))) if found else f"Beslut {val.beslut}"
    except (*TELLABLE, RunFailed):
        return f"Beslut {val.beslut}"


@task(name="Uppdrag", task_run_name="{name}", retries=0, cache_policy=NO_CACHE)
async def show_part(name: str, word: str, sentence: str) -> State[None]:
    return Completed(name=word, message=sentence)


@flow(name="Beslut", flow_run_name=_name, retries=0)
async def decision(val: ForDecision) -> State[None]:
    """Lägesbild av ett beslut: varje uppdrag och ansvarig för sig, som de står just nu."""
    with opened(val.office, val.dag) as work:
        try:
            with reading(work.engine) as session:
                shown = picture(session, work, val.beslut)
        except UnknownDecision as unknown:
            return Completed(name="Finns inte", message=str(unknown))
        for part in shown.parts:
            await show_part(part.name, part.word, f"Slutdatum: {part.term}. Senaste besked: {part.answered}.")
        await lay_picture(work, shown)
        logger.info(shown.sentence)
        return Completed(name=shown.word, message=shown.sentence)


async def taken(val: ForDecision) -> State[Any]:
    """A picture taken by ourselves and not from a deployment, with the marks that the office filters by. It never
    raises for what went wrong in the run: that shows there, in red."""
    with tags("bevaka", val.office, "beslut"):
        return await decision(val, return_state=True)
