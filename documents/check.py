"""The check of a draft before the meeting: every rule over every point, and what could not be checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from documents.check_calendar import due_in_recess, nobody_meets, unplanned
from documents.check_case import Case, Matter
from documents.check_draft import Draft
from documents.check_office import Known
from documents.check_points import nobody_does
from documents.check_rules import Remark, Severity, Skipped
from documents.check_sending import not_told
from documents.check_what import no_receiver, weak_time, weak_verb
from documents.check_when import day_has_been, impossible_day, no_time, no_year
from documents.check_who import anothers_department, beyond_power, unnamed
from documents.findings import Reading

CHECKS: tuple[Callable[[Case], Iterator[Remark]], ...] = (
    unnamed,
    no_time,
    day_has_been,
    impossible_day,
    weak_verb,
    weak_time,
    beyond_power,
    anothers_department,
    nobody_meets,
    due_in_recess,
    no_receiver,
    no_year,
)
"""In the order in which a person mends a clause: who, when, what, may we, can it be kept."""


@dataclass(frozen=True)
class Checked:
    reading: Reading
    remarks: tuple[Remark, ...]
    skipped: tuple[Skipped, ...]

    def count(self, severity: Severity) -> int:
        return sum(remark.rule.severity is severity for remark in self.remarks)

    @property
    def has_faults(self) -> bool:
        return self.count(Severity.FAULT) > 0


NOTHING_KNOWN = Known()


def check(reading: Reading, known: Known = NOTHING_KNOWN, meeting: date | None = None) -> Checked:
    """What to mend or look at in a paper that was read. `meeting` is the day it is to be decided, if known."""
    matter = Matter(Draft(reading), known, meeting)
    cases = [Case(matter, finding, number) for number, finding in enumerate(reading.findings, 1)]
    placed = [(case.finding.quote.start, remark) for case in cases for rule in CHECKS for remark in rule(case)]
    placed += [(remark.quote.start, remark) for remark in (*nobody_does(matter), *not_told(matter, cases))]
    remarks = [remark for _, remark in sorted(placed, key=lambda both: both[0])]
    return Checked(reading, tuple(remarks), tuple(_skipped(matter, cases)))


def _skipped(matter: Matter, cases: list[Case]) -> Iterator[Skipped]:
    if not cases:
        return
    if not matter.known.has_office:
        yield Skipped(
            ("K6-inget-sammanträde", "K7-handlingsstopp"),
            "Sammanträdesplan och uppehåll finns i kommunens mapp, och ingen är angiven (--home). "
            "Organens slag är bedömda efter namnen.",
        )
    yield from filter(None, map(unplanned, cases))
    unknown = [str(case.number) for case in cases if case.giver is None]
    if unknown:
        yield Skipped(("K4",), f"Det framgår inte vilket organ som beslutar om uppdrag {', '.join(unknown)}.")
    if all(matter.draft.send_list(section) is None for section in matter.draft.sections):
        yield Skipped(("K5-ej-i-sändlistan",), "Ingen sändlista hittades i handlingen.")
    if all(case.day is None for case in cases):
        yield Skipped(("K8-dag-passerad",), "Handlingen har ingen dag. Ange sammanträdets dag med --on.")
