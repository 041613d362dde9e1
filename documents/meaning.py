"""Which open assignment an act most likely means: facts weighed openly, in order, and told in a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from os.path import commonprefix

from deadlines.swedish import day_text
from documents.findings import Cited, Meant

_EMPTY = re.compile(
    r"uppdrag|anse[rs]|slutför|avslut|besvar|verkställ|fullgjor|avskriv|återkalla|förläng|återremit|överför|överlämn|ärende"
    r"|rapport|redovisning|redovisa|återrapport|senast|beslut|förklara|härmed|därmed|godkänn|handlingarna|lägg(?:s|er|a)$"
    r"|kommunstyrelse|kommunfullmäktige|nämnd|kommunens?$|kommunen$|förslag|följande|gäll(?:er|ande)$|enligt|samt$|eller$|inom$"
    r"|efter$|under$|över$|till$|från$|skall$|tiden$|tidigare|hela$|dess[ae]$|denn[ae]$|också$|genom$|mellan$|inte$|alla$|annan$"
    r"|andra$|finns$|arbete[nt]?$"
)
"""Words that stand in every act, and so say nothing of which assignment is meant."""
_ALIKE = 3
"""Words in common that are enough where nothing else points to the assignment."""
_ALIKE_AND_THEIRS = 2
"""… and where the owner is named, too."""
_ENDING = re.compile(r"(?:an?|arn?a?s?|as|ats?|e|ens?|er|ernas?|ets?|n|nas?|or|ornas?|s|ts?)?")
"""What makes "handlingsplan" and "handlingsplanen" two words."""
_START = 4
"""Letters that two forms of a word share at least."""


@dataclass(frozen=True)
class Candidate:
    """An open assignment, as far as an act may point at it."""

    assignment_id: int
    task: str
    title: str
    body_id: int | None
    decided_on: date | None
    paragraph: str | None
    case_number: str | None
    owner_ids: frozenset[int]
    is_confidential: bool = False


@dataclass(frozen=True)
class Pointing:
    """What an act points at: the paper's words, with the bodies that the register knows."""

    meant: Meant
    body_id: int | None
    """The body that decides, or that the paper says gave the assignment."""
    cited_body_id: int | None = None
    owner_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """The facts that speak for one assignment, in the order of their weight."""

    candidate: Candidate
    is_cited: bool
    is_same_case: bool
    is_same_body: bool
    is_same_owner: bool
    shared: tuple[str, ...]

    @property
    def weight(self) -> tuple[bool, bool, bool, bool, int]:
        return self.is_cited, self.is_same_case, self.is_same_body, self.is_same_owner, len(self.shared)

    @property
    def is_likely(self) -> bool:
        """The § or the case is enough; the same body is never, and words only where several agree."""
        if self.is_cited or self.is_same_case:
            return True
        enough = _ALIKE_AND_THEIRS if self.is_same_owner else _ALIKE
        return self.is_same_body and len(self.shared) >= enough

    @property
    def reason(self) -> str:
        """ "Samma ärende KS 2017-123 och samma ansvariga." """
        told = self.candidate
        parts = []
        if self.is_cited and told.decided_on:
            parts.append(f"beslutet {day_text(told.decided_on)} § {told.paragraph} nämns")
        parts += [f"samma ärende {told.case_number}"] if self.is_same_case else []
        parts += ["samma organ"] if self.is_same_body and not self.is_cited else []
        parts += ["samma ansvariga"] if self.is_same_owner else []
        if self.shared:
            words = "" if told.is_confidential else " (" + ", ".join(self.shared[:4]) + ")"
            parts.append(
                f"{len(self.shared)} gemensamma ord{words}" if len(self.shared) > 1 else f"ett gemensamt ord{words}"
            )
        return _sentence(parts)


@dataclass(frozen=True)
class Meaning:
    """The assignment that is meant, if one is likely enough and none is as likely, with the next one."""

    best: Candidate | None
    reason: str
    runner_up: Candidate | None = None
    runner_up_reason: str | None = None


def meaning(pointing: Pointing, candidates: Iterable[Candidate]) -> Meaning:
    """The likeliest of the candidates. None where nothing is likely enough: then a person must say."""
    found = [likeness(pointing, one) for one in candidates if not _contradicts(pointing, one)]
    likely = sorted(
        (one for one in found if one.is_likely),
        key=lambda one: (one.weight, -one.candidate.assignment_id),
        reverse=True,
    )
    if not likely:
        return Meaning(None, _nothing(pointing.meant))
    best, rest = likely[0], likely[1:]
    even = [one for one in rest if one.weight == best.weight]
    if even:
        return Meaning(None, _as_likely([best, *even]))
    if not rest:
        return Meaning(best.candidate, best.reason)
    return Meaning(best.candidate, best.reason, rest[0].candidate, rest[0].reason)


def likeness(pointing: Pointing, candidate: Candidate) -> Likeness:
    meant = pointing.meant
    return Likeness(
        candidate,
        is_cited=meant.cited is not None and _is_cited(meant.cited, pointing, candidate),
        is_same_case=meant.case_number is not None and case_key(meant.case_number) == case_key(candidate.case_number),
        is_same_body=pointing.body_id is not None and pointing.body_id == candidate.body_id,
        is_same_owner=bool(pointing.owner_ids & candidate.owner_ids),
        shared=shared_words(meant.words, f"{candidate.task} {candidate.title}"),
    )


def shared_words(spoken: str, own: str) -> tuple[str, ...]:
    """The words of `spoken` that say something and that `own` has too, whatever their ending."""
    known = _words(own)
    return tuple(
        word
        for start, words in _words(spoken).items()
        for word in words
        if any(_is_same(word, other) for other in known.get(start, ()))
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> dict[str, tuple[str, ...]]:
    """The words that say something, by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in re.findall(rf"[a-zåäöé]{{{_START},}}", text.lower()):
        same = found.get(word[:_START], ())
        if not _EMPTY.match(word) and not any(_is_same(word, other) for other in same):
            found[word[:_START]] = (*same, word)
    return found


def _is_same(one: str, other: str) -> bool:
    length = len(commonprefix([one, other]))
    return length >= _START and all(_ENDING.fullmatch(word[length:]) for word in (one, other))


def case_key(number: str | None) -> str | None:
    """How a case number is compared: without its spaces and signs, which every office writes differently."""
    return re.sub(r"[\s/.:-]", "", number).upper() if number else None


def _is_cited(cited: Cited, pointing: Pointing, candidate: Candidate) -> bool:
    if candidate.paragraph != cited.paragraph or candidate.decided_on is None:
        return False
    if pointing.cited_body_id is not None and pointing.cited_body_id != candidate.body_id:
        return False
    return candidate.decided_on == cited.day if cited.day else candidate.decided_on.year == cited.year


def _contradicts(pointing: Pointing, candidate: Candidate) -> bool:
    """The paper names the § that gave the assignment, and it is not this one's."""
    cited = pointing.meant.cited
    return cited is not None and not _is_cited(cited, pointing, candidate)


def _nothing(meant: Meant) -> str:
    if meant.cited:
        when = day_text(meant.cited.day) if meant.cited.day else meant.cited.year
        return f"Inget öppet uppdrag kommer från {when} § {meant.cited.paragraph}, som punkten nämner."
    return "Inget öppet uppdrag är tillräckligt likt."


def _as_likely(found: Sequence[Likeness]) -> str:
    numbers = [str(one.candidate.assignment_id) for one in found]
    listed = ", ".join(numbers[:-1]) + " och " + numbers[-1]
    because = found[0].reason[:1].lower() + found[0].reason[1:]
    return f"Uppdrag {listed} stämmer lika väl: {because}"


def _sentence(parts: Sequence[str]) -> str:
    text = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " och " + parts[-1]
    return f"{text[:1].upper()}{text[1:]}."
