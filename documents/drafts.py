"""What a reading becomes: one draft decision a §, and one for each body that a § proposes something to."""

from dataclasses import dataclass
from datetime import date

from documents.findings import Finding, PaperStatus, Paragraph, Reading


@dataclass(frozen=True)
class Draft:
    """A decision as it was read, before anybody has confirmed it."""

    body: str | None
    """Who decides, or is asked to."""
    title: str | None
    case_number: str | None
    paragraph: str | None = None
    """The § and the day that the paper itself states; None for what is only proposed."""
    day: date | None = None
    findings: tuple[Finding, ...] = ()
    under: str | None = None
    """The § that a proposal to the next body stands under."""


def is_minutes(reading: Reading) -> bool:
    """Minutes of a meeting with several §§: those without an assignment are decisions, too."""
    return reading.status is PaperStatus.DECIDED and len(reading.paragraphs) > 1


def drafts_of(reading: Reading) -> list[Draft]:
    """The drafts in the paper's order. A memo gives one; minutes give one for every §."""
    acting = {act.paragraph for act in reading.acts if not act.is_proposal}
    if not reading.paragraphs:
        return _without_paragraph(reading, reading.findings, None in acting)
    decided = reading.status is PaperStatus.DECIDED
    drafts = _without_paragraph(reading, [f for f in reading.findings if not _under(f, reading)], None in acting)
    for one in reading.paragraphs:
        own = [f for f in reading.findings if f.paragraph == one.number]
        taken = tuple(f for f in own if not f.is_proposal)
        if taken or one.number in acting or is_minutes(reading):
            drafts.append(_draft(reading, one, taken, decided))
        drafts += _passed_on(reading, one, [*(f for f in own if f.is_proposal), *_proposals_under(reading, one)])
    return drafts


def _draft(reading: Reading, one: Paragraph, findings: tuple[Finding, ...], decided: bool) -> Draft:
    days = {f.decided_on for f in findings if f.decided_on}
    day = days.pop() if len(days) == 1 else reading.decision_date
    title, case = _named(reading, one)
    return Draft(reading.body, title, case, one.number if decided else None, day if decided else None, findings)


def _passed_on(reading: Reading, one: Paragraph, findings: list[Finding]) -> list[Draft]:
    """One draft for each body that is asked to decide."""
    title, case = _named(reading, one)
    bodies = dict.fromkeys(f.body for f in findings)
    return [
        Draft(body, title, case, findings=tuple(f for f in findings if f.body == body), under=one.number)
        for body in bodies
    ]


def _proposals_under(reading: Reading, one: Paragraph) -> list[Finding]:
    return [f for f in reading.proposals if f.paragraph == one.number]


def _named(reading: Reading, one: Paragraph) -> tuple[str | None, str | None]:
    """Title and case number; a paper with one § may have them above it."""
    alone = len(reading.paragraphs) == 1
    title = one.title or (reading.title if alone else None)
    return title, one.case_number or (reading.case_number if alone else None)


def _under(finding: Finding, reading: Reading) -> bool:
    return finding.paragraph in {one.number for one in reading.paragraphs}


def _without_paragraph(reading: Reading, findings: tuple[Finding, ...] | list[Finding], acts: bool) -> list[Draft]:
    title, case = reading.title, reading.case_number
    own = tuple(f for f in findings if not f.is_proposal)
    drafts = [Draft(reading.body, title, case, findings=own)] if own or acts else []
    asked = [f for f in findings if f.is_proposal]
    return drafts + [
        Draft(body, title, case, findings=tuple(f for f in asked if f.body == body))
        for body in dict.fromkeys(f.body for f in asked)
    ]
