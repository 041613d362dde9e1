"""A reading as JSON: what `bevaka read --json` prints."""

from dataclasses import asdict
from datetime import date
from typing import Any

from deadlines.status import ANSWERABLE
from deadlines.term import Term
from documents.findings import Finding, FoundAct, Quote, Reading


def as_contract(reading: Reading) -> dict[str, Any]:
    """Plain values only; places count characters of the decoded file, the end is exclusive."""
    return {
        "status": reading.status.value,
        "decision_date": _day(reading.decision_date),
        "body": reading.body,
        "document_kind": reading.document_kind,
        "title": reading.title,
        "case_number": reading.case_number,
        "paragraph": reading.paragraph,
        "pages": reading.pages,
        "latest_stated_day": _day(reading.latest_stated_day),
        "sent_to": list(reading.sent_to),
        "warnings": list(reading.warnings),
        "assignments": [_assignment(finding) for finding in reading.findings],
        "proposals": [_assignment(finding) for finding in reading.proposals],
        "paragraphs": [asdict(paragraph) for paragraph in reading.paragraphs],
        "acts": [_act(act) for act in reading.acts],
    }


def _assignment(finding: Finding) -> dict[str, Any]:
    named = finding.to_be_named
    return {
        "point": finding.point,
        "paragraph": finding.paragraph,
        "owners": _owners(finding),
        "roles": [{"name": o.name, "role": o.role.value, "implicit": o.implicit} for o in finding.owners],
        "task": finding.task,
        **_place(finding.quote),
        "deadline": _term(finding.term),
        "phrase_start": finding.phrase_span[0] if finding.phrase_span else None,
        "phrase_end": finding.phrase_span[1] if finding.phrase_span else None,
        "report_to": finding.report_to,
        "moves_term": finding.moves_term,
        "body": finding.body or None,
        "is_proposal": finding.is_proposal,
        "to_be_named": {"description": named.description, "task": named.task, **_place(named.quote)} if named else None,
        "repeats": [_place(quote) for quote in finding.repeats],
        "questions": list(finding.questions),
        "warnings": list(finding.warnings),
        "rule": finding.rule,
        "term_rule": finding.term_rule,
        "confidence": finding.confidence.value,
        "doubts": [doubt.text for doubt in finding.doubts],
    }


def _act(act: FoundAct) -> dict[str, Any]:
    cited = act.meant.cited
    return {
        "kind": act.kind.value,
        "point": act.point,
        "paragraph": act.paragraph,
        "body": act.body,
        **_place(act.quote),
        "is_proposal": act.is_proposal,
        "case_number": act.meant.case_number,
        "cited": {**cited.__dict__, "day": _day(cited.day)} if cited else None,
        "owners": list(act.meant.owners),
        "deadline": _term(act.term),
        "to_body": act.to_body,
        "outcome": act.outcome.value if act.outcome else None,
    }


def _owners(finding: Finding) -> list[str]:
    """Those who shall do it; who is only asked or told stands under `roles`."""
    return [owner.name for owner in finding.owners if owner.role in ANSWERABLE]


def _place(quote: Quote) -> dict[str, Any]:
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "page": quote.page}


def _term(term: Term) -> dict[str, Any]:
    return {
        "kind": term.kind.value,
        "first": _day(term.first),
        "last": _day(term.last),
        "phrase": term.phrase,
        "assumption": term.assumption,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
