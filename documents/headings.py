"""Headings of a municipal paper, and what stands under them."""

import re
from enum import StrEnum
from functools import lru_cache


class Zone(StrEnum):
    """What the lines under a heading are."""

    NONE = "none"
    """Before any heading: in short extracts the decision itself."""
    PROPOSAL = "proposal"
    DECISION = "decision"
    BACKGROUND = "background"
    MOTION = "motion"
    SEND_LIST = "send list"


BODY_WORD = (
    r"[\wåäöÅÄÖ]*(?:n[äa]mnd(?:en|erna)?|styrelse(?:n|r|rna)?|fullm[äa]ktige|utskott(?:et)?|beredning(?:en)?|presidi(?:um|et)"
    r"|direktion(?:en)?|rådet)"
)
"""The last word of a deciding body's name, nominative."""
BODY = (
    r"(?:(?:tekniska|sociala|kommunala|gemensamma|lokala)\s+)?"
    r"(?:[\wåäöÅÄÖ]+-(?:,\s+[\wåäöÅÄÖ]+-)*\s+(?:och|o)\s+)?(?:[\wåäö]*(?:styrelsens|nämndens)\s+)?"
    rf"{BODY_WORD}"
)
_BODY_S = rf"(?:{BODY}s|ks|kf|au|ksau|fullmäktiges|ordförandens)"

_A_DAY = r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s+\w{3,9}\s+(?:19|20)\d\d)"

_PARAGRAPH = re.compile(r"\s*(?:[A-ZÅÄÖ][\wÅÄÖåäö/]{0,12}\s+)?§\s*\d+(?!\d*\s*(?:i|och|kap)\b)")
_NUMBERED = re.compile(
    r"\s*(?:[A-ZÅÄÖ][\wÅÄÖåäö/]{0,12}\s+)?§\s*\d+\s+(?:[Dd]nr:?\s+)?(?:[A-ZÅÄÖ]{2,5}\s?)?(?:19|20)\d\d[./:-]\d+(?:\s?[A-ZÅÄÖ]{2,5})?"
)
"""A § and its case number, nothing else: no sentence goes on like that, whatever stands above."""
_DECISION = re.compile(
    rf"\s*(?:{_BODY_S}\s+)?(?:beslut|avgörande|beslutspunkter|beslutssatser|beslut/åtgärd|beslutas)(?:\s+(?:den\s+)?{_A_DAY})?\s*:?\s*"
    rf"|\s*(?:{BODY}|nämnden|[a-zåäö]{{2,4}})\s+(?:för\s+egen\s+del\s+)?(?:beslutar|beslutade|beslöt|har\s+(?:den\s+)?{_A_DAY}\s+(?:beslutat|fattat))"
    rf"(?:\s+(?:den\s+)?{_A_DAY})?"
    r"(?:\s+(?:enhälligt|följande|beslut|att|dels|för\s+egen\s+del|därmed|således))*\s*[:.]?\s*"
    rf"|\s*(?:för\s+egen\s+del\s+)?beslutar\s+(?:{BODY}|nämnden)(?:\s+för\s+egen\s+del)?(?:\s+(?:att|följande))?\s*:?\s*"
    rf"|\s*(?:{BODY}|nämnden)\s+(?:beslutar|beslutade)\s+(?:i\s+enlighet\s+med|enligt)\s+[^.:]{{3,60}}\s*:\s*",
    re.IGNORECASE,
)
_PROPOSAL = re.compile(
    r"\s*(?:[\wåäöÅÄÖ,-]+\s+){0,5}förslag(?:\s+till\s+(?:[\wåäöÅÄÖ-]+\s+){0,3}beslut"
    rf"|\s+till\s+(?:{BODY}|nämnden))(?:\s+i\s+[\wåäöÅÄÖ\s-]+)?(?:\s+i\s+korthet)?\s*:?\s*"
    r"|\s*(?:beslutsförslag|(?:[\wåäöÅÄÖ-]+s\s+)?förslag)\s*:?\s*",
    re.IGNORECASE,
)
_PROPOSING = re.compile(
    r".*\bföresl(?:år|ås)\b(?:(?!\b(?:motion\w*|yrk\w+)\b).){0,200}"
    r"(?:\b(?:besluta[r]?|beslut|följande)\b[^.:]{0,60}[:.]|\batt|:)\s*$",
    re.IGNORECASE,
)
_PROPOSED_TO = re.compile(
    rf".*\bföreslår?(?:\s+att)?\s+(?:{BODY}|nämnden)(?:\s+(?:att\s+)?besluta[r]?)?(?:\s+(?:följande|att))?\s*:?",
    re.IGNORECASE,
)
_SEND_LIST = re.compile(
    r"\s*(?:(?:beslutet|protokollsutdrag(?:et)?|utdrag(?:et)?|beslut|kopia|detta\s+beslut)\s+"
    r"(?:(?:ska(?:ll)?\s+)?(?:skickas|expedieras|sändes|sänds|delges|meddelas|tillställs)\s+)?(?:till|för)"
    r"|expedieras(?:\s+till)?|expediering|sändlista|delges|skickas\s+till)\s*(?P<rest>:.*|)\s*",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"\s*(?:motionens|medborgarförslagets|motionärens|motionärernas)\s+(?:att-satser|yrkanden|förslag)\s*:?\s*",
    re.IGNORECASE,
)
_MOTION_ASKS = re.compile(
    r"\b(?:motionär(?:en|erna)|motionen|förslagsställar(?:en|na)|medborgarförslaget)\b.{0,60}\b(?:föreslå[rs]|yrkar|yrkas)\b"
    r"|\byrka[rs]\b|\([A-ZÅÄÖ]{1,4}\)\s+(?:och\s+[\wåäöÅÄÖ -]{3,40}\([A-ZÅÄÖ]{1,4}\)\s+)?föreslår\b",
    re.IGNORECASE,
)
_ASKS_OR_PROPOSES = re.compile("yrka|motion|förslag|föresl")
"""Letters without which a sentence opens no zone."""
_DECIDES = re.compile(r"[.!]\s+[^.]{0,80}\bbeslutar\b", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\s*(?:ärendet?|ärendebeskrivning|beskrivning\s+av\s+ärendet|bakgrund|sammanfattning(?:\s+av\s+ärendet)?|beredning"
    r"|ärendets\s+(?:beredning|gång)|beslutsunderlag|underlag(?:\s+för\s+beslut)?|överläggning|handlingar|yrkanden?|reservation(?:er)?"
    r"|protokollsanteckning(?:ar)?|särskilt\s+yttrande|propositionsordning|proposition|votering|omröstning|omröstningsresultat"
    r"|skälen?\s+för\s+(?:beslutet|förslaget)|motivering|ekonomiska\s+konsekvenser|konsekvenser|samråd|bilag(?:a|or)(?:\s+\w)?|jäv"
    r"|ajournering|tidigare\s+beslut|yttrande|deltar\s+ej(?:\s+i\s+beslutet)?|information|inledning|syfte|bedömning|förvaltningens\s+bedömning"
    r"|[\wåäö]+s\s+(?:handläggning|bedömning|yttrande|överväganden|synpunkter|behandling)|barnkonsekvenser|beslutsgång"
    r"|ja-röster|nej-röster|dagens\s+sammanträde|rapportens\s+rekommendationer)\s*:?\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:ges|får|far|ger|uppdrar|uppdras|ska|skall|beslutar|besluta|åläggs|remitteras|återremitteras|överlämnas|förlängs|antar|antas"
    r"|godkänn\w+|föreslår|föreslås|redovisas|rapporteras|återrapporteras|återredovisas)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
_LONGEST = 100
_BULLETS = "•·▪◦●*-–—‐"


def is_heading(line: str, above: str, below: str) -> bool:
    """Whether a printed line stands alone as a heading. `above` and `below` are the lines right beside it, if any."""
    text = " ".join(line.split())
    if not text or len(text) > _LONGEST + 60:
        return False
    if above and _mid_sentence(above):
        return bool(_NUMBERED.fullmatch(text)) or bool(
            zone_of(text) and text[0].isupper() and len(text) < 40 and not text.endswith((".", ","))
        )
    if _PARAGRAPH.match(text):
        return True
    if _goes_on(text, above, below):
        return False
    if is_dateline(text) or zone_of(text) is not None:
        return True
    return not above and not below.lstrip()[:1].islower() and _looks_like_one(text)


_LINKS = re.compile(
    r"(?:^|\s)(?:att|och|som|av|i|för|till|den|det|en|ett|med|på|om|från|vid|enligt|samt|är|ska|har|§)$", re.IGNORECASE
)


_ONCE_DECIDED = re.compile(rf"\b(?:beslutade|beslöt)\s+(?:den\s+)?{_A_DAY}", re.IGNORECASE)


def _goes_on(text: str, above: str, below: str) -> bool:
    """A line that only looks like a heading because a sentence was broken there."""
    if above and (_LINKS.search(above.rstrip()) or text[0].islower()):
        return True
    follows = below.lstrip()
    lists = not follows or follows.startswith(("att ", "a t t ")) or follows[0] in _BULLETS + "0123456789"
    if _ONCE_DECIDED.search(text) and (not lists or not follows):
        return True  # "Nämnden beslutade den 19 november 2025", broken before "§ 75 om taxan"
    return follows[:1].islower() and not lists and not text.endswith(":") and zone_of(text) is not Zone.DECISION


def _mid_sentence(above: str) -> bool:
    """The line above ends in the middle of a sentence, so that this one goes on with it."""
    ended = " ".join(above.split())
    if is_dateline(ended) or _PARAGRAPH.match(ended):
        return False
    return len(ended) > 55 and not ended.endswith((".", ":", ";", "!", "?", ","))


def _looks_like_one(text: str) -> bool:
    return (
        len(text) <= 70
        and text[0].isupper()
        and not text.endswith((".", ",", ";", ":"))
        and not _VERB.search(text)
        and not re.match(r"[-•\d]", text)
        and ". " not in text
    )


def is_dateline(text: str) -> bool:
    """A body, a kind of paper, a day, in any order: "Kommunstyrelsen 2014-10-14"."""
    if text[:1] in _BULLETS or not _DATE.search(text) or len(text) > _LONGEST or text.endswith((".", ",", "§")):
        return False
    rest = _DATE.sub(" ", text)
    if re.search(
        r"\b(?:att|som|och\s+med|ska|skall|har|av|om|från|till|senast|före|kl|vid|per|beslutade|gav|fick|inkom)\b",
        rest,
        re.IGNORECASE,
    ):
        return False
    words = re.findall(r"[^\W\d_][\w-]*", rest)
    return len(words) <= 8 and bool(
        not words
        or re.search(
            rf"{BODY_WORD}|protokoll|datum|kallelse|sammanträde|region|kommun|\bks\b|dnr|§", rest, re.IGNORECASE
        )
    )


_FOREIGN = re.compile(
    r"\s*(?:läns|social|energi|livsmedels|konkurrens|transport)styrelse|\s*(?:regering|riksdag|revisor|domstol|förvaltningsrätt)",
    re.IGNORECASE,
)
"""Authorities whose decisions a paper tells of and never holds."""


@lru_cache(maxsize=8192)  # asked of every line, and again of its neighbours
def zone_of(text: str) -> Zone | None:
    """The zone that a heading opens; None where it is none of the known ones."""
    if _FOREIGN.match(text):
        return None
    known = (
        (_SEND_LIST, Zone.SEND_LIST),
        (_MOTION, Zone.MOTION),
        (_BACKGROUND, Zone.BACKGROUND),
        (_DECISION, Zone.DECISION),
        (_PROPOSAL, Zone.PROPOSAL),
    )
    return next((zone for pattern, zone in known if pattern.fullmatch(text)), None)


def opened_by(text: str) -> Zone | None:
    """The zone that a sentence opens for what follows it: "X föreslår att Y beslutar följande."."""
    if not _ASKS_OR_PROPOSES.search(text.lower()):
        return None
    if _MOTION_ASKS.search(text) and not _DECIDES.search(text):
        return Zone.MOTION
    if len(text) < 260 and (_PROPOSING.fullmatch(text) or _PROPOSED_TO.fullmatch(text)):
        return Zone.PROPOSAL
    return None


def opens_list(ended: str) -> bool:
    """Whether the att-clauses below hang on this line."""
    return bool(
        re.search(
            r"\b(?:beslutar|beslutade|besluta|beslöt|föreslår|föreslås|yrkar|följande|beslut)(?:\s+\d{4}-\d\d-\d\d)?\s*:?$",
            ended,
        )
        or re.search(r":$", ended)
        or (len(ended) < 160 and _PROPOSED_TO.fullmatch(ended))
    )


def is_paragraph_head(text: str) -> bool:
    return bool(_PARAGRAPH.match(text))


def has_verb(text: str) -> bool:
    """A sentence rather than a title."""
    return bool(_VERB.search(text))
