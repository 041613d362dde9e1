"""Suggested wordings, made from the clause's own owner, task and time. What the paper lacks stands in brackets."""

import re
from datetime import date

from deadlines.status import ANSWERABLE, Role
from deadlines.swedish import day_text, month_text
from deadlines.term import Kind, Term
from documents.check_words import PASSIVE, SEEN_TO_BE, VAGUE_VERBS, VagueVerb
from documents.findings import Finding

NO_OWNER = "[ansvarig nämnd eller förvaltning]"
NO_DAY = "senast den [dag]"
_SAID_FIRST = re.compile(r"(?:senast|före|innan|i|under|inom|till|vid|på)\s", re.IGNORECASE)
_VERBS = "|".join(re.escape(verb).replace(r"\ ", r"\s+") for verb in sorted(PASSIVE, key=len, reverse=True))
PASSIVE_CLAUSE = re.compile(
    r"(?:.{0,60}?\bbeslutar\s+)?(?:att\s+)?(?P<what>[^.;:,]{3,160}?)\s+(?:(?:ska|skall)\s+)?(?:(?P<adverb>[\wåäö]+)\s+)?"
    rf"(?P<verb>{_VERBS})(?!\w)(?P<rest>[^.;]*)",
    re.IGNORECASE | re.DOTALL,
)


def names(finding: Finding) -> list[str]:
    return [owner.name for owner in finding.owners if owner.role in ANSWERABLE]


def listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " och " + words[-1] if words else ""


def capital(text: str) -> str:
    """With a capital letter first, inside a bracket too."""
    at = 1 if text.startswith("[") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def given(who: str, task: str, when: str = "", joint: bool = False) -> str:
    """ "Socialnämnden ges i uppdrag att senast den 1 mars 2018 ta fram en plan …"."""
    together = "gemensamt " if joint else ""
    middle = f"{when} " if when else ""
    return capital(f"{who} ges {together}i uppdrag att {middle}{plain(task)}.")


def plain(task: str) -> str:
    return " ".join(task.split()).rstrip(" .;,")


def is_sentence(finding: Finding) -> bool:
    """The reader gives some tasks as whole sentences: a referral, "Nämnderna ska …"."""
    return finding.task[:1].isupper()


def clause(finding: Finding, *, who: str | None = None, task: str | None = None, when: str | None = None) -> str:
    """The clause again with what the check asks for put in; the rest as the paper has it."""
    leads = [owner.name for owner in finding.owners if owner.role is Role.LEAD]
    own = leads or names(finding)  # who joins the lead stands in the task: "tillsammans med …"
    what = _ROLE.sub("", finding.task) if task is None else task
    words, said = in_words(finding), plain(finding.task)
    if who is None and _PROPOSED.search(words.partition(said)[0]):  # who proposes to whom must not be lost
        return capital(words.replace(said, f"{when or ''} {plain(what)}".strip(), 1))
    time = own_time(finding.term, what) if when is None else when
    return given(who or listed(own) or NO_OWNER, what, time, joint=len(own) > 1 and not leads)


_PROPOSED = re.compile(r"\bföreslår\b", re.IGNORECASE)
_ROLE = re.compile(r"^i\s+egenskap\s+av\s+(?:[\wåäö]+s\s+)?[\wåäö]+\s+", re.IGNORECASE)


def sentence(finding: Finding, added: str) -> str:
    """A clause that is a whole sentence keeps it, and gets another one."""
    return f"{capital(plain(finding.task))}. {added}"


def own_time(term: Term, task: str) -> str:
    """The time in words that can stand after "i uppdrag att"; nothing where the task says it or there is none."""
    phrase = term.phrase or ""
    if phrase and phrase.lower() in plain(task).lower():
        return ""
    if phrase and _SAID_FIRST.match(phrase) and term.kind is not Kind.VAGUE:
        return phrase[:1].lower() + phrase[1:]
    if term.last is None:
        return ""
    if term.kind is Kind.MONTH:
        return f"i {month_text(term.last)}"
    return by(term.last) if term.kind in (Kind.DATE, Kind.RELATIVE) and term.first is None else ""


def by(day: date) -> str:
    return f"senast den {day_text(day)}"


def in_words(finding: Finding) -> str:
    """The paper's own words on one line."""
    return " ".join(finding.quote.text.split())


def retimed(finding: Finding, new: str, old: str | None = None) -> str:
    """The clause with another time in the place of its own (`old` where that is not the term that was read)."""
    phrase = old or finding.term.phrase or ""
    before = re.compile(r"(?:\bsenast\s+(?:den\s+)?)?" + re.escape(phrase), re.IGNORECASE)
    task = plain(finding.task)
    if is_sentence(finding) or not names(finding):
        whole = f"{task}." if is_sentence(finding) and before.search(task) else in_words(finding)
        return capital(before.sub(new, whole, count=1))
    if before.search(task):
        return clause(finding, task=before.sub(new, task, count=1), when="")
    return clause(finding, when=new)


def active(text: str) -> tuple[str, str] | None:
    """ "en handlingsplan ska tas fram under 2018" as ("ta fram en handlingsplan", "under 2018")."""
    match = PASSIVE_CLAUSE.match(plain(text))
    if not match:
        return None
    verb = PASSIVE[" ".join(match["verb"].lower().split())]
    what = match["what"].strip()
    what = what if what[:2].isupper() else what[:1].lower() + what[1:]
    return f"{verb} {what}", match["rest"].strip()


_HEAD = r"(?:^|(?<=\batt\s)|(?<=\boch\s)|(?<=\bsamt\s))"
_VAGUE = [(re.compile(rf"{_HEAD}(?P<words>{verb.words})\b", re.IGNORECASE), verb) for verb in VAGUE_VERBS]


def vague_verb(task: str) -> tuple[str, VagueVerb | None] | None:
    """The weak words of a task, and the entry they belong to (None for "säkerställa att … beaktas")."""
    words = plain(task)
    seen = SEEN_TO_BE.search(words)
    if seen:
        return seen["verb"], None
    for pattern, verb in _VAGUE:
        if match := pattern.search(words):
            return match["words"], verb
    return None


def firmer(task: str, receiver: str | None) -> str:
    """The task with its weak words replaced; the rest is the paper's."""
    words = plain(task)
    seen = SEEN_TO_BE.search(words)
    if seen:
        whom = f" för {receiver}" if receiver else ""
        return f"redovisa{whom} hur {seen['what']} har beaktats{seen['rest']}"
    for pattern, verb in _VAGUE:
        if match := pattern.search(words):
            rest = words[match.end() :].strip()
            return words[: match.start()] + verb.instead.format(rest=rest)
    return words
