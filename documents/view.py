"""The paper as a reader sees it, without line breaks and running heads, and the way back to the original."""

import re
from dataclasses import dataclass, field

_SPACED = re.compile(r"(?<![^\W_])[a-zåäöA-ZÅÄÖ](?: [a-zåäöA-ZÅÄÖ]){2,}(?![^\W_])")
_FIGURES = re.compile(
    r"(?<!\w)(?=[\dlIO]*\d)[\dlIO]{2,4}(?!\w)|(?<=\bden )[lI](?= (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
)
_DIGIT = {"l": "1", "I": "1", "O": "0"}
_DROPPED = frozenset("\u00ad\u200b\ufeff")
_LOOKALIKE = {"1": "l", "0": "o"}
_DASHES = "-\u2010\u2011"


@dataclass
class View:
    """Cleaned text; `offsets[i]` is where character `i` stands in the original."""

    text: str = ""
    offsets: list[int] = field(default_factory=list)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original. Woven columns may stand inside it too."""
        inside = self.offsets[start:end]
        return (inside[0], max(inside) + 1) if inside else (0, 0)

    def unbroken(self, start: int, end: int, text: str) -> tuple[int, int]:
        """As `original`, but never across a column or a running head: the longest stretch without foreign words."""
        best = (start, start)
        since = start
        for i in range(start + 1, end + 1):
            if i == end or any(c.isalnum() for c in text[self.offsets[i - 1] + 1 : self.offsets[i]]):
                best = max(best, (since, i), key=lambda s: s[1] - s[0])
                since = i
        return self.original(*best)


@dataclass
class Writer:
    """Builds a view piece by piece."""

    chars: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    @property
    def length(self) -> int:
        return len(self.chars)

    def add(self, text: str, start: int) -> None:
        """Append a stretch of a line, its letters mended."""
        for at, char in _mended(text):
            if char == " " and (not self.chars or self.chars[-1] in " \n"):
                continue
            self.chars.append(char)
            self.offsets.append(start + at)
        self._trim()

    def join(self, following: str) -> None:
        """Put the space of a line break, or mend the word that it divided."""
        if not self.chars or self.chars[-1] in " \n":
            return
        first = following.lstrip()[:1]
        before = self.chars[-2] if len(self.chars) > 1 else ""
        if self.chars[-1] in _DASHES and before.isalnum():
            if first.isdigit() and before.isdigit():
                return  # "2023-" / "05-31"
            if first.islower() and not re.match(r"(?:och|o|eller|samt)\b", following.lstrip()):
                self.chars.pop()
                self.offsets.pop()
                return
        self._put(" ")

    def end_line(self) -> None:
        if self.chars and self.chars[-1] != "\n":
            self._put("\n")

    def view(self) -> View:
        return View("".join(self.chars), self.offsets)

    def _put(self, char: str) -> None:
        self.chars.append(char)
        self.offsets.append(self.offsets[-1] + 1 if self.offsets else 0)

    def _trim(self) -> None:
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
            self.offsets.pop()


def _mended(text: str) -> list[tuple[int, str]]:
    """Characters with their places: one kind of space, no soft hyphens, "1" and "l" where a scanner mixed them up."""
    out: list[tuple[int, str]] = []
    spaced = {i for m in _SPACED.finditer(text) for i in range(m.start(), m.end()) if text[i] == " "}
    figures = {i for m in _FIGURES.finditer(text) for i in range(m.start(), m.end())}
    for at, char in enumerate(text):
        if char in _DROPPED or at in spaced:
            continue
        if char.isspace():
            char = " "
        elif char in _LOOKALIKE and 0 < at < len(text) - 1:
            beside = text[at - 1] + text[at + 1]
            if beside.isalpha() and beside[0].islower():
                char = _LOOKALIKE[char]
        if at in figures:
            char = _DIGIT.get(char, char)
        out.append((at, char))
    return out
