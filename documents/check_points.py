"""Points of the decision that shall be done by nobody: "att en handlingsplan tas fram"."""

import re
from collections.abc import Iterator

from documents.check_case import Matter
from documents.check_rules import Remark
from documents.check_wording import NO_DAY, NO_OWNER, PASSIVE_CLAUSE, active, given
from documents.check_words import DONE_BY, SETTLED
from documents.headings import Zone
from documents.lines import Line, LineKind
from documents.owners import OFFICE_WORD
from documents.sentences import Sentence, sentences_in
from documents.structure import Section

_NEW = re.compile(r"(?:en|ett)\b", re.IGNORECASE)
_AS_LAID = re.compile(r"\b(?:enligt|i\s+enlighet\s+med|gäller|från\s+och\s+med|fr\.?\s?o\.?\s?m)\b", re.IGNORECASE)
"""What is laid before the meeting is done by the decision itself: "Taxan revideras enligt bilaga"."""
_NO_SUBJECT = re.compile(
    r"\b(?:som|att|om|är|har|får|ges|ska|skall|kan|godkänn\w+|anta[rs]?|noter\w+|medan|eftersom|då|när|efter\s+det)\b"
    r"|^(?:uppdrag|åter|redovisning|rapport|beslut|ärende)\w*|^(?:det|detta|denna|han|hon|de)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:senast|före|innan|under|i\s+\w+\s+(?:19|20)\d\d|kvartal|vecka|inom)\b", re.IGNORECASE)


def nobody_does(matter: Matter) -> Iterator[Remark]:
    """K1 for points that the reader counts as no assignment, because they give it to no one."""
    taken = [(q.start, q.end) for f in matter.reading.findings for q in (f.quote, *f.repeats)]
    for section in matter.draft.sections:
        counted = matter.draft.counted(section)
        for part in section.parts:
            if part.zone not in counted or not _is_point(part.line, part.zone):
                continue
            for said in sentences_in(part.line.text, part.line.point):
                yield from _remark(matter, section, part.line, said, taken)


def _is_point(line: Line, zone: Zone) -> bool:
    """A point, or a line that decides; running text around them tells and explains."""
    if line.kind is LineKind.ITEM:
        return zone is not Zone.NONE or bool(re.match(r"att\b", line.text, re.IGNORECASE))
    return line.kind is LineKind.TEXT and bool(re.match(r"att\b|.{0,60}\bbeslutar\s+att\b", line.text, re.IGNORECASE))


def _remark(
    matter: Matter, section: Section, line: Line, said: Sentence, taken: list[tuple[int, int]]
) -> Iterator[Remark]:
    match = PASSIVE_CLAUSE.match(said.text)
    turned = active(said.text)
    if not match or not turned or _NO_SUBJECT.search(match["what"]) or OFFICE_WORD.match(match["what"]):
        return
    if DONE_BY.search(said.text) or _AS_LAID.search(match["rest"]):
        return
    if " ".join(match["verb"].lower().split()) in SETTLED and not _NEW.match(match["what"]):
        return
    quote = matter.draft.quoter.quote(line.start + said.start, line.start + said.end)
    if any(start < quote.end and quote.start < end for start, end in taken):
        return
    task, rest = turned
    wording = given(NO_OWNER, f"{task} {rest}", "" if _TIME.search(rest) else NO_DAY)
    yield matter.remark("K1-utan-ansvarig", quote, wording, None, said.point or line.point, section.paragraph)
