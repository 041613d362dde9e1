"""Phrases that name a period: month, quarter, half, season, year."""

from datetime import date
from re import Match

from dateutil.relativedelta import relativedelta

from deadlines.naming import PRE, YEAR, Named, Rule, Setting, is_before, not_due, rule, span, year_in, yearly
from deadlines.swedish import MONTH, MONTHS, ORDINAL, full_year, month_number, ordinal
from deadlines.term import Kind, Term

_YEAR_AFTER = rf"(?:(?:\s*,?\s*|/(?=20\d\d))(?:år\s+|under\s+)?(?P<year>{YEAR}))?"
_OF_YEAR = r"(?:(?P<genitive>(?:19|20)\d\d)\s+års\s+|(?P<this>årets|innevarande\s+års)\s+)?"


def _months(first: int, last: int, year: int) -> tuple[date, date]:
    start = date(year, first, 1)
    months = last - first if last >= first else last + 12 - first
    return start, start + relativedelta(months=months, day=31)


def _year_of(match: Match[str], setting: Setting) -> int | None:
    if match.groupdict().get("genitive"):
        return full_year(match["genitive"])
    return year_in(match, setting)


def _month(match: Match[str], setting: Setting) -> Named | None:
    pre, year = match["pre"], _year_of(match, setting)
    if not (pre or year or match["whole"]):
        return None
    first = month_number(match["month"])
    last = month_number(match["month2"]) if match["month2"] else first
    long = (last - first) % 12 > 1
    return yearly(Kind.DATE if long else Kind.MONTH, lambda y: _months(first, last, y), year, pre, setting)


def _month_in_figures(match: Match[str], setting: Setting) -> Named | None:
    first, last = _months(int(match["number"]), int(match["number"]), int(match["year"]))
    return span(Kind.MONTH, first, last, match["pre"])


def _month_end(match: Match[str], setting: Setting) -> Named | None:
    month = month_number(match["month"])
    return yearly(Kind.MONTH, lambda y: _months(month, month, y), _year_of(match, setting), "utgången av", setting)


def _part(match: Match[str], setting: Setting, kind: Kind, months: int, number: int) -> Named | None:
    first = (number - 1) * months + 1
    if number > 12 // months:
        return None
    year = _year_of(match, setting)
    return yearly(kind, lambda y: _months(first, first + months - 1, y), year, match["pre"], setting)


def _quarter(match: Match[str], setting: Setting) -> Named | None:
    return _part(match, setting, Kind.QUARTER, 3, _which(match))


def _third(match: Match[str], setting: Setting) -> Named | None:
    number = 3 if _last_one(match) else _which(match)
    return _part(match, setting, Kind.DATE, 4, number)


def _half(match: Match[str], setting: Setting) -> Named | None:
    number = 2 if _last_one(match) else _which(match)
    return _part(match, setting, Kind.HALF, 6, number)


def _which(match: Match[str]) -> int:
    return ordinal(match["ordinal"]) if match["ordinal"] else int(match["number"])


def _last_one(match: Match[str]) -> bool:
    return (match["ordinal"] or "").lower() == "sista"


_SEASONS = {"v": (3, 5), "s": (6, 8), "h": (9, 11), "w": (12, 2)}


def _season(match: Match[str], setting: Setting) -> Named | None:
    word, pre = match["season"].lower(), match["pre"]
    first, last = _SEASONS["w" if word.startswith("vint") else word[0]]
    if "efter" in pre.lower() or is_before(pre):
        # nobody agrees on the days that a season starts or ends: what lies before or after it has none
        return Named(Term(Kind.VAGUE))
    if not (pre or match["year"] or match["school"]):
        return None
    named = yearly(Kind.SEASON, lambda y: _months(first, last, y), _year_of(match, setting), pre, setting)
    return _with_months(named, first, last) if named else None


def _with_months(named: Named, first: int, last: int) -> Named:
    """The months that a season is taken to be, said so that a person can disagree."""
    if named.term.first is None:
        return named
    taken = f"Årstiden räknas som {MONTHS[first - 1]}–{MONTHS[last - 1]}."
    known = named.term.assumption
    return named._replace(term=named.term._replace(assumption=f"{known} {taken}" if known else taken))


def _year(match: Match[str], setting: Setting) -> Named | None:
    first = full_year(match["year"])
    last = full_year(match["year2"][-4:]) if match["year2"] else first
    if last < 100:
        last += first // 100 * 100
    if last < first or (match["year2"] and len(match["year2"]) < 4 and last < 2000):
        return None
    return span(Kind.YEAR, date(first, 1, 1), date(last, 12, 31), match["pre"])


def _this_year(match: Match[str], setting: Setting) -> Named | None:
    if not_due(match["pre"]):
        return None
    if names_a_part_of_it(match["pre"]):
        return Named(Term(Kind.VAGUE))
    if setting.base is None:
        return Named(Term(Kind.YEAR), "Året är inte utskrivet. Vilket år menas?")
    year = setting.base.year + (1 if match["next"] else 0)
    assumption = f"Året {year} är inte utskrivet. Det räknas från {setting.base_text}."
    return span(Kind.YEAR, date(year, 1, 1), date(year, 12, 31), match["pre"], assumption)


def names_a_part_of_it(pre: str) -> bool:
    return any(word in pre.lower() for word in ("början", "mitten", "slutet"))


RULES: tuple[Rule, ...] = (
    rule(
        r"(?<!\w)(?P<pre>(?:senast|före|innan|klart?|under|i)\s+)(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?![\d-])",
        _month_in_figures,
        "T10-månad",
    ),
    rule(
        rf"{PRE}(?:(?:perioden|månaderna|mellan)\s+)?(?P<month>{MONTH})(?!\w)"
        rf"(?:\s*(?:[-–/]|och|till|till\s+och\s+med)\s*(?P<month2>{MONTH})(?!\w))?"
        rf"(?P<whole>\s+månad)?(?!\w|\s+månads){_YEAR_AFTER}",
        _month,
        "T10-månad",
    ),
    rule(
        rf"{PRE}(?P<month>{MONTH})(?!\w)(?:\s+månads)\s+(?:utgång|slut)\b{_YEAR_AFTER}",
        _month_end,
        "T11-månadens-utgång",
    ),
    rule(
        rf"{PRE}{_OF_YEAR}(?:(?P<ordinal>{ORDINAL})\s+kvartal(?:et)?|(?:kvartal|kv\.?|q)\s?(?P<number>[1-4]))"
        rf"(?![\w/]){_YEAR_AFTER}",
        _quarter,
        "T12-kvartal",
    ),
    rule(
        rf"{PRE}{_OF_YEAR}(?:(?P<ordinal>{ORDINAL})\s+tertial(?:et)?|(?:tertial|t)\s?(?P<number>[1-3]))"
        rf"(?![\w/]){_YEAR_AFTER}",
        _third,
        "T13-tertial",
    ),
    rule(
        rf"{PRE}{_OF_YEAR}(?:(?P<ordinal>första|andra|sista)\s+(?:halvåret|halvår)|(?:halvår|h)\s?(?P<number>[12]))"
        rf"(?![\w/]){_YEAR_AFTER}",
        _half,
        "T14-halvår",
    ),
    rule(
        rf"{PRE}(?:den\s+kommande\s+|kommande\s+)?(?P<season>våren|hösten|sommaren|vintern|höst|vår(?=\s+(?:19|20)\d\d)"
        r"|sommar(?=\s+(?:19|20)\d\d)|(?P<school>(?:vår|höst)terminen|[vh]t\.?(?=\s?[-–´'’]?\d)|[vh]t\b))"
        rf"(?!\w){_YEAR_AFTER}(?:/\d+)?",
        _season,
        "T15-årstid",
    ),
    rule(
        r"(?<![\w-])(?P<pre>(?:(?:senast|innan|före|under|inom|klart?|(?:i|vid|mot|till)\s+"
        r"(?:början|mitten|slutet|utgången)\s+av|utgången\s+av|slutet\s+av|från\s+och\s+med|från|sedan|för|efter|per|(?:första|nästa)\s+gång(?:en)?|med\s+början"
        r"|med\s+start|tidigast)\s+(?:(?:hela|loppet\s+av)\s+)?(?:i\s+)?){1,2})"
        r"(?:(?:kalenderåret|verksamhetsåret|budgetåret|perioden|åren|året|år)\s+)?"
        r"(?P<year>(?:19|20)\d\d)(?:(?:\s?[-–/]\s?|\s+(?:och|samt)\s+(?=20))(?P<year2>(?:20)?\d\d))?(?![\d/:-]|[.]\d|\s+års)",
        _year,
        "T16-år",
    ),
    rule(
        r"(?<![\w-])(?P<pre>(?:(?:senast|innan|före|under|inom|någon\s+gång|(?:i|vid|mot)\s+(?:början|mitten|slutet)\s+av"
        r"|loppet\s+av)\s+){1,3}|i\s+(?=år(?!\w)))(?:innevarande\s+år|detta\s+år|året(?!\s+(?:19|20)\d\d)|år(?!\s*\d)"
        r"|(?P<next>nästa\s+år|nästkommande\s+år|nästföljande\s+år))(?!\w)",
        _this_year,
        "T17-i-år",
    ),
)
