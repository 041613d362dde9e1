"""A long list, a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    number: int
    pages: int
    total: int

    @classmethod
    def of(cls, every: Sequence[Row], number: int, size: int) -> "Page[Row]":
        return cls.fetched(lambda at: every[at : at + size], len(every), number, size)

    @classmethod
    def fetched(cls, rows_from: Callable[[int], Sequence[Row]], total: int, number: int, size: int) -> "Page[Row]":
        """The page with this number, or the nearest one; `rows_from` fetches `size` rows from a place on."""
        pages = max(1, -(-total // size))
        number = min(max(1, number), pages)
        return cls(rows_from((number - 1) * size), number, pages, total)
