"""Who there is: bodies with their names, posts, and the persons who hold them, each with dates."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import stored_by_value


class BodyKind(StrEnum):
    COUNCIL = "council"
    BOARD = "board"
    COMMITTEE = "committee"
    SUBCOMMITTEE = "subcommittee"
    DEPARTMENT = "department"
    OFFICER = "officer"
    COMPANY = "company"


class Body(SQLModel, table=True):
    """An organ that decides or does: a committee, a department, an office holder (a body with one post)."""

    __table_args__ = (
        UniqueConstraint("name", "valid_from"),
        CheckConstraint("length(trim(name)) > 0", name="body_has_a_name"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="body_ends_after_it_begins"),
        CheckConstraint("head_id IS NULL OR head_id <> id", name="nobody_is_their_own_head"),
    )

    id: int = Field(default=None, primary_key=True)
    name: str
    kind: BodyKind = Field(sa_type=stored_by_value(BodyKind, "body_kind"))
    address: str | None = None
    """Where letters go when no post is held; None leaves only the management office."""
    head_id: int | None = Field(default=None, foreign_key="body.id")
    department_id: int | None = Field(default=None, foreign_key="body.id")
    came_from: int | None = Field(default=None, foreign_key="body.id")
    valid_from: date
    valid_to: date | None = None


class Alias(SQLModel, table=True):
    """Another name or abbreviation of a body; ON can mean another body some years later."""

    __table_args__ = (UniqueConstraint("alias", "valid_from"),)

    id: int = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id", index=True)
    alias: str = Field(index=True)
    """Normalised: lower case, single spaces."""
    valid_from: date
    valid_to: date | None = None


class Post(SQLModel, table=True):
    """The post of a body that hears of its assignments, e.g. the committee's secretary."""

    id: int = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id", index=True)
    title: str
    valid_from: date
    valid_to: date | None = None


class Person(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    name: str | None = None
    """None once masked."""
    address: str | None = None


class Holding(SQLModel, table=True):
    """A person holds a post from a day to a day, as its holder or as the substitute."""

    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="holding_ends_after_it_begins"),
    )

    id: int = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    is_substitute: bool = False
    valid_from: date
    valid_to: date | None = None
