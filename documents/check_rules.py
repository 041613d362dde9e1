"""The checks of a draft, as a list: each with its name, how grave it is, and the sentence in which it is said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from documents.findings import Quote


class Severity(StrEnum):
    FAULT = "fel"
    """Cannot be followed as it stands: nobody, no day, no power, or a day that is wrong."""
    REMARK = "anmärkning"
    """Somebody has to look at it, and it may be right as it stands."""
    ADVICE = "råd"
    """Makes the follow-up easier."""


class Rule(NamedTuple):
    """The id never changes: offices quote it in their own routines."""

    id: str
    severity: Severity
    sentence: str
    """What is said; {names} are facts of the paper."""
    why: str


_LISTED = (
    Rule(
        "K1-utan-ansvarig",
        Severity.FAULT,
        "Punkten säger inte vem som ska göra det.",
        "A passive clause gives nobody anything to do: auditors' first complaint.",
    ),
    Rule(
        "K1-obestämd-ansvarig",
        Severity.REMARK,
        "”{owner}” går inte att sända beslutet till. Räkna upp vilka som menas.",
        "A set without a list lets each committee think that another one is meant.",
    ),
    Rule(
        "K1-utan-samordnare",
        Severity.ADVICE,
        "{count} ansvariga delar uppdraget och ingen av dem är utsedd att hålla ihop det.",
        "A joint assignment without a lead is done by nobody first.",
    ),
    Rule(
        "K2-utan-tid",
        Severity.FAULT,
        "Ingen tid är angiven och inget bevakningsdatum är satt.",
        "Without a day nothing is ever late.",
    ),
    Rule(
        "K2-utan-bevakningsdatum",
        Severity.ADVICE,
        "Ingen tid är angiven. Sätt ett bevakningsdatum, så att någon ser efter att det är gjort.",
        "A referral back or a contract to sign needs no term in the decision, only somebody who looks again.",
    ),
    Rule(
        "K3-vagt-verb",
        Severity.REMARK,
        "”{words}” anger inte vad som ska vara gjort.",
        "What has no end cannot be reported as done.",
    ),
    Rule(
        "K3-vag-tid",
        Severity.REMARK,
        "”{words}” är ingen tid som går att bevaka.",
        "Urgency without a day is forgotten first.",
    ),
    Rule(
        "K4-fullmäktige",
        Severity.FAULT,
        "{giver} kan inte ge fullmäktige ett uppdrag, bara föreslå fullmäktige något.",
        "Fullmäktige is the highest body (KL 2017:725, 3 and 5 kap.).",
    ),
    Rule(
        "K4-nämnd-till-nämnd",
        Severity.FAULT,
        "{giver} kan inte ge {owner} ett uppdrag. Sådana uppdrag ges av fullmäktige.",
        "Committees stand beside each other; fullmäktige gives them their tasks (KL 6 kap.).",
    ),
    Rule(
        "K4-utskott",
        Severity.FAULT,
        "{giver} är ett utskott och kan inte ge {owner} ett uppdrag, bara föreslå det.",
        "A subcommittee prepares, and decides by delegation only in its own board's matters (KL 6 kap.).",
    ),
    Rule(
        "K4-reglemente",
        Severity.REMARK,
        "Kontrollera att reglementet ger {giver} rätt att ge {owner} uppdraget.",
        "Uppsikt (KL 6:1) is no right to give orders; fullmäktige may give one by regulation.",
    ),
    Rule(
        "K4-annans-förvaltning",
        Severity.REMARK,
        "{owner} hör till {whose}, inte till {giver}.",
        "A department answers to its own committee, and takes its orders there.",
    ),
    Rule(
        "K4-bolag",
        Severity.REMARK,
        "{owner} är ett bolag. Kontrollera att ägardirektiv från fullmäktige ger stöd för uppdraget.",
        "Companies are steered through owner directives and the general meeting (KL 10 kap.).",
    ),
    Rule(
        "K5-ej-i-sändlistan",
        Severity.REMARK,
        "{owner} ska göra något men står inte under ”{heading}”.",
        "An owner that the decision is never sent to hears of it too late, or not at all.",
    ),
    Rule(
        "K6-inget-sammanträde",
        Severity.REMARK,
        "{body} sammanträder inte {time} enligt sammanträdesplanen.",
        "A result that nobody meets to receive is late from the start.",
    ),
    Rule(
        "K7-handlingsstopp",
        Severity.REMARK,
        "Handlingarna ska vara inne {day}, som är {what}.",
        "Papers that are due in the recess are written before it or not at all.",
    ),
    Rule(
        "K7-stängd-dag",
        Severity.ADVICE,
        "{day} är {what}.",
        "What is due on a closed day is due the working day before, and nobody says so.",
    ),
    Rule(
        "K8-dag-passerad",
        Severity.FAULT,
        "{day} har redan varit när beslutet fattas {meeting}.",
        "The draft has lain since it was written.",
    ),
    Rule(
        "K8-veckodag",
        Severity.FAULT,
        "{day} är en {right}, inte en {stated}.",
        "Nobody can know which of the two is the slip.",
    ),
    Rule(
        "K8-dag-finns-inte",
        Severity.FAULT,
        "”{words}” finns inte i almanackan.",
        "A day that does not exist cannot be kept.",
    ),
    Rule(
        "K8-år-saknas",
        Severity.ADVICE,
        "Året är inte utskrivet i ”{words}”{guess}.",
        "The clause is read alone for years: in lists, letters and the register.",
    ),
    Rule(
        "K8-utan-mottagare",
        Severity.ADVICE,
        "Uppdraget ska redovisas, men punkten säger inte till vilket organ.",
        "Where several bodies handle the matter each may wait for another one to be told.",
    ),
)
RULES: dict[str, Rule] = {rule.id: rule for rule in _LISTED}


@dataclass(frozen=True)
class Remark:
    """One thing to mend or look at, with its place and what could be written instead."""

    rule: Rule
    sentence: str
    wording: str
    quote: Quote
    line: int
    """The line of the text as it lies, from 1."""
    finding: int | None = None
    """The number that `bevaka read` gives the assignment; None for a point that it does not count as one."""
    point: str | None = None
    paragraph: str | None = None


class Skipped(NamedTuple):
    """What was not checked, and why."""

    rules: tuple[str, ...]
    reason: str


def said(rule: str, **facts: str) -> str:
    """The rule's sentence with the paper's facts in it, beginning with a capital letter."""
    text = RULES[rule].sentence.format(**facts)
    return text[:1].upper() + text[1:]
