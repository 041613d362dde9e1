"""One assignment as its owner sees it on the answer page."""

from dataclasses import dataclass
from datetime import date

from deadlines.status import OPEN, Status
from deadlines.term import Term
from models.answer import StatusReport, Submission
from models.assignment import Assignment, Owner
from models.decision import Clause, Decision
from notifications import days
from notifications.facts import House
from notifications.swedish import starting, within
from web.pages import one_line
from web.words import STATES

SOMEBODY = "det organ som gav uppdraget"


@dataclass(frozen=True)
class Question:
    """What is confidential is left out here (rule 10): the template cannot show a quote or a § by mistake."""

    _owner: Owner
    _assignment: Assignment
    _decision: Decision
    _clause: Clause
    term: Term
    _house: House
    latest: StatusReport | None
    """The owner's newest lägesbesked, whoever gave it and however."""
    answered_here: StatusReport | None
    """The newest one that came through this letter."""
    _submission: Submission | None
    _today: date

    @property
    def owner_id(self) -> int:
        return self._owner.id

    @property
    def assignment_id(self) -> int:
        return self._assignment.id

    @property
    def decision_id(self) -> int:
        return self._decision.id

    @property
    def owner(self) -> str:
        return self._house.names[self._owner.body_id or 0]

    @property
    def officer_address(self) -> str | None:
        return self._owner.officer_address

    @property
    def is_confidential(self) -> bool:
        return self._decision.is_confidential

    @property
    def _case(self) -> str:
        return self._decision.case_number or f"nr {self._decision.id}"

    def _name(self, body_id: int | None) -> str:
        return within(self._house.names[body_id]) if body_id else SOMEBODY

    @property
    def reference(self) -> str:
        """KS 2017 § 309 p. 3; the case number of what is confidential."""
        if self.is_confidential:
            return f"Ärende {self._case}"
        given_by = self._decision.body_id or 0
        short = self._house.shorts.get(given_by) or self._house.names.get(given_by, "")
        point = f" p. {self._clause.point}" if self._clause.point else ""
        return f"{short} {self._decision.year} § {self._decision.paragraph}{point}"

    @property
    def quote(self) -> str | None:
        return None if self.is_confidential else one_line(self._clause.quote)

    @property
    def source(self) -> str | None:
        """The line under the quote."""
        decision, clause = self._decision, self._clause
        if self.is_confidential or decision.decided_on is None:
            return None
        point = f", punkt {clause.point}" if clause.point else ""
        number = f" Dnr {decision.case_number}." if decision.case_number else ""
        return f"{starting(self.giver)} {days.dated(decision.decided_on)}, § {decision.paragraph}{point}.{number}"

    @property
    def giver(self) -> str:
        return SOMEBODY if self.is_confidential else self._name(self._decision.body_id)

    @property
    def receiver(self) -> str:
        """Who takes the result: the report is to be laid before it."""
        return SOMEBODY if self.is_confidential else self._name(self._assignment.report_to_id or self._decision.body_id)

    @property
    def due(self) -> str:
        last = self.term.last
        if last is None:
            return "Uppdraget har inget slutdatum."
        if last < self._today:
            return f"Det skulle ha varit klart {days.when(self.term)}. Ingen redovisning är registrerad ännu."
        return f"Det ska vara klart {days.by(self.term)}."

    @property
    def ask_by(self) -> date | None:
        """Until when a request for more time must be in to be granted before the term ends."""
        return self._house.ask_by(self._decision.body_id, self.term.last, self._today)

    @property
    def settled(self) -> str | None:
        """Why nothing more is asked; None while an answer is wanted."""
        status = self._assignment.status
        if self._submission and status in OPEN:
            number = self._submission.case_number
            return "Redovisningen är registrerad" + (f" med diarienummer {number}." if number else ".")
        if status is Status.CLOSED:
            return self._closed()
        if status is Status.SUSPENDED:
            return "Uppdraget är vilande."
        if status is not Status.ACTIVE:
            return f"Uppdraget är {STATES[status].lower()}."
        if self._owner.valid_to is not None:
            return "Uppdraget har gått vidare. Den som ansvarar nu svarar med länken i sitt senaste mejl."
        return None

    def _closed(self) -> str:
        if self.is_confidential or self._assignment.closed_on is None:
            return "Uppdraget är avslutat."
        by = starting(self._name(self._assignment.closed_by_body_id))
        day = days.dated(self._assignment.closed_on)
        return f"Uppdraget är avslutat. {by} {day}, § {self._assignment.closed_by_paragraph}."
