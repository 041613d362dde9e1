"""A paper is taken in: what it does to earlier assignments waits for a person, against the assignment it means."""

from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from deadlines.status import ActKind, Outcome, Status
from documents.proposing import PaperFile, Proposed, propose
from documents.reading import read_paper
from models.act import Act, ActState
from models.assignment import Assignment, Deadline
from models.database import reading, transaction
from models.decision import Clause
from models.event import Event, first_broken
from models.names import body_named
from tests.models.acts_case import NOW, TODAY
from tests.office_case import decide_case, example_office

MINUTES = """\
Kommunstyrelsen                    Sammanträdesprotokoll            12 (40)
                                   2017-11-14

§ 340 Arbetet mot våld i nära relationer

Kommunstyrelsens beslut
1. Rapporten godkänns och uppdraget KS 2017-10-10 § 309 till kommundirektören att utse en förvaltning avslutas.
2. Tiden för uppdraget KS 2017-10-10 § 309 att ta fram en gemensam handlingsplan förlängs till oktober 2018.

§ 341 Avtal om snöröjning                                 KS 2017-61

Kommunstyrelsens beslut
Uppdraget att upphandla snöröjning avskrivs.

§ 342 Lokaler

Kommunstyrelsens beslut
Ärendet återremitteras till kommundirektören för en ny kalkyl.

§ 343 Budget

Kommunstyrelsen föreslår kommunfullmäktige att uppdraget KF 2016-05-03 § 44 anses slutfört.
"""


@pytest.fixture
def case(engine: Engine, tmp_path) -> Engine:
    decide_case(engine, example_office(tmp_path))
    return engine


def take_in(engine: Engine, text: str) -> Proposed:
    data = text.encode()
    file = PaperFile("protokoll.txt", sha256(data).hexdigest())
    with transaction(engine) as session:
        return propose(session, read_paper(data, file.name), file, NOW, TODAY)


def acts_of(engine: Engine) -> list[Act]:
    with reading(engine) as session:
        return list(session.exec(select(Act).order_by(Act.id)))


def test_each_act_waits_against_the_assignment_that_it_means(case: Engine) -> None:
    take_in(case, MINUTES)
    closes, extends, writes_off = acts_of(case)
    assert (closes.kind, closes.assignment_id, closes.outcome) == (ActKind.CLOSE, 3, Outcome.DONE)
    assert "Beslutet 10 oktober 2017 § 309 nämns" in closes.reason and "samma ansvariga" in closes.reason
    assert closes.runner_up_id in (1, 2, 4) and closes.runner_up_reason
    assert (extends.kind, extends.assignment_id, extends.phrase) == (ActKind.EXTEND, 2, "till oktober 2018")
    assert (writes_off.assignment_id, writes_off.reason) == (None, "Inget öppet uppdrag är tillräckligt likt.")
    assert {act.state for act in acts_of(case)} == {ActState.PROPOSED}


def test_nothing_happens_to_any_assignment_and_the_history_tells_of_the_proposal(case: Engine) -> None:
    with reading(case) as session:
        before = [(one.id, one.status) for one in session.exec(select(Assignment).order_by(Assignment.id))]
        terms = len(session.exec(select(Deadline).where(Deadline.assignment_id <= 4)).all())
    take_in(case, MINUTES)
    with reading(case) as session:
        now = [(one.id, one.status) for one in session.exec(select(Assignment).order_by(Assignment.id))]
        assert now[: len(before)] == before and {status for _, status in now[len(before) :]} <= {Status.PROPOSED}
        assert len(session.exec(select(Deadline).where(Deadline.assignment_id <= 4)).all()) == terms
        told = session.exec(select(Event).where(Event.kind == "act.proposed")).all()
        assert [event.assignment_id for event in told] == [3, 2, None]
        assert first_broken(session) is None


def test_the_words_of_an_act_stand_at_their_place_in_the_paper(case: Engine) -> None:
    made = take_in(case, MINUTES)
    with reading(case) as session:
        for act in acts_of(case):
            clause = session.get_one(Clause, act.clause_id)
            assert made.paper.text[clause.start_at : clause.end_at] == clause.quote


def test_corrected_minutes_do_not_say_it_twice(case: Engine) -> None:
    take_in(case, MINUTES)
    before = [act.id for act in acts_of(case)]
    take_in(case, MINUTES.replace("snöröjning  ", "snöröjningen"))
    assert [act.id for act in acts_of(case)] == before


def test_what_corrected_minutes_say_in_other_words_counts(case: Engine) -> None:
    take_in(case, MINUTES)
    before = [act.id for act in acts_of(case)]
    take_in(case, MINUTES.replace("förlängs till oktober 2018", "förlängs till november 2018"))
    extends = acts_of(case)[1]
    assert [act.id for act in acts_of(case)] == before
    assert (extends.assignment_id, extends.phrase, extends.last) == (2, "till november 2018", date(2018, 11, 30))
    with reading(case) as session:
        assert "november" in session.get_one(Clause, extends.clause_id).quote


def test_who_takes_over_is_found_in_the_register(case: Engine) -> None:
    take_in(case, MINUTES.replace("avslutas.", "överförs till ON."))
    act = acts_of(case)[0]
    with reading(case) as session:
        assert (act.kind, act.to_body_id) == (ActKind.TRANSFER, body_named(session, "omsorgsnämnden", TODAY).id)
