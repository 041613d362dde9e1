"""The open days on which no round was made, so that a late letter can say so."""

from datetime import date

from sqlmodel import Session

from config.office import Office
from models.runs import last_run
from notifications.items import Outage

ROUND = "round"


def outage_before(session: Session, office: Office, today: date) -> Outage | None:
    """The days missed since the last round before `today`; None where there was none, or no round ever."""
    last = last_run(session, ROUND, before=today)
    if last is None:
        return None
    first_missed = office.workdays.shift(last.day, 1)
    if first_missed >= today:
        return None
    return Outage(first_missed, office.workdays.shift(today, -1))
