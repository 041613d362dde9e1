"""A clause made a finding: its owners, its time, its task and where it stands."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from deadlines.phrases import Found
from deadlines.status import Role
from deadlines.term import UNDATED, Kind, Term
from documents.anchors import anchored
from documents.clauses import Clause
from documents.confidence import mended_word, weighed
from documents.findings import Finding, NamedOwner, ToBeNamed
from documents.given import Form
from documents.headings import Zone
from documents.owners import OFFICE_WORD, Named, beside_in
from documents.quoting import Quoter
from documents.reports import report_to
from documents.structure import Section


class Timed(NamedTuple):
    """The time of a clause, where it stands, what is open about it, and the rule that read it."""

    term: Term = UNDATED
    span: tuple[int, int] | None = None
    doubt: str | None = None
    rule: str | None = None


class ClauseFinding:
    """Makes findings of one section's clauses."""

    def __init__(
        self,
        section: Section,
        body: str | None,
        decided: date | None,
        quoter: Quoter,
        terms: Callable[[str], list[Found]],
    ) -> None:
        self.section, self.body, self.decided = section, body, decided
        self.quoter, self.terms = quoter, terms

    def of(self, clause: Clause, previous: Finding | None = None) -> Finding:
        """`previous`: the finding right before, whose time "samtidigt" means."""
        text = " ".join(clause.texts)
        timed = self._time(clause, previous)
        start, end = self._whole(clause)
        owners = self._owners(clause, text)
        task = self._task(clause)
        finding = Finding(
            point=clause.point,
            owners=owners,
            quote=self.quoter.quote(start, end),
            task=task,
            term=timed.term,
            phrase_span=timed.span,
            report_to=report_to(clause.texts, self.body, tuple(o.name for o in owners)),
            to_be_named=self._to_be_named(clause),
            questions=(timed.doubt,) if timed.doubt else (),
            paragraph=self.section.paragraph,
            decided_on=self.decided,
            moves_term=clause.form is Form.MOVED,
            rule=clause.rule,
            term_rule=timed.rule,
        )
        mended = mended_word(self.quoter.text, self.quoter.view, *clause.spans[0])
        return weighed(finding, clause.zone, mended)

    def _whole(self, clause: Clause) -> tuple[int, int]:
        """The clause, with the sentences right after it that belong to it."""
        start, end = clause.spans[0]
        for more_start, more_end in clause.spans[1:]:
            if more_start - end > 3 or more_end - start > 700:
                break
            end = more_end
        return start, end

    def _time(self, clause: Clause, previous: Finding | None) -> Timed:
        candidates = [
            (found, span[1] - len(text), n)
            for n, (span, text) in enumerate(zip(clause.spans, clause.texts, strict=True))
            for found in self.terms(text)
        ]
        if not candidates:
            return Timed()
        found, base, _ = max(candidates, key=lambda c: (_weight(c[0], c[2]), -c[1] - c[0].start))
        span, phrase = self.quoter.phrase(base + found.start, base + found.end)
        points = [p.line.text for p in self.section.parts if p.zone in (Zone.DECISION, Zone.PROPOSAL)]
        term, rule = anchored(found.term, points), found.rule
        if "samtidigt" in (term.phrase or "") and previous is not None and previous.term.last:
            term = term._replace(
                first=previous.term.first, last=previous.term.last, assumption="Samma tid som i uppdraget före."
            )
            rule = "T26-samtidigt"
        doubt = found.doubt if term.last is None else None
        return Timed(term._replace(phrase=phrase), span, doubt, rule)

    def _owners(self, clause: Clause, text: str) -> tuple[NamedOwner, ...]:
        role = re.search(rf"i\s+egenskap\s+av\s+(?P<role>(?:[\wåäö]+s\s+)?{OFFICE_WORD.pattern})", text, re.IGNORECASE)
        who = Named((role["role"],)) if role else clause.who
        extra = beside_in(text)
        # those asked for an opinion answer each for itself
        joint = Role.JOINT if len(who.owners) > 1 and clause.form is not Form.REFERRED else Role.LEAD
        owners = [NamedOwner(name, _lead_or(joint, name, text), clause.implicit) for name in who.owners]
        owners += [NamedOwner(name, Role.JOINT) for name in (*who.beside, *extra.beside)]
        owners += [NamedOwner(name, Role.CONSULTED) for name in (*who.consulted, *extra.consulted)]
        return tuple({owner.name: owner for owner in reversed(owners)}.values())[::-1]

    def _task(self, clause: Clause) -> str:
        """What shall be done, without the time that stands first."""
        text = clause.texts[0]
        if clause.form in (Form.REFERRED, Form.MOVED):
            start, end = clause.spans[0]
            return self.quoter.view.text[start:end]
        text = re.sub(r"^[\s,]*(?:om\s+)?(?:att\b[\s,]*)?", "", text)
        end = 0
        for found in self.terms(text):
            if text[end : found.start].strip(" ,"):
                break
            end = found.end
        text = _TO_THE_NEXT.sub("", text[end:].lstrip(" ,"))
        return text.rstrip(" .;,") or self.quoter.view.text[clause.spans[0][0] : clause.spans[0][1]]

    def _to_be_named(self, clause: Clause) -> ToBeNamed | None:
        start, end = clause.spans[0]
        match = _NAMING.search(self.quoter.view.text, start, end)
        if not match:
            return None
        article = "det" if match["article"].lower() == "ett" else "den"
        task = match["task"].rstrip(" .;,")
        quote = self.quoter.quote(match.start("task"), match.start("task") + len(task))
        return ToBeNamed(f"{article} {match['what']} som utses", task, quote)


_TO_THE_NEXT = re.compile(r"[\s,]+(?:samt|och|dels)\s+(?:att\s+)?föresl(?:år|å)\s+[^.]{0,80}$", re.IGNORECASE)
"""A point that runs on into what is proposed to the next body."""
_NAMING = re.compile(
    r"\b(?:utse|utser|tillsätta|inrätta)\s+(?P<article>en|ett)\s+(?:(?:ansvarig|samordnande)\s+)?(?P<what>[\wåäö-]+)\s+"
    r"(?:som\s+(?:ansvarar\s+för|ska\s+ansvara\s+för|ska|skall|svarar\s+för|har\s+ansvar(?:et)?\s+för|leder|samordnar|får\s+ansvar(?:et)?\s+för)|för|med\s+ansvar\s+för)\s+(?P<task>.+)",
    re.IGNORECASE,
)
_FIRM = re.compile(r"senast|före|innan|klart?\b|till\b|inom", re.IGNORECASE)


def _weight(found: Found, place: int) -> float:
    """How much a phrase says about when: a last day more than a period, a period more than "skyndsamt"."""
    term = found.term
    if term.last or term.kind is Kind.DATE:
        return 4.0 if _FIRM.match(term.phrase or "") else 3.0
    if term.kind is Kind.VAGUE:
        return 1.0
    return 2.0


def _lead_or(role: Role, name: str, text: str) -> Role:
    lead = re.search(
        rf"{re.escape(name)}\s+(?:som|är|ska\s+vara)\s+(?:samordn|sammankall|huvudansvar)", text, re.IGNORECASE
    )
    return Role.LEAD if lead else role
