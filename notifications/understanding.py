"""Which of the six answers somebody meant in their own words. It is a proposal: a person confirms it."""

import re
from datetime import date
from typing import NamedTuple

from config.addresses import AddressRefused, normalised
from deadlines.phrases import terms_in
from deadlines.status import Answer
from deadlines.term import Kind

LONGEST = 1_500
"""Characters that are looked at: a longer reply is a discussion, which a person must read."""

_NOT = r"(?:inte|ej|icke|knappast|aldrig)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_UNDONE = _any(
    rf"\b{_NOT}(?:\W+\w+){{0,2}}?\W+(?:klar|färdig|redovisa|slutför|done|finished)",
    r"\b(?:blir|bli|är vi|när)\b.{0,20}\b(?:klar|färdig)",
    r"\b(?:snart|nästan|delvis) (?:klar|färdig)",
    r"\b(?:klar|färdig)\w* (?:till|senast|i|under|först)\b",
    r"\bnot (?:yet )?(?:done|finished|ready)\b",
)
_NOT_ON_TRACK = _any(rf"\b{_NOT}\W+(?:\w+\W+)?(?:enligt plan|på gång|i fas|igång|on track)")
_SAID: dict[Answer, re.Pattern[str]] = {
    Answer.ON_TRACK: _any(
        r"\bpågår\b",
        r"\benligt plan(?:en|erat)?\b",
        r"\b(?:på gång|i fas|ligger i tid)\b",
        r"\barbetet (?:fort)?löper på\b",
        r"\bvi (?:jobbar|arbetar) (?:på|med) (?:det|detta|saken)\b",
        r"\b(?:on track|in progress)\b",
    ),
    Answer.DONE: _any(
        r"\bklar(?:t|a|rapporterat)?\b",
        r"\bfärdig(?:t|a|ställt|ställd)?\b",
        r"\b(?:slutför|genomför)(?:t|d|da)\b",
        r"\b(?:redovisa|avrapportera)(?:t|d|de|des)\b",
        r"\b(?:done|finished|completed)\b",
    ),
    Answer.MORE_TIME: _any(
        r"\bbehöver\b.{0,25}\btid\b",
        r"\b(?:mer|mera|ny) tid\b",
        r"\bförsena(?:t|d|de)\b",
        r"\b(?:förläng|förskjut|senarelägg)\w+\b",
        r"\b(?:anstånd|uppskov|hinner inte)\b",
        r"\b(?:more time|delayed)\b",
    ),
    Answer.NOT_OURS: _any(
        r"\b(?:inte|ej) vår[ta]?\b",
        r"\b(?:hör|ligger) inte (?:till|på|hos|hemma hos) oss\b",
        r"\bfel (?:nämnd|förvaltning|mottagare)\b",
        r"\bnot ours\b",
    ),
    Answer.OTHER_OFFICER: _any(
        r"\b(?:en )?annan (?:handläggare|person|kollega)\b",
        r"\bhandläggs av\b",
        r"\bhandläggare är\b",
        r"\bhar lämnat (?:över|uppdraget) till\b",
        r"\bkontakta i stället\b",
    ),
    Answer.TAKEN_OVER: _any(
        r"\bhar tagit över\b", r"\btagit över (?:uppdraget|ärendet|efter)\b", r"\bbehöver underlag\b"
    ),
}
_NUMBER = re.compile(r"\b([A-ZÅÄÖ]{1,6}[a-zåäö]{0,3}[ -]?(?:19|20)\d{2}[-/:.]\d{1,6}|(?:19|20)\d{2}/\d{1,6})\b")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}")


class Understood(NamedTuple):
    """`answer` is None where none of the six was said, or more than one."""

    answer: Answer | None = None
    case_number: str | None = None
    wanted_day: date | None = None
    officer_address: str | None = None


def understood(words: str, today: date) -> Understood:
    """What the words say; only the detail that belongs to the answer is kept, as on the answer page."""
    plain = words.strip()
    if not plain or len(plain) > LONGEST:
        return Understood()
    first = plain.split("\n", 1)[0]
    said = _answers(first) or _answers(plain)
    if len(said) != 1:
        return Understood()
    (answer,) = said
    return Understood(
        answer,
        _case_number(plain) if answer is Answer.DONE else None,
        _wanted(plain, today) if answer is Answer.MORE_TIME else None,
        _officer(plain) if answer is Answer.OTHER_OFFICER else None,
    )


def _answers(text: str) -> set[Answer]:
    one_line = " ".join(text.split())
    said = {answer for answer, pattern in _SAID.items() if pattern.search(one_line)}
    if _UNDONE.search(one_line):
        said.discard(Answer.DONE)
    if _NOT_ON_TRACK.search(one_line):
        said.discard(Answer.ON_TRACK)
    if Answer.TAKEN_OVER in said and Answer.OTHER_OFFICER not in said:
        said.discard(Answer.ON_TRACK)
    return said


def _case_number(text: str) -> str | None:
    found = {" ".join(number.split()).rstrip(".,;") for number in _NUMBER.findall(text)}
    return found.pop() if len(found) == 1 else None


def _wanted(text: str, today: date) -> date | None:
    days = {found.term.last for found in terms_in(text, today) if found.term.kind is Kind.DATE and found.term.last}
    coming = {day for day in days if day > today}
    return coming.pop() if len(coming) == 1 else None


def _officer(text: str) -> str | None:
    found = set()
    for written in _ADDRESS.findall(text):
        try:
            found.add(normalised(written.rstrip(".-")))
        except (AddressRefused, UnicodeError):
            continue
    return found.pop() if len(found) == 1 else None
