"""Phrases that name a day, a stretch of days or a week: "senast den 30 november 2017", "vecka 48"."""

from datetime import date, timedelta
from re import Match

from dateutil.relativedelta import relativedelta

from deadlines.naming import PRE, YEAR, Named, Rule, Setting, is_before, not_due, rule, year_in, yearly
from deadlines.swedish import DAY_WORD, MONTH, WEEKDAY, WEEKDAYS, day_number, day_text, full_year, month_number
from deadlines.term import Kind, Term

DAY = r"[0-3]?\d(?::?[ae](?![a-zåäö]))?"
_AFTER_MONTH = rf"(?:\s+månad)?(?:\s*,?\s*(?:år\s+)?(?P<year>{YEAR}))?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})(?:en)?\s+)?"
_DEN = r"(?:den\s+|d\.?\s?)?"
_TO = r"\s*(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|och|[-–—])\s*"
_LABEL = r"(?P<pre>(?:(?:senast|före|innan|till|klart?|fram\s+till)\s+)(?:den\s+)?)"


def _one_day(match: Match[str], setting: Setting) -> Named | None:
    month, day = month_number(match["month"]), day_number(match["day"] or match["word"])
    year = year_in(match, setting)
    named = yearly(Kind.DATE, lambda y: (date(y, month, day),) * 2, year, match["pre"], setting)
    if named is None or not match["weekday"]:
        return named
    return _weekday_agrees(named, match["weekday"], is_before(match["pre"]))


def _weekday_agrees(named: Named, weekday: str, before: bool) -> Named:
    """A weekday that contradicts its date leaves no day: nobody can know which of the two is the slip."""
    day = named.term.last
    if day is None:
        return named
    stated = day + timedelta(days=1) if before else day
    if WEEKDAYS[stated.weekday()] == weekday.lower():
        return named
    if named.term.assumption:
        return Named(
            Term(Kind.DATE),
            f"{day_text(stated)} är ingen {weekday.lower()}. Vilket år eller vilken dag menas?",
        )
    right = WEEKDAYS[stated.weekday()]
    return Named(Term(Kind.DATE), f"{day_text(stated)} är en {right}, inte en {weekday.lower()}. Vilken dag menas?")


def _last_of_month(match: Match[str], setting: Setting) -> Named | None:
    month = month_number(match["month"])

    def bounds(year: int) -> tuple[date, date]:
        day = date(year, month, 1) + relativedelta(day=31)
        return day, day

    return yearly(Kind.DATE, bounds, year_in(match, setting), match["pre"], setting)


def _stretch(match: Match[str], setting: Setting) -> Named | None:
    end_month = month_number(match["month"])
    start_month = month_number(match["month1"]) if match["month1"] else end_month
    start_year, end_year = year_in(match, setting, "year1"), year_in(match, setting)

    def bounds(year: int) -> tuple[date, date]:
        first_year = start_year or (year if start_month <= end_month else year - 1)
        first = date(first_year, start_month, day_number(match["day1"]))
        last = date(year, end_month, day_number(match["day"]))
        if first > last:
            raise ValueError("a stretch of days cannot end before it starts")
        return first, last

    return yearly(Kind.DATE, bounds, end_year, match["pre"], setting)


def _figures(match: Match[str], setting: Setting) -> Named | None:
    """2017-11-30, 26/12 2020, 30/11-08, 26.12.2020: never month first."""
    if not_due(match["pre"]):
        return None
    month, day, year = int(match["m"]), int(match["d"]), year_in(match, setting)
    return yearly(Kind.DATE, lambda y: (date(y, month, day),) * 2, year, match["pre"], setting)


def _turn_of_year(match: Match[str], setting: Setting) -> Named | None:
    """By the turn of the year is by 31 December; *at* the turn are the two days around it."""
    pre = match["pre"]
    if not_due(pre):
        return Named(Term(Kind.VAGUE)) if "efter" in pre.lower() else None
    if match["half"]:
        return yearly(Kind.DATE, lambda y: (date(y, 6, 30),) * 2, year_in(match, setting), _due_by(pre), setting)
    by = any(word in pre.lower() for word in ("senast", "före", "innan", "till"))

    def bounds(year: int) -> tuple[date, date]:
        return date(year, 12, 31), date(year, 12, 31) if by else date(year + 1, 1, 1)

    return yearly(Kind.DATE, bounds, year_in(match, setting), _due_by(pre), setting)


def _due_by(pre: str) -> str:
    """The turn itself lies between two days: "före årsskiftet" must not lose one more."""
    return "senast" if is_before(pre) else pre


def _end_of_year(match: Match[str], setting: Setting) -> Named | None:
    if match["year"]:
        return yearly(
            Kind.DATE,
            lambda y: (date(y, 12, 31),) * 2,
            full_year(match["year"]),
            _due_by(match["pre"]),
            setting,
        )
    if match["slutet"]:
        return Named(Term(Kind.VAGUE))
    return _end_of_this_year(setting)


def _end_of_this_year(setting: Setting) -> Named:
    if setting.base is None:
        return Named(Term(Kind.DATE), "Året är inte utskrivet. Vilket år menas?")
    year = setting.base.year
    assumption = f"Året {year} är inte utskrivet. Det är samma år som {setting.base_text}."
    return Named(Term(Kind.DATE, None, date(year, 12, 31), None, assumption))


def _closing_day(match: Match[str], setting: Setting) -> Named | None:
    """ "före ansökningstidens utgång den 15 maj": the day itself still counts."""
    month, day = month_number(match["month"]), day_number(match["day"])
    return yearly(Kind.DATE, lambda y: (date(y, month, day),) * 2, year_in(match, setting), "senast", setting)


def _week(match: Match[str], setting: Setting) -> Named | None:
    start, end = int(match["week"]), int(match["week2"] or match["week"])

    def bounds(year: int) -> tuple[date, date]:
        return date.fromisocalendar(year, start, 1), date.fromisocalendar(year, end, 7)

    if end < start:
        return Named(Term(Kind.WEEK), "Veckorna står i fel ordning. Vilken vecka menas?")
    return yearly(Kind.WEEK, bounds, year_in(match, setting), match["pre"], setting)


def _validity(match: Match[str], setting: Setting) -> None:
    """ "från och med … till och med …" says how long something holds, not when it is due."""


_SOME_DAY = rf"(?:den\s+)?(?:{DAY}\s+(?:{MONTH})(?:\s+(?:{YEAR}))?|\d{{4}}-\d\d-\d\d|(?:19|20)\d\d)"

RULES: tuple[Rule, ...] = (
    rule(
        rf"\b(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)\s+{_SOME_DAY}\s*,?\s*"
        rf"(?:till|till\s+och\s+med|till\s+och|t\.?\s?o\.?\s?m\.?|[-–])\s+{_SOME_DAY}",
        _validity,
        "T1-giltighet",
    ),
    rule(
        rf"{PRE}(?:(?:perioden|tiden|mellan)\s+)?{_DEN}(?P<day1>{DAY})(?:\s+(?P<month1>{MONTH}))?"
        rf"(?:\s+(?P<year1>(?:19|20)\d\d))?{_TO}{_DEN}(?P<day>{DAY})\s+(?P<month>{MONTH})(?!\w){_AFTER_MONTH}",
        _stretch,
        "T2-period-av-dagar",
    ),
    rule(
        rf"{PRE}{_WEEKDAY}(?:{_DEN}(?P<day>{DAY})|den\s+(?P<word>{DAY_WORD}))\s+(?P<month>{MONTH})(?!\w){_AFTER_MONTH}",
        _one_day,
        "T3-dag",
    ),
    rule(
        rf"{PRE}(?:den\s+)?sista\s+(?:dagen\s+(?:i|av)\s+|dag\s+i\s+)?(?P<month>{MONTH})(?!\w){_AFTER_MONTH}",
        _last_of_month,
        "T4-månadens-sista-dag",
    ),
    rule(
        rf"(?P<pre>\b(?:före|innan|till|vid|senast(?:\s+vid)?)\s+)[\w-]+s\s+utgång\s+{_DEN}"
        rf"(?P<day>{DAY})\s+(?P<month>{MONTH})(?!\w){_AFTER_MONTH}",
        _closing_day,
        "T5-tid-som-går-ut",
    ),
    rule(rf"{PRE}{_DEN}(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _figures, "T6-dag-i-siffror"),
    rule(
        rf"{PRE}{_DEN}(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?P<year>\s+(?:19|20)\d\d|\s?-\s?(?:(?:19|20)\d\d|\d\d))(?![\d/-])",
        _figures,
        "T6-dag-i-siffror",
    ),
    rule(rf"{_LABEL}(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?P<year>)(?![\d/-])", _figures, "T6-dag-i-siffror"),
    rule(rf"{PRE}{_DEN}(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<year>(?:19|20)\d\d)(?!\d)", _figures, "T6-dag-i-siffror"),
    rule(rf"{_LABEL}(?P<year>(?:19|20)?\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])", _figures, "T6-dag-i-siffror"),
    rule(
        rf"{PRE}(?:års|(?P<half>halvårs))skiftet(?:\s+(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?:\d{{4}}|\d\d))?)?(?!\w)",
        _turn_of_year,
        "T7-årsskifte",
    ),
    rule(
        rf"{PRE}(?:(?:(?P<year>(?:19|20)\d\d)\s+års|(?:kalender|verksamhets|budget)?årets|(?:innevarande|detta)\s+års)\s+(?:utgång|slut)\b"
        r"|(?:utgången\s+av\s+|(?P<slutet>(?:i\s+)?slutet\s+(?:av|på)\s+))(?:året|innevarande\s+år|detta\s+år))(?!\w)",
        _end_of_year,
        "T8-årets-slut",
    ),
    rule(
        rf"{PRE}(?:veckan?|v\.?)\s?(?P<week>[0-5]?\d)(?:\s?[-–]\s?(?P<week2>[0-5]?\d))?(?![\d:/])"
        rf"(?:\s*,?\s+(?:år\s+)?(?P<year>{YEAR}))?",
        _week,
        "T9-vecka",
    ),
)
