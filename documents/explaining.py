"""A reading explained on the paper itself: the words around each finding, marked, and the rules that saw them."""

import textwrap

from deadlines.phrase_rules import PHRASE_RULES
from documents.findings import Finding, Reading
from documents.form_rules import FORM_RULES
from documents.marking import Mark, marks_of
from documents.reading_view import WIDTH
from documents.term_words import term_text

_LINE = {"ägare": "~", "tid": "^", "uppgift": "-"}
_LABEL_WIDTH = 10
_BAR = "   │ "


def explain(reading: Reading) -> str:
    """Every finding on its own lines of the paper, with what found it and what speaks against it."""
    if not reading.findings:
        return "Inga uppdrag hittades, så det finns inget att förklara.\n"
    legend = "~ ägare   ^ tid   - uppgift"
    blocks = [legend, *(_finding(n, finding, reading.text) for n, finding in enumerate(reading.findings, 1))]
    return "\n\n".join(blocks) + "\n"


def _finding(number: int, finding: Finding, text: str) -> str:
    sure = finding.confidence.value
    where = _where(finding)
    lines = [f"{number}  {where}".ljust(WIDTH - len(sure)) + sure, *_marked_text(finding, text)]
    lines += _said("uppdrag", _rule(finding.rule, FORM_RULES))
    if finding.term_rule and finding.term.phrase:
        lines += _said("tid", _rule(finding.term_rule, PHRASE_RULES))
        lines += _said("", f"”{finding.term.phrase}” → {term_text(finding.term)}")
    lines += _said("redovisas", f"till {finding.report_to}" if finding.report_to else "")
    lines += _said("antagande", finding.term.assumption or "")
    shown = {finding.term.assumption}
    for doubt in finding.doubts:
        if doubt.text not in shown:
            lines += _said(doubt.level.value, doubt.text)
    return "\n".join(lines)


def _where(finding: Finding) -> str:
    parts = [
        f"sida {finding.quote.page}" if finding.quote.page else "",
        f"§ {finding.paragraph}" if finding.paragraph else "",
        f"punkt {finding.point}" if finding.point else "",
        f"tecken {finding.quote.start}–{finding.quote.end}",
    ]
    return ", ".join(filter(None, parts))


def _rule(name: str, rules: dict[str, str]) -> str:
    short = name.partition("-")[0]
    return f"{short}  {rules.get(name, name)}"


def _said(label: str, text: str) -> list[str]:
    if not text:
        return []
    first = "   " + label.ljust(_LABEL_WIDTH)
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


def _marked_text(finding: Finding, text: str) -> list[str]:
    """The paper's own lines, each with its marks on the line below."""
    marks = marks_of(finding, text)
    first = text.rfind("\n", 0, finding.quote.start) + 1
    end = max([finding.quote.end, *(mark.end for mark in marks)])
    last = text.find("\n", end)
    out: list[str] = []
    start = first
    for line in text[first : last if last >= 0 else len(text)].split("\n"):
        for begin, piece in _folded(line):
            if piece.strip():
                out += _underlined(piece, start + begin, marks)
        start += len(line) + 1
    return out


def _folded(line: str) -> list[tuple[int, str]]:
    """A line that is wider than the terminal, in pieces of its width."""
    room = WIDTH - len(_BAR)
    pieces, at = [], 0
    while len(line) - at > room:
        cut = line.rfind(" ", at, at + room)
        cut = cut + 1 if cut > at else at + room
        pieces.append((at, line[at:cut]))
        at = cut
    return [*pieces, (at, line[at:])]


def _underlined(line: str, start: int, marks: list[Mark]) -> list[str]:
    line = line.rstrip()
    below = [" "] * len(line)
    for mark in marks:
        for at in range(max(mark.start, start), min(mark.end, start + len(line))):
            below[at - start] = _LINE[mark.what]
    shown = _BAR + "".join(char if char.isprintable() else " " for char in line)
    under = "".join(below).rstrip()
    return [shown, _BAR + under] if under else [shown]
