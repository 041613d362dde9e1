"""The title and the case number of a paper, or of one § of it."""

import re

from documents.head import BODY_NAME, KINDS, days_in
from documents.headings import Zone, has_verb, is_dateline, zone_of
from documents.lines import LineKind
from documents.structure import Part, Section

_CASE = re.compile(
    r"(?i:dnr|diarienr|diarienummer)\.?:?\s*"
    r"(?P<labelled>(?:[A-ZÅÄÖ][\wÅÄÖåäö]{1,4}\s)?[\wÅÄÖåäö/.:-]*\d[\wÅÄÖåäö/.:-]*(?:\s[A-ZÅÄÖ]{2,4}\b)?)"
    r"|(?<![\d-])(?P<bare>\b(?:[A-ZÅÄÖ]{2,4}\s)?[A-ZÅÄÖ]{2,4}[\s/.-]?(?:19|20)?\d\d[-/:.]\d{2,6}"
    r"|\b(?:19|20)\d\d[-./]\d{2,6}(?:\s[A-ZÅÄÖ]{2,4})?)\b(?![-/]?\d)"
)


def title_of(sections: list[Section]) -> str | None:
    """The heading of a paper's only §, else its first line that is neither day, body, kind nor known heading."""
    numbered = [s for s in sections if s.head is not None and not s.register]
    if len(numbered) > 1:
        return None
    for section in numbered or sections:
        title = title_under(section)
        if title:
            return title
    return None


def title_under(section: Section) -> str | None:
    if section.head is not None and not section.register:
        rest = _CASE.sub("", re.sub(r"^.*?§\s*\d+(?:/\d+)?", "", section.head.text)).strip(" ()-–")
        if len(rest) > 3 and not days_in(rest):
            return rest
    for n, part in enumerate(section.parts):
        if part.line is section.head or part.line.kind in (LineKind.ITEM, LineKind.ROW):
            continue
        if part.zone is not Zone.NONE:
            break
        if _is_title(part.line.text) and not has_verb(part.line.text):
            return part.line.text + _rest_of_title(section.parts[n + 1 : n + 2])
    return None


def _rest_of_title(below: list[Part]) -> str:
    """A title that was broken goes on right below, without a blank line between."""
    goes_on = [
        p.line.text
        for p in below
        if p.zone is Zone.NONE and p.line.kind is LineKind.TEXT and not p.line.blank_before
        and len(p.line.text) < 100 and not p.line.text.endswith((".", ":")) and not days_in(p.line.text)
        and not has_verb(p.line.text) and not _CASE.match(p.line.text)
    ]  # fmt: skip
    return f" {goes_on[0]}" if goes_on else ""


_NO_TITLE = re.compile(
    r"(?:sammanträdes|mötes)(?:datum|dag)\b|datum\b|till\b|tjänste\w+\b|region\s+\w+$|\w+\s+kommun$|\S+(?:\s\S+)?\s+dnr\b|plats\s+och\s+tid",
    re.IGNORECASE,
)


def _is_title(text: str) -> bool:
    known = zone_of(text) is not None or is_dateline(text) or BODY_NAME.fullmatch(text) or text.lower() in dict(KINDS)
    return not (
        known
        or _CASE.match(text)
        or len(text) > 300
        or days_in(text)
        or text.endswith((".", ":"))
        or _NO_TITLE.match(text)
    )


def case_number_of(sections: list[Section]) -> str | None:
    """As written; a number with a label wins over one that only looks like it."""
    parts = [p for s in sections[:3] for p in s.parts[:8]]
    texts = [p.line.text for p in parts if p.line.kind is not LineKind.ROW and p.zone is Zone.NONE]
    found = [m for text in texts for m in _CASE.finditer(text)]
    best = next((m["labelled"] for m in found if m["labelled"]), None) or next(
        (m["bare"] for m in found if m["bare"]), None
    )
    return best.strip() if best else None
