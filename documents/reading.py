"""Reads a paper: text into proposed assignments, each with its exact place and its open questions."""

import re
from dataclasses import replace
from datetime import date

from documents.days import decision_date, latest_stated_day, own_day, section_date
from documents.findings import Finding, FoundAct, PaperStatus, Reading
from documents.forwarding import forwarded
from documents.head import body_of, kind_of, status_of
from documents.headings import Zone
from documents.intake import paper_text
from documents.lines import LineKind, lines_of
from documents.pages import pages_of, textless
from documents.paragraphs import paragraphs_of
from documents.questions import paper_warnings, with_questions
from documents.quoting import Quoter
from documents.repeats import merged
from documents.reports import body_name
from documents.section_reader import SectionReader
from documents.structure import Section, sections_of
from documents.titles import case_number_of, title_of


def read_paper(data: bytes, name: str) -> Reading:
    """What the paper proposes or decides. Raises UnreadablePaper for a file that gives no text."""
    return read_text(paper_text(data, name))


def read_text(text: str) -> Reading:
    """Reads text that is already decoded; all places point into it."""
    plain, view, lines = lines_of(text)
    sections = sections_of(lines)
    kind = kind_of(plain)
    status = status_of(sections, kind)
    body, title = body_of(sections, plain, status), title_of(sections)
    own = own_day(sections, plain)
    decided = None if kind == "uppdragslista" else decision_date(sections, plain, status)
    pages = pages_of(text)
    written = own or latest_stated_day(text, decided, own, [])

    any_proposal = any(s.has(Zone.PROPOSAL) for s in sections)
    found: list[Finding] = []
    told: list[Finding] = []
    passed: list[Finding] = []
    acts: list[FoundAct] = []
    comparisons: list[tuple[list[Finding], tuple[str, ...]]] = []
    quoter = Quoter(text, view, pages)
    for section in sections:
        day, own_body = section_date(section) or decided, _section_body(section) or body
        reader = SectionReader(section, status, own_body, day, written, quoter)
        counted = reader.counted(title or "", any_proposal)
        if status is PaperStatus.DECIDED:
            counted, more = _told_apart(section, counted, own_body, written, quoter)
            passed += more
        found += counted
        acts += reader.acts(any_proposal, counted)
        told += reader.retold(any_proposal)
        comparisons.append((counted, _sent_to([section])))
    findings = [
        with_questions(f, PaperStatus.PROPOSED if f.is_proposal else status, f.body or body)
        for f in merged(found, told)
    ]
    return Reading(
        text=text,
        status=status,
        document_kind=kind or ("tjänsteskrivelse" if status is PaperStatus.PROPOSED else "protokoll"),
        body=body,
        decision_date=decided,
        title=title,
        case_number=case_number_of(sections),
        paragraph=_paragraph(sections),
        pages=pages.count,
        latest_stated_day=latest_stated_day(text, decided, own, [f.phrase_span for f in findings if f.phrase_span]),
        findings=tuple(findings),
        proposals=tuple(with_questions(f, PaperStatus.PROPOSED, f.body) for f in merged(passed, [])),
        paragraphs=paragraphs_of(sections, view, pages),
        acts=tuple(acts),
        sent_to=_sent_to(sections),
        warnings=(*textless(text), *paper_warnings(comparisons)),
    )


def _told_apart(
    section: Section, counted: list[Finding], body: str | None, written: date | None, quoter: Quoter
) -> tuple[list[Finding], list[Finding]]:
    """What the section decides, and what it only proposes to another body.

    A § that decides nothing and only proposes keeps its findings, marked: they are all that it has."""
    passed = [
        replace(finding, body=receiver, is_proposal=True, decided_on=None)
        for receiver, part in forwarded(section, body)
        for finding in SectionReader(part, PaperStatus.PROPOSED, receiver, None, written, quoter).counted("", True)
    ]
    if section.has(Zone.DECISION):
        return counted, passed
    by_place = {finding.quote.start: finding for finding in passed}
    return [by_place.get(finding.quote.start, finding) for finding in counted], []


def _section_body(section: Section) -> str | None:
    """A register names the body in every row."""
    if not section.register or section.head is None:
        return None
    return next(
        (body_name(c, None) for c in section.head.cells if re.search(r"nämnden|styrelsen|fullmäktige|utskottet", c)),
        None,
    )


def _paragraph(sections: list[Section]) -> str | None:
    """The paper's own §, if it has exactly one."""
    numbers = {s.paragraph for s in sections if s.paragraph}
    return numbers.pop() if len(numbers) == 1 else None


def _sent_to(sections: list[Section]) -> tuple[str, ...]:
    parts = [p for s in sections for p in s.parts if p.zone is Zone.SEND_LIST]
    names = []
    for part in parts:
        text = part.line.text
        if part.line.kind is LineKind.HEADING:
            text = text.partition(":")[2]
        if text.strip() and "://" not in text:
            names.append(text.strip())
    return tuple(dict.fromkeys(names))
