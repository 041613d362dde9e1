"""The forms in which a paper gives somebody something to do."""

import re
from collections.abc import Iterator
from enum import StrEnum
from re import Match
from typing import NamedTuple

from documents.form_words import (
    ACTIVE,
    BY_WHOM,
    CLAUSE_BEGINS,
    DOES,
    FOR_WORK,
    INVERTED,
    MOVED,
    PASSIVE,
    REFER,
    REFER_BACK,
    REFER_STOP,
    SET_UP,
    SETS_UP,
    SHALL,
    STATES,
    SUBJECT_FIRST,
    TASK_GIVEN_TO,
    TASK_TO,
    UPPDRA,
    UPPDRAS_SUBJECT,
    URGE,
    URGED,
)
from documents.headings import BODY_WORD
from documents.owners import Named, is_office, named_in, pronoun


class Form(StrEnum):
    GIVEN = "given"
    """An assignment in so many words: "ges i uppdrag", "uppdrar åt"."""
    REFERRED = "referred"
    """"återremitteras till", "remitteras till … för yttrande"."""
    URGED = "urged"
    SHALL = "shall"
    """"Nämnderna ska …": a duty that a decision lays on a named owner."""
    DOES = "does"
    """"Ekonomichefen sammanställer utfallet": counts with a time only."""
    MOVED = "moved"
    """The time of an earlier assignment is moved."""
    PASSIVE = "passive"
    """"Planen ska redovisas senast …": nobody is named."""


class Given(NamedTuple):
    """One assignment form in a sentence; places count from the sentence's start."""

    form: Form
    start: int
    """Where the clause begins: its owner or its verb, whichever comes first."""
    end: int
    """Where the form's own words end and the task begins."""
    who: Named
    points_back: str | None = None
    """A pronoun's noun ("" for a bare one), where the owner is named earlier."""


_SHALL_AT_END = re.compile(r"(?<!\w)(?:ska|skall)(?:\s+att)?\s*:?$", re.IGNORECASE)


def shall_at_end(text: str) -> Named:
    """Who shall do what the list below the line says: "… beslutar att förvaltningen ska"."""
    match = _SHALL_AT_END.search(text)
    if not match:
        return Named()
    who = named_in(text[_clause_start(text, match.start()) : match.start()])
    return who if who.owners and all(map(is_office, who.owners)) else Named()


def forms_in(sentence: str) -> list[Given]:
    """Every form in the sentence, in order, none inside another."""
    found: list[Given] = []
    for given in sorted(_all(sentence), key=lambda g: (g.start, -g.end)):
        if not found or given.start >= found[-1].end:
            found.append(given)
    return found


def _all(sentence: str) -> Iterator[Given]:
    strong = list(_strong(sentence))
    yield from strong
    if not strong:
        yield from _weak(sentence)


def _strong(sentence: str) -> Iterator[Given]:
    for pattern in (TASK_TO, TASK_GIVEN_TO, ACTIVE, UPPDRA, INVERTED, SETS_UP):
        for match in pattern.finditer(sentence):
            given = _object(Form.GIVEN, sentence, match)
            if given:
                yield given
    for pattern in (SUBJECT_FIRST, UPPDRAS_SUBJECT, SET_UP):
        for match in pattern.finditer(sentence):
            yield from _subject(Form.GIVEN, sentence, match)
    for match in URGE.finditer(sentence):
        given = _object(Form.URGED, sentence, match)
        if given:
            yield given
    for match in URGED.finditer(sentence):
        yield from _subject(Form.URGED, sentence, match)
    yield from _referred(sentence)


_JOINED = re.compile(r"(?:\s(?:samt|och|dels)|,)\s+$", re.IGNORECASE)
"""The verb goes on with what stands before: "… kvartalsvis samt ge kanslichefen i uppdrag"."""
_TIME_BEGINS = re.compile(
    r",?\s(?:senast|före|innan|under|inom|snarast|skyndsamt|omgående|årligen|löpande|varje|inför|i\s+samband|i\s+god)\s",
    re.IGNORECASE,
)
_ASIDE_BEGINS = re.compile(
    rf",\s+(?:med|efter|i|under|inom|utöver|utifrån|genom|på|vid|som|för|från|mot)\s|{_TIME_BEGINS.pattern}",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\s*,[^,]{1,60},\s*")


def _object(form: Form, sentence: str, match: Match[str]) -> Given | None:
    """The owner is the verb's object. Words that name nobody make this another sentence than it looked like."""
    words = match.groupdict()
    phrase = _ASIDE.sub("", words.get("np2") or words.get("np") or "")
    start = match.start() if _JOINED.search(sentence, 0, match.start()) else _clause_start(sentence, match.start())
    if not phrase:
        return Given(form, start, match.end(), Named())
    back = pronoun(phrase)
    if back is not None:
        return Given(form, start, match.end(), Named(), back)
    who = _those_who(phrase) or named_in(phrase)
    if who.owners and not (form is Form.URGED and _TIME_BEGINS.search(phrase)):
        return Given(form, start, match.end(), who)
    # "kanslichefen, med biträde av …, i uppdrag", "att nämnden före budgetberedningen redovisar"
    cut = _ASIDE_BEGINS.split(phrase)[0]
    who = _those_who(cut) or named_in(cut)
    at = sentence.find(cut, match.start())
    timed = form is Form.URGED and at >= 0
    return Given(form, start, at + len(cut) if timed else match.end(), who) if who.owners else None


def _subject(form: Form, sentence: str, match: Match[str]) -> Iterator[Given]:
    """The owner stands before the verb."""
    start = _clause_start(sentence, match.start())
    phrase = sentence[start : match.start()]
    back = pronoun(phrase)
    if back is not None:
        yield Given(form, start, match.end(), Named(), back)
        return
    who = named_in(phrase)
    if who.owners:
        yield Given(form, start, match.end(), who)


def _clause_start(sentence: str, before: int) -> int:
    """Where the clause begins whose verb stands at `before`."""
    start = 0
    # looking further back would make a sentence without end take time without end
    for match in CLAUSE_BEGINS.finditer(sentence, max(0, before - _FARTHEST), before):
        start = match.end()
    return max(start, before - _FARTHEST)


def _referred(sentence: str) -> Iterator[Given]:
    for match in REFER.finditer(sentence):
        verb = match[0].lower()
        if not (
            verb.startswith(("återrem", "remitt", "remiss"))
            or "på remiss" in verb
            or "remiss" in sentence[: match.start()].lower()
            or FOR_WORK.search(sentence, match.start("np"))
        ):
            continue
        end, who = _receivers(sentence, match.start("np"), match.end("np"))
        if who.owners:
            yield Given(Form.REFERRED, _clause_start(sentence, match.start()), end, who)
    for match in REFER_BACK.finditer(sentence):
        yield Given(Form.REFERRED, _clause_start(sentence, match.start()), match.end(), Named())


_BEFORE_TIME = re.compile(
    r",?\s(?:senast|före|innan|under|inom|snarast|skyndsamt|omgående|omedelbart|utan|årligen|löpande|varje|därefter|till|vid|på|efter|från"
    r"|i\s+(?:samband|varje|god|slutet|början|mitten|närtid|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))\b",
    re.IGNORECASE,
)
_THOSE = re.compile(r"\s*(?:de|den|det)?\s*(?P<who>[\wåäö]+\s+som\s+[^,.;:]{3,60}?)\s*", re.IGNORECASE)


_TO = re.compile(r"\s(?:till|åt)\s+", re.IGNORECASE)
_FARTHEST = 320


def _receivers(sentence: str, start: int, end: int) -> tuple[int, Named]:
    """To whom something is referred: after the first "till" that names somebody ("förslag till plan till X")."""
    begins = [start, *(match.end() for match in _TO.finditer(sentence, start, end))]
    for begin in begins:
        stop = REFER_STOP.search(sentence, begin, end)
        phrase = sentence[begin : stop.start() if stop else end]
        for words in (phrase, phrase.split(",")[0]):
            who = named_in(words)
            if who.owners:
                return begin + len(words), who
    return start, Named()


def _those_who(phrase: str) -> Named | None:
    """ "De nämnder som redovisar underskott": a set that the paper describes instead of naming."""
    match = _THOSE.fullmatch(phrase)
    if not match or not is_office(match["who"].split()[0]):
        return None
    return Named((match["who"][0].lower() + match["who"][1:],))


_DECIDING = re.compile(r"behandla|besluta|fatta|anta|fastställ|godkänn|pröva", re.IGNORECASE)


def _is_decided_by(by: Match[str]) -> bool:
    """ "Svaret ska behandlas av kommunstyrelsen": what a body decides on is its agenda, not its task."""
    return bool(_DECIDING.match(by["done"]) and re.search(BODY_WORD + "$", by["np"], re.IGNORECASE))


def _weak(sentence: str) -> Iterator[Given]:
    moved = MOVED.search(sentence)
    if moved:
        yield Given(Form.MOVED, 0, moved.end(), Named())
        return
    shall = False
    for match in SHALL.finditer(sentence):
        start = _clause_start(sentence, match.start())
        phrase = _BEFORE_TIME.split(sentence[start : match.start()])[0]
        who = _those_who(phrase) or named_in(phrase)
        if who.owners and all(map(is_office, who.owners)) and not STATES.match(sentence, match.end()):
            shall = True
            yield Given(Form.SHALL, start, match.end(), who)
    if shall:
        return
    for match in DOES.finditer(sentence):
        start = _clause_start(sentence, match.start())
        who = named_in(_BEFORE_TIME.split(sentence[start : match.start()])[0])
        if who.owners and all(map(is_office, who.owners)):
            yield Given(Form.DOES, start, match.end(), who)
            return
    by = BY_WHOM.search(sentence)
    if by and not _is_decided_by(by):
        who = named_in(by["np"])
        if who.owners and all(map(is_office, who.owners)):
            yield Given(Form.SHALL, 0, by.end(), who)
            return
    passive = PASSIVE.search(sentence)
    if passive:
        yield Given(Form.PASSIVE, 0, passive.end(), Named())
