"""What the office has to do something about, in the order in which it matters, each with where to see more."""

from collections.abc import Iterator
from dataclasses import dataclass

from deadlines.status import Answer, Status
from models.overview import Standing
from notifications import days
from notifications.actions import actions
from notifications.mentions import mention, source, state
from notifications.situation import Situation
from notifications.swedish import numeral


@dataclass(frozen=True)
class Need:
    sentence: str
    standing: Standing | None
    """None where it is about no single assignment."""


def needs(situation: Situation, silent: int) -> list[Need]:
    """Late first, then what the weekly report asks for too, then what was said to be done, and who is silent."""
    by_number = {standing.assignment.id: standing for standing in situation.open_ones}
    live = [one for one in situation.open_ones if one.assignment.status is Status.ACTIVE]
    found = [Need(_late(one, situation), one) for one in live if one.is_late]
    found += [
        Need(f"{action.what} {action.ask}", by_number.get(action.assignment_id or 0)) for action in actions(situation)
    ]
    found += [Need(sentence, one) for one in live for sentence in _said_done(one)]
    found += [Need(_not_approved(one), one) for one in live if one.decision.approved_on is None]
    found += [Need(_silent(one, silent), one) for one in live if one.is_silent(silent)]
    return found


def _late(standing: Standing, situation: Situation) -> str:
    term = days.term(standing.term, situation.today)
    return f"Försenat: {mention(standing)}, slutdatum {term}. {state(standing, situation.today)}".strip()


def _said_done(standing: Standing) -> Iterator[str]:
    """The report itself has not been seen: reminders have stopped, so somebody must look for it."""
    for owner in standing.doing:
        if owner.answer is Answer.DONE and not owner.submitted:
            who = mention(standing, [owner])
            yield f"Anmält som klart: {who}. Kontrollera diarienumret och registrera redovisningen."


def _not_approved(standing: Standing) -> str:
    return f"Protokollet är inte registrerat som justerat ({source(standing)}). Ingen får mejl förrän det är det."


def _silent(standing: Standing, silent: int) -> str:
    owners = [owner for owner in standing.doing if owner.unanswered >= silent and not owner.submitted]
    return f"Inget svar efter {numeral(silent)} påminnelser: {mention(standing, owners or None)}."
