"""Are those who shall do it told? The owners of each section held against its own list of receivers."""

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.check_case import Case, Matter
from documents.check_draft import SendList
from documents.check_office import BodyKind, Known, key
from documents.check_rules import Remark
from documents.check_wording import capital, listed

_EVERYONE: tuple[tuple[BodyKind, str], ...] = (
    (BodyKind.COMMITTEE, r"\b(?:samtliga|alla|kommunens)\s+nämnder|^nämnderna\b"),
    (BodyKind.DEPARTMENT, r"\b(?:samtliga|alla)\s+(?:förvaltningar|kontor)|^förvaltning(?:arna|schefer(?:na)?)\b"),
    (BodyKind.OFFICER, r"\b(?:samtliga|alla)\s+(?:förvaltnings)?chefer|^förvaltningschefer(?:na)?\b"),
    (BodyKind.COMPANY, r"\b(?:samtliga|alla|kommunens)\s+(?:kommunala\s+)?bolag"),
)
_BARE = re.compile(
    r"(?:förvaltning|kontor|nämnd|verksamhet|bolag|styrelse|förvaltningschef|ordförande|ombud)\w{0,4}"
    r"|(?:berörd|respektive|övrig|de)\w*\s.*|\w+\s+som\s.*",
    re.IGNORECASE,
)
"""Names that only the people in the room can compare with a list."""
_RANK = re.compile(r"(?:s)?(?:direktör|chef)\w*$")
_SHORT = re.compile(r"[A-ZÅÄÖ]{2,5}")


def not_told(matter: Matter, cases: list[Case]) -> Iterator[Remark]:
    """K5, one remark for each list. A section without a list has nothing to be compared with."""
    by_section: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_section[id(matter.draft.section_of(case.finding.quote.start))].append(case)
    for section in matter.draft.sections:
        held = by_section[id(section)]
        receivers = matter.draft.send_list(section) if held else None
        if receivers is None:
            continue
        missing = dict.fromkeys(
            name for case in held for name in case.owners if not _is_told(matter.known, name, case.giver, receivers)
        )
        if missing:
            wording = f"{receivers.heading}: {', '.join(map(capital, (*receivers.names, *missing)))}"
            yield matter.remark(
                "K5-ej-i-sändlistan", receivers.quote, wording, paragraph=section.paragraph,
                owner=listed(list(missing)), heading=receivers.heading,
            )  # fmt: skip


def _is_told(known: Known, name: str, giver: str | None, receivers: SendList) -> bool:
    if _BARE.fullmatch(name) or known.kind(name) is BodyKind.COUNCIL or (giver and key(giver) == key(name)):
        return True
    return any(_stands_for(known, receiver, name) for receiver in receivers.names)


def _stands_for(known: Known, receiver: str, name: str) -> bool:
    kind = known.kind(name)
    if any(kind is everyone and re.search(pattern, receiver, re.IGNORECASE) for everyone, pattern in _EVERYONE):
        return True
    if key(name) in re.sub(r"[\W_]", "", receiver.lower()):
        return True
    for part in (receiver, *re.split(r"\s*[,;/]\s*|\s+och\s+", receiver)):
        if _is_same(known, part.strip(), name) or _leads(known, part.strip(), name):
            return True
    # "KSF", "BUF": the body's own department
    shorts = [short[0] for short in _SHORT.finditer(receiver)]
    return any(_abbreviates(short, name) or (len(short) > 2 and _abbreviates(short[:-1], name)) for short in shorts)


def _is_same(known: Known, receiver: str, name: str) -> bool:
    one, other = known.body(receiver), known.body(name)
    return one is not None and one is other


def _leads(known: Known, receiver: str, name: str) -> bool:
    """The head of a department is told with it, the department with its head, and a body through its own."""
    own = known.body(name)
    if own and own.department and key(own.department) == key(receiver):
        return True
    for above, below in ((receiver, name), (name, receiver)):
        body = known.body(below)
        if body and body.head and key(body.head) == key(above):
            return True
        stem = key(_RANK.sub("", above.lower()))
        if _RANK.search(above.lower()) and known.kind(below) is BodyKind.DEPARTMENT and stem and stem in key(below):
            return True
    return False


def _abbreviates(short: str, name: str) -> bool:
    """ "BUN" may be barn- och ungdomsnämnden: its letters come in that order. Which one it is only the office knows."""
    if short[0].lower() != name[0].lower():
        return False
    letters = iter(name.lower())
    return all(letter in letters for letter in short.lower())
