"""A builder for the rules' one noun, and the calendar they are tried on."""

from datetime import date
from pathlib import Path
from typing import Any

from config.office import CalendarSettings, MailSettings, Office, OfficeSettings, Settings
from deadlines.duty import Duty
from deadlines.ladder import Ladder
from deadlines.placing import Calendar
from deadlines.plan import Planner
from deadlines.status import Role, Status

OFFICE_BODY = 900


def the_calendar(**calendar: Any) -> Calendar:
    """The Swedish calendar with the quiet periods that ship."""
    settings = Settings(
        office=OfficeSettings(
            name="Exempel",
            slug="exempel",
            management_office="kansliet",
            director="direktören",
            contact="kansliet",
            address="kansli@exempel.example",
        ),
        mail=MailSettings(sender="bevaka@exempel.example"),
        calendar=CalendarSettings(**calendar),
    )
    return Office(Path(), settings).calendar


SWEDISH = the_calendar()


def a_planner(ladder: Ladder | None = None, calendar: Calendar = SWEDISH) -> Planner:
    return Planner(ladder or Ladder(), calendar, OFFICE_BODY)


def a_duty(**changes: Any) -> Duty:
    usual: dict[str, Any] = {
        "owner_id": 1,
        "assignment_id": 1,
        "deadline_id": 1,
        "body_id": 10,
        "role": Role.LEAD,
        "status": Status.ACTIVE,
        "assigned_on": date(2017, 10, 17),
        "last": date(2017, 11, 30),
    }
    return Duty(**(usual | changes))


def told(duty: Duty, planner: Planner, today: date) -> Duty:
    """The duty after today's round: what is due has been written down."""
    steps = planner.reached(duty, today)
    if not steps:
        return duty
    newest = max([s.day for s in steps] + ([duty.told_on] if duty.told_on else []))
    return duty._replace(sent=duty.sent | {(s.rung, s.nth) for s in steps}, told_on=newest)
