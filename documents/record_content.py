"""What a follow-up record says, section by section, in plain JSON: what is written here is what is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from deadlines.status import Answer, Status
from documents.record_rows import by_decision, case_of, is_open, named, origin, row
from models.assignment import Deadline
from models.binding import term_of
from models.overview import Place, Standing
from notifications import days
from notifications.swedish import assignments, counted, genitive, listed, starting, within

SUMMED = (
    (("late",), "försenat", "försenade"),
    (("soon", "later"), "inom sin tid", "inom sin tid"),
    (("undated",), "utan slutdatum", "utan slutdatum"),
    (("waiting",), "i väntan på ett annat uppdrag", "i väntan på ett annat uppdrag"),
    (("reported",), "redovisat", "redovisade"),
    (("resting",), "vilande", "vilande"),
    (("ended",), "avslutat", "avslutade"),
)
"""Each assignment stands in exactly one of these, so that they add up."""


LAST = "\uffff"
"""Sorts after every name."""


@dataclass(frozen=True)
class Laid:
    """What a record is made of."""

    body_id: int
    body: str
    office: str
    day: date
    meeting_day: date | None
    standings: Sequence[Standing]
    names: Mapping[int, str]
    """Every body by its number."""
    raised_to_nobody: frozenset[int]
    """Owners whose matter has been raised where nobody stands above them."""


def content(laid: Laid) -> dict[str, Any]:
    """By responsible body, the oldest decision first. The same facts give the same content."""
    shown = sorted(laid.standings, key=_place_in_list)
    open_words = [s for s in shown if not s.decision.is_confidential]
    return {
        "body": within(laid.body),
        "office": within(laid.office),
        "day": laid.day.isoformat(),
        "meeting_day": laid.meeting_day.isoformat() if laid.meeting_day else None,
        "title": f"Återrapportering av uppdrag till {within(laid.body)} per den {days.dated(laid.day)}",
        "raised": [_raised(s, laid) for s in shown if _is_raised(s, laid)],
        "proposals": _proposals(shown, laid),
        "notes": _notes(shown, laid),
        "summary": _summary(shown, laid),
        "assignments": [row(s, laid.names) for s in shown],
        "comments": [comment for s in open_words for comment in _comments(s)],
        "moved": [move for s in shown for move in _moves(s, laid.names)],
        "send_to": list(dict.fromkeys(starting(o.name or "") for s in open_words for o in s.doing if o.body_id)),
        "basis": [fact for s in shown for fact in _basis(s)],
        "open": [s.assignment.id for s in shown if is_open(s)],
    }


def _place_in_list(standing: Standing) -> tuple[str, date, int]:
    first = next((within(owner.name) for owner in standing.doing if owner.body_id and owner.name), LAST)
    return first, standing.decision.decided_on or date.min, standing.assignment.id


def _is_raised(standing: Standing, laid: Laid) -> bool:
    is_late = is_open(standing) and standing.place is Place.LATE
    return is_late and any(owner.owner_id in laid.raised_to_nobody for owner in standing.doing)


def _raised(standing: Standing, laid: Laid) -> str:
    number = standing.assignment.id
    if standing.decision.is_confidential:
        return f"Uppdrag nr {number} ({case_of(standing).lower()}) är försenat och lyfts därför här."
    owners = [owner for owner in standing.doing if owner.owner_id in laid.raised_to_nobody]
    return (
        f"Uppdrag nr {number} skulle ha varit klart {days.when(standing.term)}, och ingen redovisning är registrerad. "
        f"Ingen står över {named(owners)}, så frågan lyfts här."
    )


def _reported(shown: Sequence[Standing]) -> list[Standing]:
    return [s for s in shown if s.assignment.status is Status.REPORTED]


def _is_closed_here(standing: Standing, laid: Laid) -> bool:
    """Reported, given by this very body, and not a matter of its own on some body's agenda."""
    return standing.decision.body_id == laid.body_id and standing.assignment.report_to_id is None


def _proposals(shown: Sequence[Standing], laid: Laid) -> list[str]:
    body = starting(within(laid.body))
    said = [f"{body} godkänner [alternativ: noterar] redovisningen av uppdrag per den {days.dated(laid.day)}."]
    closing = sorted(s.assignment.id for s in _reported(shown) if _is_closed_here(s, laid))
    if closing:
        numbers = listed([str(number) for number in closing])
        said.append(
            f"Uppdrag nr {numbers} förklaras avslutat."
            if len(closing) == 1
            else f"Uppdragen nr {numbers} förklaras avslutade."
        )
    return said


def _notes(shown: Sequence[Standing], laid: Laid) -> list[str]:
    """Why what has been reported is not closed by this list."""
    said = []
    for standing in sorted(_reported(shown), key=lambda s: s.assignment.id):
        number = standing.assignment.id
        if standing.decision.body_id != laid.body_id:
            giver = "ett annat organ" if standing.decision.is_confidential else within(standing.given_by)
            said.append(f"Uppdrag nr {number} gavs av {giver} och kan bara avslutas där.")
        elif not _is_closed_here(standing, laid):
            said.append(f"Uppdrag nr {number} redovisas i ett eget ärende och avslutas genom beslutet i det.")
    return said


def _summary(shown: Sequence[Standing], laid: Laid) -> list[str]:
    """Three sentences, deviations first; the last one adds up to all that is listed."""
    if not shown:
        return [f"Det finns inga uppdrag att redovisa till {within(laid.body)}."]
    counts = {place.value: 0 for place in Place} | {"ended": 0}
    for standing in shown:
        counts[standing.place.value if is_open(standing) else "ended"] += 1
    return [_deviations(shown, counts), _since(counts), _whole(len(shown), counts)]


def _deviations(shown: Sequence[Standing], counts: Mapping[str, int]) -> str:
    asked = sum(
        s.assignment.status is Status.ACTIVE and any(o.answer is Answer.MORE_TIME and not o.submitted for o in s.doing)
        for s in shown
    )
    clauses = []
    if late := counts["late"]:
        clauses.append(counted(late, "uppdrag är försenat", "uppdrag är försenade", neuter=True))
    if undated := counts["undated"]:
        clauses.append(counted(undated, "uppdrag saknar slutdatum", "uppdrag saknar slutdatum", neuter=True))
    if asked:
        clauses.append(f"för {assignments(asked)} har mer tid begärts")
    if not clauses:
        return "Inget uppdrag är försenat, alla har slutdatum och ingen har begärt mer tid."
    return f"{starting(listed(clauses))}."


def _since(counts: Mapping[str, int]) -> str:
    clauses = []
    if reported := counts["reported"]:
        have = counted(reported, "uppdrag är redovisat", "uppdrag är redovisade", neuter=True)
        clauses.append(f"{have} och väntar på beslut")
    if ended := counts["ended"]:
        clauses.append(f"{assignments(ended)} har avslutats sedan förra redovisningen")
    if not clauses:
        return "Inget uppdrag är redovisat eller avslutat sedan förra redovisningen."
    return f"{starting(', och '.join(clauses))}."


def _whole(total: int, counts: Mapping[str, int]) -> str:
    parts = []
    for places, one, more in SUMMED:
        if number := sum(counts[place] for place in places):
            parts.append(counted(number, one, more, neuter=True))
    return f"Redovisningen omfattar {assignments(total)}: {listed(parts)}."


def _comments(standing: Standing) -> list[dict[str, Any]]:
    return [
        {
            "nr": standing.assignment.id,
            "owner": starting(named([owner])),
            "day": days.dated(owner.answered_on),
            "text": owner.said,
        }
        for owner in standing.doing
        if owner.said and owner.answered_on
    ]


def _moves(standing: Standing, names: Mapping[int, str]) -> list[dict[str, Any]]:
    versions: list[Deadline] = [*standing.earlier_terms, standing.current_term]
    return [
        {
            "nr": standing.assignment.id,
            "before": days.term(term_of(before)),
            "after": days.term(term_of(after)),
            "by": _moved_by(standing, after, names),
        }
        for before, after in zip(versions, versions[1:], strict=False)
    ]


def _moved_by(standing: Standing, after: Deadline, names: Mapping[int, str]) -> str:
    if standing.decision.is_confidential:
        return case_of(standing)
    return by_decision(names, after.set_by_body_id, after.set_by_day, after.set_by_paragraph)


def _basis(standing: Standing) -> list[str]:
    """The facts that the row rests on."""
    number = f"Uppdrag nr {standing.assignment.id}"
    if standing.decision.is_confidential:
        return [f"{number}: {case_of(standing).lower()}."]
    facts = [f"{number}: {origin(standing)}."]
    for owner in standing.doing:
        if owner.answered_on and owner.name:
            facts.append(f"{number}: {genitive(within(owner.name))} lägesbesked {days.dated(owner.answered_on)}.")
    for submission in standing.submissions:
        known = submission.case_number or f"§ {submission.paragraph}"
        facts.append(f"{number}: redovisning {known}, registrerad {days.dated(submission.received_on)}.")
    return facts
