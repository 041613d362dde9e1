"""How an assignment is mentioned in one line of a list. What is confidential is left out here, once."""

from collections.abc import Iterable
from datetime import date

from deadlines.status import Answer
from deadlines.swedish import MONTHS
from models.overview import OwnerStanding, Place, Standing
from notifications import days
from notifications.swedish import genitive, listed, starting, within

LONGEST_WORDS = 300
"""Characters of an owner's own words; the rest stands on the page."""

SHORT_MONTH = 4
"""Months this short are not cut: maj, juni."""

STATES = {
    Answer.ON_TRACK: "Pågår enligt plan",
    Answer.DONE: "Anmält som klart",
    Answer.MORE_TIME: "Behöver mer tid",
    Answer.NOT_OURS: "Uppger att uppdraget inte är deras",
    Answer.OTHER_OFFICER: "En annan handläggare har uppdraget",
    Answer.TAKEN_OVER: "Har tagit över och behöver underlag",
}
SILENT = "Inget besked ännu"
SUBMITTED = "Redovisat"


def source(standing: Standing) -> str:
    """As in "KS 2017 § 309 p. 3"; a confidential decision shows its case number only."""
    if standing.decision.is_confidential:
        return f"ärende {standing.decision.case_number or f'nr {standing.decision.id}'}"
    return standing.source


def names(owners: Iterable[OwnerStanding]) -> str:
    return listed([within(owner.name) if owner.name else "ansvarig saknas" for owner in owners])


def mention(standing: Standing, owners: Iterable[OwnerStanding] | None = None) -> str:
    """As in "kommundirektören, KS 2017 § 309 p. 3"."""
    if standing.decision.is_confidential:
        return source(standing)
    who = names(standing.doing if owners is None else owners) or "ansvarig saknas"
    return f"{who}, {source(standing)}"


def assignment_of(standing: Standing) -> str:
    """As first in a sentence: "Kommundirektörens uppdrag"."""
    who = standing.doing
    if standing.decision.is_confidential or not who or any(owner.name is None for owner in who):
        return "Ett uppdrag"
    if len(who) == 1 and who[0].body_id is not None:
        return f"{genitive(starting(who[0].name or ''))} uppdrag"
    return f"Uppdraget till {names(who)}"


def due(standing: Standing, today: date) -> str:
    """As before a line: "30 nov", "juni 2018"."""
    term = standing.term
    if term.last is None:
        return ""
    if days.is_day(term) and term.first in (None, term.last):
        return short(term.last, today)
    return days.term(term, today)


def short(day: date, today: date) -> str:
    """30 nov; with the year where it is not that of `today`."""
    month = MONTHS[day.month - 1]
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {month if len(month) <= SHORT_MONTH else month[:3]}{year}"


def state(standing: Standing, today: date, *, with_words: bool = False) -> str:
    """As after a mention: "Pågår enligt plan (svar 17 november)."; of several owners first those who spoke.

    `with_words` adds what they wrote themselves, quoted."""
    if standing.decision.is_confidential:
        return ""
    if standing.place is Place.REPORTED:
        return "Redovisat."
    if len(standing.doing) == 1:
        return _spoken(standing.doing[0], today, with_words)
    spoke = [owner for owner in standing.doing if owner.submitted or owner.answer]
    silent = [owner for owner in standing.doing if owner not in spoke]
    sentences = [f"{starting(names([o]))}: {_lower(_spoken(o, today, with_words))}" for o in spoke]
    if silent:
        sentences.append(f"{SILENT} från {names(silent)}." if spoke else f"{SILENT}.")
    return " ".join(sentences)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _spoken(owner: OwnerStanding, today: date, with_words: bool) -> str:
    if owner.submitted or not owner.answered_on:
        return f"{word(owner, today)}."
    said = f"{word(owner, today)} (svar {days.dated(owner.answered_on, today)})"
    quoted = _quoted(owner.said) if with_words else ""
    return f"{said}: {quoted}" if quoted else f"{said}."


def _quoted(text: str | None) -> str:
    words = " ".join((text or "").split())
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
    return f"”{words}”" if words else ""


def word(owner: OwnerStanding, today: date) -> str:
    """Where one owner's part stands."""
    return SUBMITTED if owner.submitted else answer(owner, today)


def answer(owner: OwnerStanding, today: date) -> str:
    """What one owner answered last."""
    if owner.answer is Answer.MORE_TIME and owner.wanted_day:
        return f"{STATES[owner.answer]}, önskar {days.dated(owner.wanted_day, today)}"
    return STATES[owner.answer] if owner.answer else SILENT
