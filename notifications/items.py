"""What a letter may say of one assignment: the facts of today's notices, gathered for one recipient."""

from dataclasses import dataclass, replace
from datetime import date

from deadlines.ladder import CLIMB, Audience, Rung
from deadlines.route import Assumed
from deadlines.status import Answer, Role
from deadlines.term import Term
from notifications.header_text import harmless


@dataclass(frozen=True, slots=True)
class MovedTerm:
    """The term before this one, and the decision that moved it."""

    before: Term
    body: str
    day: date
    paragraph: str


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment in one letter, for one owner and one audience."""

    assignment_id: int
    owner_id: int
    owner: str
    """The owning body's name, nominative, as in "kommundirektören"."""
    role: Role
    audience: Audience
    rungs: tuple[Rung, ...]
    task: str
    quote: str
    """The whole clause, never cut."""
    given_by: str
    """The deciding body's name."""
    decided_on: date
    paragraph: str
    point: str | None
    case_number: str | None
    is_confidential: bool
    term: Term
    working: date | None
    meeting: date | None
    assumed: Assumed | None
    report_to: str | None
    joint_with: tuple[str, ...]
    answer: Answer | None
    answered_on: date | None
    moved: MovedTerm | None
    next_on: date | None
    """When the next letter about this comes if nobody answers; None if none is planned."""
    next_rung: Rung | None
    ask_by: date | None
    """Until when a request for more time must have come in to be decided in time."""
    waiting: tuple[str, ...] = ()
    """What waits for this one, e.g. the task of the department to be named."""
    given_by_short: str | None = None
    """The deciding body's abbreviation (KS), where it has one."""
    responsible: tuple[str, ...] = ()
    """In a copy to consulted or informed: those who are to do it; where it is empty they stand in `joint_with`."""
    head: str | None = None
    """The body above the owner, which hears when the matter is raised; None where nobody stands above."""
    was_told: bool = False
    """The reader has heard of the assignment under an earlier term: what is new is the term alone."""
    deadline_id: int = 0
    version: int = 1
    """Of the term: each new one makes the event in the reader's calendar newer."""
    on_track_silences: bool | None = None
    """Would *pågår enligt plan*, said today, silence `next_rung`? None: as on the ladder that ships."""

    @property
    def rung(self) -> Rung:
        """The rung that speaks: the highest of today's."""
        return max(self.rungs, key=CLIMB.__getitem__)


def in_plain_characters(item: Item) -> Item:
    """What others have written, without what could begin a line of its own or turn it around. A quote keeps its
    lines; what stands in the subject is refused there instead."""
    return replace(
        item,
        owner=harmless(item.owner),
        task=harmless(item.task),
        quote="\n".join(harmless(line) for line in item.quote.split("\n")),
        given_by=harmless(item.given_by),
        report_to=harmless(item.report_to) if item.report_to else item.report_to,
        joint_with=tuple(map(harmless, item.joint_with)),
        responsible=tuple(map(harmless, item.responsible)),
        waiting=tuple(map(harmless, item.waiting)),
        head=harmless(item.head) if item.head else item.head,
        term=item.term._replace(phrase=harmless(item.term.phrase) if item.term.phrase else None),
    )


@dataclass(frozen=True, slots=True)
class Outage:
    """Days on which no round was made."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class LetterContext:
    """Everything that a letter of notices may mention."""

    today: date
    items: tuple[Item, ...]
    """Soonest first."""
    recipient_role: str
    """Why this recipient: "kontaktperson för kommundirektörens uppdrag"."""
    office_name: str
    contact: str
    contact_address: str
    can_answer: bool
    """False for copies and for the office: no answer link stands in the letter."""
    shadow_for: str | None
    """In shadow mode, the address it would have gone to."""
    outage: Outage | None
    working_days_left: tuple[int | None, ...]
    """For each item, open days until the term's last day (negative when past); None without a day."""
    can_choose: bool = False
    """The reader may ask for fewer letters."""
    wants_fewer: bool = False
    """The reader has asked for them."""
    fills_calendar: bool = False
    """The terms come along as events."""


@dataclass(frozen=True, slots=True)
class Written:
    """A composed letter: text and html hold ANSWER_LINK where the working link will stand when it is sent."""

    subject: str
    text: str
    html: str
    why: str


ANSWER_LINK = "[svarslänk]"
REMOVED_LINK = "[svarslänk borttagen]"
WHY_LINK = "[länk till förklaringen]"
FEWER_LINK = "[länk till färre mejl]"
