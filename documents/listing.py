"""What a line says of the list below it: whose the items are, that each names its own, or that they are done."""

import re

from documents.forms import shall_at_end
from documents.lines import Line
from documents.owners import Named, is_office, named_in

_DONE = re.compile(
    r"\b(?:avsluta[st]?|avslutade|slutför[ad]*|återrapporterade|besvarade|verkställda|genomförda|avskrivs|avskrivas|utgår|återkallas?|upphävs|upphävas"
    r"|upphöra?|stängs|noterar|informerar|tidigare\s+(?:beslutade\s+)?uppdrag)\b[^.]{0,80}:$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(r"(?:uppdrag|åtgärder)\s+(?:till|för|åt)\s+(?P<np>[^:.]{3,90}):?", re.IGNORECASE)
_TO_EACH = re.compile(
    r"\b(?:(?:uppdrar|uppdra|uppdras|lämnar\s+(?:följande\s+)?uppdrag|ger\s+(?:följande\s+)?uppdrag|ge\s+(?:följande\s+)?uppdrag)\s+(?:åt|till)"
    r"|(?:följande\s+uppdrag|uppdragen)\s+(?:ges|lämnas|fördelas)|ger\s+följande\s+uppdrag|får\s+följande\s+uppdrag)\s*:?$",
    re.IGNORECASE,
)
_OF_ITEM = re.compile(r"\s*(?P<np>[^.;:]{3,120}?)(?:,?\s+att\s|\s*:\s+|\s+[–—-]\s+)", re.IGNORECASE)
_OPEN_REFERRAL = re.compile(r"(?:\batt|:|\bsamt|\bföljande)\s*:?$", re.IGNORECASE)


def marker(line: Line) -> str:
    """What the line is numbered with: two lists in each other have different marks."""
    if line.point:
        return "number" if line.point.isdigit() else "letter"
    return "att" if line.text[:4].lower() == "att " else line.kind


def declares_done(text: str) -> bool:
    """ "Följande uppdrag anses slutförda:": the items below were given once, not now."""
    return text.endswith(":") and bool(_DONE.search(text))


def whose_list(text: str) -> tuple[Named, bool]:
    """Whose the tasks below are ("Uppdrag till socialnämnden:", "… att förvaltningen ska"); True: by "ska"."""
    match = _TO_WHOM.fullmatch(text)
    if match:
        return named_in(match["np"]), False
    return shall_at_end(text), True


def names_each(text: str) -> bool:
    """ "Kommunstyrelsen uppdrar åt": every item below begins with its own owner."""
    return "uppdra" in text.lower() and bool(_TO_EACH.search(text))


def owner_of_item(text: str) -> tuple[Named, int]:
    """The owner that an item begins with, and where its task begins."""
    match = _OF_ITEM.match(text)
    who = named_in(match["np"]) if match else Named()
    if match and who.owners and all(map(is_office, who.owners)):
        return who, match.end()
    return Named(), 0


def goes_on_below(text: str) -> bool:
    """ "… återremitteras för att": the items below say what for, and are no tasks of their own."""
    return bool(_OPEN_REFERRAL.search(text))
