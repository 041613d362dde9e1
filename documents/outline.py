"""The headings of a paper, and which of them a place stands under."""

from bisect import bisect_right

from documents.headings import is_paragraph_head
from documents.lines import LineKind, lines_of


class Outline:
    def __init__(self, text: str) -> None:
        _, view, lines = lines_of(text)
        self._heads = [(view.original(n.start, n.end)[0], n.text) for n in lines if n.kind is LineKind.HEADING]

    def above(self, place: int) -> str | None:
        """The nearest heading above the place; a § is none."""
        at = bisect_right([start for start, _ in self._heads], place)
        if not at or is_paragraph_head(self._heads[at - 1][1]):
            return None
        return self._heads[at - 1][1].rstrip(":")
