"""Words that make an assignment hard to follow, and what can be written instead.

Sources: the auditors' reviews of Nordmaling (Komrev 2007: vaguely worded assignments caused the poor follow-up) and
Fagersta (PwC 2005: a clause shall be clear and carry a time); the rest is common usage in minutes."""

import re
from typing import NamedTuple

from documents.owners import OFFICE_WORD


class VagueVerb(NamedTuple):
    words: str
    """As a pattern, infinitive."""
    instead: str
    """What could stand in its place; {rest} is what follows the verb in the paper."""
    done_when_reported: bool
    """The clause is clear enough where it says what shall be handed over: "se över taxan och lämna förslag"."""


VAGUE_VERBS = (
    VagueVerb(r"se\s+över", "utreda {rest} och lämna förslag till ändringar", True),
    VagueVerb(r"titta\s+(?:närmare\s+)?på", "utreda {rest} och lämna förslag till beslut", True),
    VagueVerb(r"överväga", "utreda {rest} och lämna förslag till beslut", True),
    VagueVerb(r"bevaka", "följa {rest} och lämna en skriftlig rapport", True),
    VagueVerb(r"uppmärksamma", "lämna en skriftlig redogörelse för {rest}", True),
    VagueVerb(r"(?:fortsätta\s+arbetet|arbeta\s+vidare|fortsätta\s+arbeta)\s+med", "slutföra {rest}", True),
    VagueVerb(r"beakta", "redovisa hur hänsyn har tagits till {rest}", False),
    VagueVerb(r"ta(?:ga)?\s+hänsyn\s+till", "redovisa hur hänsyn har tagits till {rest}", False),
    VagueVerb(r"(?:verka|arbeta)\s+för\s+att", "ta fram en plan med åtgärder för att {rest}", False),
    VagueVerb(r"(?:verka|arbeta)\s+för", "ta fram en plan med åtgärder för {rest}", False),
    VagueVerb(r"arbeta\s+med\s+att", "{rest}", False),
    VagueVerb(r"arbeta\s+med", "ta fram en plan med åtgärder för {rest}", False),
    VagueVerb(r"sträva\s+(?:efter|mot)\s+att", "ta fram en plan med åtgärder för att {rest}", False),
    VagueVerb(r"sträva\s+(?:efter|mot)", "ta fram en plan med åtgärder för {rest}", False),
    VagueVerb(r"medverka\s+till\s+att", "ta fram en plan med åtgärder för att {rest}", False),
    VagueVerb(r"(?:medverka|bidra)\s+till", "ta fram en plan med åtgärder för {rest}", False),
    VagueVerb(r"(?:främja|värna(?:\s+om)?)", "ta fram en plan med åtgärder för {rest}", False),
)

SEEN_TO_BE = re.compile(
    r"(?:säkerställa|se\s+till|tillse)\s+att\s+(?P<what>.+?)\s+(?P<verb>beaktas)(?P<rest>\b.*)", re.S
)
""" "säkerställa att X beaktas i Y": the weak word is the passive one, and X is what it is about."""

HAZY_SERIES = re.compile(r"\b(?:löpande|fortlöpande|kontinuerligt|regelbundet|återkommande)\b", re.IGNORECASE)
"""A series without a rhythm. "En gång per år" has one and is left alone."""

REPORTS = re.compile(
    r"\b(?:åter|slut|del)?(?:rapport|redovis|redogör|koppling)\w*|\båterkomm?a?\b|\båterkomma\b|\bpresenter\w+"
    r"|\b(?:lämna|ta\s+fram|arbeta\s+fram|utarbeta)\s+(?:\w+\s+){0,2}?förslag|\bmed\s+förslag|\bför\s+beslut\b",
    re.IGNORECASE,
)
"""Something is handed over at the end."""

REPORTS_BACK = re.compile(
    r"\båter(?:rapport|redovis|koppl|kom)\w*|\b(?:slut|del)?redovisas?\b|\brapporteras?\b", re.IGNORECASE
)

EXECUTES = re.compile(
    r"(?:ingå|teckna|underteckna|säga\s+upp|sälja|köpa|förvärva|avveckla|verkställa|betala|sätta\s+upp|utfärda|överklaga"
    r"|expediera|fördela|underrätta|meddela|informera|publicera|avsluta)\b",
    re.IGNORECASE,
)
"""Done at once and seen in the file: a contract signed, a lease ended."""

STANDING = re.compile(
    r"(?:fatta|besluta|ansvara|svara\s+för|företräda|fullgöra|vara|handlägga|pröva|utöva|bevilja|förvalta)\b",
    re.IGNORECASE,
)
"""A duty that lasts: delegation and authority have no last day."""

REFERRED = re.compile(
    r"\b(?:åter)?(?:remitter|remiss|hänskjut|förvis)\w*"
    r"|\b(?:över)?lämnas?\b.*\bför\s+(?:\w+\s+){0,2}(?:beredning|yttrande|utredning|handläggning)\b",
    re.IGNORECASE,
)
ANSWERS = re.compile(r"\b(?:yttrande|remissvar|synpunkter)\b", re.IGNORECASE)
"""To ask a body for its opinion is no order to it."""
ASKS = re.compile(r"\b(?:uppman|anmod|anman|hemställ|hemstäl|begär|ombed|rekommender|erbjud|bjud)\w*", re.IGNORECASE)
MOTION = re.compile(r"\b(?:motion|medborgarförslag|e-förslag)\w*", re.IGNORECASE)
"""The law gives the time: to be prepared so that it can be decided within a year (KL 5:35)."""
OWNER_DIRECTIVE = re.compile(r"\b(?:ägardirektiv|bolagsstämma|årsstämma|ägarombud|stämmoombud)\w*", re.IGNORECASE)
WATCHED = re.compile(r"\bbevakningsdatum\b", re.IGNORECASE)

DONE_BY = re.compile(rf"(?<!\w)av\s+(?:\w+\s+){{0,3}}?{OFFICE_WORD.pattern}", re.IGNORECASE)
"""A passive clause that names who does it after all."""

PASSIVE: dict[str, str] = {
    "tas fram": "ta fram",
    "arbetas fram": "arbeta fram",
    "utarbetas": "utarbeta",
    "upprättas": "upprätta",
    "utreds": "utreda",
    "utredas": "utreda",
    "ses över": "utreda",
    "kartläggs": "kartlägga",
    "kartläggas": "kartlägga",
    "inventeras": "inventera",
    "utvärderas": "utvärdera",
    "genomförs": "genomföra",
    "genomföras": "genomföra",
    "anordnas": "anordna",
    "följs upp": "följa upp",
    "följas upp": "följa upp",
    "återrapporteras": "återrapportera",
    "återredovisas": "återredovisa",
    "redovisas": "redovisa",
    "revideras": "revidera",
    "övas": "öva",
}
"""Passive verbs of work, and the same in the infinitive. What a decision does by itself (antas, införs, fastställs) is
not here: nobody has to be named for that."""

SETTLED = frozenset({"genomförs", "genomföras", "revideras", "anordnas"})
"""Of a thing already known these only tell what was decided: "Taxan revideras", "Sammanslagningen genomförs". Of a new
one they are work: "en utbildning genomförs"."""
