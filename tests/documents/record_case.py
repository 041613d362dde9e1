"""The example decision as it stands before kommunstyrelsen's meeting in June 2018."""

from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from documents.gathering import gather
from models.body import Body
from models.database import transaction
from models.record import FollowUpRecord
from tests.notifications.example_case import at, body, the_office

MAY_28, MEETING = date(2018, 5, 28), date(2018, 6, 12)


def gathered(engine: Engine, day: date = MAY_28, name: str = "kommunstyrelsen", hour: int = 8) -> FollowUpRecord:
    with transaction(engine) as session:
        return gather(session, the_office(), body(session, name), day, at(day, hour))


def said(engine: Engine, day: date = MAY_28, name: str = "kommunstyrelsen") -> dict[str, Any]:
    return gathered(engine, day, name).content


def rows(content: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {row["nr"]: row for row in content["assignments"]}


def records(session: Session) -> list[FollowUpRecord]:
    return list(session.exec(select(FollowUpRecord).order_by(FollowUpRecord.id)))


def the_body(session: Session, name: str = "kommunstyrelsen") -> Body:
    return body(session, name)
