"""Whose time is moved: said in the sentence itself, or told of the earlier assignment."""

import re

from documents.form_words import NP
from documents.owners import Named, named_in

_RETOLD = (
    re.compile(
        rf"(?<!\w)(?:gav|gett|givit)\s+(?:[\d§,\s-]+)?{NP}\s+i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?!\w)", re.IGNORECASE
    ),
    re.compile(rf"(?<!\w)(?:fick|fått)\s+{NP}\s+i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?!\w)", re.IGNORECASE),
    re.compile(
        r"(?:^|[.]\s)(?P<np>[^.;:]{3,120}?)\s+(?:fick|gavs|har\s+fått)\s+(?:[\d§,\s-]|den|av\s+\w+)*\s*i\s+(?:[\wåäö]+\s+){0,2}?uppdrag(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w)uppdrog\b[^.;]{{0,40}}?(?:åt|till)\s+{NP}(?=\s+(?:att|om)\b)", re.IGNORECASE),
)
_SO_THAT = re.compile(
    r"\bså\s+att\s+(?P<np>[^.;,]{3,60}?)\s+(?:i\s+stället\s+|istället\s+)?(?:ska|skall|får)\b", re.IGNORECASE
)
_MOVED_TO = re.compile(
    r"\buppdrag(?:et)?\s+till\s+(?P<np>[^,.;:]{2,80}?)(?=,|\s+(?:att|om|förlängs|flyttas)\b)", re.IGNORECASE
)
_GRANTED = re.compile(
    r"^(?P<np>[^.;:]{2,80}?)\s+(?:beviljas|medges)\b"
    r"|\b(?:beviljar|bevilja|medge|medger)\s+(?P<np2>[^.;:]{2,80}?)\s+(?:förlängd|anstånd)",
    re.IGNORECASE,
)


_WHOSE = re.compile(r"^(?:att\s+)?(?P<np>[^.;:]{2,80}?)s\s+(?:uppdrag|tid|frist)\b", re.IGNORECASE)


def moved_for(sentence: str) -> Named:
    """Whose time is moved, where the sentence itself says it: "socialnämnden beviljas förlängd tid"."""
    match = _GRANTED.search(sentence)
    if match:
        return named_in(match["np"] or match["np2"])
    anew = _SO_THAT.search(sentence)
    if anew and named_in(anew["np"]).owners:
        return named_in(anew["np"])
    whose = _WHOSE.search(sentence)
    if whose and named_in(whose["np"]).owners:
        return named_in(whose["np"])
    to = _MOVED_TO.search(sentence)
    return named_in(to["np"]) if to else Named()


def retold(text: str) -> Named:
    """Who got the earlier assignment that the text tells of."""
    for pattern in _RETOLD:
        for match in pattern.finditer(text):
            who = named_in(match["np"])
            if who.owners:
                return who
    return Named()
