"""The forms in which a paper gives somebody something to do."""

import re
from collections.abc import Iterator
from enum import StrEnum
from re import Match
from typing import NamedTuple

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


_ADVERBS = (
    r"(?:\s+(?:härmed|även|också|vidare|därutöver|därför|dessutom|samtidigt|särskilt|gemensamt|nu|åter|på\s+nytt|därmed|i\s+övrigt"
    r"|inte\s+minst|bland\s+annat|dock))*"
)
_IN_TASK = r"(?:i\s+(?:[\wåäö]+\s+){0,2}?uppdrag(?:et)?|(?:[\wåäö]+\s+){0,2}?[\wåäö]*uppdrag(?:et|en)?)(?!\w)"
_NP = r"(?P<np>[^.;:!?]{2,240}?)"

_SUBJECT_FIRST = re.compile(
    r"(?<!\w)(?P<verb>föreslås\s+(?:få|ges|tilldelas)|(?:ska|skall|bör)\s+(?:få|ges|tilldelas)|ges|får|far|tilldelas|erhåller)"
    rf"{_ADVERBS}\s+{_IN_TASK}(?:\s+av\s+[\wåäö-]+(?:\s+och\s+[\wåäö]+)?)?(?!\s+(?:ges|lämnas|till|åt)\b)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"(?<!\w)(?:föreslås|ges|får|far)\s+{_NP}\s+(?:få\s+)?i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?:et)?(?!\w)",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"(?<!\w)(?:ger|ge|giva|lämnar|lämna|tilldelar|tilldela){_ADVERBS}\s+(?:(?:i\s+)?(?:[\wåäö]+\s+){{0,2}}?uppdrag(?:et)?\s+(?:till|åt)\s+"
    rf"(?P<np2>[^.;:!?]{{2,240}}?)(?=\s+(?:att|om|under|enligt)\b|[.;,]|$)|{_NP}\s+(?:i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?:et)?"
    r"|(?:ett\s+|förnyat\s+|utökat\s+|fortsatt\s+)?[\wåäö]*uppdrag(?:et)?)(?!\w))",
    re.IGNORECASE,
)
_UPPDRA = re.compile(
    rf"(?<!\w)(?:uppdrar|uppdra|uppdrages|uppdras){_ADVERBS}\s+(?:åt\s+|till\s+|i\s+uppdrag\s+åt\s+)?{_NP}(?=,?\s+(?:om\s+)?att\b|\s+i\s+uppdrag\b|[.;]|$)",
    re.IGNORECASE,
)
_UPPDRAS_SUBJECT = re.compile(rf"(?<!\w)uppdras{_ADVERBS}\s+(?=att\b)", re.IGNORECASE)
_TASK_TO = re.compile(
    r"(?<!\w)(?:(?:ett|det)\s+)?(?:[\wåäö]+\s+)?uppdrag(?:et)?\s+(?:föreslås\s+)?(?:ges|lämnas|riktas|tilldelas|ska\s+ges|ska\s+lämnas|bör\s+ges)"
    rf"{_ADVERBS}\s+(?:(?:till|åt)\s+{_NP}(?=,?\s+(?:att|om)\b|[.;]|$)|(?=att\b))",
    re.IGNORECASE,
)
_REFER = re.compile(
    r"(?<!\w)(?:återremitter(?:as|ar|a|at)|remitter(?:as|ar|a|at)|överlämnas|överlämnar|överlämna|hänskjuts|hänskjuter|hänskjuta|skickas|sänds"
    r"|lämnas|återförvisas)(?:\s+(?:ärendet|motionen|förslaget|frågan|medborgarförslaget|detsamma|tillbaka|vidare|åter)){0,2}"
    r"\s+(?:till|åt)\s+(?P<np>[^.;:]{2,300})",
    re.IGNORECASE,
)
_REFER_STOP = re.compile(r"\s+(?:för|senast|med|som|inför|att|under|i\s+syfte|vilken|innan|före)\b", re.IGNORECASE)
_FOR_WORK = re.compile(
    r"\bför\s+(?:[\wåäö]+\s+){0,3}?(?:beredning|yttrande|utredning|handläggning|bearbetning|komplettering|översyn)",
    re.IGNORECASE,
)
_REFER_BACK = re.compile(
    r"(?<!\w)återremitter(?:as|ar|a)(?!\w)(?:\s+ärendet)?(?=\s+(?:för|med|i\s+syfte)\b|\s*[.;]|\s*$)", re.IGNORECASE
)
_URGE = re.compile(
    rf"(?<!\w)(?:uppmanar|uppmana|anmodar|anmoda|ålägger|ålägga|instruerar|instruera|beordrar|begär\s+(?:av|att)){_ADVERBS}\s+{_NP}"
    r"(?=,?\s+(?:att|ska|skall|om\s+att)\b)",
    re.IGNORECASE,
)
_URGED = re.compile(
    rf"(?<!\w)(?:uppmanas|anmodas|åläggs|instrueras|ålägges){_ADVERBS}\s+(?=att\b|senast\b|inom\b)", re.IGNORECASE
)
_SHALL = re.compile(r"(?<!\w)(?:ska|skall)(?!\w)", re.IGNORECASE)
_STATES = re.compile(
    r"\s*(?:(?:inte|ej|därför|även|också|vidare|därmed|fortsatt)\s+)*(?:vara|ha|bestå|gälla|kunna|utgöras?|utgå|omfattas?|anses|benämnas|få|ges|bli|ingå|heta|träda|tillhöra"
    r"|tillämpas?|uppgå|betala[s]?|ansvara|svara\s+för|äga|innehålla|verka|finnas|disponera|behandla|besluta|fatta|väljas?|utses|sträva|bedriva[s]?)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?<!\w)(?:sammanställer|redovisar|återkommer|återrapporterar|rapporterar|tar\s+fram|utarbetar|upprättar|lämnar|inkommer|genomför|utreder"
    r"|följer\s+upp|presenterar|samordnar|utvärderar|verkställer|återredovisar|kompletterar|reviderar|bereder)(?!\w)",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?<!\w)(?:(?:(?:ny\s+)?tid(?:en|punkt(?:en)?)?|fristen|redovisningen|återrapporteringen|slutdatum(?:et)?|uppdraget|datum(?:et)?)\b[^.;:]{0,120}?\s"
    r"(?:förlängs|flyttas|senareläggs|skjuts\s+(?:upp|fram)|ändras|framflyttas|sätts)"
    r"|(?:förlänger|förlänga|flyttar|flytta|senarelägger|senarelägga|ändrar|ändra)\s+(?:tid|fristen|redovisning|återrapportering|uppdrag|datum)"
    r"|(?:beviljas|beviljar|bevilja|medges|medger|medge)\b[^.;:]{0,80}?\b(?:förlängd\s+tid|anstånd|förlängning))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:ska|skall)\s+(?:[\wåäö-]+\s+){0,6}?(?:tas\s+fram|utarbetas|upprättas|redovisas|återrapporteras|återredovisas|rapporteras|utvärderas"
    r"|följas\s+upp|revideras|utredas|presenteras|kompletteras|övas|lämnas|föreläggas|ses\s+över|arbetas\s+fram|genomföras)(?!\w)"
    r"|(?:^|(?<!\w)att\s)[^.;]{0,120}?(?<!\w)(?:återrapporteras|återredovisas|redovisas|rapporteras)(?!\w)",
    re.IGNORECASE,
)

_CLAUSE_BEGINS = re.compile(
    r"(?:^|[;:]\s|(?:,\s+)?(?<!\w)(?:samt\s+|och\s+)?(?:dels\s+)?att\s|,\s+samt\s)", re.IGNORECASE
)


_RETOLD = (
    re.compile(
        rf"(?<!\w)(?:gav|gett|givit)\s+(?:[\d§,\s-]+)?{_NP}\s+i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?!\w)", re.IGNORECASE
    ),
    re.compile(rf"(?<!\w)(?:fick|fått)\s+{_NP}\s+i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)uppdrog\b[^.;]{{0,40}}?(?:åt|till)\s+{_NP}(?=\s+(?:att|om)\b)", re.IGNORECASE),
)
_GRANTED = re.compile(
    r"^(?P<np>[^.;:]{2,80}?)\s+(?:beviljas|medges)\b|\b(?:beviljar|bevilja|medge|medger)\s+(?P<np2>[^.;:]{2,80}?)\s+(?:förlängd|anstånd)",
    re.IGNORECASE,
)


def moved_for(sentence: str) -> Named:
    """Whose time is moved, where the sentence itself says it: "socialnämnden beviljas förlängd tid"."""
    match = _GRANTED.search(sentence)
    return named_in(match["np"] or match["np2"]) if match else Named()


def retold(text: str) -> Named:
    """Who got the earlier assignment that the text tells of."""
    for pattern in _RETOLD:
        for match in pattern.finditer(text):
            who = named_in(match["np"])
            if who.owners:
                return who
    return Named()


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
    for pattern in (_TASK_TO, _ACTIVE, _UPPDRA, _INVERTED):
        for match in pattern.finditer(sentence):
            given = _object(Form.GIVEN, sentence, match)
            if given:
                yield given
    for pattern in (_SUBJECT_FIRST, _UPPDRAS_SUBJECT):
        for match in pattern.finditer(sentence):
            yield from _subject(Form.GIVEN, sentence, match)
    for match in _URGE.finditer(sentence):
        given = _object(Form.URGED, sentence, match)
        if given:
            yield given
    for match in _URGED.finditer(sentence):
        yield from _subject(Form.URGED, sentence, match)
    yield from _referred(sentence)


def _object(form: Form, sentence: str, match: Match[str]) -> Given | None:
    """The owner is the verb's object. Words that name nobody make this another sentence than it looked like."""
    words = match.groupdict()
    phrase = words.get("np2") or words.get("np") or ""
    start = _clause_start(sentence, match.start())
    if not phrase:
        return Given(form, start, match.end(), Named())
    back = pronoun(phrase)
    if back is not None:
        return Given(form, start, match.end(), Named(), back)
    who = named_in(phrase)
    return Given(form, start, match.end(), who) if who.owners else None


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
    for match in _CLAUSE_BEGINS.finditer(sentence, 0, before):
        start = match.end()
    return start


def _referred(sentence: str) -> Iterator[Given]:
    for match in _REFER.finditer(sentence):
        verb = match[0].lower()
        if not (verb.startswith(("återrem", "remitt")) or _FOR_WORK.search(sentence, match.start("np"))):
            continue
        stop = _REFER_STOP.search(match["np"])
        phrase = match["np"][: stop.start()] if stop else match["np"]
        who = named_in(phrase)
        who = who if who.owners else named_in(phrase.split(",")[0])
        if who.owners:
            yield Given(Form.REFERRED, _clause_start(sentence, match.start()), match.start("np") + len(phrase), who)
    for match in _REFER_BACK.finditer(sentence):
        yield Given(Form.REFERRED, _clause_start(sentence, match.start()), match.end(), Named())


def _weak(sentence: str) -> Iterator[Given]:
    moved = _MOVED.search(sentence)
    if moved:
        yield Given(Form.MOVED, 0, moved.end(), Named())
        return
    for match in _SHALL.finditer(sentence):
        start = _clause_start(sentence, match.start())
        who = named_in(sentence[start : match.start()])
        if who.owners and all(map(is_office, who.owners)) and not _STATES.match(sentence, match.end()):
            yield Given(Form.SHALL, start, match.end(), who)
            return
    for match in _DOES.finditer(sentence):
        start = _clause_start(sentence, match.start())
        who = named_in(sentence[start : match.start()])
        if who.owners and all(map(is_office, who.owners)):
            yield Given(Form.DOES, start, match.end(), who)
            return
    passive = _PASSIVE.search(sentence)
    if passive:
        yield Given(Form.PASSIVE, 0, passive.end(), Named())
