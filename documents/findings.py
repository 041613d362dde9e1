"""What reading a paper gives: proposed assignments, each with its exact place and its open questions."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from deadlines.status import ActKind, Outcome, Role
from deadlines.term import UNDATED, Term


class PaperStatus(StrEnum):
    PROPOSED = "proposed"
    DECIDED = "decided"


@dataclass(frozen=True)
class Quote:
    """A place in the paper. `text` is exactly `paper.text[start:end]`; `page` is None where unknown."""

    text: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True)
class NamedOwner:
    """An owner as the paper names it, in the nominative ("barn- och ungdomsnämnden")."""

    name: str
    role: Role = Role.LEAD
    implicit: bool = False


@dataclass(frozen=True)
class ToBeNamed:
    """An owner that another assignment shall name, and what will then be its to do."""

    description: str
    """"den förvaltning som utses"."""
    task: str
    quote: Quote


class Confidence(StrEnum):
    """How sure a reading is, by what speaks against it. In order."""

    SURE = "säker"
    PROBABLE = "trolig"
    UNSURE = "osäker"


@dataclass(frozen=True)
class Doubt:
    """A fact that speaks against a finding, and how far down it takes it."""

    level: Confidence
    text: str


@dataclass(frozen=True)
class Finding:
    """One proposed assignment."""

    point: str | None
    owners: tuple[NamedOwner, ...]
    quote: Quote
    task: str
    """What shall be done, short, in the paper's words: "utse en förvaltning som ansvarar för …"."""
    term: Term = UNDATED
    phrase_span: tuple[int, int] | None = None
    report_to: str | None = None
    repeats: tuple[Quote, ...] = ()
    to_be_named: ToBeNamed | None = None
    questions: tuple[str, ...] = ()
    """What a person must settle (shown with ?)."""
    warnings: tuple[str, ...] = ()
    """What a person should look at (shown with !)."""
    paragraph: str | None = None
    """The § that it stands under, where the paper has several."""
    decided_on: date | None = None
    """The day that this point was decided; a register has one for each row."""
    body: str | None = None
    """The body that decides this point, or is asked to; None where it is the paper's."""
    is_proposal: bool = False
    """In minutes: the body has not decided this but proposes it to `body`."""
    moves_term: bool = False
    """It moves the term of an earlier assignment instead of giving a new one."""
    rule: str = ""
    """The form that found it, in `form_rules`."""
    term_rule: str | None = None
    """The rule that read its time, in `phrase_rules`."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """As sure as the weightiest doubt lets it be."""
        order = list(Confidence)
        return max((doubt.level for doubt in self.doubts), key=order.index, default=Confidence.SURE)


@dataclass(frozen=True)
class Cited:
    """An earlier decision as the paper points at it: "KS 2017-10-10 § 309"."""

    paragraph: str
    day: date | None = None
    year: int | None = None
    body: str | None = None


@dataclass(frozen=True)
class Meant:
    """The words that say which assignment an act is about."""

    words: str
    """What it speaks of, for comparing with the assignments that are open."""
    case_number: str | None = None
    cited: Cited | None = None
    owners: tuple[str, ...] = ()
    is_named: bool = True
    """It speaks of an assignment; "ärendet återremitteras" may mean one and need not."""


@dataclass(frozen=True)
class FoundAct:
    """What the paper does to an assignment that was given earlier."""

    kind: ActKind
    quote: Quote
    meant: Meant
    point: str | None = None
    paragraph: str | None = None
    body: str | None = None
    """The body that does it, or is asked to."""
    term: Term = UNDATED
    """The new time, as far as the paper gives one."""
    to_body: str | None = None
    """Who takes over, or gets the matter back."""
    outcome: Outcome | None = None
    """What the body found, where it says so; None leaves it to a person."""
    is_proposal: bool = False
    """In minutes: the body has not decided this but proposes it to the next."""


@dataclass(frozen=True)
class Paragraph:
    """One § of minutes as it was read, whether it gives an assignment or not."""

    number: str
    title: str | None
    case_number: str | None
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True)
class Reading:
    """A paper as it was read. All offsets point into `text`."""

    text: str
    status: PaperStatus
    document_kind: str
    """As the paper calls itself: "tjänsteskrivelse", "protokoll", …"""
    body: str | None
    """The body that decides (or is asked to), nominative."""
    decision_date: date | None
    title: str | None
    case_number: str | None
    paragraph: str | None
    pages: int | None
    latest_stated_day: date | None
    """The latest day that the paper states for itself (its own date, a day it was handled), if any."""
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Finding, ...] = ()
    """What the body has not decided but proposes to the next, in a § that decides something too."""
    paragraphs: tuple[Paragraph, ...] = ()
    """Every § of the minutes, in order."""
    acts: tuple[FoundAct, ...] = ()
    """What it does to assignments given earlier."""
    sent_to: tuple[str, ...] = ()
    """"Beslutet skickas till"."""
    warnings: tuple[str, ...] = field(default=())
