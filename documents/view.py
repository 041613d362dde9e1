"""The paper as a reader sees it, without line breaks and running heads, and the way back to the original."""

import re
from array import array
from dataclasses import dataclass, field

_SPACED = re.compile(r"(?<![^\W_])[a-zåäöA-ZÅÄÖ](?: [a-zåäöA-ZÅÄÖ]){2,}(?![^\W_])")
_FIGURES = re.compile(
    r"(?<!\w)(?=[\dlIO]*\d)[\dlIO]{2,4}(?!\w)|(?<=\bden )[lI](?= (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
)
_DIGIT = {"l": "1", "I": "1", "O": "0"}
_SPLIT = re.compile(r"\bupp (?=drag(?:et|en|s)?\b)", re.IGNORECASE)
_RN = re.compile(r"\w*rn\w*", re.IGNORECASE)
_WITH_M = re.compile(r"kommun|sommar|samman|komma|kommer|nämnd|program|^inom$|^som$|^om$", re.IGNORECASE)
"""Words in which a scanner that saw "rn" looked at an "m": only those that are none before and one after."""
_DROPPED = frozenset("\u00ad\u200b\ufeff")
_LOOKALIKE = {"1": "l", "0": "o"}
_TO_MEND = re.compile(
    r"[\u00ad\u200b\ufeff]| [a-zåäöA-ZÅÄÖ] |\d[lIO]|[lIO]\d|[^\W\d_][01][^\W\d_]",
)
"""Without any of these `_mended` changes nothing but spaces: most lines need no look at every letter."""
_ODD_SPACE = re.compile(r"[^\S ]")
_PLACE = "l"
_DASHES = "-\u2010\u2011"


@dataclass
class View:
    """Cleaned text; `offsets[i]` is where character `i` stands in the original.

    An array: a list would take a hundred megabytes for the longest papers."""

    text: str = ""
    offsets: "array[int]" = field(default_factory=lambda: array(_PLACE))

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
    offsets: "array[int]" = field(default_factory=lambda: array(_PLACE))

    @property
    def length(self) -> int:
        return len(self.chars)

    def add(self, text: str, start: int) -> None:
        """Append a stretch of a line, its letters mended."""
        if not _TO_MEND.search(text):
            self._add_whole(_ODD_SPACE.sub(" ", text), start)
            return
        for at, char in _mended(text):
            if char == " " and (not self.chars or self.chars[-1] in " \n"):
                continue
            self.chars.append(char)
            self.offsets.append(start + at)
        self._trim()

    def _add_whole(self, text: str, start: int) -> None:
        """As `add`, word by word, for a stretch with nothing to mend."""
        end = len(text.rstrip(" "))
        at = len(text) - len(text.lstrip(" ")) if not self.chars or self.chars[-1] in " \n" else 0
        while at < end:
            stop = text.find("  ", at, end) + 1 or end
            self.chars.extend(text[at:stop])
            self.offsets.extend(range(start + at, start + stop))
            at = stop
            while at < end and text[at] == " ":
                at += 1
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
    spaced |= {m.end() - 1 for m in _SPLIT.finditer(text)}
    letters = _misread(text) if "rn" in text else {}
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
        if at in letters:
            char = letters[at]
            if not char:
                continue
        if at in figures:
            char = _DIGIT.get(char, char)
        out.append((at, char))
    return out


def _misread(text: str) -> dict[int, str]:
    """Where an "rn" is an "m": the m for the r, nothing for the n."""
    out: dict[int, str] = {}
    for word in _RN.finditer(text):
        if _WITH_M.search(word[0].replace("rn", "m")) and not _WITH_M.search(word[0]):
            for pair in re.finditer("rn", word[0]):
                out[word.start() + pair.start()], out[word.start() + pair.start() + 1] = "m", ""
    return out
