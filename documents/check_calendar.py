"""The term against the almanac: does anybody meet to receive it, and is anybody there when papers are due?"""

import re
from collections.abc import Iterator
from datetime import date

from deadlines.route import BOUND_TO_MEETING, Meeting
from deadlines.swedish import WEEKDAYS, day_text, month_text
from deadlines.term import Kind, Term
from deadlines.workdays import ONE_DAY, SATURDAY
from documents.check_case import Case
from documents.check_office import KnownBody
from documents.check_rules import Remark, Skipped
from documents.check_wording import by, in_words, retimed
from documents.check_words import ANSWERS, REPORTS, REPORTS_BACK
from documents.term_words import term_text


def _bound(case: Case) -> tuple[date, date] | None:
    """The days in which the receiving body has to meet; None where the term leaves nothing to a meeting."""
    finding, term = case.finding, case.finding.term
    if term.last is None or term.kind not in BOUND_TO_MEETING or finding.moves_term:
        return None
    told = finding.report_to or term.kind is Kind.MEETING or REPORTS_BACK.search(case.words)
    return (term.first or term.last, term.last) if told and case.receiver else None


def _held(case: Case, window: tuple[date, date]) -> tuple[KnownBody, list[Meeting]] | None:
    """The receiving body and its meetings in the window; None where the plan does not reach so far."""
    body = case.matter.known.body(case.receiver)
    if body is None or not body.plans(*window):
        return None
    return body, [meeting for meeting in body.meetings if window[0] <= meeting.day <= window[1]]


def unplanned(case: Case) -> Skipped | None:
    """What cannot be said for want of a meeting plan."""
    window = _bound(case)
    if window is None or not case.matter.known.has_office or _held(case, window):
        return None
    why = f"ingen sammanträdesplan är känd för {case.receiver} {_when(case.finding.term)}"
    return Skipped(("K6-inget-sammanträde", "K7-handlingsstopp"), f"Uppdrag {case.number}: {why}.")


def nobody_meets(case: Case) -> Iterator[Remark]:
    """K6."""
    window = _bound(case)
    held = _held(case, window) if window else None
    if window is None or held is None or held[1]:
        return
    body, time = held[0], _when(case.finding.term)
    near = [m for m in body.meetings if m.day < window[0]][-1:] + [m for m in body.meetings if m.day > window[1]][:1]
    choices = [f"till {_genitive(body.name)} sammanträde den {day_text(meeting.day)}" for meeting in near]
    # "till kommunstyrelsen i juli" becomes one "till kommunstyrelsens sammanträde den …"
    phrase = case.finding.term.phrase or ""
    whole = re.search(rf"till\s+{re.escape(body.name)}\s+{re.escape(phrase)}", case.words, re.IGNORECASE)
    wording = " Eller: ".join(retimed(case.finding, choice, whole and whole[0]) for choice in choices)
    yield case.remark("K6-inget-sammanträde", wording, case.phrase, body=body.name, time=time)


def due_in_recess(case: Case) -> Iterator[Remark]:
    """K7: every meeting that could take it wants its papers when nobody is there."""
    window = _bound(case)
    held = _held(case, window) if window else None
    cutoffs = [meeting.cutoff for meeting in held[1]] if held else []
    whats = [_closed(case, day) for day in cutoffs]
    if cutoffs and all(whats):
        words = in_words(case.finding).rstrip(" ;,.")
        wording = f"{words}. Handlingarna lämnas {by(_open_before(case, cutoffs[0]))}."
        yield case.remark("K7-handlingsstopp", wording, case.phrase, day=day_text(cutoffs[0]), what=whats[0] or "")
        return
    day = _stated_day(case)
    if day is None:
        return
    quiet = case.matter.known.calendar.quiet_around(day)
    hands_in = case.finding.report_to or REPORTS.search(case.words) or ANSWERS.search(case.words)
    if quiet and hands_in:
        wording = retimed(case.finding, by(_open_before(case, day)))
        yield case.remark("K7-handlingsstopp", wording, case.phrase, day=day_text(day), what=_closed(case, day) or "")
    elif not case.matter.known.calendar.workdays.is_open(day):
        open_day = case.matter.known.calendar.workdays.on_or_before(day)
        wording = retimed(case.finding, by(open_day))
        yield case.remark("K7-stängd-dag", wording, case.phrase, day=day_text(day), what=_closed_what(day))


def _stated_day(case: Case) -> date | None:
    """A day that the paper names itself. The end of a year or of a month is nobody's day to hand in."""
    term = case.finding.term
    if term.kind is not Kind.DATE or term.last is None or term.first or case.finding.moves_term:
        return None
    open_days = case.matter.known.calendar.workdays
    if not open_days.first < term.last < open_days.last:
        return None  # no almanac reaches so far
    phrase = term.phrase or ""
    return term.last if re.search(rf"(?<!\d)0?{term.last.day}(?!\d)", phrase) else None


def _open_before(case: Case, day: date) -> date:
    calendar = case.matter.known.calendar
    while period := calendar.quiet_around(day):
        day = period[0] - ONE_DAY
    return calendar.workdays.on_or_before(day)


def _closed(case: Case, day: date) -> str | None:
    calendar = case.matter.known.calendar
    if period := calendar.quiet_around(day):
        same = period[0].year == period[1].year
        start = day_text(period[0]).rsplit(" ", 1)[0] if same else day_text(period[0])
        return f"i uppehållet {start}–{day_text(period[1])}"
    return None if calendar.workdays.is_open(day) else _closed_what(day)


def _closed_what(day: date) -> str:
    return f"en {WEEKDAYS[day.weekday()]}" if day.weekday() >= SATURDAY else "en dag då kontoret är stängt"


def _when(term: Term) -> str:
    if term.last and (term.first is None or term.first == term.last):
        return f"den {day_text(term.last)}"
    if term.last and term.first and (term.first.year, term.first.month) == (term.last.year, term.last.month):
        return f"i {month_text(term.last)}"
    return f"under {re.sub(r' *[(].*', '', term_text(term))}"


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x")) else name + "s"
