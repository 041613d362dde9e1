"""Sentences of a logical line, with the number of the point that each belongs to."""

import re
from typing import NamedTuple

_END = re.compile(r"[.!?][”\"»']?\s+(?=[”\"«']?[A-ZÅÄÖ\d])")
_SHORT = re.compile(
    r"(?:\b(?:bl\.?a|t\.?ex|dnr|diarienr|kap|nr|tf|f\.?d|m\.?m|kl|st|ca|resp|p|s|v|kv|jan|feb|febr|apr|aug|sept?|okt|nov|dec|enl|ang|o|d|dvs|osv|ev|inkl|art)"
    r"|(?:^|[.!?:]\s)\d{1,2}|\b[A-ZÅÄÖ])$",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?P<point>\d{1,2})\.\s+(?=[A-ZÅÄÖ])")


class Sentence(NamedTuple):
    """`start` and `end` are places in the line's text."""

    start: int
    end: int
    text: str
    point: str | None = None


def sentences_in(text: str, point: str | None = None) -> list[Sentence]:
    """The sentences; "1. … 2. …" inside a line are points of their own."""
    out: list[Sentence] = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = len(text) if match is None else match.end()
        if match is not None and _SHORT.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        numbered = _POINT.match(text, start)
        if numbered:
            point, start = numbered["point"], numbered.end()
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            out.append(Sentence(start, stop, text[start:stop], point))
        start = end
    return out
