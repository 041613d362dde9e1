"""Papers and an office for the tests of the check."""

from datetime import date
from typing import Any

from config.closed_days import days, weeks, workdays
from deadlines.placing import Calendar
from deadlines.route import Meeting
from documents.check import Checked, check
from documents.check_office import BodyKind, Known, KnownBody, key
from documents.reading import read_text


def body(name: str, kind: BodyKind, *aliases: str, **facts: Any) -> KnownBody:
    return KnownBody(name, kind, frozenset(map(key, (name, *aliases))), **facts)


BOARD_MEETS = (
    Meeting(date(2024, 3, 5), date(2024, 2, 20)),
    Meeting(date(2024, 6, 4), date(2024, 5, 21)),
    Meeting(date(2024, 8, 20), date(2024, 7, 30)),
    Meeting(date(2024, 10, 8), date(2024, 9, 24)),
)
OFFICE = Known(
    (
        body("kommunfullmäktige", BodyKind.COUNCIL, "KF"),
        body("kommunstyrelsen", BodyKind.BOARD, "KS", meetings=BOARD_MEETS),
        body("socialnämnden", BodyKind.COMMITTEE, "SN", department="socialkontoret"),
        body("kulturnämnden", BodyKind.COMMITTEE, "KUN", department="kulturkontoret"),
        body("socialkontoret", BodyKind.DEPARTMENT),
        body("kulturkontoret", BodyKind.DEPARTMENT),
        body("ledningskontoret", BodyKind.DEPARTMENT, "LK", head="kommundirektören"),
        body("kommundirektören", BodyKind.OFFICER),
        body("Ljuskraft", BodyKind.COMPANY),
    ),
    Calendar(workdays(), [*weeks(27, 32), *days((12, 22), (1, 6))]),
    has_office=True,
)
"""Ljuskraft is a company that no name gives away, and the board's August papers are due in the recess."""


def proposal(points: str, body: str = "kommunstyrelsen", day: str = "2024-02-01", sent: str = "") -> str:
    lines = "\n".join(f"{n}. {point}" for n, point in enumerate(points.split(" | "), 1))
    tail = f"\n\nBeslutet skickas till\n{sent}\n" if sent else "\n"
    return f"Tjänsteskrivelse\nDatum: {day}\n\nFörslag till beslut i {body}\n{lines}{tail}"


def checked(points: str, known: Known = OFFICE, meeting: date | None = None, **paper: str) -> Checked:
    return check(read_text(proposal(points, **paper)), known, meeting)


def rules(result: Checked) -> list[str]:
    return [remark.rule.id for remark in result.remarks]
