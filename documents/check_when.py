"""When it shall be done: is a time given, does the day exist, and has it not already been?"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from deadlines.phrases import Found, terms_in
from deadlines.swedish import MONTH, WEEKDAY, WEEKDAYS, day_text, month_number
from deadlines.term import Kind
from documents.check_case import Case
from documents.check_rules import Remark
from documents.check_wording import NO_DAY, clause, in_words, is_sentence, retimed, sentence
from documents.check_words import ASKS, EXECUTES, MOTION, OWNER_DIRECTIVE, REFERRED, STANDING, WATCHED
from documents.term_words import term_text

_ANNEX = re.compile(r"\b(?:bilag\w*|tidplan\w*)\b", re.IGNORECASE)
"""The time may stand in what is attached."""
_ROLE_FIRST = re.compile(r"i\s+egenskap\s+av\s+(?:[\wåäö]+s\s+)?[\wåäö]+\s+", re.IGNORECASE)


def no_time(case: Case) -> Iterator[Remark]:
    """K2. A duty that lasts has no last day, and for a motion the law gives one."""
    finding = case.finding
    if finding.term.kind is not Kind.NONE or finding.moves_term or _past(case):
        return
    section = case.matter.draft.section_of(finding.quote.start)
    around = " ".join(part.line.text for part in section.parts)
    task = _ROLE_FIRST.sub("", finding.task)
    referred = bool(REFERRED.search(case.words))
    if (
        STANDING.match(task)
        or _ANNEX.search(case.words)
        or OWNER_DIRECTIVE.search(case.words)
        or WATCHED.search(around)
    ):
        return
    if referred and MOTION.search(f"{around} {case.matter.reading.title}"):
        return
    if referred or EXECUTES.match(task) or ASKS.search(case.words):
        words = in_words(finding).rstrip(" ;,.")
        yield case.remark("K2-utan-bevakningsdatum", f"{words}. Bevakningsdatum: [dag].")
    elif is_sentence(finding):
        yield case.remark("K2-utan-tid", sentence(finding, f"Det ska vara gjort {NO_DAY}."))
    else:
        yield case.remark("K2-utan-tid", clause(finding, when=NO_DAY))


_LAST_DAY = re.compile(r"(?:senast|före|innan|inom|till\s+och\s+med|till\s+utgången)\b", re.IGNORECASE)


def _past(case: Case) -> Found | None:
    """The last day that the clause names, where it lies before the decision. The reader leaves such days out."""
    term = case.finding.term
    if case.day is None or case.finding.moves_term or (term.last and term.last >= case.day):
        return None
    for found in terms_in(case.words, None, None):
        last = found.term.last
        if last and last < case.day and _LAST_DAY.match(found.term.phrase or ""):
            return found
    return None


def day_has_been(case: Case) -> Iterator[Remark]:
    """K8."""
    found = _past(case)
    if found is None or case.day is None or found.term.phrase is None:
        return
    taken = case.matter.meeting or case.finding.decided_on or case.matter.reading.decision_date
    meeting = day_text(case.day) if taken else f"tidigast {day_text(case.day)}"
    wording = retimed(case.finding, NO_DAY, found.term.phrase)
    yield case.remark("K8-dag-passerad", wording, day=re.sub(r"\s*\(.*", "", term_text(found.term)), meeting=meeting)


_DAY = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})(?:en)?\s+)?(?:den\s+)?(?P<day>[0-3]?\d)(?::?[ae])?\s+(?P<month>{MONTH})(?![a-zåäö])"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d|[-–´'’]\s?\d\d\b|\b\d{6}\b|\bår\b|/\d\d\b")


def impossible_day(case: Case) -> Iterator[Remark]:
    """K8: a weekday that its date contradicts, or a day that no almanac has."""
    term = case.finding.term
    match = _DAY.search(term.phrase or "")
    if term.kind is not Kind.DATE or term.last or not match:
        return
    day, month = int(match["day"]), month_number(match["month"])
    years = [int(match["year"])] if match["year"] else _years_from(case.day)
    days = [found for year in years if (found := _date(year, month, day))]
    if not days and (match["year"] or not _date(2024, month, day)):
        end = _last_of(years[0] if years else 2023, month)
        words = f"{end.day} {match['month']}"
        wording = _with_day(case, match[0], f"den {words} {match['year'] or ''}".rstrip())
        yield case.remark("K8-dag-finns-inte", wording, case.phrase, words=match[0])
    elif days and match["weekday"]:
        stated = match["weekday"].lower()
        near = next(
            d for n in (1, -1, 2, -2, 3, -3) if WEEKDAYS[(d := days[0] + timedelta(days=n)).weekday()] == stated
        )
        right = WEEKDAYS[days[0].weekday()]
        wording = " Eller: ".join(
            _with_day(case, match[0], f"{name}en den {day_text(when)}")
            for name, when in ((right, days[0]), (stated, near))
        )
        facts = {"day": day_text(days[0]), "right": right, "stated": stated}
        yield case.remark("K8-veckodag", wording, case.phrase, **facts)


def _with_day(case: Case, old: str, new: str) -> str:
    return retimed(case.finding, (case.finding.term.phrase or "").replace(old, new))


def _years_from(day: date | None) -> list[int]:
    return [day.year, day.year + 1] if day else []


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def no_year(case: Case) -> Iterator[Remark]:
    """K8: read alone in a list next spring, "senast 11 april" is any year."""
    term = case.finding.term
    phrase = term.phrase or ""
    if term.kind in (Kind.RELATIVE, Kind.RECURRING) or _A_YEAR.search(phrase):
        return
    if term.last and term.assumption:
        wording = retimed(case.finding, f"{phrase} {term.last.year}")
        guess = f" ({term.last.year} antas)"
        yield case.remark("K8-år-saknas", wording, case.phrase, words=phrase, guess=guess)
    elif term.last is None and term.kind in (Kind.DATE, Kind.MONTH) and _names_a_day(phrase):
        wording = retimed(case.finding, f"{phrase} [år]")
        yield case.remark("K8-år-saknas", wording, case.phrase, words=phrase, guess="")


def _names_a_day(phrase: str) -> bool:
    """A weekday or a day that does not exist is another fault, told apart."""
    match = _DAY.search(phrase)
    if match is None:
        return bool(re.search(rf"\b(?:{MONTH})(?![a-zåäö])", phrase, re.IGNORECASE))
    return not match["weekday"] and bool(_date(2024, month_number(match["month"]), int(match["day"])))
