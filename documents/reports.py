"""To which body a result goes."""

import re

from documents.headings import BODY

_BODY = rf"(?<![\w-])(?P<body>ks|kf|ksau|au|{BODY})"
_WORD = (
    r"(?<!\w)(?:åter|del|slut|del)?(?:rapport\w*|redovis\w*|redogör\w*|koppl\w*|kom(?:ma|mer)?|återkom\w*|presentera\w*|lämna\w*|förelägg\w*|utvärder\w*"
    r"|yttrand\w*|inform\w*|delge\w*|ställ[st]?\w*|sammanställ\w*|anmäl\w*|inkom\w*|föredra\w*|tillställ\w*|återför\w*|överlämna\w*|svar\w*"
    r"|åter(?=\s+till)|tas?\s+upp|(?:fram)?lägg\w*\s+fram|framlägg\w*|redogöra\w*)(?!\w)"
)
_TO = re.compile(
    rf"{_WORD}[^.;]{{0,160}}?\s(?:till|för|inför|åt)\s+(?:\w+\s+)??{_BODY}(?P<meeting>s\s+(?:[\wåäö]+\s+)?(?:sammanträde|möte)\w*)?(?!\w)",
    re.IGNORECASE,
)
_AT_MEETING = re.compile(
    rf"{_WORD}[^.;]{{0,160}}?\s(?:till|på|vid|inför|i\s+samband\s+med)\s+{_BODY}s\s+(?:[\wåäö]+\s+)?"
    r"[\wåäö]*(?:sammanträde|möte|uppföljning|rapport|bokslut)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?<!\w)(?:till|för|inför|på|vid)\s+{_BODY}(?:s\s+(?:[\wåäö]+\s+)?[\wåäö]*(?:sammanträde|möte))?\s+(?:[^.;,]{{0,40}}?\s)?(?:åter|slut|del)?(?:redovisa|rapportera|redogöra|presentera|återkomma|lämna|komma)(?!\w)",
    re.IGNORECASE,
)
_NOUN_TO = re.compile(
    rf"(?<!\w)(?:förslag|underlag|besked|rapport|utvärdering)(?:et|en)?\s+till\s+{_BODY}(?!\w)", re.IGNORECASE
)
_IN = re.compile(
    rf"(?<!\w)(?:åter|slut|del)?(?:redovisa|rapportera|presentera|redogör)\w*\s[^.;,]{{0,50}}?\bi\s+{_BODY}(?!\w)",
    re.IGNORECASE,
)
_DIRECT = re.compile(rf"(?<!\w)(?:informera|föreläggas?|tillställas?|delges|ge|hålla)\s+{_BODY}(?!\w)", re.IGNORECASE)
_SHORT = {
    "ks": "kommunstyrelsen",
    "kf": "kommunfullmäktige",
    "ksau": "kommunstyrelsens arbetsutskott",
    "fullmäktige": "kommunfullmäktige",
}
_OWN = frozenset({"nämnden", "styrelsen", "direktionen", "utskottet"})


def report_to(texts: list[str], body: str | None, owners: tuple[str, ...]) -> str | None:
    """The body named after a word of reporting; None where the clause does not say."""
    for text in texts:
        for pattern in (_AT_MEETING, _TO, _DIRECT, _FIRST, _IN, _NOUN_TO):
            for match in pattern.finditer(text):
                name = body_name(match["body"], body)
                if name and name not in owners and not name.endswith(("nämnderna", "nämnder")):
                    return name
    return None


def body_name(words: str, body: str | None) -> str | None:
    """A body's name in the nominative; "nämnden" is the paper's own."""
    name = words.lower()
    if name in _OWN:
        return body if body else name
    return _SHORT.get(name, name)
