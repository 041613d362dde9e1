"""One municipality's own choices, read from `office.toml`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from config import closed_days
from config.extra_channel import ExtraChannel, different
from config.register import Register
from config.replies import ReplySettings
from config.toml_text import parse
from config.written import Address, ChannelAddress, DatabaseAddress, Hour, Slug, WebAddress
from deadlines.ladder import Audience, Ladder, Rung, Soon
from deadlines.placing import Calendar
from deadlines.workdays import Workdays

SHIPPED_URL = "http://127.0.0.1:8017"
LAST_WEEK = 52
"""Week 53 is not in every year."""
LEAP_YEAR = 2024
LONGEST_RETRY = 3 * 24 * 60
"""Minutes: what has not left in three days is told of as undeliverable."""
Part = TypeVar("Part")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class OfficeSettings(Strict):
    name: str
    slug: Slug
    management_office: str
    """The body that keeps watch and hears of what has no owner."""
    director: str
    contact: str
    address: Address
    url: WebAddress = SHIPPED_URL
    live_from: date | None = None
    """Until that day every letter goes to the management office (shadow mode)."""
    cutoff_rule: int = Field(default=10, ge=1, le=60)
    """Working days before a meeting that papers must be in, where the plan does not say."""


class MailSettings(Strict):
    channel: ChannelAddress = Field(default="bevaka-folder://letters", repr=False)
    """May hold a password: it stands in no text about the settings."""
    sender_name: str = "Bevaka"
    sender: Address
    connections: int = Field(default=2, ge=1, le=8)
    retry_minutes: tuple[int, ...] = (5, 15, 60, 240, 720, 1440, 1440)
    answer_days: int = Field(default=60, ge=1, le=400)
    """How long an answer link works after the letter."""

    @field_validator("retry_minutes", mode="before")
    @classmethod
    def _as_tuple(cls, value: object) -> object:
        return tuple(value) if isinstance(value, list) else value

    @field_validator("retry_minutes")
    @classmethod
    def _grows(cls, waits: tuple[int, ...]) -> tuple[int, ...]:
        if not waits or list(waits) != sorted(waits) or waits[0] < 1 or sum(waits) > LONGEST_RETRY:
            raise ValueError(
                "väntetiderna ska vara minuter, minst 1, som inte minskar och tillsammans är högst tre dygn (4320)."
            )
        return waits


class CalendarSettings(Strict):
    closed: list[date] = []
    quiet_weeks: list[str] = ["27-32"]
    quiet_days: list[str] = ["12-22/01-06"]

    @field_validator("quiet_weeks")
    @classmethod
    def _weeks(cls, written: list[str]) -> list[str]:
        for span in written:
            first, last = _span(span, "-", int)
            if not (first and last and 1 <= first <= last <= LAST_WEEK):
                raise ValueError(f"”{span}” är inga veckor. Skriv till exempel ”27-32”, högst vecka {LAST_WEEK}.")
        return written

    @field_validator("quiet_days")
    @classmethod
    def _days(cls, written: list[str]) -> list[str]:
        for span in written:
            if not all(_span(span, "/", _month_day)):
                raise ValueError(f"”{span}” är inga dagar. Skriv månad och dag, till exempel ”12-22/01-06”.")
        return written


class SoonSettings(Strict):
    given: int = Field(ge=0)
    days: int = Field(ge=1)


class LadderSettings(Strict):
    soon: list[SoonSettings] = [SoonSettings(given=45, days=25), SoonSettings(given=15, days=10)]
    last: int = Field(default=5, ge=1)
    cutoff: int = Field(default=1, ge=1)
    missed: int = Field(default=1, ge=1)
    overdue: int = Field(default=3, ge=1)
    raised: int = Field(default=15, ge=1)
    still: int = Field(default=40, ge=5)
    status_months: list[int] = [3, 10]
    weekday: int = Field(default=1, ge=0, le=4)
    fresh: int = Field(default=25, ge=1)
    settle: int = Field(default=10, ge=0)
    silent: int = Field(default=2, ge=1)
    to: dict[str, list[str]] = {}

    @field_validator("status_months")
    @classmethod
    def _months(cls, months: list[int]) -> list[int]:
        if any(not 1 <= month <= 12 for month in months):
            raise ValueError("månaderna skrivs som tal från 1 till 12.")
        return months

    @field_validator("to")
    @classmethod
    def _rungs(cls, to: dict[str, list[str]]) -> dict[str, list[str]]:
        for rung, audiences in to.items():
            if rung not in set(Rung):
                raise ValueError(f"{rung} är inget steg. Stegen heter {', '.join(Rung)}.")
            for audience in audiences:
                if audience not in set(Audience):
                    raise ValueError(f"{audience} är ingen mottagare. Mottagare är {', '.join(Audience)}.")
        return to

    @model_validator(mode="after")
    def _climbs(self) -> "LadderSettings":
        self.as_ladder()
        return self

    def as_ladder(self) -> Ladder:
        shipped = Ladder()
        own = {Rung(rung): tuple(map(Audience, whom)) for rung, whom in self.to.items()}
        plain = self.model_dump(exclude={"soon", "status_months", "to"})
        return Ladder(
            soon=tuple(Soon(step.given, step.days) for step in self.soon),
            status_months=tuple(self.status_months),
            audiences={**shipped.audiences, **own},
            **plain,
        )


class HourSettings(Strict):
    round: Hour = "07:00"
    digest: Hour = "07:30"
    gathering: Hour = "06:00"


class DigestSettings(Strict):
    soon_days: int = Field(default=30, ge=1)


class Settings(Strict):
    office: OfficeSettings
    mail: MailSettings
    replies: ReplySettings = ReplySettings()
    calendar: CalendarSettings = CalendarSettings()
    ladder: LadderSettings = LadderSettings()
    hours: HourSettings = HourSettings()
    digest: DigestSettings = DigestSettings()
    channel: Annotated[list[ExtraChannel], AfterValidator(different)] = []
    database_url: DatabaseAddress | None = None
    """Another database than `bevaka.db` in the home folder."""
    register_: Register = Field(default=Register(), alias="register")


@dataclass(frozen=True)
class Office:
    """A municipality: its folder and its settings."""

    home: Path
    settings: Settings

    @property
    def slug(self) -> str:
        return self.settings.office.slug

    @property
    def database_url(self) -> str:
        chosen = os.environ.get("BEVAKA_DATABASE_URL") or self.settings.database_url
        return chosen or f"sqlite:///{self.home / 'bevaka.db'}"

    @property
    def url(self) -> str:
        """Where the pages are reached, without a slash at its end. As shipped that is this machine, where
        BEVAKA_PORT says on which port: a link to another would be dead."""
        chosen, port = self.settings.office.url.rstrip("/"), os.environ.get("BEVAKA_PORT", "")
        return f"http://127.0.0.1:{port}" if chosen == SHIPPED_URL and port.isdecimal() else chosen

    @cached_property
    def workdays(self) -> Workdays:
        return closed_days.workdays(self.settings.calendar.closed)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.workdays, _quiet(self.settings.calendar))

    @cached_property
    def ladder(self) -> Ladder:
        return self.settings.ladder.as_ladder()

    def is_live(self, day: date) -> bool:
        """Letters go to those they are meant for; before that day the management office gets them all."""
        start = self.settings.office.live_from
        return start is not None and day >= start


def _span(written: str, mark: str, read: Callable[[str], Part]) -> tuple[Part | None, Part | None]:
    """The two ends of a span (the same twice where only one is written); None for what cannot be read."""
    first, _, last = written.partition(mark)
    try:
        return read(first), read(last or first)
    except ValueError:
        return None, None


def _quiet(settings: CalendarSettings) -> list[tuple[date, date]]:
    spans: list[tuple[date, date]] = []
    for written in settings.quiet_weeks:
        first, _, last = written.partition("-")
        spans += closed_days.weeks(int(first), int(last or first))
    for written in settings.quiet_days:
        start, _, end = written.partition("/")
        spans += closed_days.days(_month_day(start), _month_day(end or start))
    return spans


def _month_day(written: str) -> tuple[int, int]:
    month, _, day = written.partition("-")
    read = date(LEAP_YEAR, int(month), int(day))
    return read.month, read.day


def open_office(home: Path) -> Office:
    """The municipality whose folder this is. Raises SettingsError."""
    settings = parse(home / "office.toml", Settings)
    return Office(home.resolve(), settings)
