"""The same assignment said more than once: one finding, with every place it stands."""

import re
from dataclasses import replace

from documents.findings import Finding

_WORD = re.compile(r"[\wåäö]{4,}")
_SAME, _ALIKE = 0.9, 0.6


def merged(found: list[Finding], told: list[Finding]) -> list[Finding]:
    """Findings without doubles. What is only retold and matches nothing is left out: it was not decided here."""
    out: list[Finding] = []
    for finding in found:
        twin = next((n for n, other in enumerate(out) if _is_double(finding, other)), None)
        if twin is None:
            out.append(finding)
        else:
            out[twin] = _repeated(out[twin], finding)
    for finding in told:
        twin = max(range(len(out)), key=lambda n: alikeness(finding, out[n]), default=None)
        if twin is None or finding.quote.start in {f.quote.start for f in out}:
            continue  # a proposal that the decision pointed at is the decision, not its repetition
        if alikeness(finding, out[twin]) >= _ALIKE:
            out[twin] = _repeated(out[twin], finding)
    return out


def _is_double(a: Finding, b: Finding) -> bool:
    return (
        (a.term.first, a.term.last) == (b.term.first, b.term.last)
        and a.paragraph == b.paragraph
        and alikeness(a, b) >= _SAME
    )


def alikeness(a: Finding, b: Finding) -> float:
    """The share of the shorter task's words that the other has too; 0 where the owners differ."""
    if {o.name for o in a.owners} != {o.name for o in b.owners}:
        return 0.0
    return likeness(a.task, b.task)


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's longer words that the other has too."""
    ours, theirs = (set(_WORD.findall(text.lower())) for text in (one, other))
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _repeated(kept: Finding, again: Finding) -> Finding:
    return replace(kept, repeats=(*kept.repeats, again.quote, *again.repeats))
