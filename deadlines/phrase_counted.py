"""Phrases that are counted from a day: "inom två månader", "ett år efter beslutet", "före genomförandet"."""

import re
from datetime import date
from re import Match

from dateutil.relativedelta import relativedelta

from deadlines.naming import Named, Rule, Setting, rule
from deadlines.swedish import NUMERAL, day_text, number
from deadlines.term import Kind, Term
from deadlines.workdays import CalendarEnds

_UNIT = (
    r"(?P<unit>arbetsdag(?:ar)?|vardag(?:ar)?|dag(?:ar)?|dygn|veck(?:a|or)|månad(?:er)?|kvartal|halvår|år)"
    r"(?!\w)(?:s\s+tid)?"
)
_FROM_DECISION = (
    r"\s+(?:från|efter|räknat\s+från|av)\s+(?:(?:detta|dagens|kommunstyrelsens|nämndens)\s+)?"
    r"beslut(?:et|ets\s+datum|sdatum|sdagen)?(?!\w|s)(?!\s+laga)"
)


_DECISION = re.compile(
    r"(?:\s+(?:efter|från|räknat\s+från))?\s+(?:(?:detta|dagens)\s+)?beslut(?:et|ets\s+datum|sdatum|sdagen)?",
    re.IGNORECASE,
)
_OTHER_DAY = (
    r"(?:det\s+att\s+(?:[\wåäö]+\s+){1,4}?(?:laga\s+kraft|[\wåäö]+(?:ts|tts|des|tes|ats|its|tt|at))(?!\w)"
    r"|(?:[\wåäö]+\s+){0,2}?laga\s*kraft\w*|[\wåäö-]+)"
)


def _length(count: int, unit: str) -> relativedelta | None:
    unit = unit.lower()
    if unit.startswith(("arbetsdag", "vardag")):
        return None
    if unit.startswith(("dag", "dygn")):
        return relativedelta(days=count)
    if unit.startswith("veck"):
        return relativedelta(weeks=count)
    months = {"mån": 1, "kva": 3, "hal": 6, "år": 12}
    return relativedelta(months=count * next(n for start, n in months.items() if unit.startswith(start)))


def _within(match: Match[str], setting: Setting) -> Named:
    """Counted from the decision where nothing else is said; from anything else the paper gives no day."""
    if match["other"] and not _DECISION.fullmatch(match["other"]):
        return Named(Term(Kind.RELATIVE), "Tiden räknas från en dag som papperet inte anger. Vilken?")
    length = _length(number(match["count"]), match["unit"])
    if length is None:
        return _within_workdays(number(match["count"]), setting)
    if setting.decided is None:
        return Named(Term(Kind.RELATIVE), "Tiden räknas från beslutet. Dagen sätts när beslutet är fattat.")
    try:
        last = setting.decided + length
    except (OverflowError, ValueError):
        return Named(Term(Kind.RELATIVE), "Tiden går inte att räkna fram. Vilken dag menas?")
    assumption = f"Räknat från beslutet {day_text(setting.decided)}."
    return Named(Term(Kind.RELATIVE, None, last, None, assumption))


def _within_workdays(count: int, setting: Setting) -> Named:
    """Counted in days that the office is open, where both the decision's day and the calendar are known."""
    if setting.decided is None:
        return Named(Term(Kind.RELATIVE), "Tiden räknas från beslutet. Dagen sätts när beslutet är fattat.")
    known = setting.workdays if setting.workdays and setting.workdays.first <= setting.decided else None
    try:
        last = known.shift(setting.decided, count) if known else None
    except CalendarEnds:
        last = None
    if last is None:
        return Named(Term(Kind.RELATIVE), "Tiden är angiven i arbetsdagar. Räkna fram dagen.")
    assumption = f"Räknat i arbetsdagar från beslutet {day_text(setting.decided)}; helgdagar och aftnar räknas inte."
    return Named(Term(Kind.RELATIVE, None, last, None, assumption))


def _counted(match: Match[str], setting: Setting) -> Named:
    """ "Ett år efter beslutet" is counted as "inom ett år" is; what is counted backwards, or from else, has no day."""
    after = match["way"].lower() in ("efter", "från")
    return _within(match, setting) if after else _relative(match, setting)


def _relative(match: Match[str], setting: Setting) -> Named:
    return Named(Term(Kind.RELATIVE), "Tiden räknas från något som papperet inte ger någon dag för. Vilken dag?")


def count_from(phrase: str, day: date) -> date | None:
    """The day that "sex månader efter …" or "före …" names, when the day it counts from is known."""
    counted = _COUNTED.pattern.search(phrase)
    try:
        if counted:
            length = _length(number(counted["count"]), counted["unit"])
            if length is None:
                return None
            return day - length if counted["way"].lower() in ("före", "innan") else day + length
        return day - relativedelta(days=1) if phrase.lower().startswith(("före", "innan")) else None
    except (OverflowError, ValueError):
        return None


_COUNTED = rule(
    rf"(?<!\w)(?:senast\s+|inom\s+)?(?P<count>{NUMERAL})\s+{_UNIT}\s+(?P<way>efter|före|innan|från)(?P<other>\s+{_OTHER_DAY})",
    _counted,
    "T20-räknat-från",
)

RULES: tuple[Rule, ...] = (
    rule(
        rf"(?<!\w)(?:senast\s+)?inom\s+(?:högst\s+|de\s+närmaste\s+|ett\s+par\s+)?(?P<count>{NUMERAL})\s+{_UNIT}"
        rf"(?:{_FROM_DECISION}|(?P<other>\s+(?:från|efter|räknat\s+från|före)\s+{_OTHER_DAY}))?",
        _within,
        "T19-inom",
    ),
    _COUNTED,
    rule(
        r"(?<!\w)(?:senast\s+)?(?:före|innan)\s+(?:[\wåäö-]+(?:andet|endet|ingen|ningen|start(?:en)?|slut(?:et)?|utgången?|trädet)(?!\w)"
        r"|(?:[\wåäöÅÄÖ-]+\s+){1,6}?(?:löper\s+ut|går\s+ut|upphör|träder\s+i\s+kraft|påbörjas|startar|inleds|antas|fattas"
        r"|genomförs|avslutas|tas\s+i\s+bruk|öppnar|öppnas|avgörs)(?!\w))",
        _relative,
        "T21-före-händelse",
    ),
    rule(
        r"(?<!\w)(?:redovisas|rapporteras|återrapporteras|återredovisas|sker|lämnas)\s+(?:samtidigt|i\s+samma\s+ärende)(?!\w|\s+som)",
        _relative,
        "T21-före-händelse",
    ),
)
