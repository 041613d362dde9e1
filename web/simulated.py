"""A simulation that was made beforehand, day by day, as it lies in the office's folder."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

FILE = "simulation.json"


class Happening(BaseModel):
    day: date
    what: str


class SimulatedLetter(BaseModel):
    day: date
    to: str
    subject: str
    why: str
    text: str | None = None


class Simulation(BaseModel):
    start: date = Field(alias="from")
    until: date
    happenings: list[Happening] = []
    letters: list[SimulatedLetter] = []

    def days(self) -> list[tuple[date, list[str], list[SimulatedLetter]]]:
        """Days on which something happened or was sent, in order."""
        happened: dict[date, list[str]] = defaultdict(list)
        sent: dict[date, list[SimulatedLetter]] = defaultdict(list)
        for one in self.happenings:
            happened[one.day].append(one.what)
        for letter in self.letters:
            sent[letter.day].append(letter)
        return [(day, happened[day], sent[day]) for day in sorted({*happened, *sent})]


def simulation(home: Path) -> Simulation | None:
    """None where none has been made, or the file cannot be read as one."""
    try:
        return Simulation.model_validate(json.loads((home / FILE).read_text("utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
