"""Column shapes that the tables share, and the names of their constraints."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Enum, bindparam
from sqlmodel import SQLModel, col

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


class Words(Enum):
    """An enum whose words are looked up in a table: asked through Python a big round would ask 200,000 times."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        members: dict[Any, Any] = {member.value: member for member in self.enum_class or ()}
        return {**members, None: None}.__getitem__


def stored_by_value(kind: type[StrEnum], name: str) -> Any:
    """An enum kept as its value with a CHECK: the word in the table is the word in the code."""
    return Words(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def among(column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """`column IN (values)` for many values: handed over as one, not looked at one by one."""
    place = col(column)
    return place.in_(bindparam(None, list(values), type_=column.type, expanding=True, unique=True))
