"""Sentences that say more about the assignment before them: when, and to whom."""

import re

from documents.guards import PAST
from documents.owners import is_office, named_in

_AT_HAND = r"(?:ks|kf|[\wåäö]*(?:nämnden|styrelsen|fullmäktige|utskottet))\s+tillhanda"
"""Before a body of one's own; what others shall have at hand is another matter's day."""
_STARTS = re.compile(
    r"(?:att\s+)?(?:klart?|färdig\w*|slutför\w*|(?:åter|del|slut)?(?:redovis|rapport|koppl)\w*|utvärder\w*|uppföljning\w*|yttrand\w+|svar\w*|remisstid\w*"
    r"|ny\s+tid|nytt\s+datum|ärendet|frågan|därefter|uppdrag\w*|utredning\w*|resultat\w*|förslag\w*|arbetet|[\wåäö]*plan(?:en|erna)|tidsplan|senast|tid|sluttid|deadline)\b",
    re.IGNORECASE,
)
_OWN_POINT_STARTS = re.compile(
    r"(?:att\s+)?(?:klart?|färdig\w*|(?:åter|del|slut)?(?:redovis|rapport|koppl)\w*|utvärdering\w*|uppföljning\w*|yttrand\w+|uppdraget|resultatet"
    r"|senast)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:att\s+)?(?:[\wåäö]+\s+){0,2}?[\wåäö]{3,}(?:en|et|n|na)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:(?:åter|del|slut)?(?:redovisas|rapporteras|kopplas)|presenteras|föreläggas|utvärderas|ställs|ställas|lämnas|slutföras|tas?\s+upp"
    rf"|återkomma|återkommer|{_AT_HAND}|åter\s+till|delges"
    r"|tillställs|anmäls|föreläggs|(?:har?|vara)\s+inkommit|inkomma|läggas?\s+fram"
    r"|behandlas|(?:sker|ske|vara\s+(?:klar|färdig)\w*))\b",
    re.IGNORECASE,
)
_REPORT_VERB = re.compile(
    r"\b(?:(?:åter|del|slut)?(?:redovisas|rapporteras)|presenteras|föreläggas|föreläggs|delges|tillställs|anmäls"
    rf"|{_AT_HAND}|vara\s+(?:klar|färdig)\w*)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:ska|skall|bör|måste)\b", re.IGNORECASE)
_ENDED = re.compile(r"\bavslutat\b|\bfrån\s+och\s+med\b|\bgäller\b|\bbekostas\b|\bfinansieras\b", re.IGNORECASE)


def speaks_of_the_last(text: str) -> bool:
    """Whether an item of its own still is about the one above: "Återkoppling sker …", "Förslaget ska presenteras …"."""
    return bool(_OWN_POINT_STARTS.match(text) or (_DEFINITE.match(text) and _REPORT_VERB.search(text)))


_REPORTS = re.compile(
    r"att\s+(?:[\wåäö-]+\s+){0,3}?(?:återkomma|åter(?:rapportera|redovisa)|redovisa|rapportera|del(?:rapportera|redovisa)|slut(?:rapportera|redovisa)"
    r"|presentera|utvärdera|återföra)\b",
    re.IGNORECASE,
)


def reports_back(text: str) -> bool:
    """ "att årligen återkomma till nämnden": what a body never decides of itself, but asks of those above."""
    return bool(_REPORTS.match(text))


def names_again(text: str, texts: list[str]) -> bool:
    """Whether an item further down still is about these words: it reports, or names something in them."""
    if _OWN_POINT_STARTS.match(text):
        return True
    noun = _DEFINITE.match(text)
    stem = noun[0].split()[-1].lower()[:5] if noun else ""
    return len(stem) > 3 and any(stem in said.lower() for said in texts)


_SUBJECT = re.compile(
    r"(?P<np>[^.;:]{3,80}?)\s+(?:ska|skall|ges|får|bör|kan|har|är|erbjuds|kommer|bereds)\b", re.IGNORECASE
)


def _is_anothers(text: str, owners: tuple[str, ...]) -> bool:
    """The sentence is about somebody else than those who got the assignment."""
    match = _SUBJECT.match(text)
    who = named_in(match["np"]).owners if match else ()
    return bool(who) and all(map(is_office, who)) and not set(who) & set(owners)


def adds(text: str, timed: bool, first: bool, said: tuple[tuple[str, ...], list[str]]) -> bool:
    """Whether the sentence adds to the assignment before it, whose owners and words are `said`.

    `first`: it begins a line."""
    owners, texts = said
    if _is_anothers(text, owners):
        return False
    if timed and not first and _DEFINITE.match(text) and _MUST.search(text) and names_again(text, texts):
        return not (PAST.search(text) or _ENDED.search(text))
    if PAST.search(text) or _ENDED.search(text):
        return False
    if _STARTS.match(text):
        return bool(timed or _VERB.search(text) or re.search(r"rapport|redovis", text, re.IGNORECASE))
    if first and not speaks_of_the_last(text):
        return False
    return bool(_VERB.search(text)) and (timed or bool(re.search(r"\b(?:till|för)\b", text)))
