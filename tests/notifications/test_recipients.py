"""Who reads a body's letters on a day: the holder, the substitute, the body's address, the office. Never nobody."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.absence import Absence, away, back
from models.body import Body, Holding, Person, Post
from models.database import reading, transaction
from models.event import Event
from models.letter import Letter, LetterKind, LetterState
from models.refusal import Refused
from notifications.recipients import resolve
from notifications.round import morning_round
from tests.builders import a_body, a_holder, a_person, a_post_with_holder
from tests.notifications.example_case import at, load_bodies, take_the_decision, the_office

DAY = date(2017, 11, 14)
"""The director's `soon`; a Tuesday."""
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
HOLDER, SUBSTITUTE, COMMITTEE = "asa@kommun.example", "bo@kommun.example", "namnd@kommun.example"
OFFICE = "kansli@linkoping.example"


def a_committee(session, *, holder=HOLDER, substitute=SUBSTITUTE, address=COMMITTEE):
    body = a_body(session, "omsorgsnämnden", address=address)
    post = a_post_with_holder(session, body, address=holder) if holder else None
    if post and substitute:
        a_holder(session, post, name="Bo Ek", address=substitute, is_substitute=True)
    return body


def is_away(session, address, first=DAY, last=DAY):
    session.add(
        Absence(
            person_id=session.exec(select(Person.id).where(Person.address == address)).one(),
            valid_from=first,
            valid_to=last,
        )
    )
    session.flush()


@pytest.mark.parametrize(
    ("makes", "absent", "reader", "instead_of"),
    [
        ({}, [], HOLDER, None),
        ({}, [HOLDER], SUBSTITUTE, HOLDER),
        ({}, [HOLDER, SUBSTITUTE], COMMITTEE, HOLDER),
        ({"substitute": None}, [HOLDER], COMMITTEE, HOLDER),
        ({"address": None}, [HOLDER, SUBSTITUTE], OFFICE, HOLDER),
        ({"holder": None}, [], COMMITTEE, None),
        ({"holder": None, "address": None}, [], OFFICE, None),
    ],
)
def test_letters_go_to_the_next_who_is_there(session, makes, absent, reader, instead_of):
    body = a_committee(session, **makes)
    for address in absent:
        is_away(session, address)

    found = resolve(session, the_office(), [body.id], DAY)[body.id]

    assert (found.address, found.instead_of) == (reader, instead_of)
    assert found.is_fallback == (reader == OFFICE)


def test_both_days_of_an_absence_count_and_no_other(session):
    body = a_committee(session)
    is_away(session, HOLDER, DAY, AFTER)

    reads = {day: resolve(session, the_office(), [body.id], day)[body.id].address for day in (BEFORE, DAY, AFTER)}
    later = resolve(session, the_office(), [body.id], AFTER + timedelta(days=1))[body.id].address

    assert reads == {BEFORE: HOLDER, DAY: SUBSTITUTE, AFTER: SUBSTITUTE}
    assert later == HOLDER


def test_a_vacant_post_is_named_as_whom_the_letter_was_meant_for(session):
    body = a_committee(session, substitute=None)
    session.exec(select(Holding)).one().valid_to = BEFORE

    found = resolve(session, the_office(), [body.id], DAY)[body.id]

    assert (found.address, found.instead_of) == (COMMITTEE, "nämndsekreterare i omsorgsnämnden (ingen innehavare)")


def director_leaves(engine, last_day):
    with transaction(engine) as session:
        body = session.exec(select(Body).where(Body.name == "kommundirektören")).one()
        post = session.exec(select(Post).where(Post.body_id == body.id)).one()
        holding = session.exec(select(Holding).where(Holding.post_id == post.id)).one()
        holding.valid_to = last_day
        body.address = "direktionen@linkoping.example"
        session.add_all([holding, body])


def alarms(engine):
    with reading(engine) as session:
        return [one.text for one in session.exec(select(Letter).where(Letter.kind == LetterKind.ALARM))]


def test_the_office_hears_of_a_vacancy_the_same_day_and_once(engine):
    """On a day on which no letter goes to the post at all."""
    office, quiet_day = the_office(), date(2017, 11, 9)
    load_bodies(engine)
    take_the_decision(engine)
    morning_round(engine, office, at(date(2017, 11, 8)))
    director_leaves(engine, date(2017, 11, 8))

    for day in (quiet_day, quiet_day, date(2017, 11, 10)):
        morning_round(engine, office, at(day))

    [told] = [text for text in alarms(engine) if "vakant" in text]
    assert "Posten kommundirektör i kommundirektören är vakant" in told
    assert "direktionen@linkoping.example" in told


def test_the_letter_shows_both_whom_it_was_meant_for_and_who_got_it(engine):
    office = the_office()
    load_bodies(engine)
    take_the_decision(engine)
    with transaction(engine) as session:
        director = session.exec(select(Body).where(Body.name == "kommundirektören")).one()
        post = session.exec(select(Post).where(Post.body_id == director.id)).one()
        a_holder(session, post, name="Bo Ek", address=SUBSTITUTE, is_substitute=True)
        away(session, "kommundirektor@linkoping.example", DAY, AFTER, at(BEFORE), BEFORE)

    morning_round(engine, office, at(DAY))

    with reading(engine) as session:
        letter = session.exec(select(Letter).where(Letter.recipient == SUBSTITUTE)).one()
    assert (letter.recipient, letter.instead_of) == (SUBSTITUTE, "kommundirektor@linkoping.example")


def test_one_who_falls_ill_after_the_round_is_read_for_the_same_day(engine):
    office, address = the_office(), "kommundirektor@linkoping.example"
    load_bodies(engine)
    take_the_decision(engine)
    morning_round(engine, office, at(DAY))

    with transaction(engine) as session:
        assert away(session, address, DAY, DAY, at(DAY, 8), DAY) == 1
    morning_round(engine, office, at(DAY, 9))

    with reading(engine) as session:
        theirs = (col(Letter.recipient) == address) | (col(Letter.instead_of) == address)
        letters = session.exec(select(Letter).where(theirs).order_by(col(Letter.id))).all()
    assert [(one.state, one.recipient) for one in letters] == [
        (LetterState.WITHDRAWN, address),
        (LetterState.PLANNED, OFFICE),
    ]


def test_whoever_comes_back_reads_again(session):
    body = a_committee(session)
    away(session, HOLDER, BEFORE, AFTER, at(BEFORE), BEFORE)

    assert back(session, HOLDER, at(DAY), DAY) == 1

    assert resolve(session, the_office(), [body.id], DAY)[body.id].address == HOLDER
    assert resolve(session, the_office(), [body.id], BEFORE)[body.id].address == SUBSTITUTE


def test_an_absence_that_has_not_begun_is_forgotten_when_it_is_taken_back(session):
    a_committee(session)
    away(session, HOLDER, AFTER, AFTER, at(DAY), DAY)

    back(session, HOLDER, at(DAY), DAY)

    assert not session.exec(select(Absence)).all()


def test_an_absence_is_kept_for_each_post_that_the_person_holds_and_once(session):
    a_person(session)
    a_person(session)
    for _ in range(2):
        away(session, "asa.oberg@kommun.example", DAY, AFTER, at(DAY), DAY)

    assert len(session.exec(select(Absence)).all()) == 2


def test_the_history_holds_neither_the_days_nor_the_reader(engine):
    with transaction(engine) as session:
        a_person(session)
        away(session, "asa.oberg@kommun.example", DAY, AFTER, at(DAY), DAY)
    with reading(engine) as session:
        [event] = session.exec(select(Event).where(Event.kind == "person.away")).all()

    assert event.data == '{"person":1}'


@pytest.mark.parametrize(
    ("address", "first", "last", "said"),
    [("ingen@kommun.example", DAY, DAY, "Ingen i registret"), (HOLDER, DAY, BEFORE, "ligger före")],
)
def test_what_cannot_be_is_refused(session, address, first, last, said):
    a_committee(session)

    with pytest.raises(Refused, match=said):
        away(session, address, first, last, at(DAY), DAY)
    assert not session.exec(select(Absence)).all()
