"""What may be said of one assignment. What is confidential is left out here, once, and nowhere else."""

from dataclasses import dataclass
from datetime import date

from deadlines.ladder import Audience, Rung
from deadlines.status import ANSWERABLE
from notifications import days
from notifications.items import Item
from notifications.swedish import genitive, listed, starting, within, workdays

SOMEBODY = "det organ som gav uppdraget"


@dataclass(frozen=True, slots=True)
class Matter:
    """An item seen on a day. Sentences are made from this, so that a quote or a § cannot slip past."""

    item: Item
    today: date
    left: int | None
    """Open days until the last day of the term; negative when past."""

    @property
    def rung(self) -> Rung:
        return self.item.rung

    @property
    def is_secret(self) -> bool:
        return self.item.is_confidential

    @property
    def is_late(self) -> bool:
        return self.item.term.last is not None and self.item.term.last < self.today

    @property
    def is_new(self) -> bool:
        return self.rung is Rung.ASSIGNED and not self.is_new_term

    @property
    def is_new_term(self) -> bool:
        """The letter tells of a term that was moved, to somebody who has the assignment already."""
        return self.rung is Rung.ASSIGNED and self.item.moved is not None and self.item.was_told

    @property
    def speaks_to_owner(self) -> bool:
        """To those who shall do it: the owner, or the secretary whose officer has the matter."""
        if self.item.audience is Audience.COPY:
            return self.item.role in ANSWERABLE
        return self.item.audience is Audience.OWNER

    @property
    def owner(self) -> str:
        return within(self.item.owner)

    @property
    def owners(self) -> str:
        """The genitive: "kommundirektörens"."""
        return genitive(self.owner)

    @property
    def case(self) -> str:
        """All that is said of a confidential decision."""
        return self.item.case_number or f"nr {self.item.assignment_id}"

    @property
    def giver(self) -> str:
        return SOMEBODY if self.is_secret else within(self.item.given_by)

    @property
    def receiver(self) -> str:
        """Who takes the result."""
        if self.is_secret:
            return SOMEBODY
        return within(self.item.report_to or self.item.given_by)

    @property
    def receivers(self) -> str:
        return "nästa" if self.is_secret else genitive(self.receiver)

    def given(self, preposition: str) -> str:
        """As after "har fått ett uppdrag": "av kommunstyrelsen, gemensamt med socialnämnden"."""
        if self.is_secret:
            return f"i ärende {self.case}"
        others = listed([within(name) for name in self.item.joint_with])
        return f"{preposition} {self.giver}" + (f", gemensamt med {others}" if others else "")

    @property
    def reference(self) -> str:
        """As in a subject: "KS 2017-10-10 § 309 p. 3"."""
        item = self.item
        if self.is_secret:
            return f"i ärende {self.case}"
        point = f" p. {item.point}" if item.point else ""
        return f"{item.given_by_short or self.giver} {item.decided_on} § {item.paragraph}{point}"

    @property
    def source(self) -> str:
        """The line under the quote."""
        item = self.item
        if self.is_secret:
            return f"Ärende {self.case}."
        point = f", punkt {item.point}" if item.point else ""
        number = f" Dnr {item.case_number}." if item.case_number else ""
        return f"{starting(self.giver)} {days.dated(item.decided_on)}, § {item.paragraph}{point}.{number}"

    @property
    def quote(self) -> str | None:
        return None if self.is_secret else self.item.quote

    @property
    def done(self) -> str:
        """As after "ska": "redovisas till kommunstyrelsen"."""
        if self.item.report_to is None or self.is_secret:
            return "vara klart"
        return f"redovisas till {self.receiver}"

    @property
    def has_been_done(self) -> str:
        """As after "skulle": "ha varit klart"."""
        if self.item.report_to is None or self.is_secret:
            return "ha varit klart"
        return f"ha redovisats till {self.receiver}"

    @property
    def countdown(self) -> str:
        """As after a comma: "om tolv arbetsdagar", "för tre arbetsdagar sedan"; empty where days are not counted."""
        if self.left is None or not (self.is_late or days.is_day(self.item.term)):
            return ""
        if self.item.term.last == self.today:
            return "i dag"
        if self.left == 0:
            return ""
        return f"om {workdays(self.left)}" if self.left > 0 else f"för {workdays(-self.left)} sedan"
