"""The days that a paper states for itself: when it was decided, when it was written, when it was handled."""

import re
from collections import Counter
from datetime import date

from documents.columns import physical_lines
from documents.findings import PaperStatus
from documents.head import days_in
from documents.headings import Zone, is_dateline, zone_of
from documents.lines import LineKind
from documents.pages import is_running
from documents.structure import Section

_NOT_THE_MEETING = re.compile(
    r"anslag|uppsätt|nedtag|tas\s+ned|sätts\s+upp|justering|skrivelse|motion|yttrande|protokollsutdrag|remiss|överklag|^\s*datum\b|[\s:]datum\s+\d|utskrift",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s*(?:sammanträdes|mötes)(?:datum|dag)\s*:?\s+\S", re.IGNORECASE)
_OPENING = re.compile(r"(?:utdrag|protokoll|sammanträde)\b.{0,160}\b(?:sammanträde|möte|protokoll)\b", re.IGNORECASE)
_HANDLED = re.compile(
    r"\b(?:beslutade|beslutat|behandlat|behandlats|behandlade|inkom|inkommit|inlämnad|daterad|daterat|skrivelse|lämnade|lämnats|lämnat|upprättad|informerat"
    r"|förhandlat|medbestämmande|mbl|protokollsutdrag|sammanträdesdatum|gav|fick|datum|hölls|protokoll|väckt|väcktes|uppdrog)\b",
    re.IGNORECASE,
)
_OFTEN = 3
"""A day that stands in three times as many heads as another is the meeting's."""
_AHEAD = re.compile(
    r"(?:senast|före|innan|till|till\s+och\s+med|från|från\s+och\s+med|per|under|gäller|tidigast|löper\s+ut)\s+(?:den\s+)?$",
    re.IGNORECASE,
)


def decision_date(sections: list[Section], text: str, status: PaperStatus) -> date | None:
    """The day the paper's body met, where the paper states one day and no other."""
    if status is PaperStatus.PROPOSED:
        return None
    for days in (_in_decision_headings(sections), _meeting_days(sections, text)):
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def section_date(section: Section) -> date | None:
    """A register states a day for every row."""
    if section.register and section.head:
        return next((day for _, day in days_in(section.head.text)), None)
    return None


def own_day(sections: list[Section], text: str) -> date | None:
    """The day in the paper's own head: "Datum 2013-05-06", or the meeting that it was written for."""
    heads = [" ".join(line.split()) for _, _, line in physical_lines(text)[:60]]
    labelled = [
        day
        for line in heads
        if re.search(r"(?:^|\s)datum:?\s|^(?:tid|tid\s+och\s+plats)\b", line, re.IGNORECASE)
        for _, day in days_in(line)
    ]
    if labelled:
        return labelled[0]
    meetings = _meeting_days(sections, text)
    if meetings:
        return meetings.pop() if len(meetings) == 1 else None
    first = next((p.line.text for s in sections for p in s.parts if p.line.kind is LineKind.HEADING), "")
    return next((day for _, day in days_in(first)), None)


def latest_stated_day(text: str, decided: date | None, own: date | None, terms: list[tuple[int, int]]) -> date | None:
    """The latest day that lies in the paper's past: its own, or one on which it was handled. Never a term's."""
    days = {day for day in (decided, own) if day}
    for place, day in days_in(text):
        if any(start <= place < end for start, end in terms) or _AHEAD.search(text, max(0, place - 30), place):
            continue
        line = text[max(0, place - 110) : place]
        if _HANDLED.search(line.rsplit(". ", 1)[-1]):
            days.add(day)
    if decided:  # nothing that a paper tells of can be later than the decision it records
        days = {day for day in days if day <= decided}
    return max(days, default=None)


def _in_decision_headings(sections: list[Section]) -> set[date]:
    lines = [
        p.line.text
        for s in sections
        for p in s.parts
        if p.line.kind is LineKind.HEADING and zone_of(p.line.text) is Zone.DECISION
    ]
    return {day for line in lines for _, day in days_in(line)}


def _meeting_days(sections: list[Section], text: str) -> set[date]:
    """The days in the page heads, else in the lines that name body and day, else in the rows of a register."""
    heads = [line for _, _, line in physical_lines(text) if is_running(line)]
    datelines = [
        p.line.text
        for s in sections
        if not s.register
        for p in s.parts
        if (p.line.kind is LineKind.HEADING or (p.line.kind is LineKind.ROW and p.zone is Zone.NONE))
        and p.zone in (Zone.NONE, Zone.DECISION, Zone.PROPOSAL, Zone.SEND_LIST)
        and is_dateline(p.line.text)
    ]
    labelled = [line for _, _, line in physical_lines(text) if _LABELLED.match(line)]
    opening = [p.line.text for s in sections[:1] for p in s.parts[:3] if _OPENING.match(p.line.text)]
    for lines in (heads, labelled, datelines, opening):
        days = Counter(day for line in lines if not _NOT_THE_MEETING.search(line) for _, day in days_in(line))
        if days:
            return _of_every_page(days) if lines is heads else set(days)
    return {day for s in sections if (day := section_date(s))}


def _of_every_page(days: Counter[date]) -> set[date]:
    """The head of every page repeats the day of the meeting; a day that stands alone on a line of the board's notice
    once or twice is not another one."""
    most = max(days.values())
    return {day for day, times in days.items() if times * _OFTEN >= most}
