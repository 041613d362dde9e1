"""What a person must settle, and what a person should look at, in plain Swedish."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from config.closed_days import workdays
from deadlines.status import ANSWERABLE, Role
from deadlines.swedish import day_text, month_text
from deadlines.term import Kind
from documents.findings import Finding, PaperStatus

USUAL_CUTOFF = 10
"""Working days from cutoff to meeting where nothing else is known."""
_UNDEFINED = re.compile(r"^(?:berörd|respektive|övrig)\w*\b", re.IGNORECASE)
_BARE = frozenset(
    {"förvaltningen", "förvaltningschefen", "förvaltningschef", "verksamheten", "kontoret", "nämnden", "bolaget"}
)
_COMPANY = re.compile(r"\b(?:AB|HB|KB)\b|bolag")
_COUNTS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


def with_questions(finding: Finding, status: PaperStatus, body: str | None) -> Finding:
    """The finding with its open questions and warnings. Warnings never stop anything."""
    asked = (*finding.questions, *_time(finding, status), *_who(finding))
    return replace(finding, questions=tuple(dict.fromkeys(asked)), warnings=tuple(_rights(finding, body)))


def _time(finding: Finding, status: PaperStatus) -> list[str]:
    term = finding.term
    when = " när beslutet är fattat" if status is PaperStatus.PROPOSED else ""
    if term.kind is Kind.NONE:
        return [f"Ingen tid är angiven. Ange bevakningsdatum{when}."]
    if term.last is None and not finding.questions:
        return [f"Ingen dag följer av ”{term.phrase}”. Ange bevakningsdatum{when}."]
    if (
        term.kind is Kind.MONTH
        and term.last
        and finding.report_to
        and term.first
        and (term.last - term.first).days < 31
    ):
        meetings = f"{_genitive(finding.report_to)} sammanträden i {month_text(term.last)}"
        cutoff = f"handlingarna ska vara inne {_assumed_cutoff(term.first)}"
        return [f"Vilket av {meetings} gäller det? Antagande tills vidare, utan sammanträdesplan: {cutoff}."]
    return []


def _assumed_cutoff(first: date) -> str:
    """The usual rule applied to the first day of the month: the earliest that any cutoff in it can be."""
    return day_text(workdays().shift(first, -USUAL_CUTOFF))


def _who(finding: Finding) -> list[str]:
    doing = [owner for owner in finding.owners if owner.role in ANSWERABLE]
    if not doing:
        return ["Ingen ansvarig är namngiven. Vem ska göra det?"]
    out = []
    if len(doing) > 1 and not any(owner.role is Role.LEAD for owner in doing):
        all_committees = all("nämnd" in owner.name for owner in doing)
        out.append(f"Ingen {'nämnd' if all_committees else 'av de ansvariga'} är utsedd att samordna.")
    for owner in doing:
        if _UNDEFINED.match(owner.name):
            out.append(f"Vilka är ”{owner.name}”? Välj dem i registret.")
        elif owner.name in _BARE:
            out.append(f"”{owner.name.capitalize()}” har inget fullständigt namn här. Vilken är det?")
    if any(owner.implicit for owner in doing):
        out.append("Ansvarig står inte i punkten utan följer av texten före. Stämmer det?")
    return out


def _rights(finding: Finding, body: str | None) -> list[str]:
    names = [owner.name for owner in finding.owners if owner.role in ANSWERABLE]
    committees = [n for n in names if re.search(r"nämnd(?:en|erna|er)?$", n)]
    out = []
    if body == "kommunstyrelsen" and committees:
        whom = "nämnderna" if len(committees) > 1 or committees[0].endswith(("erna", "er")) else "nämnden"
        out.append(f"Kontrollera att reglementet ger kommunstyrelsen rätt att ge {whom} uppdraget.")
    out += [
        f"{name} är ett bolag. Kontrollera att ägardirektivet ger rätt att ge uppdraget."
        for name in names
        if _COMPANY.search(name)
    ]
    return out


def paper_warnings(sections: Iterable[tuple[list[Finding], tuple[str, ...]]]) -> tuple[str, ...]:
    """Owners that the decision is not sent to. A section without a send list has nothing to compare with."""
    names: list[str] = []
    missing: list[str] = []
    for findings, sent_to in sections:
        own = [o.name for f in findings for o in f.owners if o.role in ANSWERABLE] if sent_to else []
        names += own
        missing += [name for name in own if not _is_sent(name, sent_to)]
    names, missing = list(dict.fromkeys(names)), list(dict.fromkeys(missing))
    if not missing:
        return ()
    listed = "under ”Beslutet skickas till”"
    if len(names) == 1:
        return (f"Den ansvariga ({names[0]}) står inte {listed}.",)
    if len(missing) == len(names):
        return (f"Ingen av de {_count(len(names))} ansvariga står {listed}.",)
    some = f"{_count(len(missing)).capitalize()} av de {_count(len(names))} ansvariga"
    return (f"{some} står inte {listed}: {', '.join(missing)}.",)


def _is_sent(name: str, sent_to: tuple[str, ...]) -> bool:
    key = _key(name)
    for receiver in sent_to:
        other = _key(receiver)
        if key and key in other or ("nämnd" in key and re.search(r"samtliganämnd|allanämnd|nämnderna", other)):
            return True
    return False


def _key(name: str) -> str:
    return re.sub(r"(?:en|et|n)$", "", re.sub(r"[\W_]", "", name.lower()))


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x")) else name + "s"
