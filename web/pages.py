"""Templates into pages. A misspelt name fails the test, not the visitor."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from config.zone import STOCKHOLM
from deadlines.swedish import MONTHS
from models.binding import term_of
from notifications import days
from notifications.links import shown
from notifications.swedish import starting, within

FOLDER = Path(__file__).parent / "templates"


def short(day: date) -> str:
    """As in a column: 30 nov 2017."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def hour(at: datetime) -> str:
    """14 november 2017 kl. 08.12, in the office's zone."""
    there = at.astimezone(STOCKHOLM)
    return f"{days.dated(there.date())} kl. {there:%H.%M}"


def tied(text: str) -> str:
    """A reference that no line end tears apart: § and p. stay with their numbers."""
    return text.replace("§ ", "§\N{NO-BREAK SPACE}").replace(" p. ", " p.\N{NO-BREAK SPACE}")


def one_line(text: str) -> str:
    """A quote without the line breaks of the paper it stands in."""
    return " ".join(text.split())


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "dated": days.dated,
        "weekday": days.weekday,
        "short": short,
        "hour": hour,
        "starting": starting,
        "within": within,
        "one_line": one_line,
        "tied": tied,
        "shown": shown,
        "term": days.term,
        "term_of": term_of,
    }
    return environment


_TEMPLATES = _templates()


def rendered(template: str, **values: Any) -> str:
    return _TEMPLATES.get_template(template).render(values)
