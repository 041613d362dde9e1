"""Two tasks with a time each in one sentence are two assignments."""

import re
from dataclasses import replace

from deadlines.phrases import Found
from documents.clauses import Clause, Terms

_SECOND = re.compile(
    r"(?:,|\b(?:och|samt))\s+(?P<task>(?:att\s+|med\s+)?(?:därefter\s+)?(?!dock\b)(?:[\wåäö]+\s+){0,2}?"
    r"(?:följas?\s+upp|redovis\w*|rapporter\w*|återrapport\w*|återkom\w*|slutredovis\w*|delredovis\w*|slutrapport\w*|delrapport\w*"
    r"|utvärder\w*|revider\w*|uppdater\w*|presenter\w*|lämna\w*|ta\s+fram|genomför\w*|inkom\w*|senast\b))",
    re.IGNORECASE,
)


def split_in_two(clause: Clause, terms: Terms) -> list[Clause]:
    """ "… under tredje kvartalet och därefter följas upp en gång per år" gives both."""
    text = clause.texts[-1]
    found = terms(text)
    for before, after in zip(found, found[1:], strict=False):
        cut = _SECOND.search(text, before.end, after.end + 40)
        if cut and cut.start() <= after.start and _own_time(before) and _own_time(after):
            return _halves(clause, text, cut.start("task"), cut.start())
    return [clause]


def _own_time(found: Found) -> bool:
    return found.term.is_dated or found.doubt is not None or found.term.kind.value in ("recurring", "meeting")


def _halves(clause: Clause, text: str, task: int, cut: int) -> list[Clause]:
    start, end = clause.spans[-1]
    base = end - len(text)
    first = replace(
        clause,
        spans=[*clause.spans[:-1], (start, base + len(text[:cut].rstrip(" ,")))],
        texts=[*clause.texts[:-1], text[:cut].rstrip(" ,")],
    )
    second = replace(clause, spans=[(base + task, end)], texts=[text[task:]], implicit=True, rule="G26-två-tider")
    return [first, second]
