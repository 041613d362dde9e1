"""Pages of a plain text: running heads and feet, and on which page a place stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.columns import Piece, physical_lines

_WIDE = re.compile(r"\s{4,}")
_NUMBER = re.compile(
    r"(?:^|\s{2,}|\t)(?:sida\s+)?(?P<page>\d{1,3})\s?(?:\((?P<of>\d{1,3})\)|av\s+(?P<of2>\d{1,3}))\s*$"
    r"|(?:^|\s{2,}|\t)(?:sida|sidan|sid\.?|blad)\s+(?P<alone>\d{1,3})\s*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_SIGNED = frozenset(
    {"justerande", "justerandes", "justerare", "signatur", "signaturer", "sign", "utdragsbestyrkande", "ordförandes"}
    | {"ordförande", "sekreterare", "underskrift", "underskrifter"}
)
_ALONE = frozenset({"sammanträdesdatum", "sammanträdesprotokoll", "protokoll", "utdragsbestyrkande"})
_DIGITALLY = re.compile(r"protokollet (?:har justerats|är justerat|justeras) digitalt\.?", re.IGNORECASE)
_ON_A_DAY = re.compile(r"sammanträdesdatum:? (?:19|20)\d\d-\d\d-\d\d", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ -]{3,60} (?:SAMMANTRÄDESPROTOKOLL|PROTOKOLL)")
_FEED = re.compile(r"\f(?!\s*\Z)")
"""A page break; the one that some programs put after the last page breaks nothing."""
_BARE = re.compile(r"\d{1,3}|(?:19|20)\d\d-\d\d-\d\d|[_ ]{3,}")


@dataclass(frozen=True)
class Pages:
    """Where each numbered page begins. Empty where the paper has no running heads."""

    starts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def of(self, place: int) -> int | None:
        """The page of a place; what stands before the head of page 2 is page 1."""
        if not self.starts:
            return None
        at = bisect_right(self.starts, place)
        if at:
            return self.numbers[at - 1]
        return self.numbers[0] - 1 if self.numbers[0] > 1 else None

    @property
    def count(self) -> int | None:
        return max(self.numbers, default=None)


@lru_cache(maxsize=8192)  # asked of every line by each who looks for heads
def is_running(line: str) -> bool:
    """A head, a foot or a page number: never part of what was decided."""
    text = " ".join(line.split())
    if len(text) > 160:
        return False
    words = [word.lower() for word in _WORDS.findall(text)]
    return bool(
        _BARE.fullmatch(text)
        or (words and len(words) <= 8 and _SIGNED.issuperset(words) and words != ["ordförande"])
        or (len(words) == 1 and words[0] in _ALONE)
        or bool(_ON_A_DAY.fullmatch(text))
        or _DIGITALLY.fullmatch(text)
        or _names_the_meeting(line, words)
        or _IN_CAPITALS.fullmatch(text)
        or page_number(line) is not None
    )


def _names_the_meeting(line: str, words: list[str]) -> bool:
    """ "Kommunstyrelsen      Sammanträdesdatum": few words with a wide gap between them."""
    wide = re.search(r"\S(?: {3,}|\t)\S", line.strip())
    return bool(wide) and len(words) <= 6 and bool(_ALONE.intersection(words)) and "§" not in line


def without_heads(pieces: list[Piece]) -> list[Piece]:
    """The pieces without heads and feet. What follows one begins anew, as after a blank line."""
    running = [is_running(piece.text) for piece in pieces]
    for n in range(1, len(pieces) - 1):
        # the body's name between a page number and a date: a head that has no mark of its own
        text = pieces[n].text.strip()
        if running[n - 1] and running[n + 1] and len(text) < 60 and not text.endswith((".", ":", ",")):
            running[n] = not text[:1].isdigit()
    kept = []
    for n, piece in enumerate(pieces):
        if not running[n]:
            after_head = bool(n) and running[n - 1]
            kept.append(replace(piece, blank_before=True) if after_head else piece)
    return kept


def page_number(line: str) -> int | None:
    """The page that a head such as "2 (5)" or "Sida 12 av 23" announces."""
    match = _NUMBER.search(_WIDE.sub("   ", line.rstrip()))
    if not match:
        return None
    page = int(match["page"] or match["alone"])
    last = match["of"] or match["of2"]
    return page if page and (last is None or page <= int(last)) else None


def pages_of(text: str) -> Pages:
    """Pages from the form feeds, or else from the running heads, as far as they count upwards.

    With form feeds a page is the sheet, counted from 1, as a reader of PDF files shows it: an extract of minutes that
    prints "37 (60)" on its first sheet has its place on page 1, where a click takes you."""
    feeds = [match.end() for match in _FEED.finditer(text)]
    if feeds:
        return Pages((0, *feeds), tuple(range(1, len(feeds) + 2)))
    starts: list[int] = []
    numbers: list[int] = []
    for start, _, line in physical_lines(text):
        page = page_number(line)
        if page is not None and page > (numbers[-1] if numbers else 0):
            starts.append(start)
            numbers.append(page)
    return Pages(tuple(starts), tuple(numbers))


def textless(text: str) -> tuple[str, ...]:
    """A warning if sheets have no text: what was scanned among what was written is not read, and must not be missed."""
    sheets = text.split("\f") if _FEED.search(text) else []
    empty = [str(number) for number, sheet in enumerate(sheets, 1) if not sheet.strip()]
    if not empty:
        return ()
    if len(empty) == 1:
        return (f"Sidan {empty[0]} har ingen text. Är den inskannad är den inte läst.",)
    return (f"Sidorna {', '.join(empty[:-1])} och {empty[-1]} har ingen text. Är de inskannade är de inte lästa.",)
