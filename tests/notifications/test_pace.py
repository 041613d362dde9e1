"""Readers who have asked for fewer letters: the questions before the day stay out, the duty and the rest do not."""

from datetime import date

import pytest
from sqlmodel import select

from deadlines.ladder import EASED, Audience, Rung
from models.database import reading, transaction
from models.event import first_broken
from models.letter import Letter, LetterKind, LetterState
from models.notice import Notice
from models.overview import standings
from models.pace import FewerLetters, ask_for_all, ask_for_fewer
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.round import announce, morning_round
from tests.notifications.example_case import at, load_bodies, take_the_decision, the_office

APPROVED, SOON, LAST, OVERDUE = date(2017, 10, 17), date(2017, 11, 14), date(2017, 11, 21), date(2017, 12, 5)
STATUS = date(2018, 3, 6)
DIRECTOR, KANSLI, SECRETARY = (
    "kommundirektor@linkoping.example",
    "kansli@linkoping.example",
    "sekreterare.on@linkoping.example",
)


@pytest.fixture
def case(engine):
    """The first letters have been sent."""
    load_bodies(engine)
    decision = take_the_decision(engine)
    announce(engine, the_office(), decision.id, at(APPROVED, 9))
    deliver(engine, the_office(), at(APPROVED, 10), Postbag())
    return engine


def play(engine, *days) -> None:
    for day in days:
        morning_round(engine, the_office(), at(day))
        deliver(engine, the_office(), at(day, 8), Postbag())


def eases(engine, address) -> None:
    with transaction(engine) as session:
        letter = session.exec(select(Letter.id).where(Letter.recipient == address)).first()
        ask_for_fewer(session, address, letter, at(APPROVED, 12), APPROVED)


def days_of(engine, address) -> list[date]:
    with reading(engine) as session:
        query = select(Letter.day).where(
            Letter.recipient == address, Letter.kind == LetterKind.NOTICE, Letter.state == LetterState.SENT
        )
        return list(session.exec(query.order_by(Letter.id)))


def test_the_first_reminder_stays_out_and_the_rest_comes(case):
    eases(case, DIRECTOR)

    play(case, SOON, LAST, OVERDUE)

    assert days_of(case, DIRECTOR) == [APPROVED, LAST, OVERDUE]


def test_without_asking_every_one_comes(case):
    play(case, SOON, LAST, OVERDUE)

    assert days_of(case, DIRECTOR) == [APPROVED, SOON, LAST, OVERDUE]


def test_what_has_no_day_is_asked_about_as_before(case):
    """The office's own assignment has no day: `status` is all that ever asks."""
    eases(case, KANSLI)

    play(case, STATUS)

    assert days_of(case, KANSLI)[-1] == STATUS


def test_the_half_yearly_question_about_what_has_a_day_stays_out(case):
    eases(case, SECRETARY)

    play(case, STATUS)

    assert days_of(case, SECRETARY) == [APPROVED]


def test_others_hear_as_before(case):
    eases(case, SECRETARY)

    play(case, STATUS)

    assert days_of(case, "sekreterare.sn@linkoping.example") == [APPROVED, STATUS]


def test_asking_for_all_again_holds_from_the_next_letter(case):
    eases(case, DIRECTOR)
    play(case, SOON)
    with transaction(case) as session:
        assert ask_for_all(session, DIRECTOR, 1, at(SOON, 9))
        assert not ask_for_all(session, DIRECTOR, 1, at(SOON, 9))
        assert not session.exec(select(FewerLetters)).all()

    play(case, LAST)

    assert days_of(case, DIRECTOR) == [APPROVED, LAST]


def test_a_question_that_was_passed_over_counts_for_no_silence_and_is_not_asked_later(case):
    eases(case, DIRECTOR)

    play(case, SOON, date(2017, 11, 15), date(2017, 11, 16))

    with reading(case) as session:
        director = next(
            owner for one in standings(session, SOON) for owner in one.owners if owner.name == "kommundirektören"
        )
        [passed] = session.exec(select(Notice).where(Notice.rung == Rung.SOON, Notice.owner_id == director.owner_id))
        assert first_broken(session) is None
    assert director.unanswered == 0
    assert passed.is_dropped and passed.letter_id is None
    assert days_of(case, DIRECTOR) == [APPROVED]


def test_what_goes_to_the_office_and_to_the_head_is_never_passed_over():
    shipped = the_office().ladder.audiences

    assert not [rung for rung in EASED if {Audience.OFFICE, Audience.HEAD} & set(shipped[rung])]


def test_the_letter_says_what_was_chosen_and_how_to_change_it_back(case):
    play(case, SOON)
    eases(case, DIRECTOR)
    play(case, LAST)

    with reading(case) as session:
        query = select(Letter.text).where(Letter.recipient == DIRECTOR).order_by(Letter.id)
        first, second, third = session.exec(query)
    assert "Välj färre mejl:\n[länk till färre mejl]" in first and "Välj färre mejl" in second
    assert "Du har valt färre mejl: de första påminnelserna uteblir. Ändra tillbaka:\n[länk" in third


def test_the_letter_names_the_next_one_that_will_come(engine):
    """Who has asked before the first letter is told of the last reminder, not of the first."""
    load_bodies(engine)
    with transaction(engine) as session:
        ask_for_fewer(session, DIRECTOR, 1, at(APPROVED), APPROVED)
    decision = take_the_decision(engine)
    announce(engine, the_office(), decision.id, at(APPROVED, 9))
    deliver(engine, the_office(), at(APPROVED, 10), Postbag())

    with reading(engine) as session:
        text = session.exec(select(Letter.text).where(Letter.recipient == DIRECTOR)).one()
    assert "tisdag 21 november" in text and "tisdag 14 november" not in text
