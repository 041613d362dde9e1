"""What the weekly report tells of acts on earlier assignments: done, and set right."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import func, select

from deadlines.status import ActKind, Outcome
from deadlines.term import Kind
from models.database import reading, transaction
from models.event import Event
from models.names import body_named
from models.overview import standings
from models.settling import confirm, undo
from notifications.changes import changes_between
from tests.models.acts_case import TODAY, a_day, an_act_on
from tests.office_case import decide_case, example_office

NEW_TERM = {"term_kind": Kind.DATE, "last": date(2018, 10, 31), "phrase": "31 oktober 2018"}
DONE = {
    ActKind.CLOSE: ({"outcome": Outcome.DONE}, ["Avslutat"]),
    ActKind.WRITE_OFF: ({}, ["Avskrivet"]),
    ActKind.EXTEND: (NEW_TERM, ["Nytt slutdatum"]),
    ActKind.REFER_BACK: (NEW_TERM, ["Nytt slutdatum", "Återremitterat"]),
    ActKind.TRANSFER: ({}, ["Överfört"]),
}


@pytest.fixture
def office(tmp_path):
    return example_office(tmp_path)


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(func.max(Event.seq))).one()


def told(engine: Engine, after: int) -> list[str]:
    with reading(engine) as session:
        open_ones = standings(session, TODAY)
        return [one.text for one in changes_between(session, after, newest(engine), open_ones, TODAY) if one.is_news]


@pytest.mark.parametrize("does", ActKind)
def test_an_act_is_told_and_set_right_where_it_had_been_told(engine: Engine, office, does: ActKind) -> None:
    decide_case(engine, office)
    start = newest(engine)
    said, words = DONE[does]
    with transaction(engine) as session:
        to = {"to_body_id": body_named(session, "ON", TODAY).id} if does is ActKind.TRANSFER else {}
        act = an_act_on(session, 3, does, **said, **to)
        confirm(session, act.id, a_day(office))
    done = newest(engine)
    assert sorted(text.partition(":")[0] for text in told(engine, start)) == words
    assert all("§ 340" in text for text in told(engine, start))
    with transaction(engine) as session:
        undo(session, act.id, a_day(office))

    assert told(engine, start) == [], "done and undone in one week is no news"
    (text,) = told(engine, done)
    assert text.startswith("Rättat: kommundirektören, KS 2017 § 309 p. 3.")
