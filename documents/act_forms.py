"""The act of a sentence, if it is decided here and now: kind, receiver, outcome, and whose assignment it means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import Match

from deadlines.phrases import Found
from deadlines.status import ActKind, Outcome
from documents import act_words as words
from documents.forms import forms_in
from documents.guards import STRONG
from documents.moved import moved_for, retold
from documents.owners import is_office, named_in

Terms = Callable[[str], list[Found]]


@dataclass(frozen=True)
class Hit:
    """An act in a sentence; places count from the sentence's start."""

    kind: ActKind
    verb: int
    end: int
    task: int | None = None
    np: str | None = None
    is_found_done: bool = False


def hit_in(text: str, title: str, terms: Terms) -> Hit | None:
    """The act of a sentence, if it has one that is decided here and now."""
    if not re.search(r"uppdrag|återremitter|återförvis|till\s+handlingarna|redovisning|rapport", text, re.IGNORECASE):
        return None
    if words.LOST.search(text) or words.AS_A_POST.search(text):
        return None
    for hit in _hits(text, title, terms):
        if _is_done_now(text, hit):
            return hit
    return None


def _hits(text: str, title: str, terms: Terms) -> Iterator[Hit]:
    for pattern in words.TRANSFERS:
        for match in pattern.finditer(text):
            yield from _transfer(match)
    for pattern in words.WRITES_OFF:
        yield from (_of(ActKind.WRITE_OFF, match) for match in pattern.finditer(text))
    for pattern in words.CLOSES:
        yield from (_of(ActKind.CLOSE, match) for match in pattern.finditer(text))
    filed = words.FILES.search(text)
    if filed and _files_a_report(text, filed["what"], title):
        yield Hit(ActKind.CLOSE, filed.start(), filed.end())
    for match in words.REFERS_BACK.finditer(text):
        yield Hit(ActKind.REFER_BACK, match.start("verb"), match.end("verb"), None, match["np"])
    extends = words.EXTENDS.search(text)
    if extends and terms(text) and not any(given.form in STRONG for given in forms_in(text)):
        yield Hit(ActKind.EXTEND, extends.start(), extends.end())


def _of(kind: ActKind, match: Match[str]) -> Hit:
    done = bool(match.groupdict().get("how")) and not match["how"].lower().startswith("avslut")
    return Hit(kind, match.start("verb"), match.end(), match.start("task"), None, done)


def _transfer(match: Match[str]) -> Iterator[Hit]:
    """Only to somebody: "uppdraget flyttas till hösten" is another matter."""
    hit = Hit(ActKind.TRANSFER, match.start("verb"), match.end("verb"), match.start("task"), match["np"])
    if receiver(hit):
        yield hit


def _files_a_report(text: str, what: str, title: str) -> bool:
    """ "Läggs till handlingarna" ends an assignment only where the matter is its report."""
    if re.search(r"information|delredovis|lägesrapport|lägesredovis", text, re.IGNORECASE):
        return False
    reports = re.search(words.REPORT, text, re.IGNORECASE)
    return bool(words.REPORT_OF.search(text) or (reports and words.REPORT_OF.search(title)))


def _is_done_now(text: str, hit: Hit) -> bool:
    before = text[: hit.verb if hit.task is None else min(hit.verb, hit.task)]
    if words.SOME_DAY.search(text) or words.NOT.search(text, max(0, hit.verb - 14), hit.end + 8):
        return False
    if words.GIVES.search(text[: hit.verb]) and not words.GAVE.search(text[: hit.verb]):
        return False
    if hit.kind is ActKind.CLOSE and re.search(r"delvis\s+\S+$|delvis$", text[hit.verb : hit.end]):
        return False  # what is done in part stays open for the rest
    told = words.RETOLD.search(text[: hit.verb])
    if told and re.search(r"\d{4}|§", told["between"]) and not re.search(r"\bsom\b[^,]{0,60}$", text[: told.start()]):
        return False
    if hit.task is None:
        return True
    return not (words.ABOUT_SOMETHING_ELSE.search(text[: hit.task]) or words.ASKED_BY_OTHERS.search(before))


def receiver(hit: Hit) -> str | None:
    """The office that the words after the verb name, the last one of several: "från X till Y"."""
    if hit.np is None:
        return None
    parts = re.split(r"(?:^|\s)(?:till|åt|av)\s+", hit.np)
    for part in parts if hit.kind is ActKind.REFER_BACK else reversed(parts):
        who = named_in(words.NP_ENDS.split(part)[0])
        if len(who.owners) == 1 and is_office(who.owners[0]):
            return who.owners[0]
    return None


def outcome(text: str, hit: Hit) -> Outcome | None:
    if hit.kind is not ActKind.CLOSE:
        return None
    if words.REPLACED.search(text):
        return Outcome.REPLACED
    if words.UNDONE.search(text):
        return Outcome.NOT_DONE
    if words.ONLY_PART.search(text):
        return Outcome.PARTLY_DONE
    return Outcome.DONE if hit.is_found_done or re.search(r"(?<!\w)godkän", text, re.IGNORECASE) else None


_GIVEN_TO = re.compile(
    r"(?i:uppdrag(?:et|en)?)\s+(?:[\dA-ZÅÄÖ§,/():-]+\s+)*(?:(?:som\s+)?(?:gavs|lämnades)\s+)?(?:till|åt)\s+(?P<np>[^.;:,]{2,120})"
)
_FROM = re.compile(r"\sfrån\s+(?P<np>[^.;:]{2,80}?)\s+till\s", re.IGNORECASE)
_AFTER_THEM = re.compile(
    r"\s(?:att|om|är|anses|förklaras|avslutas|avskrivs|ska|återkallas|utgår|upphör|överförs|flyttas|som|på|från)\s|\s\w+s$"
)
_THEIRS = re.compile(r"(?:^|\s)(?P<np>[\wåäö -]{3,60}?)s\s+uppdrag(?!\w)", re.IGNORECASE)


def whose(text: str, hit: Hit | None) -> tuple[str, ...]:
    """Who has the assignment that is meant, where the sentence names them."""
    who = moved_for(text).owners or retold(text).owners
    if who:
        return who
    leaves = _FROM.search(text) if hit and hit.kind is ActKind.TRANSFER else None
    given = leaves or _GIVEN_TO.search(text)
    if given and (leaves or not (hit and hit.kind is ActKind.TRANSFER and given.start("np") > hit.verb)):
        who = named_in(_AFTER_THEM.split(given["np"])[0]).owners
    theirs = _THEIRS.search(text)
    if not who and theirs:
        who = named_in(theirs["np"]).owners or named_in(theirs["np"].split()[-1]).owners
    return tuple(name for name in who if is_office(name))
