"""The forms in which a paper gives somebody something to do."""

import re
from collections.abc import Iterator
from re import Match

from documents.form_words import (
    ACTIVE,
    ALSO_TO,
    FOR_WORK,
    INVERTED,
    REFER,
    REFER_BACK,
    REFER_STOP,
    SET_UP,
    SETS_UP,
    SUBJECT_FIRST,
    TASK_GIVEN_TO,
    TASK_TO,
    UPPDRA,
    UPPDRAS_SUBJECT,
    URGE,
    URGED,
)
from documents.forms_weak import weak_forms
from documents.given import Form, Given, clause_start, those_who
from documents.owners import Named, is_office, named_in, pronoun

_SHALL_AT_END = re.compile(r"(?<!\w)(?:ska|skall)(?:\s+att)?\s*:?$", re.IGNORECASE)


def shall_at_end(text: str) -> Named:
    """Who shall do what the list below the line says: "… beslutar att förvaltningen ska"."""
    match = _SHALL_AT_END.search(text)
    if not match:
        return Named()
    who = named_in(text[clause_start(text, match.start()) : match.start()])
    return who if who.owners and all(map(is_office, who.owners)) else Named()


def forms_in(sentence: str) -> list[Given]:
    """Every form in the sentence, in order, none inside another."""
    found: list[Given] = []
    for given in sorted(_all(sentence), key=lambda g: (g.start, -g.end)):
        if not found or given.start >= found[-1].end:
            found.append(given)
    return found


_CUE = re.compile(
    "uppdra|uppdro|uppgift|uppman|anman|anmod|ålägg|instruer|beord|begär|åligg|ankommer|ombe|remi|överläm|hänsk|skickas|sänd|lämna|överlå"
    "|förvisa"
)
"""Letters without which no strong form is found: most sentences of a paper have none of them."""


def _all(sentence: str) -> Iterator[Given]:
    strong = list(_strong(sentence)) if _CUE.search(sentence.lower()) else []
    yield from strong
    if not strong:
        yield from weak_forms(sentence)


_OBJECTS = (
    (Form.GIVEN, "G5-uppdrag-ges-till", TASK_TO),
    (Form.GIVEN, "G6-uppdraget-läggs-på", TASK_GIVEN_TO),
    (Form.GIVEN, "G2-ger-i-uppdrag", ACTIVE),
    (Form.GIVEN, "G3-uppdrar-åt", UPPDRA),
    (Form.GIVEN, "G7-föreslås-få", INVERTED),
    (Form.GIVEN, "G9-tillsätter", SETS_UP),
    (Form.URGED, "G10-uppmanar", URGE),
)
_SUBJECTS = (
    (Form.GIVEN, "G1-ges-i-uppdrag", SUBJECT_FIRST),
    (Form.GIVEN, "G4-uppdras-att", UPPDRAS_SUBJECT),
    (Form.GIVEN, "G8-tillsätts-med-uppdrag", SET_UP),
    (Form.URGED, "G11-uppmanas", URGED),
)


def _strong(sentence: str) -> Iterator[Given]:
    for form, rule, pattern in _OBJECTS:
        yield from _objects(form, rule, pattern, sentence)
    if UPPDRA.search(sentence):
        yield from _objects(Form.GIVEN, "G3-uppdrar-åt", ALSO_TO, sentence)
    for form, rule, pattern in _SUBJECTS:
        for match in pattern.finditer(sentence):
            yield from _subject(form, sentence, match, rule)
    yield from _referred(sentence)


def _objects(form: Form, rule: str, pattern: re.Pattern[str], sentence: str) -> Iterator[Given]:
    found = (_object(form, sentence, match, rule) for match in pattern.finditer(sentence))
    yield from filter(None, found)


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


def _object(form: Form, sentence: str, match: Match[str], rule: str) -> Given | None:
    """The owner is the verb's object. Words that name nobody make this another sentence than it looked like."""
    words = match.groupdict()
    phrase = _ASIDE.sub("", words.get("np2") or words.get("np") or "")
    start = match.start() if _JOINED.search(sentence, 0, match.start()) else clause_start(sentence, match.start())
    if not phrase:
        return Given(form, start, match.end(), Named(), rule)
    back = pronoun(phrase)
    if back is not None:
        return Given(form, start, match.end(), Named(), rule, back)
    who = those_who(phrase) or named_in(phrase)
    if who.owners and not (form is Form.URGED and _TIME_BEGINS.search(phrase)):
        return Given(form, start, match.end(), who, rule)
    # "kanslichefen, med biträde av …, i uppdrag", "att nämnden före budgetberedningen redovisar"
    cut = _ASIDE_BEGINS.split(phrase)[0]
    who = those_who(cut) or named_in(cut)
    at = sentence.find(cut, match.start())
    timed = form is Form.URGED and at >= 0
    return Given(form, start, at + len(cut) if timed else match.end(), who, rule) if who.owners else None


def _subject(form: Form, sentence: str, match: Match[str], rule: str) -> Iterator[Given]:
    """The owner stands before the verb."""
    start = clause_start(sentence, match.start())
    phrase = sentence[start : match.start()]
    back = pronoun(phrase)
    if back is not None:
        yield Given(form, start, match.end(), Named(), rule, back)
        return
    who = named_in(phrase)
    if who.owners:
        yield Given(form, start, match.end(), who, rule)


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
            yield Given(Form.REFERRED, clause_start(sentence, match.start()), end, who, "G12-remitteras-till")
    for match in REFER_BACK.finditer(sentence):
        yield Given(Form.REFERRED, clause_start(sentence, match.start()), match.end(), Named(), "G13-återremitteras")


_TO = re.compile(r"\s(?:till|åt)\s+", re.IGNORECASE)


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
