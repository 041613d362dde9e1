"""The term of an assignment: the time that a phrase names, never a day that it does not."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How exactly a phrase names its time. A month stays a month."""

    NONE = "none"
    DATE = "date"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    MEETING = "meeting"
    EVENT = "event"
    RECURRING = "recurring"
    RELATIVE = "relative"
    VAGUE = "vague"


class Term(NamedTuple):
    """`first` and `last` are the bounds of the time named; None where the paper gives no day."""

    kind: Kind = Kind.NONE
    first: date | None = None
    last: date | None = None
    phrase: str | None = None
    assumption: str | None = None
    """What was taken for granted, in a sentence that a person can agree with or not."""

    @property
    def is_dated(self) -> bool:
        return self.last is not None


UNDATED = Term()
