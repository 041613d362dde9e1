"""The words of the office for where a part of a decision stands: the names of the states in Prefect."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from deadlines.status import Answer, Status
from models.overview import OwnerStanding, Place, Standing
from notifications.swedish import counted

SHORT = 48
SHORT_NAME = 80
MEANINGFUL = 12
"""A first clause shorter than this says too little."""


class Word(StrEnum):
    """From the gravest to the one that needs nobody."""

    LATE = "Försenat"
    NO_OWNER = "Ansvarig saknas"
    REMINDED = "Påminnelse skapad"
    SILENT = "Inget besked ännu"
    UNDATED = "Utan slutdatum"
    QUESTIONED = "Anmält som inte vårt"
    ON_TRACK = "Pågående"
    SAID_DONE = "Anmält som klart"
    WAITING = "Väntar på annat uppdrag"
    PROPOSED = "Föreslaget"
    RESTING = "Vilande"
    REPORTED = "Redovisat"
    CLOSED = "Avslutat"
    TRANSFERRED = "Överlämnat"
    WRITTEN_OFF = "Avskrivet"
    ANNULLED = "Upphävt"


GRAVITY = {word: -place for place, word in enumerate(Word)}

_BY_STATUS = {
    Status.PROPOSED: Word.PROPOSED,
    Status.REPORTED: Word.REPORTED,
    Status.CLOSED: Word.CLOSED,
    Status.WRITTEN_OFF: Word.WRITTEN_OFF,
    Status.TRANSFERRED: Word.TRANSFERRED,
    Status.SUSPENDED: Word.RESTING,
    Status.ANNULLED: Word.ANNULLED,
}
_BY_ANSWER = {
    Answer.ON_TRACK: Word.ON_TRACK,
    Answer.MORE_TIME: Word.ON_TRACK,
    Answer.OTHER_OFFICER: Word.ON_TRACK,
    Answer.TAKEN_OVER: Word.ON_TRACK,
    Answer.DONE: Word.SAID_DONE,
    Answer.NOT_OURS: Word.QUESTIONED,
}


def word_for(standing: Standing, owner: OwnerStanding, reminded: bool) -> Word:
    """Where one owner's part stands; `reminded` if something was written to that owner today."""
    if ended := _BY_STATUS.get(standing.assignment.status):
        return ended
    if owner.submitted:
        return Word.REPORTED
    if standing.place is Place.WAITING:
        return Word.WAITING
    if standing.place is Place.LATE:
        return Word.LATE
    if owner.body_id is None:
        return Word.NO_OWNER
    if reminded:
        return Word.REMINDED
    if owner.answer is not None:
        return _BY_ANSWER[owner.answer]
    return Word.UNDATED if standing.place is Place.UNDATED else Word.SILENT


def gravest(words: Iterable[Word]) -> Word:
    """The one to look at first; a decision without any part needs nobody."""
    return max(words, key=GRAVITY.__getitem__, default=Word.CLOSED)


def tally(words: Iterable[Word]) -> str:
    """As in "fem delar (försenat 1, inget besked ännu 4)", the gravest first."""
    counts = Counter(words)
    if not counts:
        return "inga uppdrag"
    places = ", ".join(f"{word.lower()} {counts[word]}" for word in Word if word in counts)
    return f"{counted(counts.total(), 'del', 'delar')} ({places})"


def short_task(task: str) -> str:
    """The task as it fits in a list: its first clause, starting with a capital, ending between words."""
    plain = " ".join(task.split()).strip(" .")
    first = re.split(r",? (?:som|samt) ", plain, maxsplit=1)[0]
    if MEANINGFUL <= len(first) <= SHORT:
        plain = first
    plain = _cut(plain, SHORT)
    return plain[:1].upper() + plain[1:]


def short_name(name: str) -> str:
    """A decision's name as it fits in a list: "KS 2017 § 309 · kort titel", however long the title is."""
    return _cut(name, SHORT_NAME)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words = text[: longest + 1].split(" ")[:-1] or [text[:longest]]
    while len(words) > 1 and len(words[-1]) <= 3:  # "… för den …" says nothing
        words.pop()
    return " ".join(words).rstrip(",;:-–") + " …"


def number_of(number: int) -> str:
    """As in "tre beslut"."""
    return counted(number, "beslut", "beslut", neuter=True)
