"""Where one decision stands, as Prefect may show it: a part for each assignment and owner."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from deadlines.status import ANSWERABLE, Status
from flows.artifacts import decision_key
from flows.faults import UnknownDecision
from flows.shell import Work
from flows.words import Word, gravest, short_name, short_task, tally, word_for
from models.assignment import Assignment
from models.body import Body
from models.decision import Decision
from models.names import short_names
from models.notice import Notice
from models.overview import OwnerStanding, Standing, standings
from notifications import days
from notifications.round import decision_name


@dataclass(frozen=True)
class Part:
    """One assignment of one owner, with nothing in it that may not be shown."""

    assignment_id: int
    task: str
    owner: str
    term: str
    word: Word
    answered: str
    next_on: str

    @property
    def name(self) -> str:
        return f"{short_task(self.task)} ({self.owner})" if self.owner else self.task

    @property
    def row(self) -> dict[str, str]:
        return {
            "Nr": str(self.assignment_id),
            "Läge": self.word,
            "Ansvarig": self.owner or "–",
            "Slutdatum": self.term,
            "Uppdrag": short_task(self.task),
            "Senaste besked": self.answered,
            "Nästa påminnelse": self.next_on,
        }


@dataclass(frozen=True)
class Picture:
    """A decision as Prefect may show it."""

    name: str
    key: str
    decision_id: int
    parts: tuple[Part, ...]

    @property
    def word(self) -> Word:
        return gravest(part.word for part in self.parts)

    @property
    def sentence(self) -> str:
        return f"{self.name}: {tally(part.word for part in self.parts)}."


def picture(session: Session, work: Work, decision_id: int) -> Picture:
    """Where the decision stands on the day of the run. Raises UnknownDecision."""
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise UnknownDecision(decision_id)
    shorts = short_names(session)
    found = standings(session, work.today, decision_id=decision_id, statuses=Status)
    reminded = _reminded(session, work, decision_id)
    body = session.get(Body, decision.body_id) if decision.body_id else None
    giver = shorts.get(decision.body_id or 0) or (body.name if body else "")
    return Picture(
        short_name(decision_name(decision, shorts)),
        decision_key(work.office.slug, decision, giver),
        decision_id,
        tuple(part for standing in found for part in _parts(standing, reminded)),
    )


def _reminded(session: Session, work: Work, decision_id: int) -> set[int]:
    """The owners to whom something was written on that day."""
    query = (
        select(Notice.owner_id)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(Assignment.decision_id == decision_id, Notice.written_on == work.today, ~col(Notice.is_dropped))
    )
    return set(session.exec(query))


def _parts(standing: Standing, reminded: set[int]) -> Iterator[Part]:
    owners = [owner for owner in standing.owners if owner.role in ANSWERABLE]
    for owner in owners:
        yield _part(standing, owner, owner.owner_id in reminded)


def _part(standing: Standing, owner: OwnerStanding, reminded: bool) -> Part:
    number = standing.assignment.id
    word = word_for(standing, owner, reminded)
    answered = days.dated(owner.answered_on) if owner.answered_on else "–"
    next_on = days.weekday(owner.next_notice_on) if owner.next_notice_on else "–"
    shown, said_by = standing.shown_task, owner.name or "ansvarig saknas"
    if standing.decision.is_confidential:
        shown, said_by = f"{shown}, uppdrag {number}", ""
    return Part(number, shown, said_by, days.term(standing.term), word, answered, next_on)
