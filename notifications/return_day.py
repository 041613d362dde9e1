"""The day somebody says they are back, out of an automatic reply. Nothing else of it is looked for or kept."""

import re
from datetime import date, timedelta

LONGEST_AWAY = timedelta(days=550)
_SV = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november"]
_MONTHS = {name[:3]: number for number, name in enumerate([*_SV, "december"], 1)} | {"may": 5, "oct": 10}
_MONTH = (
    r"(?P<{0}>jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|maj|may|jun[ei]?|jul[iy]?"
    r"|aug(?:usti|ust)?|sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<d1>\d{1,2})(?::?[ae]|st|nd|rd|th)?\.? (?:of )?" + _MONTH.format("m1") + r"(?:,? (?P<y1>20\d\d)\b)?"
    r"|" + _MONTH.format("m2") + r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<y2>20\d\d)\b)?"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/])(?:[- ](?P<y3>20\d\d)\b)?)"
)
_BETWEEN = r"(?: (?:igen|på|den|on|in|the|i|arbete|tjänst|kontoret|office|work|again|från|from|at|to|är|jag|till)){0,5}"
_WEEKDAY = r"(?: (?:mån|tis|ons|tors|fre|lör|sön|mon|tues?|wednes|thurs?|fri|satur|sun)(?:dag(?:en)?|day)?,?)?"
_BACK = r"\b(?:åter|tillbaka|återkommer|åter i tjänst|back|return(?:ing|s)?|be back)" + _BETWEEN + _WEEKDAY
_UNTIL = r"\b(?:till och med|t\.?o\.?m\.?|tom|through|until and including|up to and including)" + _BETWEEN + _WEEKDAY
_FINDERS = [(re.compile(cue + r"(?: den| the)? " + _DAY), more) for cue, more in ((_BACK, 0), (_UNTIL, 1))]


def return_day(text: str, today: date) -> date | None:
    """None where no day is said, or two different ones: no day is invented (rule 1)."""
    plain = re.sub(r"(?::(?=\s)|\s)+", " ", text.lower())
    for finder, more in _FINDERS:
        days = {_day(found, today) for found in finder.finditer(plain)}
        days = {day + timedelta(days=more) for day in days if day and today <= day <= today + LONGEST_AWAY}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _day(found: re.Match[str], today: date) -> date | None:
    said = found.groupdict()
    try:
        if said["iso"]:
            return date.fromisoformat(said["iso"])
        for nth in "123":
            if said[f"d{nth}"]:
                day, month = int(said[f"d{nth}"]), _month(said[f"m{nth}"])
                return date(int(said[f"y{nth}"]), month, day) if said[f"y{nth}"] else _next(today, month, day)
    except ValueError:
        return None
    return None


def _month(said: str) -> int:
    return int(said) if said.isdigit() else _MONTHS[said[:3]]


def _next(today: date, month: int, day: int) -> date:
    """Without a year the next such day is meant."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
