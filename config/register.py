"""Bodies, posts, routes and meetings as the settings file lists them, to be loaded into the database."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from deadlines.route import Meeting


class Listed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListedPost(Listed):
    title: str
    holder: str | None = None
    address: str | None = None
    substitute: str | None = None
    substitute_address: str | None = None


class ListedMeeting(Listed):
    day: date
    cutoff: date

    def as_meeting(self) -> Meeting:
        return Meeting(self.day, self.cutoff)


class ListedRoute(Listed):
    to: str
    via: list[str] = []


class ListedBody(Listed):
    name: str
    kind: Literal["council", "board", "committee", "subcommittee", "department", "officer", "company"]
    aliases: list[str] = []
    address: str | None = None
    head: str | None = None
    department: str | None = None
    valid_from: date = date(1971, 1, 1)
    valid_to: date | None = None
    post: ListedPost | None = None
    route: list[ListedRoute] = []
    meeting: list[ListedMeeting] = []


class Register(Listed):
    body: list[ListedBody] = []
