"""One section's assignments, as findings."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from config.closed_days import workdays
from deadlines.phrases import terms_in
from documents.acts import ActReader
from documents.clause_finding import ClauseFinding
from documents.clauses import Clause, ClauseReader
from documents.findings import Finding, FoundAct, PaperStatus
from documents.forms import forms_in
from documents.given import Form
from documents.guards import STRONG
from documents.halves import split_in_two
from documents.headings import Zone
from documents.lines import Line
from documents.motions import granted, granted_asks
from documents.owners import Named
from documents.quoting import Quoter
from documents.reports import body_name
from documents.structure import Section
from documents.tables import Row, open_rows

_open_days = cache(workdays)
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
        self.terms = cache(lambda text: terms_in(text, decided, written, _open_days()))
        self.make = ClauseFinding(section, body, decided, quoter, self.terms)

    def counted(self, title: str, any_proposal: bool) -> list[Finding]:
        """What was decided, in minutes; what is proposed, in a proposal."""
        clauses = self._clauses(any_proposal)
        out: list[Finding] = []
        for clause in clauses:
            for half in split_in_two(clause, self.terms):
                out.append(self.make.of(half, out[-1] if out else None))
        out += [self._granted(line.text, line.start) for line in granted(self.section)]
        out += [self._asked(line, end) for line, end in granted_asks(self.section) if forms_in(line.text[end:])]
        out += [self._from_row(row) for row in open_rows(self.section, title)]
        return out

    def retold(self, any_proposal: bool) -> list[Finding]:
        """The same said elsewhere in the section: only worth something as a repetition."""
        zones = _BACK - self._zones(any_proposal)
        clauses = ClauseReader(self.section, zones, self.terms).read()
        return [self.make.of(c) for c in clauses if c.form in (Form.GIVEN, Form.REFERRED)]

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

    def _granted(self, text: str, start: int) -> Finding:
        """An att-clause of a motion that the decision granted."""
        given = next(iter(forms_in(text)), None)
        who = given.who if given else Named()
        task = text[given.end if given else 0 :]
        clause = Clause(Form.GIVEN, Zone.DECISION, None, who, [(start, start + len(text))], [task])
        clause.rule = "G24-bifallen-att-sats"
        return self.make.of(clause)

    def _asked(self, line: Line, end: int) -> Finding:
        """A member's words that the decision made its own."""
        given = forms_in(line.text[end:])[0]
        start, task = line.start + end + given.start, line.text[end + given.end :]
        clause = Clause(Form.GIVEN, Zone.DECISION, None, given.who, [(start, line.end)], [task])
        clause.rule = "G23-bifallet-yrkande"
        return self.make.of(clause)

    def _from_row(self, row: Row) -> Finding:
        start, end = row.line.start + row.task_at, row.line.end
        clause = Clause(
            Form.GIVEN, Zone.DECISION, None, Named(row.owners), [(start, end)], [row.line.text[row.task_at :]]
        )
        clause.rule = "G22-rad-i-tabell"
        finding = self.make.of(clause)
        to = body_name(row.reports, self.body) if row.reports else None
        return _with(finding, row.task, to)


_AS_PROPOSED = re.compile(
    r"^(?:att\s+)?[\wåäöÅÄÖ-]+s\s+förslag(?:\s+till\s+beslut)?\s+(?:antas|bifalls|godkänns|fastställs|med\s+(?:den|följande|ändringen|tillägget))|"
    r"\b(?:i\s+enlighet\s+med|enligt|bifaller|bifalla)\s+(?:[\wåäö-]+\s+){0,4}?förslag(?:et)?"
    r"(?!\s+(?:till|om)\s+(?!beslut))",
    re.IGNORECASE,
)


def _with(finding: Finding, task: str, to: str | None) -> Finding:
    return replace(finding, task=task, report_to=finding.report_to or to)
