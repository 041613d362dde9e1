"""Morgonrunda: who is to hear something today; a task for each decision, and pictures of those to look at first."""

import logging
from datetime import date

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import artifacts, events
from flows.decision import lay_picture, taken
from flows.parameters import ForDay, ForDecision
from flows.picture import picture
from flows.shell import Work, dated_name, opened
from flows.snapshots import changed_among, not_wanted_any_more
from flows.words import Word, number_of, short_name
from models.database import reading, transaction
from notifications import days
from notifications.round import DecisionToday, RoundSummary, morning_round
from notifications.swedish import counted, starting

logger = logging.getLogger("bevaka.morgonrunda")
MOST_TASKS = 200
MOST_PICTURES = 20
"""Runs of their own a morning: each costs about a second. The table alone is renewed for the others."""


@task(name="Beslut att bevaka", task_run_name="{name}", retries=0, cache_policy=NO_CACHE)
async def show_decision(name: str, word: str, sentence: str) -> State[None]:
    return Completed(name=word, message=sentence)


@flow(name="Morgonrunda", flow_run_name=dated_name("Morgonrunda"), retries=0)
async def morning(val: ForDay) -> State[None]:
    """Ser vem som ska påminnas i dag och skriver ett mejl till var och en. Kan köras hur ofta som helst."""
    with opened(val.office, val.dag) as work:
        summary = morning_round(work.engine, work.office, work.now)
        if summary.already_running:
            return Completed(name="Pågår redan", message="En annan morgonrunda är i gång. Den här gör ingenting.")
        if summary.is_closed_day:
            return Completed(name="Ledig dag", message=f"{starting(days.weekday(summary.day))} är ingen arbetsdag.")
        await _show(summary)
        await artifacts.lay_table(artifacts.key(val.office, "morgonrunda"), _rows(summary), sentence(summary))
        await _pictures(work, summary, val.dag)
        events.tell_of_office(
            events.ROUND_DONE, val.office, dag=str(summary.day), besked=summary.notices, mejl=summary.letters
        )
        logger.info(sentence(summary))
        return Completed(name="Klar", message=sentence(summary))


def sentence(summary: RoundSummary) -> str:
    """The morning in three sentences, as it stands in the log."""
    total = len(summary.decisions) + summary.more_decisions
    if not total:
        told = "Inget beslut hade något att bevaka i dag."
    else:
        reminders = starting(counted(summary.told, "påminnelse", "påminnelser"))
        letters = counted(summary.letters, "mejl", "mejl", neuter=True)
        told = f"{starting(number_of(total))} hade något att bevaka i dag. {reminders} skrevs i {letters}."
    following = days.weekday(summary.next_on) if summary.next_on else None
    next_time = f"Nästa gång något händer: {following}." if following else "Inget mer är planerat."
    stood = f"Ingen runda gjordes {days.stretch(summary.outage.first, summary.outage.last)}. " if summary.outage else ""
    return f"{stood}{told} {next_time}"


async def _show(summary: RoundSummary) -> None:
    shown, rest = summary.decisions, summary.more_decisions
    if rest or len(shown) > MOST_TASKS:
        kept = shown[: MOST_TASKS - 1]
        rest += len(shown) - len(kept)
        shown = kept
    for one in shown:
        await show_decision(short_name(one.name), one.worst, _told(one))
    if rest:
        await show_decision(f"Ytterligare {number_of(rest)}", Word.REMINDED, "Alla står på skrivbordet.")


def _told(one: DecisionToday) -> str:
    return f"{starting(counted(one.notices, 'påminnelse', 'påminnelser'))} i dag."


def _rows(summary: RoundSummary) -> list[dict[str, str]]:
    return [{"Beslut": one.name, "Läge": one.worst, "Påminnelser": str(one.notices)} for one in summary.decisions]


async def _pictures(work: Work, summary: RoundSummary, dag: date | None) -> None:
    """A run of its own for those to look at first: the late, then the changed; the table for all others."""
    with reading(work.engine) as session:
        changed = changed_among(session, [one.decision_id for one in summary.decisions])
    order = sorted(summary.decisions, key=lambda one: (one.worst != Word.LATE, one.decision_id not in changed))
    first, others = order[:MOST_PICTURES], order[MOST_PICTURES:]
    with transaction(work.engine) as session:
        not_wanted_any_more(session, [one.decision_id for one in first])
    for one in first:
        await taken(ForDecision(office=work.office.slug, dag=dag, beslut=one.decision_id))
    for one in others:
        with reading(work.engine) as session:
            shown = picture(session, work, one.decision_id)
        await lay_picture(work, shown)
