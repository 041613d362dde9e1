"""The weekly report for one reader: which lines stand under which heading, and the sum they belong to."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.overview import Place, Standing, counted
from notifications.actions import Action
from notifications.changes import Change
from notifications.mentions import due, mention, state
from notifications.situation import Situation
from notifications.swedish import numeral

LONGEST_SECTION = 60
"""Lines of a section; what is beyond them stands on the page."""

TAKEN_UP = "Kansliet tar hand om det."
"""What the owners read where the office reads what it has to do."""

SETTLED = (Place.REPORTED, Place.RESTING)
SELDOM = (Place.WAITING, *SETTLED)


@dataclass(frozen=True)
class Line:
    text: str
    when: str = ""
    """As before the line: "30 nov"."""
    ask: str = ""
    """What to do about it, on a line of its own."""


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[Line, ...]
    nothing: str
    """What stands there when there is no line; where that is empty the heading is left out."""

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[:LONGEST_SECTION]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True)
class Report:
    """One reader's weekly report. The sum is made of the places themselves, so it cannot but add up."""

    counts: Counter[Place]
    soon_days: int
    needed: Section
    late: Section
    soon: Section
    silent: Section
    changed: Section
    is_news: bool
    """Something was reported, closed or moved: worth a letter to those who did not do it themselves."""

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.needed, self.late, self.soon, self.silent, self.changed

    @property
    def is_empty(self) -> bool:
        return not any(section.lines for section in self.sections)

    @property
    def concerns_owners(self) -> bool:
        """There is more in it than what its owners have just said, and than the ladder's own questions."""
        return self.is_news or any(section.lines for section in (self.needed, self.late, self.soon))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def sum_parts(self) -> tuple[str, ...]:
        """As in "0 försenade"; places that are seldom used are named only when something stands there."""
        shown = [place for place in Place if self.counts[place] or place not in SELDOM]
        return tuple(place_text(place, self.counts[place], self.soon_days) for place in shown)

    @property
    def sum_start(self) -> str:
        return "1 öppet uppdrag" if self.total == 1 else f"{self.total} öppna uppdrag"

    @property
    def sum_line(self) -> str:
        return f"{self.sum_start} = {' + '.join(self.sum_parts)}"


def place_text(place: Place, number: int, soon_days: int) -> str:
    match place:
        case Place.LATE:
            return f"{number} {'försenat' if number == 1 else 'försenade'}"
        case Place.SOON:
            return f"{number} inom {soon_days} dagar"
        case Place.LATER:
            return f"{number} längre fram"
        case Place.UNDATED:
            return f"{number} utan slutdatum"
        case Place.WAITING:
            return f"{number} väntar på annat uppdrag"
        case Place.REPORTED:
            return f"{number} {'redovisat' if number == 1 else 'redovisade'}"
        case Place.RESTING:
            return f"{number} vilande"


def full_report(situation: Situation, needed: Iterable[Action], soon_days: int, silent: int) -> Report:
    """Everything, as the management office and the director read it."""
    return _report(situation, situation.open_ones, needed, situation.changes, soon_days, silent)


def report_for(
    situation: Situation, bodies: Collection[int], needed: Iterable[Action], soon_days: int, silent: int
) -> Report:
    """Only the assignments of these bodies, and nothing that only the office can do."""
    own = {s.assignment.id: s for body in bodies for s in situation.of_body.get(body, ())}
    asked = [replace(a, ask=TAKEN_UP) for a in needed if a.assignment_id in own and not a.is_offices]
    changes = [change for change in situation.changes if not change.body_ids.isdisjoint(bodies)]
    return _report(situation, own.values(), asked, changes, soon_days, silent)


def _report(
    situation: Situation,
    open_ones: Iterable[Standing],
    needed: Iterable[Action],
    changes: Sequence[Change],
    soon_days: int,
    silent: int,
) -> Report:
    today = situation.today
    shown = sorted(open_ones, key=lambda s: (s.term.last or date.max, s.assignment.id))
    unanswered = f"Inget svar efter {numeral(silent)} {'påminnelse' if silent == 1 else 'påminnelser'}"
    return Report(
        counted(shown),
        soon_days,
        needed=Section("Behöver åtgärd", tuple(Line(a.what, ask=a.ask) for a in needed), "Inget."),
        late=Section("Försenade", tuple(_late(s, today) for s in shown if s.place is Place.LATE), ""),
        soon=Section(
            f"Inom {soon_days} dagar", tuple(_soon(s, today) for s in shown if s.place is Place.SOON), "Inget."
        ),
        silent=Section(unanswered, tuple(_silent(s, silent) for s in shown if _is_silent(s, silent)), "Ingen."),
        changed=Section("Sedan förra veckan", tuple(Line(c.text) for c in changes), "Inget nytt."),
        is_news=any(change.is_news for change in changes),
    )


def _sentence(mentioned: str, said: str) -> str:
    return f"{mentioned}. {said}" if said else f"{mentioned}."


def _soon(standing: Standing, today: date) -> Line:
    return Line(_sentence(mention(standing), state(standing, today)), due(standing, today))


def _late(standing: Standing, today: date) -> Line:
    return Line(_sentence(mention(standing), state(standing, today, with_words=True)), due(standing, today))


def _is_silent(standing: Standing, silent: int) -> bool:
    return standing.place not in SETTLED and any(
        owner.unanswered >= silent and not owner.submitted for owner in standing.doing
    )


def _silent(standing: Standing, silent: int) -> Line:
    owners = [owner for owner in standing.doing if owner.unanswered >= silent and not owner.submitted]
    return Line(f"{mention(standing, owners)}.")
