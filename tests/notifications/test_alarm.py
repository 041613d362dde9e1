"""What the management office hears of the same day."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config.office import Office, open_office
from deadlines.status import Answer
from models.answering import Said
from models.assignment import Assignment
from models.letter import Letter, LetterKind, LetterState, Occasion
from notifications.alarm import tell_of_answer, tell_office
from notifications.message import Sender, as_bytes
from tests.builders import MORNING, a_body, a_decision, an_assignment, owners_of

TODAY = MORNING.date()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    example = open_office(Path(__file__).parents[2] / "examples" / "linkoping")
    return Office(tmp_path, example.settings)


def states(session):
    return [letter.state for letter in session.exec(select(Letter).order_by(Letter.id))]


def test_the_office_gets_a_letter_that_waits_to_go(session, office):
    letter = tell_office(session, office, TODAY, MORNING, "Uppdrag KS 2017 § 309: svar", "Något  har\nhänt.")

    assert (letter.kind, letter.occasion, letter.state) == (LetterKind.ALARM, Occasion.ALARM, LetterState.WAITING)
    assert letter.recipient == office.settings.office.address
    assert letter.subject == "Uppdrag KS 2017 § 309: svar"
    assert "– Något har hänt.\n" in letter.text
    assert letter.answer_until is None
    assert letter.message_id.endswith(".bevaka@linkoping.example>")


def test_a_strange_mark_in_a_name_does_not_keep_an_alarm_from_going(session, office):
    letter = tell_office(session, office, TODAY, MORNING, "Vakant\u202e\r\nBcc: x", "Posten\u2028är vakant.")

    assert letter.subject == "Vakant Bcc: x"
    assert "– Posten är vakant.\n" in letter.text
    assert as_bytes(letter, Sender.of(office))


def test_two_matters_of_a_day_become_one_letter(session, office):
    tell_office(session, office, TODAY, MORNING, "Ett", "Det första.")
    letter = tell_office(session, office, TODAY, MORNING, "Två", "Det andra & <tredje>.")

    assert states(session) == [LetterState.WITHDRAWN, LetterState.WAITING]
    assert letter.subject == "Två ärenden att ta hand om i dag"
    assert letter.text.index("Det första.") < letter.text.index("Det andra & <tredje>.")
    assert "Det andra &amp; &lt;tredje&gt;." in letter.html


def test_what_stands_in_todays_letter_is_not_told_twice(session, office):
    first = tell_office(session, office, TODAY, MORNING, "Ett", "Det första.")

    assert tell_office(session, office, TODAY, MORNING, "Ett", "Det första.").id == first.id
    assert states(session) == [LetterState.WAITING]


@pytest.mark.parametrize("state", [LetterState.CLAIMED, LetterState.SENDING])
def test_a_letter_that_has_begun_to_go_is_left_alone(session, office, state):
    first = tell_office(session, office, TODAY, MORNING, "Ett", "Det första.")
    first.state = state
    session.flush()

    second = tell_office(session, office, TODAY, MORNING, "Två", "Det andra.")

    assert states(session) == [state, LetterState.WAITING]
    assert "Det första." not in second.text


def test_another_day_has_its_own_letter(session, office):
    tell_office(session, office, TODAY, MORNING, "Ett", "Det första.")
    tell_office(session, office, TODAY + timedelta(days=1), MORNING + timedelta(days=1), "Två", "Det andra.")

    assert states(session) == [LetterState.WAITING, LetterState.WAITING]


@pytest.mark.parametrize("answer", Answer)
def test_two_answers_cannot_wait_for_the_weekly_report(session, office, answer):
    owner = owners_of(session, an_assignment(session, owners=[a_body(session, "socialnämnden")]))[0]

    letter = tell_of_answer(session, office, owner.id, Said(answer), TODAY, MORNING)

    assert (letter is not None) == (answer in (Answer.NOT_OURS, Answer.TAKEN_OVER))
    if letter:
        assert "– Socialnämnden " in letter.text
        assert f"/beslut/{session.get_one(Assignment, owner.assignment_id).decision_id}" in letter.text


def test_a_confidential_decision_is_told_of_by_its_case_number(session, office):
    secret = a_decision(session, is_confidential=True, title="Känslig rubrik", case_number="SN 2017-9")
    owner = owners_of(session, an_assignment(session, decision=secret, owners=[a_body(session, "socialnämnden")]))[0]

    letter = tell_of_answer(session, office, owner.id, Said(Answer.NOT_OURS), TODAY, MORNING)

    assert letter is not None
    assert letter.subject == "Ärende SN 2017-9: svar att ta hand om"
    for word in ("§", "Känslig", "ocialnämnden", "utse en förvaltning"):
        assert word not in letter.text + letter.subject + letter.html + letter.why
