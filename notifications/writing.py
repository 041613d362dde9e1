"""A notice letter, written: subject, text, HTML and the reason for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deadlines.ladder import Audience, Rung
from notifications import days
from notifications.due import sentences
from notifications.header_text import checked
from notifications.items import ANSWER_LINK, FEWER_LINK, LetterContext, Written
from notifications.layout import rendered
from notifications.matter import Matter
from notifications.openings import opening, steps
from notifications.reasons import ANSWERS, coming, last_answer, more_time, reason, stopping, waiting
from notifications.subjects import subject, title
from notifications.swedish import starting
from notifications.why import why

_LIST_ITEM = re.compile(r"[-–—•*]\s|\d{1,2}[.)]\s|[a-zåäö]\)\s")


@dataclass(frozen=True, slots=True)
class Part:
    """Everything that a template may say of one assignment."""

    number: int
    heading: str
    owner: str
    term: str
    remark: str
    opening: list[str]
    quote: list[str]
    source: str
    remarks: list[str]
    coming: str
    more_time: str

    @property
    def term_and_remark(self) -> str:
        return f"{self.term} ({self.remark})" if self.remark else self.term


def matters_of(context: LetterContext) -> list[Matter]:
    return [
        Matter(item, context.today, left) for item, left in zip(context.items, context.working_days_left, strict=True)
    ]


def write_notice(context: LetterContext) -> Written:
    """The same context, the same letter. Raises HeaderRefused where a number or name cannot stand in a subject."""
    matters = matters_of(context)
    parts = _parts(matters)
    about = checked("Subject", subject(matters))
    values = {
        "subject": about,
        "title": title(matters),
        "shadow_for": context.shadow_for,
        "outage": _outage(context),
        "parts": parts,
        "term_width": max(len(part.term_and_remark) for part in parts),
        "to_do": _to_do(matters),
        "link": ANSWER_LINK if context.can_answer else None,
        "answers": list(ANSWERS.values()),
        "no_substitute": _no_substitute(matters),
        "reasons": _reasons(context, matters),
        "fewer": FEWER_LINK if context.can_choose else None,
        "wants_fewer": context.wants_fewer,
        "fills_calendar": context.fills_calendar,
        "office_name": context.office_name,
        "contact": context.contact,
        "contact_address": context.contact_address,
    }
    return Written(about, rendered("notice.txt", **values), rendered("notice.html", **values), why(matters))


def _parts(matters: Sequence[Matter]) -> list[Part]:
    """A clause that several owners share is quoted once."""
    first: dict[tuple[str, str], int] = {}
    parts = []
    for number, matter in enumerate(matters, 1):
        key = (matter.source, matter.quote or str(number))
        same = first.setdefault(key, number)
        parts.append(_part(number, matter, same if same != number else None))
    return parts


def _part(number: int, matter: Matter, same: int | None) -> Part:
    return Part(
        number=number,
        heading=starting(matter.reference),
        owner=matter.owner,
        term=days.term(matter.item.term),
        remark=_remark(matter),
        opening=opening(matter),
        quote=_lines(matter.quote) if matter.quote and not same else [],
        source=f"Uppdraget står ordagrant under {same}." if same else matter.source,
        remarks=[said for said in (_secrecy(matter), last_answer(matter), waiting(matter)) if said],
        coming=coming(matter),
        more_time=more_time(matter),
    )


def _to_do(matters: Sequence[Matter]) -> dict[str, list[str]]:
    """What the reader can do, said once, under a heading for each kind of reader."""
    found: dict[str, list[str]] = {}
    for matter in matters:
        heading = "Det här kan du göra" if matter.item.audience is Audience.HEAD else "Att göra"
        for step in steps(matter):
            if step not in found.setdefault(heading, []):
                found[heading].append(step)
    return found


def _secrecy(matter: Matter) -> str:
    return "Uppgifter i ärendet kan omfattas av sekretess. Därför står uppdragets text inte här." * matter.is_secret


def _remark(matter: Matter) -> str:
    if matter.is_late:
        return "efter slutdatum"
    if matter.rung is Rung.ASSIGNED:
        if matter.item.audience is Audience.COPY:
            return "för kännedom"
        return "ny tid" if matter.is_new_term else "nytt"
    return ""


def _lines(quote: str) -> list[str]:
    """The paper's own line breaks are not the clause's: only list items and empty lines begin a new line."""
    lines: list[str] = []
    fresh = True
    for line in quote.splitlines():
        text = " ".join(line.split())
        if not text:
            fresh = True
        elif fresh or _LIST_ITEM.match(text):
            lines.append(text)
            fresh = False
        else:
            lines[-1] += f" {text}"
    return lines


def _outage(context: LetterContext) -> str:
    if context.outage is None:
        return ""
    missed = days.stretch(context.outage.first, context.outage.last, context.today)
    return f"Vi hade ett avbrott {missed}. Det här är läget i dag."


def _no_substitute(matters: list[Matter]) -> str:
    receivers = {matter.receiver for matter in matters if matter.speaks_to_owner}
    to = f" till {receivers.pop()}" if len(receivers) == 1 else ""
    return f"Svaret är ett lägesbesked och ersätter inte redovisningen{to}."


def _reasons(context: LetterContext, matters: list[Matter]) -> list[str]:
    role = f"Du är {context.recipient_role}."
    ends = stopping(matters[0]) if context.can_answer else ""
    if len(matters) > 1:
        return [sentences(role, "Allt som rör dig i dag står i samma mejl.", ends)]
    matter = matters[0]
    said = [sentences(role, reason(matter), coming(matter)), sentences(more_time(matter), ends)]
    return [paragraph for paragraph in said if paragraph]
