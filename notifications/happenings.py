"""What is given to a simulation: answers, reports and decisions, each on its day."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.toml_text import SettingsError, parse
from deadlines.status import Answer, Outcome


class OnADay(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    on: date
    """The day on which the office registers it."""


class Decided(OnADay):
    """A paper is taken in and registered as decided; `on` is the day of registering."""

    paper: Path
    body: str
    decided: date
    paragraph: str
    approved: date


class Answered(OnADay):
    assignment: int
    owner: str
    answer: Answer
    text: str | None = None
    case_number: str | None = None


class CameIn(OnADay):
    assignment: int
    case_number: str
    owner: str | None = None


class Named(OnADay):
    assignment: int
    body: str


class Closed(OnADay):
    assignment: int
    outcome: Outcome
    body: str
    paragraph: str


class Happenings(BaseModel):
    """One list a kind, in a TOML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    decided: list[Decided] = []
    answered: list[Answered] = []
    received: list[CameIn] = []
    named: list[Named] = []
    closed: list[Closed] = []

    def on(self, day: date) -> "list[OnADay]":
        """What happens that day, in an order in which each finds what it needs."""
        every: list[OnADay] = [*self.decided, *self.answered, *self.received, *self.named, *self.closed]
        return [one for one in every if one.on == day]


def read_happenings(path: Path) -> Happenings:
    """Paths in the file are relative to it. Raises SettingsError."""
    if not path.is_file():
        raise SettingsError(f"Filen {path} finns inte. Kontrollera namnet.")
    read = parse(path, Happenings)
    decided = [one.model_copy(update={"paper": path.parent / one.paper}) for one in read.decided]
    return read.model_copy(update={"decided": decided})
