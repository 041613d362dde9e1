"""What a sentence gives somebody to do: the form it is said in, where it stands, and who it is."""

import re
from enum import StrEnum
from typing import NamedTuple

from documents.form_words import CLAUSE_BEGINS
from documents.owners import Named, is_office


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
    rule: str
    """Which form it is, in `form_rules`."""
    points_back: str | None = None
    """A pronoun's noun ("" for a bare one), where the owner is named earlier."""


_FARTHEST = 320
BEFORE_TIME = re.compile(
    r",?\s(?:senast|före|innan|under|inom|snarast|skyndsamt|omgående|omedelbart|utan|årligen|löpande|varje|därefter|till|vid|på|efter|från"
    r"|i\s+(?:samband|varje|god|slutet|början|mitten|närtid|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))\b",
    re.IGNORECASE,
)
"""What may stand between those who shall do it and the verb."""
_THOSE = re.compile(r"\s*(?:de|den|det)?\s*(?P<who>[\wåäö]+\s+som\s+[^,.;:]{3,60}?)\s*", re.IGNORECASE)


def clause_start(sentence: str, before: int) -> int:
    """Where the clause begins whose verb stands at `before`."""
    start = 0
    # looking further back would make a sentence without end take time without end
    for match in CLAUSE_BEGINS.finditer(sentence, max(0, before - _FARTHEST), before):
        start = match.end()
    return max(start, before - _FARTHEST)


def those_who(phrase: str) -> Named | None:
    """ "De nämnder som redovisar underskott": a set that the paper describes instead of naming."""
    match = _THOSE.fullmatch(phrase)
    if not match or not is_office(match["who"].split()[0]):
        return None
    return Named((match["who"][0].lower() + match["who"][1:],))
