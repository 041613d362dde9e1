"""The loop that shows in Prefect what was changed on the desk, by an answer or by a command."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Engine, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from config.office import Office
from flows.decision import taken
from flows.parameters import ForDecision
from flows.stopping import Stop
from models.database import DatabaseBusy, reading, transaction
from models.decision import Decision
from models.unusable import DatabaseUnusable

logger = logging.getLogger("bevaka.lagesbild")
PAUSE_SECONDS = 3.0
AFTER_FAULT_SECONDS = 30.0
MOST_TRIES = 3
"""After these the wish is left down: the run is red in Prefect, and the next change asks again."""


def changed_among(session: Session, decision_ids: Iterable[int]) -> set[int]:
    """Those of the decisions that have changed since their last picture."""
    query = select(Decision.id).where(col(Decision.id).in_(list(decision_ids)), col(Decision.snapshot_wanted))
    return set(session.exec(query))


def not_wanted_any_more(session: Session, decision_ids: Iterable[int]) -> None:
    """About to be shown. What changes from now on asks for a picture again."""
    session.execute(update(Decision).where(col(Decision.id).in_(list(decision_ids))).values(snapshot_wanted=False))


def want_again(engine: Engine, number: int) -> None:
    with transaction(engine) as session:
        session.execute(update(Decision).where(col(Decision.id) == number).values(snapshot_wanted=True))


def next_wanted(engine: Engine) -> int | None:
    """The lowest number that waits for its picture; its wish is taken down."""
    with reading(engine) as session:
        waiting = session.exec(select(Decision.id).where(col(Decision.snapshot_wanted)).order_by(col(Decision.id)))
        if (found := waiting.first()) is None:
            return None
    with transaction(engine) as session:
        not_wanted_any_more(session, [found])
    return found


def show_until_stopped(engine: Engine, office: Office, stop: Stop) -> None:
    """For a thread of its own: in the main thread Prefect's runs would take over SIGTERM."""
    failures: Counter[int] = Counter()
    while not stop.asked.is_set():
        try:
            number = next_wanted(engine)
        except (DatabaseBusy, DatabaseUnusable, OperationalError):
            logger.info("Databasen är upptagen. Lägesbilderna får vänta en stund.")
            stop.asked.wait(AFTER_FAULT_SECONDS)
            continue
        if number is None:
            stop.asked.wait(PAUSE_SECONDS)
        elif not _show(office, number):
            failures[number] += 1
            if failures[number] < MOST_TRIES:
                want_again(engine, number)
            stop.asked.wait(AFTER_FAULT_SECONDS)


def _show(office: Office, number: int) -> bool:
    try:
        state = asyncio.run(taken(ForDecision(office=office.slug, beslut=number)))
    except Exception:  # one picture that cannot be made must not hold up those behind it
        logger.exception("Lägesbilden av beslut %s kunde inte göras.", number)
        return False
    return state.is_completed()
