"""One assignment on the table: the paper around it, what the office knows, and the day it is to be decided."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from documents.check_draft import Draft
from documents.check_office import BodyKind, Known
from documents.check_rules import RULES, Remark, said
from documents.check_wording import listed, names
from documents.findings import Finding, Quote, Reading


@dataclass(frozen=True)
class Matter:
    """What every check may look at. `meeting` is the day a person gave for the decision, if any."""

    draft: Draft
    known: Known
    meeting: date | None = None

    @property
    def reading(self) -> Reading:
        return self.draft.reading

    def remark(
        self, rule: str, quote: Quote, wording: str, finding: int | None = None, point: str | None = None,
        paragraph: str | None = None, **facts: str,
    ) -> Remark:  # fmt: skip
        line = self.draft.line_number(quote.start)
        return Remark(RULES[rule], said(rule, **facts), wording, quote, line, finding, point, paragraph)


@dataclass(frozen=True)
class Case:
    matter: Matter
    finding: Finding
    number: int

    @cached_property
    def giver(self) -> str | None:
        return self.matter.draft.giver(self.finding)

    @cached_property
    def words(self) -> str:
        """The whole clause on one line."""
        return " ".join(self.finding.quote.text.split())

    @cached_property
    def owners(self) -> list[str]:
        return names(self.finding)

    @property
    def who(self) -> str:
        return listed(self.owners)

    @cached_property
    def day(self) -> date | None:
        """When this is decided: as told, as the paper says, as the plan says; else not before the paper's own day."""
        reading = self.matter.reading
        told = self.matter.meeting or self.finding.decided_on or reading.decision_date
        if told or reading.latest_stated_day is None:
            return told
        planned = self.matter.known.next_meeting(self.giver, reading.latest_stated_day)
        return planned or reading.latest_stated_day

    @cached_property
    def receiver(self) -> str | None:
        """The body that the result goes to: named, or the giver itself where those who do it serve under it."""
        if self.finding.report_to or self.giver is None:
            return self.finding.report_to
        apart = {BodyKind.COMMITTEE, BodyKind.BOARD, BodyKind.COMPANY}
        return None if any(self.matter.known.kind(name) in apart for name in self.owners) else self.giver

    @property
    def phrase(self) -> Quote:
        """The time as it stands, or the clause where it names none."""
        span = self.finding.phrase_span
        if span is None:
            return self.finding.quote
        return Quote(self.matter.reading.text[span[0] : span[1]], span[0], span[1], self.finding.quote.page)

    def remark(self, rule: str, wording: str, quote: Quote | None = None, **facts: str) -> Remark:
        finding = self.finding
        return self.matter.remark(
            rule, quote or finding.quote, wording, self.number, finding.point, finding.paragraph, **facts
        )
