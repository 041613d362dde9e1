"""The office hears that a record is there to be completed: once for each meeting."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from documents.gathering import gather
from models.database import reading, transaction
from models.letter import Letter, LetterKind
from models.record import FollowUpRecord
from notifications.gathering import gather_due
from tests.builders import a_decision, a_meeting, an_assignment
from tests.notifications.example_case import at, body, load_bodies, take_the_decision, the_office

MAY_25 = date(2018, 5, 25)


@pytest.fixture
def case(engine: Engine) -> Engine:
    load_bodies(engine)
    take_the_decision(engine)
    return engine


def letters(engine: Engine) -> list[Letter]:
    with reading(engine) as session:
        return list(session.exec(select(Letter).where(Letter.kind == LetterKind.GATHERING).order_by(Letter.id)))


def count(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(FollowUpRecord)).all())


def test_a_day_with_nothing_on_the_turn_makes_nothing(case: Engine) -> None:
    told = gather_due(case, the_office(), at(MAY_25 - timedelta(days=1), 6, 0))

    assert str(told) == "Inget underlag var på tur."
    assert (count(case), letters(case)) == (0, [])


def test_the_office_is_told_what_was_gathered_and_until_when_to_complete_it(case: Engine) -> None:
    told = gather_due(case, the_office(), at(MAY_25, 6, 0))

    assert str(told) == "Ett underlag är hopsamlat: kommunstyrelsen 12 juni 2018."
    (letter,) = letters(case)
    text = " ".join((letter.text or "").split())
    assert letter.recipient == "kansli@linkoping.example"
    assert letter.subject == "Underlag till kommunstyrelsen 12 juni 2018: fyra uppdrag"
    assert "Underlaget till kommunstyrelsen 12 juni 2018 är hopsamlat. Det visar läget fredag 25 maj 2018" in text
    assert "Ett uppdrag är försenat och ett uppdrag saknar slutdatum." in text
    assert "Komplettera och lås underlaget senast fredag 1 juni 2018, då handlingarna ska vara inne." in text
    assert "Kommunstyrelsen 12 juni 2018</h2>" in (letter.html or "")


def test_it_is_gathered_and_told_of_once(case: Engine) -> None:
    for hour in (6, 7):
        gather_due(case, the_office(), at(MAY_25, hour, 0))
    for later in range(1, 10):
        gather_due(case, the_office(), at(MAY_25 + timedelta(days=later), 6, 0))

    assert count(case) == 1
    assert len(letters(case)) == 1


def test_two_meetings_on_one_morning_make_one_letter(case: Engine) -> None:
    with transaction(case) as session:
        council = body(session, "kommunfullmäktige")
        an_assignment(session, decision=a_decision(session, body=council, paragraph="12"))

    told = gather_due(case, the_office(), at(date(2018, 5, 29), 6, 0))

    assert str(told) == "Två underlag är hopsamlade: kommunfullmäktige 19 juni 2018 och kommunstyrelsen 12 juni 2018."
    (letter,) = letters(case)
    assert letter.subject == "Underlag till två sammanträden"


def test_a_record_that_was_gathered_after_todays_letter_is_told_of_tomorrow(case: Engine) -> None:
    gather_due(case, the_office(), at(MAY_25, 6, 0))
    with transaction(case) as session:
        council = body(session, "kommunfullmäktige")
        a_meeting(session, council, date(2018, 6, 5), date(2018, 5, 30))
        an_assignment(session, decision=a_decision(session, body=council, paragraph="12"))

    gather_due(case, the_office(), at(MAY_25, 12, 0))
    assert (count(case), len(letters(case))) == (2, 1)
    gather_due(case, the_office(), at(date(2018, 5, 28), 6, 0))

    assert [letter.day for letter in letters(case)] == [MAY_25, date(2018, 5, 28)]
    assert "kommunfullmäktige 5 juni 2018" in (letters(case)[1].text or "")
    assert "kommunstyrelsen" not in (letters(case)[1].text or "").lower().replace("kommunstyrelsens", "")


def test_a_letter_after_the_cutoff_says_that_the_papers_are_due(case: Engine) -> None:
    cutoff = date(2018, 6, 1)
    with transaction(case) as session:
        gather(session, the_office(), body(session, "kommunstyrelsen"), cutoff, at(cutoff, 16))

    gather_due(case, the_office(), at(date(2018, 6, 4), 6, 0))

    (letter,) = letters(case)
    assert "Handlingarna skulle ha varit inne fredag 1 juni 2018." in " ".join((letter.text or "").split())
