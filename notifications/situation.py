"""All that a weekly report rests on, read at one moment: where things stand, what changed, the head of the history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlmodel import Session

from config.office import Office
from deadlines.status import Status
from models.event import head
from models.names import find_body
from models.overview import Standing, standings
from models.runs import last_run
from notifications.changes import FIRST_TIME, Change, changes_between, told_until
from notifications.recipients import Recipient, resolve

DIGEST = "digest"


@dataclass(frozen=True)
class Situation:
    today: date
    open_ones: tuple[Standing, ...]
    changes: tuple[Change, ...]
    recipients: dict[int, Recipient]
    """Who reads the letters of each body that has something to do."""
    director: Recipient | None
    last_day: date | None
    """The day of the report before this one."""
    head: str
    until: int
    """The row of the history that `head` belongs to: the next report begins after it."""

    @property
    def since(self) -> date:
        """From when something is new."""
        return self.last_day or self.today - FIRST_TIME

    @property
    def is_first_of_quarter(self) -> bool:
        return self.last_day is None or _quarter(self.last_day) != _quarter(self.today)

    @cached_property
    def of_body(self) -> Mapping[int, Sequence[Standing]]:
        """The open assignments of each body that has any."""
        found: dict[int, list[Standing]] = defaultdict(list)
        for standing in self.open_ones:
            for body_id in _bodies([standing]):
                found[body_id].append(standing)
        return found

    @cached_property
    def awaited(self) -> frozenset[int]:
        """Assignments that are still to be done, so that what waits for them goes on waiting."""
        pending = (Status.ACTIVE, Status.SUSPENDED)
        return frozenset(s.assignment.id for s in self.open_ones if s.assignment.status in pending)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def read_situation(session: Session, office: Office, day: date, today: date, now: datetime) -> Situation:
    """`day` is that of the report, `today` that on which it is written. The head is read first: what is
    added while the rest is read is told of next week."""
    newest = head(session)
    open_ones = tuple(standings(session, today, office.settings.digest.soon_days))
    changes = changes_between(session, told_until(session, now), newest.seq, open_ones, today)
    director = find_body(session, office.settings.office.director, today)
    bodies = {*_bodies(open_ones), *(body for change in changes for body in change.body_ids)}
    bodies |= {director.id} if director else set()
    recipients = resolve(session, office, bodies, today)
    last = last_run(session, DIGEST, before=day)
    return Situation(
        today,
        open_ones,
        changes,
        recipients,
        recipients.get(director.id) if director else None,
        last.day if last else None,
        newest.hash,
        newest.seq,
    )


def _bodies(open_ones: Iterable[Standing]) -> set[int]:
    return {owner.body_id for standing in open_ones for owner in standing.doing if owner.body_id is not None}
