"""A record is gathered, gathered again, completed and frozen; after that it says what it said."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from deadlines.status import Answer, Outcome
from documents.gathering import gather, gatherings_due
from documents.record import check_value, freeze, is_unchanged, set_office_text
from models.closing import ByDecision, close
from models.database import reading, transaction
from models.event import Event, first_broken
from models.record import FollowUpRecord
from models.refusal import Refused
from tests.documents.record_case import MAY_28, MEETING, gathered, records, rows, said
from tests.notifications.example_case import (
    assignments,
    at,
    body,
    load_bodies,
    take_the_decision,
    the_office,
)
from tests.notifications.example_case import said as answered

MAY_29, AUGUST = date(2018, 5, 29), date(2018, 8, 28)


@pytest.fixture
def case(engine: Engine) -> Engine:
    load_bodies(engine)
    take_the_decision(engine)
    return engine


def frozen(engine: Engine, day: date = MAY_28) -> FollowUpRecord:
    record = gathered(engine, day)
    with transaction(engine) as session:
        found = session.get_one(FollowUpRecord, record.id)
        freeze(session, found, at(day, 16))
        return found


def events(engine: Engine) -> list[str]:
    with reading(engine) as session:
        kinds = session.exec(select(Event.kind).order_by(Event.seq)).all()
    return [kind for kind in kinds if kind.startswith("record.")]


def test_it_is_gathered_for_the_next_meeting_whose_papers_are_not_due(case: Engine) -> None:
    record = gathered(case)

    assert (record.day, record.meeting_day) == (MAY_28, MEETING)


def test_gathered_twice_the_same_day_it_is_the_same(case: Engine) -> None:
    first, again = gathered(case), gathered(case, hour=11)

    assert (again.id, again.content) == (first.id, first.content)
    assert events(case) == ["record.gathered"]


def test_gathered_again_before_it_is_frozen_it_shows_where_things_stand(case: Engine) -> None:
    first = gathered(case)
    with transaction(case) as session:
        set_office_text(session, session.get_one(FollowUpRecord, first.id), "Kansliets text.", at(MAY_28, 9))
    answered(case, "kommundirektören", MAY_28, Answer.DONE)

    again = gathered(case, MAY_29)

    assert again.id == first.id
    assert again.office_text == "Kansliets text."
    assert again.content["title"].endswith("29 maj 2018")
    assert rows(again.content)[3]["status"] == "Anmält som klart, försenat"


def test_frozen_it_has_a_check_value_that_any_change_breaks(case: Engine) -> None:
    record = frozen(case)

    assert record.sha256 == check_value(record)
    assert is_unchanged(record)
    with transaction(case) as session:
        found = session.get_one(FollowUpRecord, record.id)
        found.office_text = "Något annat."
        assert not is_unchanged(found)
        session.rollback()


def test_the_check_value_is_the_same_when_the_record_is_read_back(case: Engine) -> None:
    record = frozen(case)

    with reading(case) as session:
        assert is_unchanged(session.get_one(FollowUpRecord, record.id))


def test_the_history_tells_of_it_and_holds_its_check_value(case: Engine) -> None:
    record = frozen(case)

    assert events(case) == ["record.gathered", "record.frozen"]
    with reading(case) as session:
        last = session.exec(select(Event).where(Event.kind == "record.frozen")).one()
        assert record.sha256 and record.sha256 in last.data
        assert first_broken(session) is None


def test_the_offices_text_is_part_of_what_is_frozen(case: Engine) -> None:
    record = gathered(case)
    before = check_value(record)
    record.office_text = "Kansliets text."

    assert check_value(record) != before


def test_a_frozen_record_refuses_every_change(case: Engine) -> None:
    record = frozen(case)

    with pytest.raises(Refused, match="är låst och kan inte ändras"), transaction(case) as session:
        set_office_text(session, session.get_one(FollowUpRecord, record.id), "Ny text", at(MAY_29))
    with pytest.raises(Refused, match="är låst"), transaction(case) as session:
        freeze(session, session.get_one(FollowUpRecord, record.id), at(MAY_29))
    with pytest.raises(Refused, match="är låst"), transaction(case) as session:
        gather(session, the_office(), body(session, "kommunstyrelsen"), MAY_29, at(MAY_29), MEETING)
    with reading(case) as session:
        assert is_unchanged(session.get_one(FollowUpRecord, record.id))


def test_what_comes_after_the_freeze_goes_to_the_next_record(case: Engine) -> None:
    record = frozen(case)
    answered(case, "kommundirektören", MAY_29, Answer.DONE)

    following = gathered(case, MAY_29)

    assert following.id != record.id
    assert following.meeting_day == AUGUST
    assert rows(following.content)[3]["status"] == "Anmält som klart, försenat"
    with reading(case) as session:
        kept = session.get_one(FollowUpRecord, record.id)
        assert rows(kept.content)[3]["status"] == "Inget besked ännu, försenat"


def test_on_the_day_of_the_freeze_no_second_record_is_begun(case: Engine) -> None:
    frozen(case)

    with pytest.raises(Refused, match="är låst"):
        gathered(case)


def test_what_was_closed_after_a_frozen_record_stands_once_in_the_next(case: Engine) -> None:
    frozen(case)
    with transaction(case) as session:
        by = ByDecision(body(session, "kommunstyrelsen").id, MEETING, "201")
        close(session, assignments(session)[1].id, Outcome.DONE, by, at(MEETING, 16))

    following = frozen(case, date(2018, 8, 9))

    assert rows(following.content)[2]["ended_by"] == "Kommunstyrelsen 12 juni 2018, § 201"
    assert 2 not in rows(said(case, date(2018, 8, 29)))


def test_a_body_without_a_plan_can_be_laid_a_record_before(case: Engine) -> None:
    record = gathered(case, name="kommundirektören")

    assert record.meeting_day is None
    assert record.content["summary"] == ["Det finns inga uppdrag att redovisa till kommundirektören."]


def test_too_long_a_text_is_refused(case: Engine) -> None:
    record = gathered(case)

    with pytest.raises(Refused, match="för lång"), transaction(case) as session:
        set_office_text(session, session.get_one(FollowUpRecord, record.id), "a" * 20_001, at(MAY_28))


@pytest.mark.parametrize(
    ("today", "meetings"),
    [
        (date(2018, 5, 24), []),
        (date(2018, 5, 25), [MEETING]),  # five working days before Friday 1 June
        (date(2018, 6, 1), [MEETING]),
        (date(2018, 6, 4), []),
    ],
)
def test_a_record_is_on_the_turn_five_working_days_before_the_cutoff(
    case: Engine, today: date, meetings: list[date]
) -> None:
    with reading(case) as session:
        due = gatherings_due(session, the_office(), today)

    assert [one.meeting_day for one in due] == meetings


def test_what_has_been_gathered_is_not_on_the_turn_again(case: Engine) -> None:
    gathered(case)

    with reading(case) as session:
        assert gatherings_due(session, the_office(), MAY_28) == []
        assert len(records(session)) == 1


def test_a_body_with_nothing_open_gets_no_record(engine: Engine) -> None:
    load_bodies(engine)

    with reading(engine) as session:
        assert gatherings_due(session, the_office(), MAY_28) == []
