"""The terms of a letter in its reader's calendar: put there, moved, and taken away when there is nothing left to do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from sqlalchemy import event
from sqlmodel import select

from deadlines.status import Answer
from deadlines.term import Kind, Term
from models.body import Person
from models.calendar_entry import newest_entries
from models.closing import ByDecision, move_term
from models.database import open_engine, reading, transaction
from models.letter import Letter, LetterKind
from models.receiving import Received, receive
from notifications.calendar_events import as_calendar, event_of, taken_away
from notifications.delivery import deliver
from notifications.matter import Matter
from notifications.message import as_bytes
from notifications.postbag import Postbag
from notifications.round import announce, morning_round
from tests.notifications.contexts import JUNE, TODAY, a_committees_item, an_item
from tests.notifications.example_case import (
    another_office,
    at,
    body,
    load_bodies,
    said,
    take_the_decision,
    the_office,
)
from tests.notifications.posted import LINK, SENDER, a_finished_letter, parts_of

STAMP = datetime(2017, 11, 14, 6, tzinfo=UTC)
APPROVED, SOON = date(2017, 10, 17), date(2017, 11, 14)
DIRECTOR, SECRETARY = "kommundirektor@linkoping.example", "sekreterare.on@linkoping.example"


def shown(*events) -> Calendar:
    return Calendar.from_ical(as_calendar(events, "linkoping", "linkoping.example", STAMP))


def events(letter: Letter) -> dict[str, Event]:
    return (
        {str(one["UID"]): one for one in Calendar.from_ical(letter.calendar).walk("VEVENT")} if letter.calendar else {}
    )


def test_a_term_is_a_whole_day_with_a_reminder_the_morning_before():
    [event] = shown(event_of(Matter(an_item(), TODAY, 12), 0)).walk("VEVENT")
    [alarm] = event.walk("VALARM")

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2017, 11, 30), date(2017, 12, 1))
    assert event["UID"] == "uppdrag-3-6.linkoping@linkoping.example"
    assert event["SUMMARY"] == "Slutdatum: uppdrag KS 2017-10-10 § 309 p. 3"
    assert alarm.decoded("TRIGGER") == timedelta(hours=-16)
    assert event.decoded("DTSTAMP") == STAMP


def test_a_month_stays_a_month_and_the_reminder_comes_before_the_papers_are_due():
    [event] = shown(event_of(Matter(a_committees_item(), TODAY, None), 0)).walk("VEVENT")
    [alarm] = event.walk("VALARM")

    assert event["SUMMARY"].endswith("§ 309 p. 2, juni 2018")
    assert event.decoded("DTSTART") == JUNE.last
    assert event.decoded("DTSTART") + alarm.decoded("TRIGGER") < date(2018, 5, 2)
    assert "handlingarna vara inne senast onsdag 2 maj 2018" in event["DESCRIPTION"]


def test_a_confidential_decision_shows_its_case_number_only():
    secret = an_item(is_confidential=True, task="placera barnet", quote="Barnet ska placeras.")
    text = as_calendar([event_of(Matter(secret, TODAY, 12), 0)], "linkoping", "linkoping.example", STAMP)

    assert "ärende KS 2017-123" in Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"]
    assert not any(word in text.replace("\r\n ", "") for word in ("§", "309", "placera", "kommunstyrelsen"))


@pytest.mark.parametrize(
    ("kinds", "method"), [("P", "PUBLISH"), ("C", "CANCEL"), ("CC", "CANCEL"), ("PC", "PUBLISH"), ("CP", "PUBLISH")]
)
def test_the_method_is_cancel_only_where_everything_is_taken_away(kinds, method):
    made = {
        "P": lambda: event_of(Matter(an_item(), TODAY, 12), 2),
        "C": lambda: taken_away(9, 9, date(2017, 12, 1), 1),
    }
    calendar = shown(*(made[kind]() for kind in kinds))
    part = parts_of(as_bytes(a_finished_letter(calendar=calendar.to_ical().decode()), SENDER, LINK))[-1]

    assert calendar["METHOD"] == method
    assert part.get_param("method") == method
    assert [event["STATUS"] == "CANCELLED" for event in calendar.walk("VEVENT")] == [kind == "C" for kind in kinds]


@given(st.text(max_size=60))
def test_no_name_whatever_adds_a_line_to_the_calendar(name):
    name = f"Nämnd{name}"
    text = as_calendar(
        [event_of(Matter(an_item(owner=name, given_by=name, report_to=name), TODAY, 12), 0)], "s", "k.example", STAMP
    )
    usual = as_calendar([event_of(Matter(an_item(), TODAY, 12), 0)], "s", "k.example", STAMP)

    def properties(calendar):
        return [line.partition(":")[0] for line in calendar.replace("\r\n ", "").splitlines()]

    assert properties(text) == properties(usual)
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1


def test_the_calendar_comes_back_as_it_was():
    text = as_calendar([event_of(Matter(an_item(), TODAY, 12), 0)], "linkoping", "linkoping.example", STAMP)
    *_, part = parts_of(as_bytes(a_finished_letter(calendar=text), SENDER, LINK))

    assert part.get_content_type() == "text/calendar"
    assert part.get_filename() == "slutdatum.ics"
    assert part.get_content().replace("\r\n", "\n") == text.replace("\r\n", "\n")


# A case played


@pytest.fixture
def case(engine):
    load_bodies(engine)
    decision = take_the_decision(engine)
    announce(engine, the_office(), decision.id, at(APPROVED, 9))
    deliver(engine, the_office(), at(APPROVED, 10), Postbag())
    return engine


def letters(engine, to) -> list[Letter]:
    with reading(engine) as session:
        query = select(Letter).where(Letter.recipient == to, Letter.kind == LetterKind.NOTICE).order_by(Letter.id)
        return list(session.exec(query).all())


def play(engine, day, office=None) -> None:
    morning_round(engine, office or the_office(), at(day))
    deliver(engine, office or the_office(), at(day, 8), Postbag())


def test_a_later_letter_shows_the_same_event_again(case):
    play(case, SOON)
    first, second = (events(letter) for letter in letters(case, DIRECTOR))

    assert first.keys() == second.keys() and len(first) == 1
    [before], [after] = first.values(), second.values()
    assert int(before["SEQUENCE"]) == int(after["SEQUENCE"]) == 0
    assert before["DTSTART"] == after["DTSTART"]


def test_a_moved_term_moves_the_event(case):
    with transaction(case) as session:
        term = Term(Kind.DATE, None, date(2018, 1, 31), "31 januari 2018")
        by = ByDecision(body(session, "kommunstyrelsen").id, date(2017, 11, 7), "330")
        move_term(session, 3, term, by, at(date(2017, 11, 8)), date(2017, 11, 8), the_office().workdays, 10)
        decision = 1
    announce(case, the_office(), decision, at(date(2017, 11, 8)))
    deliver(case, the_office(), at(date(2017, 11, 8), 10), Postbag())

    first, second = (events(letter) for letter in letters(case, DIRECTOR))

    assert first.keys() == second.keys()
    [before], [after] = first.values(), second.values()
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)
    assert after.decoded("DTSTART") == date(2018, 1, 31)


def done(engine, assignment, day) -> None:
    with transaction(engine) as session:
        receive(session, assignment, Received("KS 2017-141"), at(day), day)


def test_what_is_done_is_taken_away_in_the_next_letter_and_once(case):
    """The director reads for omsorgsnämnden, too, so that there is a next letter."""
    with transaction(case) as session:
        secretary = session.exec(select(Person).where(Person.address == SECRETARY)).one()
        secretary.address = DIRECTOR
        session.add(secretary)
    done(case, 3, date(2017, 11, 2))
    play(case, date(2018, 3, 6))
    play(case, date(2018, 3, 20))

    _, *later = letters(case, DIRECTOR)
    cancelled = [[str(e["UID"]) for e in events(one).values() if e["STATUS"] == "CANCELLED"] for one in later]
    assert [len(one) for one in cancelled] == [1, 0]
    assert cancelled[0][0].startswith("uppdrag-3-")
    assert int(events(later[0])[cancelled[0][0]]["SEQUENCE"]) == 1


def test_nothing_is_sent_for_the_calendar_alone(case):
    done(case, 3, date(2017, 11, 2))
    play(case, date(2017, 11, 14))

    assert len(letters(case, DIRECTOR)) == 1


def test_what_is_taken_up_again_comes_back_newer(case):
    said(case, "kommundirektören", date(2017, 11, 1), Answer.DONE)
    said(case, "kommundirektören", date(2017, 11, 2), Answer.MORE_TIME)
    play(case, SOON)

    _, second = (events(letter) for letter in letters(case, DIRECTOR))
    assert [str(one["STATUS"]) for one in second.values()] == ["CONFIRMED"]


def test_a_day_that_has_passed_is_not_put_into_the_calendar(case):
    play(case, date(2017, 12, 5))

    *_, overdue = letters(case, DIRECTOR)
    assert "slutdatum var" in overdue.subject
    assert overdue.calendar is None and "slutdatum.ics" not in overdue.text


def test_in_shadow_mode_the_office_gets_nobodys_calendar(engine):
    office = another_office(live_from=None)
    load_bodies(engine)
    decision = take_the_decision(engine)
    announce(engine, office, decision.id, at(APPROVED, 9))
    deliver(engine, office, at(APPROVED, 10), Postbag())

    with reading(engine) as session:
        assert not [one for one in session.exec(select(Letter)) if one.calendar]


def test_an_assignment_without_a_day_is_in_no_calendar(case):
    [letter] = letters(case, "kansli@linkoping.example")

    assert letter.calendar is None and "slutdatum.ics" not in letter.text


def test_the_same_letter_is_written_with_the_same_calendar(case):
    [letter] = letters(case, SECRETARY)

    [event] = events(letter).values()
    assert event.decoded("DTSTAMP") == letter.written_at
    assert "slutdatum.ics" in letter.text


def test_a_ladder_is_one_conversation_for_each_reader(case):
    play(case, SOON)
    play(case, date(2017, 11, 21))

    first, second, third = letters(case, DIRECTOR)
    assert first.thread_id is None
    assert second.thread_id == third.thread_id == first.message_id


def test_what_stands_in_a_calendar_is_found_by_its_reader(sqlite_database):
    """Not by looking at every letter that was ever sent. PostgreSQL chooses by how many rows there are."""
    engine = open_engine(sqlite_database)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
    with reading(engine) as session:
        newest_entries(session, [DIRECTOR])
        statement, values = next(call for call in asked if "calendar_entry" in call[0])
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()

    engine.dispose()
    assert "USING INDEX uq_letter_intended_day_occasion (intended=?)" in plan[0][3]
