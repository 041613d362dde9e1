"""Who shall do it: is anybody named, and may the body give it to them?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deadlines.status import Role
from documents.check_case import Case
from documents.check_office import BodyKind, key
from documents.check_rules import Remark
from documents.check_wording import (
    NO_DAY,
    NO_OWNER,
    active,
    capital,
    clause,
    given,
    is_sentence,
    listed,
    own_time,
    plain,
    sentence,
)
from documents.check_words import ANSWERS, ASKS, DONE_BY, OWNER_DIRECTIVE, REFERRED
from documents.findings import Finding

_UNDEFINED = re.compile(r"(?:berörd|respektive|övrig|lämplig)\w*\b", re.IGNORECASE)
_MANY = 3
"""Two who share a task talk to each other; with three nobody begins."""
_COUNTS = {3: "Tre", 4: "Fyra", 5: "Fem", 6: "Sex", 7: "Sju", 8: "Åtta", 9: "Nio", 10: "Tio"}


def unnamed(case: Case) -> Iterator[Remark]:
    """K1: nobody, a set that nobody has counted, or many without one who holds it together."""
    finding, owners = case.finding, case.owners
    if finding.moves_term:
        return
    if not owners and not DONE_BY.search(case.words):
        yield case.remark("K1-utan-ansvarig", _with_somebody(finding))
    for name in owners:
        if _UNDEFINED.match(name):
            wording = clause(finding, who=f"[nämnd], [nämnd] och [nämnd] ({name})")
            yield case.remark("K1-obestämd-ansvarig", wording, owner=name)
    joint = len(owners) >= _MANY and any(owner.role is Role.JOINT for owner in finding.owners)
    if joint and not any(owner.role is Role.LEAD for owner in finding.owners):
        wording = f"{capital(owners[0])} samordnar uppdraget."
        yield case.remark("K1-utan-samordnare", wording, count=_COUNTS.get(len(owners), str(len(owners))))


def _with_somebody(finding: Finding) -> str:
    turned = active(finding.task)
    if turned:
        task, rest = turned
        # the rest goes on as the paper has it, "vartannat år, första gången 2025", and holds the time if there is one
        return given(NO_OWNER, f"{task} {rest}", "" if finding.term.phrase else NO_DAY)
    if is_sentence(finding):
        return sentence(finding, f"Ansvarig: {NO_OWNER}.")
    return clause(finding)


class Power(NamedTuple):
    """A pair that the rules of competence speak of."""

    giver: frozenset[BodyKind]
    owner: frozenset[BodyKind]
    rule: str


_BODIES = frozenset({BodyKind.BOARD, BodyKind.COMMITTEE})
_COUNCIL = frozenset({BodyKind.COUNCIL})
_BELOW = frozenset({BodyKind.BOARD, BodyKind.COMMITTEE, BodyKind.SUBCOMMITTEE})
POWERS = (
    Power(_BELOW, _COUNCIL, "K4-fullmäktige"),
    Power(frozenset({BodyKind.SUBCOMMITTEE}), _BODIES, "K4-utskott"),
    Power(frozenset({BodyKind.COMMITTEE}), _BODIES, "K4-nämnd-till-nämnd"),
    Power(frozenset({BodyKind.BOARD}), frozenset({BodyKind.COMMITTEE}), "K4-reglemente"),
    Power(_BELOW | _COUNCIL, frozenset({BodyKind.COMPANY}), "K4-bolag"),
)


def beyond_power(case: Case) -> Iterator[Remark]:
    """K4. A request is no assignment: remisser, återremisser and "uppmanas" are left alone."""
    giver = case.giver
    if giver is None or case.finding.moves_term or _only_asks(case.words):
        return
    giving = case.matter.known.kind(giver)
    for power in POWERS if giving else ():
        over = [
            name for name in case.owners if giving in power.giver and case.matter.known.kind(name) in power.owner
        ]  # fmt: skip
        over = [name for name in over if not _same(case, name, giver)]
        if not over or (power.rule == "K4-bolag" and OWNER_DIRECTIVE.search(case.words)):
            continue
        wording = _within_power(case, power.rule, giver, over)
        yield case.remark(power.rule, wording, giver=giver, owner=listed(over))


def anothers_department(case: Case) -> Iterator[Remark]:
    """K4, where the office knows whose department it is. Everybody may be under the board, so it is left alone."""
    known, giver = case.matter.known, case.giver
    giving = known.body(giver)
    if giver is None or giving is None or giving.kind is not BodyKind.COMMITTEE or _only_asks(case.words):
        return
    for name in case.owners:
        owner = known.body(name)
        over = [body for body in known.bodies if owner and body.department and owner is known.body(body.department)]
        if over and giving not in over:
            whose = listed([body.name for body in over])
            wording = _proposes(giver, f"ge {whose} i uppdrag att {plain(case.finding.task)}")
            yield case.remark("K4-annans-förvaltning", wording, owner=name, whose=whose, giver=giver)


def _only_asks(words: str) -> bool:
    return bool(REFERRED.search(words) or ANSWERS.search(words) or ASKS.search(words))


def _same(case: Case, name: str, giver: str) -> bool:
    """ "Nämnden" is the one that decides, and a body may give itself something to do."""
    if key(name) in (key(giver), "nämnd", "styrels"):
        return True
    one, other = case.matter.known.body(name), case.matter.known.body(giver)
    return one is not None and one is other


def _within_power(case: Case, rule: str, giver: str, over: list[str]) -> str:
    finding, who = case.finding, listed(over)
    if is_sentence(finding):
        return f"{capital(giver)} föreslår kommunfullmäktige att besluta: {plain(finding.task)}."
    task = plain(finding.task)
    time = own_time(finding.term, task)
    middle = f"{time} {task}" if time else task
    if rule == "K4-bolag":
        start = "Kommunfullmäktige" if case.matter.known.kind(giver) is BodyKind.COUNCIL else None
        directs = f"ge {who} i ägardirektiv att {middle}"
        return f"{start} beslutar att {directs}." if start else _proposes(giver, directs)
    if rule == "K4-fullmäktige":
        return _proposes(giver, middle)
    if rule == "K4-utskott":
        board = "kommunstyrelsen" if "kommunstyrels" in giver or key(giver) in ("ksau",) else "nämnden"
        if any(case.matter.known.kind(name) is BodyKind.BOARD for name in over):
            return f"{capital(giver)} föreslår kommunstyrelsen att {middle}."
        return f"{capital(giver)} föreslår {board} att föreslå kommunfullmäktige att ge {who} i uppdrag att {middle}."
    return _proposes(giver, f"ge {who} i uppdrag att {middle}")


def _proposes(giver: str, what: str) -> str:
    return f"{capital(giver)} föreslår kommunfullmäktige att {what}."
