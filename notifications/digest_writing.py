"""The weekly report in words: subject, text and HTML."""

import re
import textwrap
from dataclasses import dataclass
from datetime import date

from models.overview import Place
from notifications import days
from notifications.header_text import checked
from notifications.items import Written
from notifications.layout import rendered
from notifications.sections import Line, Report, place_text
from notifications.swedish import starting

WIDTH = 88
"""A report is a list: its lines are a little longer than those of a letter."""
_INDENT = "  "
_TIED = re.compile(
    r"(?<=§) (?=\d)|(?<=\w) (?=§)|(?<=\bp\.) (?=\d)|(?<=\bnr) (?=\d)|(?<=\bsvar) (?=\d)"
    r"|(?<=\w) (?=\d{4} §)|(?<=\d) (?=[a-zåäö]{3,9}(?:\.|\b))"
)
_TIE = "\u00a0"


@dataclass(frozen=True)
class Cover:
    """What stands around a report: whose it is, when, and what it can be checked against."""

    day: date
    """The day of that week's report."""
    today: date
    head: str
    """The newest hash of the history."""
    office_name: str
    contact: str
    contact_address: str
    url: str
    why: str
    is_shadow: bool = False
    reader: str = ""
    whose: str = ""
    """The bodies that it is about, where it is not about all."""

    @property
    def week(self) -> int:
        return self.day.isocalendar().week

    @property
    def title(self) -> str:
        about = f" för {self.whose}" if self.whose else ""
        return f"Läget {days.weekday(self.today)}{about}"

    @property
    def check_value(self) -> str:
        return f"{self.head[:4]}…{self.head[-4:]}"


def write_digest(cover: Cover, report: Report) -> Written:
    return _written("digest", cover, report, subject(cover, report))


def write_proof_of_life(cover: Cover, report: Report) -> Written:
    """Nothing to report: two lines, so that silence never means that the watch has stopped."""
    return _written("proof_of_life", cover, report, f"Veckorapport v. {cover.week}: inget att rapportera")


def subject(cover: Cover, report: Report) -> str:
    """As in "Veckorapport v. 48: 1 behöver åtgärd, 1 inom 30 dagar"."""
    told = [f"{count} behöver åtgärd"] if (count := len(report.needed.lines)) else []
    for place in (Place.LATE, Place.SOON):
        if report.counts[place]:
            told.append(place_text(place, report.counts[place], report.soon_days))
    return f"Veckorapport v. {cover.week}: {', '.join(told) or 'inget behöver åtgärd'}"


def _written(template: str, cover: Cover, report: Report, about: str) -> Written:
    about = checked("Subject", about)
    values = {
        "subject": about,
        "title": cover.title,
        "shadow_for": cover.reader if cover.is_shadow and cover.reader != cover.contact_address.lower() else None,
        "sum_start": report.sum_start,
        "sum_parts": report.sum_parts,
        "sum_line": report.sum_line,
        "sum_lines": sum_lines(report),
        "sections": [section for section in report.sections if section.lines or section.nothing],
        "in_lines": in_lines,
        "tied": tied,
        "starting": starting,
        "check_value": cover.check_value,
        "url": cover.url,
        "why": cover.why,
        "office_name": cover.office_name,
        "contact": cover.contact,
        "contact_address": cover.contact_address,
    }
    return Written(about, rendered(f"{template}.txt", **values), rendered(f"{template}.html", **values), cover.why)


def sum_lines(report: Report) -> str:
    """The sum, broken between its terms; what follows stands under the first term."""
    start = f"{report.sum_start} = "
    lines = [start + report.sum_parts[0]]
    for part in report.sum_parts[1:]:
        if len(lines[-1]) + len(part) + 3 > WIDTH:
            lines.append(" " * len(start) + f"+ {part}")
        else:
            lines[-1] += f" + {part}"
    return "\n".join(lines)


def in_lines(line: Line) -> str:
    """One line of a section as text, indented; what to do about it on a line of its own."""
    first = f"{_INDENT}{line.when}  " if line.when else _INDENT
    parts = [_filled(line.text, first, " " * len(first))]
    if line.ask:
        parts.append(_filled(line.ask, _INDENT, _INDENT))
    return "\n".join(parts)


def tied(text: str) -> str:
    """A § and its number, a day and its month stay on one line."""
    return _TIED.sub(_TIE, text)


def _filled(text: str, first: str, following: str) -> str:
    filled = textwrap.fill(
        tied(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace(_TIE, " ")
