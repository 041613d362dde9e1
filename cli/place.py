"""Where a command works: the municipality's folder, its database, and the day it takes for today."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from sqlalchemy import Engine

from config import clock
from config.office import Office, open_office
from config.toml_text import SettingsError
from config.zone import office_day, office_hour
from models.database import migrate, open_engine


@Parameter(name="*")
@dataclass(frozen=True)
class Where:
    """The two flags that every command takes."""

    home: Annotated[
        Path, Parameter(name="--home", env_var="BEVAKA_HOME", help="Kommunens mapp. Annars BEVAKA_HOME eller office/.")
    ] = Path("office")
    at: Annotated[date | None, Parameter(name="--at", help="Gör som om det vore den dagen, skriven 2017-10-17.")] = None

    def now(self, hour: int = 9, minute: int = 0) -> datetime:
        """This moment; with --at that hour of that day in the office."""
        return office_hour(self.at, hour, minute) if self.at else clock.now()


@dataclass(frozen=True)
class Opened:
    office: Office
    engine: Engine
    now: datetime

    @property
    def today(self) -> date:
        return office_day(self.now)


def settled(where: Where) -> Office:
    """The municipality's settings alone. Raises SettingsError."""
    if not (where.home / "office.toml").is_file():
        raise SettingsError(
            f"Mappen {where.home} har ingen office.toml. Skapa den med: bevaka init --home {where.home}"
        )
    return open_office(where.home)


def opened(where: Where, hour: int = 9, minute: int = 0) -> Opened:
    """The municipality with its database brought up to date. Raises SettingsError, DatabaseTooNew."""
    office = settled(where)
    engine = open_engine(office.database_url)
    migrate(engine)
    return Opened(office, engine, where.now(hour, minute))
