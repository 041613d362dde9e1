"""Every morning, letter, digest and gathering between two days, under a virtual clock on a copy of the database."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from config.office import Office
from config.zone import office_hour
from deadlines.ladder import CLIMB, Rung
from models.assignment import Owner
from models.body import Body
from models.database import reading
from models.letter import Letter, LetterState
from models.notice import Notice
from notifications.delivery import deliver
from notifications.digest import weekly_digest
from notifications.gathering import gather_due
from notifications.happenings import Happenings
from notifications.link_key import forget_key
from notifications.playing import play
from notifications.postbag import Postbag
from notifications.round import morning_round


@dataclass(frozen=True)
class SimulatedLetter:
    """One letter, and why it was written."""

    day: date
    to: str
    kind: str
    rungs: tuple[str, ...]
    owners: tuple[str, ...]
    assignments: tuple[int, ...]
    subject: str
    why: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "to": self.to,
            "kind": self.kind,
            "rungs": list(self.rungs),
            "owners": list(self.owners),
            "assignments": list(self.assignments),
            "subject": self.subject,
            "why": self.why,
        }


@dataclass
class Account:
    """What was seen, day by day."""

    start: date
    until: date
    happenings: list[tuple[date, str]] = field(default_factory=list)
    letters: list[SimulatedLetter] = field(default_factory=list)

    def days(self) -> Iterator[tuple[date, list[str], list[SimulatedLetter]]]:
        """Days on which something happened or was sent."""
        happened, sent = defaultdict(list), defaultdict(list)
        for day, sentence in self.happenings:
            happened[day].append(sentence)
        for letter in self.letters:
            sent[letter.day].append(letter)
        for day in sorted({*happened, *sent}):
            yield day, happened[day], sent[day]

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.start.isoformat(),
            "until": self.until.isoformat(),
            "happenings": [{"day": day.isoformat(), "what": what} for day, what in self.happenings],
            "letters": [letter.as_json() for letter in self.letters],
        }


def simulate(engine: Engine, office: Office, start: date, until: date, given: Happenings | None = None) -> Account:
    """Play every day from `start` to `until`. `engine` is written to: give it a copy (models.copying)."""
    account, happenings = Account(start, until), given or Happenings()
    forget_key(engine)
    day = start
    while day <= until:
        _one_day(engine, office, day, happenings, account)
        day += timedelta(days=1)
    with reading(engine) as session:
        account.letters = letters_between(session, start, until)
    return account


def _one_day(engine: Engine, office: Office, day: date, given: Happenings, account: Account) -> None:
    postbag = Postbag()
    if office.workdays.is_open(day):
        gather_due(engine, office, office_hour(day, 6))
        morning_round(engine, office, office_hour(day, 7))
        weekly_digest(engine, office, office_hour(day, 7, 30))
        deliver(engine, office, office_hour(day, 7, 45), postbag)
    for happening in given.on(day):
        account.happenings.append((day, play(engine, office, happening, office_hour(day, 9), day)))
    deliver(engine, office, office_hour(day, 10), postbag)


def letters_between(session: Session, start: date, until: date) -> list[SimulatedLetter]:
    """Every letter of these days that was not withdrawn, with what it was about."""
    query = select(Letter).where(
        col(Letter.day) >= start, col(Letter.day) <= until, col(Letter.state) != LetterState.WITHDRAWN
    )
    letters = session.exec(query.order_by(col(Letter.day), col(Letter.written_at), col(Letter.id))).all()
    about = _about(session, [letter.id for letter in letters])
    return [
        SimulatedLetter(
            letter.day,
            letter.recipient,
            letter.kind.value,
            tuple(sorted({n.rung.value for n, _ in about[letter.id]}, key=lambda rung: CLIMB[Rung(rung)])),
            tuple(dict.fromkeys(name for _, name in about[letter.id])),
            tuple(sorted({n.assignment_id for n, _ in about[letter.id]})),
            letter.subject or "",
            letter.why or "",
            letter.text or "",
        )
        for letter in letters
    ]


def _about(session: Session, letter_ids: list[int]) -> dict[int, list[tuple[Notice, str]]]:
    query = (
        select(Notice, col(Body.name))
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .join(Body, col(Body.id) == col(Owner.body_id))
        .where(col(Notice.letter_id).in_(letter_ids))
        .order_by(col(Notice.id))
    )
    found: dict[int, list[tuple[Notice, str]]] = defaultdict(list)
    for notice, name in session.exec(query):
        if notice.letter_id is not None:
            found[notice.letter_id].append((notice, name))
    return found
