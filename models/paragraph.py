"""A § as minutes number them: one way to write it, and one day for each § of a body's year."""

import re
from datetime import date

from sqlmodel import Session, col, select

from models.assignment import Assignment, Deadline
from models.body import Body
from models.decision import Decision
from models.refusal import Refused

_WRITTEN = re.compile(r"§*\s*0*([1-9]\d{0,3})\s*([a-zåäö]?)\s*(?:/\s*(\d{2}|\d{4}))?", re.IGNORECASE)


def as_written(text: str, day: date) -> str:
    """ "§ 0309", "309/2017" and "309" are one §, "12A" is "12 a". Raises Refused for what no minutes have."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise Refused(
            f"”{text.strip()}” är ingen paragraf. Skriv den som i protokollet: 309, 309/{day.year} eller 12 a."
        )
    number, letter, year = found.groups()
    if year and not str(day.year).endswith(year):
        raise Refused(f"§ {text.strip()} hör inte till {day.year}. Kontrollera paragrafen och beslutets dag.")
    return f"{number} {letter.lower()}" if letter else number


def must_be_free_on(session: Session, body: Body, day: date, paragraph: str) -> None:
    """Raises Refused where the body is known to have used this § on another day of the year."""
    for known in _days(session, body.id, paragraph):
        if known.year == day.year and known != day:
            raise Refused(
                f"{body.name.capitalize()} {day.year} § {paragraph} är från {known}, inte {day}. "
                "Kontrollera dagen och paragrafen i protokollet."
            )


def _days(session: Session, body_id: int, paragraph: str) -> list[date]:
    """The days on which something is registered as decided by this § of the body."""
    queries = (
        select(col(Decision.decided_on)).where(Decision.body_id == body_id, Decision.paragraph == paragraph),
        select(col(Assignment.closed_on)).where(
            Assignment.closed_by_body_id == body_id, Assignment.closed_by_paragraph == paragraph
        ),
        select(col(Deadline.set_by_day)).where(
            Deadline.set_by_body_id == body_id, Deadline.set_by_paragraph == paragraph
        ),
    )
    return sorted({day for query in queries for day in session.exec(query) if day})
