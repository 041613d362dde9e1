"""Monday's weekly report: to the management office, the director and each body that has something."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Engine

from config.office import Office
from config.zone import office_day
from deadlines.workdays import Workdays
from models.database import reading, transaction
from models.event import note
from models.leases import release_lease, take_lease
from models.letter import Letter, LetterKind, Occasion
from models.once import insert_once
from models.runs import has_run, record_run
from notifications.actions import Action, actions
from notifications.changes import TOLD
from notifications.digest_writing import Cover, write_digest, write_proof_of_life
from notifications.items import Written
from notifications.letter_row import letter_row
from notifications.sections import Report, full_report, report_for
from notifications.situation import DIGEST, Situation, read_situation
from notifications.swedish import listed, within

LEASE_SECONDS = 900


class Addressed(NamedTuple):
    address: str
    body_id: int | None
    written: Written


class DigestState(StrEnum):
    WRITTEN = "written"
    ANOTHER_DAY = "another_day"
    """This week's report is written on another day."""
    WRITTEN_BEFORE = "written_before"
    BEING_WRITTEN = "being_written"


@dataclass(frozen=True)
class DigestSummary:
    """What became of it, in figures. `parts` are the terms of the sum: they add up to `open_ones`."""

    state: DigestState
    day: date
    """The day of that week's report."""
    letters: int = 0
    open_ones: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    needed: int = 0
    late: int = 0
    soon: int = 0
    silent: int = 0
    changed: int = 0

    @property
    def week(self) -> int:
        return self.day.isocalendar().week


def digest_day(workdays: Workdays, day: date) -> date:
    """The day of the report in `day`'s week: Monday, or the next open day; Monday where the week has none."""
    monday = day - timedelta(days=day.weekday())
    first_open = workdays.on_or_after(monday)
    return first_open if first_open - monday < timedelta(days=7) else monday


def weekly_digest(engine: Engine, office: Office, now: datetime, *, day: date | None = None) -> DigestSummary:
    """Write the letters of this week's report. Run on another day, or again, it writes nothing.

    A report that was missed is not written by itself afterwards: the watchdog tells of it, and `day` (any
    day of that week) writes it, never in advance. It then shows where things stand now, under its own week."""
    today = office_day(now)
    own_day = digest_day(office.workdays, day or today)
    if own_day > today or (day is None and own_day < today):
        return DigestSummary(DigestState.ANOTHER_DAY, own_day)
    holder = uuid4().hex
    if not take_lease(engine, DIGEST, holder, now, LEASE_SECONDS):
        return DigestSummary(DigestState.BEING_WRITTEN, own_day)
    try:
        return _digest(engine, office, own_day, today, now)
    finally:
        release_lease(engine, DIGEST, holder)


def _digest(engine: Engine, office: Office, day: date, today: date, now: datetime) -> DigestSummary:
    with reading(engine) as session:
        if has_run(session, DIGEST, day):
            return DigestSummary(DigestState.WRITTEN_BEFORE, day)
        situation = read_situation(session, office, day, today, now)
    needed = actions(situation)
    report = full_report(situation, needed, office.settings.digest.soon_days, office.ladder.silent)
    rows = _letters(office, situation, needed, report, day, now)
    with transaction(engine) as session:
        insert_once(session, Letter, rows)
        record_run(session, DIGEST, day, now, now, f"{len(rows)} mejl, {report.sum_line}")
        note(session, now, TOLD, "veckorapport", day=day, letters=len(rows), until=situation.until)
    return DigestSummary(
        DigestState.WRITTEN,
        day,
        len(rows),
        report.total,
        {place.value: number for place, number in report.counts.items()},
        len(report.needed.lines),
        len(report.late.lines),
        len(report.soon.lines),
        len(report.silent.lines),
        len(report.changed.lines),
    )


def _letters(
    office: Office, situation: Situation, needed: list[Action], report: Report, day: date, now: datetime
) -> list[dict[str, Any]]:
    """One for each reader, by address. In a quiet period the bodies are left in peace; with nothing to report
    only the director hears that all is well."""
    settings = office.settings.office
    office_address = settings.address.lower()
    director = situation.director.address if situation.director else office_address
    cover = Cover(
        day,
        situation.today,
        situation.head,
        settings.name,
        settings.contact,
        settings.address,
        office.url,
        why="Du får veckorapporten för att du följer alla uppdrag.",
        is_shadow=not office.is_live(day),
    )
    if report.is_empty:
        made = [Addressed(director, None, write_proof_of_life(replace(cover, reader=director), report))]
    else:
        whole = dict.fromkeys((office_address, director))
        made = [Addressed(to, None, write_digest(replace(cover, reader=to), report)) for to in whole]
        if not office.calendar.quiet_around(situation.today):
            made += _own(office, situation, needed, cover, whole)
    return [
        letter_row(
            office,
            letter.written,
            kind=LetterKind.DIGEST,
            occasion=Occasion.DIGEST,
            day=day,
            now=now,
            intended=letter.address,
            body_id=letter.body_id,
        )
        for letter in made
    ]


def _own(
    office: Office, situation: Situation, needed: list[Action], cover: Cover, told: Container[str]
) -> Iterator[Addressed]:
    """The bodies' own reports, one for each address that does not have the whole of it already."""
    for address, bodies in sorted(_readers(situation).items()):
        if address in told:
            continue
        report = report_for(situation, bodies, needed, office.settings.digest.soon_days, office.ladder.silent)
        if report.concerns_owners:
            names = [within(situation.recipients[body].body_name) for body in bodies]
            why = f"Veckorapporten går till {listed(names)} när något är försenat, närmar sig eller behöver åtgärd."
            own = replace(cover, reader=address, why=why, whose=listed(names))
            yield Addressed(address, bodies[0], write_digest(own, report))


def _readers(situation: Situation) -> dict[str, list[int]]:
    """Bodies with something open or new, by their own address: reminders go to the contact, this to the body."""
    found: dict[str, list[int]] = {}
    for body_id in sorted({*situation.of_body, *(b for change in situation.changes for b in change.body_ids)}):
        found.setdefault(situation.recipients[body_id].mailbox, []).append(body_id)
    return found
