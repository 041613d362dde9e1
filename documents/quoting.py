"""Exact places: from the cleaned view back to the words as they stand in the paper."""

from dataclasses import dataclass

from documents.findings import Quote
from documents.letters import whole_end
from documents.pages import Pages
from documents.view import View

_LONGEST = 760
"""A longer quote points at nothing: it is cut at a word."""


@dataclass(frozen=True)
class Quoter:
    text: str
    view: View
    pages: Pages

    def quote(self, start: int, end: int) -> Quote:
        """The words of a stretch of the view, verbatim, with their page."""
        first, last = self.view.original(start, end)
        last = whole_end(self.text, last)
        if last - first > _LONGEST:
            cut = self.text.rfind(" ", first, first + _LONGEST)
            last = cut if cut > first else first + _LONGEST
        return Quote(self.text[first:last], first, last, self.pages.of(first))

    def phrase(self, start: int, end: int) -> tuple[tuple[int, int], str]:
        """A time phrase: its place, and its words with the line breaks made spaces."""
        first, last = self.view.unbroken(start, end, self.text)
        last = whole_end(self.text, last)
        return (first, last), " ".join(self.text[first:last].split())
