"""Days that other points of the same paper give: "sex månader efter genomförandet"."""

import re
from datetime import date

from deadlines.phrase_counted import count_from
from deadlines.swedish import day_text
from deadlines.term import Kind, Term
from documents.head import days_in

_ANCHOR = re.compile(
    r"(?:före|innan|efter|från)\s+(?P<noun>[\wåäö]+?)(?P<form>andet|endet|trädandet)(?!\w)", re.IGNORECASE
)
_STARTS = re.compile(r"\b(?:från\s+och\s+med|fr\.?o\.?m\.?|den|från)\s+(?:den\s+)?$", re.IGNORECASE)


def anchored(term: Term, points: list[str]) -> Term:
    """The relative term counted from the day that another point gives for the same happening, if one does."""
    if term.kind is not Kind.RELATIVE or term.last or not term.phrase:
        return term
    match = _ANCHOR.search(term.phrase)
    if not match:
        return term
    day = _day_of(match["noun"].lower(), points)
    last = count_from(term.phrase, day) if day else None
    if day is None or last is None:
        return term
    return term._replace(last=last, assumption=f"Räknat från {day_text(day)}, som papperet anger.")


def _day_of(stem: str, points: list[str]) -> date | None:
    """The one day on which "genomför-" happens, as the points state it; None where they differ."""
    days: set[date] = set()
    for point in points:
        verb = re.search(
            rf"(?<!\w)(?:{re.escape(stem)}\w{{1,3}}|träder\s+i\s+kraft)(?!\w)"
            if stem != "ikraft"
            else r"träder\s+i\s+kraft",
            point,
            re.IGNORECASE,
        )
        if verb and (stem == "ikraft" or stem[:6] in verb[0].lower()):
            days |= {
                day
                for place, day in days_in(point[verb.end() :])
                if _STARTS.search(point[verb.end() : verb.end() + place])
            }
    return days.pop() if len(days) == 1 else None
