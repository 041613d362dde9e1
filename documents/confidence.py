"""How sure a finding is: never a number, always the facts that speak against it."""

import re
from dataclasses import replace

from deadlines.status import ANSWERABLE
from documents.findings import Confidence, Doubt, Finding
from documents.headings import Zone
from documents.view import View

_LOOSE = {
    "G10-uppmanar": Confidence.PROBABLE,
    "G11-uppmanas": Confidence.PROBABLE,
    "G15-ska": Confidence.PROBABLE,
    "G16-gör": Confidence.UNSURE,
    "G17-ska-göras-av": Confidence.PROBABLE,
    "G18-ska-göras": Confidence.UNSURE,
    "G25-egen-tid": Confidence.PROBABLE,
    "G26-två-tider": Confidence.PROBABLE,
}
_BY_REFERENCE = frozenset({"G23-bifallet-yrkande", "G24-bifallen-att-sats"})

_SAYS_SO = re.compile(r"\b(?:besluta[rd]?|beslöt|uppdrar|uppdras|ger|föreslå)", re.IGNORECASE)
"""A sentence that names the act needs no heading to be taken for one."""


def weighed(finding: Finding, zone: Zone, mended: tuple[str, str] | None) -> Finding:
    """The finding with everything that speaks against it; `mended`: a misread word and what it was taken for."""
    doubts = [*_form(finding), *_owners(finding), *_time(finding)]
    if finding.rule in _BY_REFERENCE:
        doubts.append(Doubt(Confidence.PROBABLE, "Beslutet pekar på orden i stället för att upprepa dem."))
    elif zone is Zone.NONE and not _SAYS_SO.search(finding.quote.text):
        doubts.append(Doubt(Confidence.PROBABLE, "Står inte under någon beslutsrubrik."))
    if mended:
        doubts.append(Doubt(Confidence.PROBABLE, f"”{mended[0]}” är felinläst och har lästs som ”{mended[1]}”."))
    return replace(finding, doubts=tuple(doubts))


def _form(finding: Finding) -> list[Doubt]:
    level = _LOOSE.get(finding.rule, Confidence.SURE)
    if level is Confidence.SURE:
        return []
    return [Doubt(level, "Ordet uppdrag står inte i punkten.")]


def _owners(finding: Finding) -> list[Doubt]:
    doing = [owner for owner in finding.owners if owner.role in ANSWERABLE]
    if not doing:
        return [Doubt(Confidence.UNSURE, "Ingen ansvarig är namngiven.")]
    if any(owner.implicit for owner in doing):
        return [Doubt(Confidence.PROBABLE, "Ägaren står inte i punkten utan i texten före.")]
    return []


def _time(finding: Finding) -> list[Doubt]:
    term = finding.term
    if term.phrase and term.last is None and finding.questions:
        return [Doubt(Confidence.UNSURE, finding.questions[0])]
    if term.assumption:
        return [Doubt(Confidence.PROBABLE, term.assumption)]
    return []


def mended_word(text: str, view: View, start: int, end: int) -> tuple[str, str] | None:
    """The first word in a stretch of the view whose letters are not those of the paper, as printed and as read."""
    for at in range(start, end):
        read, printed = view.text[at], text[view.offsets[at]]
        if read != printed and not (read.isspace() or printed.isspace()) and printed.isascii() and read.isascii():
            first, last = at, at + 1
            while first > start and view.text[first - 1].isalnum():
                first -= 1
            while last < end and view.text[last].isalnum():
                last += 1
            begin, stop = view.original(first, last)
            return " ".join(text[begin:stop].split()), view.text[first:last]
    return None
