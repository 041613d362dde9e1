"""A check on the terminal and as JSON: each remark with its place and a wording to use instead."""

import textwrap
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from documents.check import Checked
from documents.check_rules import Remark, Severity
from documents.findings import PaperStatus, Reading
from documents.reading_view import WIDTH

_COUNTED = {
    Severity.FAULT: ("fel", "fel"),
    Severity.REMARK: ("anmärkning", "anmärkningar"),
    Severity.ADVICE: ("råd", "råd"),
}
_INDENT = "   "
_LONGEST_QUOTE = 150


def show_check(checked: Checked) -> str:
    """The whole check, as plain text of fixed width."""
    blocks = [_head(checked)]
    for _, remarks in groupby(checked.remarks, key=lambda remark: remark.finding or remark.quote):
        blocks += _group(list(remarks))
    if checked.skipped:
        blocks.append("\n".join(_not_checked(checked)))
    return "\n\n".join(blocks) + "\n"


def _head(checked: Checked) -> str:
    lines = [_of_what(checked.reading), _result(checked)]
    if checked.remarks and checked.reading.status is PaperStatus.DECIDED:
        lines.append("Beslutet är fattat: det som är fel kan bara ändras genom ett nytt beslut.")
    return "\n".join(lines)


def _result(checked: Checked) -> str:
    given = _assignments(checked.reading) if checked.reading.findings else "Handlingen ger ingen ett uppdrag"
    if checked.remarks:
        counted = [_number(checked, severity) for severity in Severity if checked.count(severity)]
        return f"{given}: {', '.join(counted)}."
    if checked.reading.findings:
        return f"{given}, inget att anmärka på."
    return f"{given}, så det finns inget att kontrollera. Kontrollera att beslutspunkterna är med."


def _of_what(reading: Reading) -> str:
    kind = reading.document_kind[:1].upper() + reading.document_kind[1:]
    what = "förslag till beslut" if reading.status is PaperStatus.PROPOSED else "beslut"
    return f"{kind} · {what}" + (f" av {' '.join(reading.body.split())}" if reading.body else "")


def _assignments(reading: Reading) -> str:
    return "1 uppdrag" if len(reading.findings) == 1 else f"{len(reading.findings)} uppdrag"


def _number(checked: Checked, severity: Severity) -> str:
    number = checked.count(severity)
    return f"{number} {_COUNTED[severity][number != 1]}"


def _group(remarks: list[Remark]) -> list[str]:
    """The remarks on one assignment; place and quote are said again only where they are others."""
    blocks = []
    above: Remark | None = None
    for remark in remarks:
        lines = (
            [f"{f'Uppdrag {remark.finding}' if remark.finding else 'Handlingen'}, {where(remark)}"]
            if above is None
            else []
        )
        elsewhere = above is not None and where(above) != where(remark)
        lines.append(f"{_INDENT}{remark.rule.severity.value}  {remark.rule.id}{f'  ({where(remark)})' * elsewhere}")
        if above is None or above.quote != remark.quote:
            lines += _wrapped(f"”{_shortened(' '.join(remark.quote.text.split()))}”")
        lines += _wrapped(remark.sentence) + _wrapped(f"Förslag: {remark.wording}")
        blocks.append("\n".join(lines))
        above = remark
    return blocks


def where(remark: Remark) -> str:
    """ "sida 1, rad 11, § 31, punkt 1"."""
    parts = [
        f"sida {remark.quote.page}" if remark.quote.page else "",
        f"rad {remark.line}",
        f"§ {remark.paragraph}" if remark.paragraph else "",
        f"punkt {remark.point}" if remark.point else "",
    ]
    return ", ".join(filter(None, parts))


def _wrapped(text: str, indent: str = _INDENT * 2) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    half = _LONGEST_QUOTE // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def _not_checked(checked: Checked) -> Iterable[str]:
    yield "Inte kontrollerat:"
    for skipped in checked.skipped:
        yield from _wrapped(f"{', '.join(skipped.rules)}: {skipped.reason}", _INDENT)


def as_json(checked: Checked) -> dict[str, Any]:
    """Plain values; places count characters of the decoded file, the end is exclusive."""
    return {
        "status": checked.reading.status.value,
        "body": checked.reading.body,
        "assignments": len(checked.reading.findings),
        "counts": {severity.value: checked.count(severity) for severity in Severity},
        "remarks": [_as_json(remark) for remark in checked.remarks],
        "skipped": [{"rules": list(skipped.rules), "reason": skipped.reason} for skipped in checked.skipped],
    }


def _as_json(remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule.id,
        "severity": remark.rule.severity.value,
        "sentence": remark.sentence,
        "suggestion": remark.wording,
        "assignment": remark.finding,
        "point": remark.point,
        "paragraph": remark.paragraph,
        "page": remark.quote.page,
        "line": remark.line,
        "start": remark.quote.start,
        "end": remark.quote.end,
        "quote": remark.quote.text,
    }
