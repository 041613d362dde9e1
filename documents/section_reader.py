"""One section's assignments, as findings."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from deadlines.phrases import Found, terms_in
from deadlines.status import Role
from deadlines.term import UNDATED, Kind, Term
from documents.acts import ActReader
from documents.anchors import anchored
from documents.clauses import Clause, ClauseReader
from documents.findings import Finding, FoundAct, NamedOwner, PaperStatus, ToBeNamed
from documents.forms import Form, forms_in
from documents.guards import STRONG
from documents.halves import split_in_two
from documents.headings import Zone
from documents.lines import Line
from documents.motions import granted, granted_asks
from documents.owners import OFFICE_WORD, Named, beside_in
from documents.quoting import Quoter
from documents.reports import body_name, report_to
from documents.structure import Section
from documents.tables import Row, open_rows

_BACK = frozenset({Zone.BACKGROUND, Zone.NONE, Zone.PROPOSAL, Zone.DECISION})


class SectionReader:
    """Turns clauses into findings, with the days and the body that hold for this section."""

    def __init__(
        self,
        section: Section,
        status: PaperStatus,
        body: str | None,
        decided: date | None,
        written: date | None,
        quoter: Quoter,
    ) -> None:
        self.section, self.status, self.body = section, status, body
        self.decided, self.written, self.quoter = decided, written, quoter
        self.terms = cache(lambda text: terms_in(text, decided, written))

    def counted(self, title: str, any_proposal: bool) -> list[Finding]:
        """What was decided, in minutes; what is proposed, in a proposal."""
        clauses = self._clauses(any_proposal)
        out: list[Finding] = []
        for clause in clauses:
            for half in split_in_two(clause, self.terms):
                out.append(self._finding(half, out[-1] if out else None))
        out += [self._granted(line.text, line.start) for line in granted(self.section)]
        out += [self._asked(line, end) for line, end in granted_asks(self.section) if forms_in(line.text[end:])]
        out += [self._from_row(row) for row in open_rows(self.section, title)]
        return out

    def retold(self, any_proposal: bool) -> list[Finding]:
        """The same said elsewhere in the section: only worth something as a repetition."""
        zones = _BACK - self._zones(any_proposal)
        clauses = ClauseReader(self.section, zones, self.terms).read()
        return [self._finding(c, None) for c in clauses if c.form in (Form.GIVEN, Form.REFERRED)]

    def acts(self, any_proposal: bool, counted: list[Finding]) -> list[FoundAct]:
        """What the same words do to earlier assignments."""
        zones = self._zones(any_proposal)
        moved = [finding for finding in counted if finding.moves_term]
        found = ActReader(self.section, zones, self.body, self.terms, self.quoter).read(moved)
        if self.status is not PaperStatus.DECIDED:
            return found
        if not found and self._decides_as_proposed():
            return ActReader(self.section, frozenset({Zone.PROPOSAL}), self.body, self.terms, self.quoter).read()
        return [replace(act, is_proposal=True) for act in found] if zones == {Zone.PROPOSAL} else found

    def _clauses(self, any_proposal: bool) -> list[Clause]:
        clauses = ClauseReader(self.section, self._zones(any_proposal), self.terms).read()
        own = any(clause.form in STRONG for clause in clauses)
        if not own and self.status is PaperStatus.DECIDED and self._decides_as_proposed():
            return ClauseReader(self.section, frozenset({Zone.PROPOSAL}), self.terms).read()
        return clauses

    def _zones(self, any_proposal: bool) -> frozenset[Zone]:
        wanted = Zone.DECISION if self.status is PaperStatus.DECIDED else Zone.PROPOSAL
        if wanted is Zone.PROPOSAL and any_proposal and self.section.has(Zone.DECISION):
            return frozenset({Zone.PROPOSAL, Zone.DECISION})  # "Nämnden beslutar för egen del att", still a draft
        if self.section.has(wanted):
            return frozenset({wanted})
        if self.section.has(Zone.PROPOSAL):  # minutes of a body that only proposes to the next
            return frozenset({Zone.PROPOSAL})
        if wanted is Zone.PROPOSAL and any_proposal:
            return frozenset()
        return frozenset({Zone.NONE})

    def _decides_as_proposed(self) -> bool:
        """ "Kommunstyrelsen beslutar enligt arbetsutskottets förslag": the proposal's words are the decision."""
        decided = [p.line.text for p in self.section.parts if p.zone is Zone.DECISION]
        return self.section.has(Zone.PROPOSAL) and any(_AS_PROPOSED.search(text) for text in decided)

    def _finding(self, clause: Clause, previous: Finding | None) -> Finding:
        text = " ".join(clause.texts)
        term, span, doubt = self._term(clause, previous)
        start, end = self._whole(clause)
        owners = self._owners(clause, text)
        task = self._task(clause)
        return Finding(
            point=clause.point,
            owners=owners,
            quote=self.quoter.quote(start, end),
            task=task,
            term=term,
            phrase_span=span,
            report_to=report_to(clause.texts, self.body, tuple(o.name for o in owners)),
            to_be_named=self._to_be_named(clause),
            questions=(doubt,) if doubt else (),
            paragraph=self.section.paragraph,
            decided_on=self.decided,
            moves_term=clause.form is Form.MOVED,
        )

    def _whole(self, clause: Clause) -> tuple[int, int]:
        """The clause, with the sentences right after it that belong to it."""
        start, end = clause.spans[0]
        for more_start, more_end in clause.spans[1:]:
            if more_start - end > 3 or more_end - start > 700:
                break
            end = more_end
        return start, end

    def _term(self, clause: Clause, previous: Finding | None) -> tuple[Term, tuple[int, int] | None, str | None]:
        candidates = [
            (found, span[1] - len(text), n)
            for n, (span, text) in enumerate(zip(clause.spans, clause.texts, strict=True))
            for found in self.terms(text)
        ]
        if not candidates:
            return UNDATED, None, None
        found, base, _ = max(candidates, key=lambda c: (_weight(c[0], c[2]), -c[1] - c[0].start))
        span, phrase = self.quoter.phrase(base + found.start, base + found.end)
        points = [p.line.text for p in self.section.parts if p.zone in (Zone.DECISION, Zone.PROPOSAL)]
        term = anchored(found.term, points)
        if "samtidigt" in (term.phrase or "") and previous is not None and previous.term.last:
            term = term._replace(
                first=previous.term.first, last=previous.term.last, assumption="Samma tid som i uppdraget före."
            )
        doubt = found.doubt if term.last is None else None
        return term._replace(phrase=phrase), span, doubt

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

    def _granted(self, text: str, start: int) -> Finding:
        """An att-clause of a motion that the decision granted."""
        given = next(iter(forms_in(text)), None)
        who = given.who if given else Named()
        task = text[given.end if given else 0 :]
        clause = Clause(Form.GIVEN, Zone.DECISION, None, who, [(start, start + len(text))], [task])
        return self._finding(clause, None)

    def _asked(self, line: Line, end: int) -> Finding:
        """A member's words that the decision made its own."""
        given = forms_in(line.text[end:])[0]
        start, task = line.start + end + given.start, line.text[end + given.end :]
        return self._finding(Clause(Form.GIVEN, Zone.DECISION, None, given.who, [(start, line.end)], [task]), None)

    def _from_row(self, row: Row) -> Finding:
        start, end = row.line.start + row.task_at, row.line.end
        clause = Clause(
            Form.GIVEN, Zone.DECISION, None, Named(row.owners), [(start, end)], [row.line.text[row.task_at :]]
        )
        finding = self._finding(clause, None)
        to = body_name(row.reports, self.body) if row.reports else None
        return _with(finding, row.task, to)


_AS_PROPOSED = re.compile(
    r"^(?:att\s+)?[\wåäöÅÄÖ-]+s\s+förslag(?:\s+till\s+beslut)?\s+(?:antas|bifalls|godkänns|fastställs|med\s+(?:den|följande|ändringen|tillägget))|"
    r"\b(?:i\s+enlighet\s+med|enligt|bifaller|bifalla)\s+(?:[\wåäö-]+\s+){0,4}?förslag(?:et)?"
    r"(?!\s+(?:till|om)\s+(?!beslut))",
    re.IGNORECASE,
)
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


def _with(finding: Finding, task: str, to: str | None) -> Finding:
    return replace(finding, task=task, report_to=finding.report_to or to)
