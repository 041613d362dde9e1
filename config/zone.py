"""The municipality's zone: happenings are instants in UTC, deadlines are dates here."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def office_day(now: datetime) -> date:
    """The date in the office at this instant."""
    return now.astimezone(STOCKHOLM).date()


def office_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day in the office, as an instant in UTC."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)
