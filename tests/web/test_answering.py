"""Somebody got a letter and answers it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from deadlines.status import Answer
from models.answer import Channel, StatusReport
from models.assignment import Owner
from models.database import reading
from models.letter import Letter, LetterKind, LetterState
from tests.web.case import director_asked
from tests.web.visitor import words


def reports(engine):
    with reading(engine) as session:
        return list(session.exec(select(StatusReport).order_by(StatusReport.id)))


def alarms(engine, *states):
    with reading(engine) as session:
        found = session.exec(select(Letter).where(Letter.kind == LetterKind.ALARM).order_by(Letter.id)).all()
    return [letter for letter in found if not states or letter.state in states]


def test_the_page_shows_the_clause_its_source_and_the_term(engine, visitor, address):
    letter, _ = director_asked(engine)

    page = visitor.get(address(letter))

    assert page.status_code == 200
    said = words(page)
    assert "”Kommundirektören ges i uppdrag att utse en förvaltning.”" in said
    assert "Kommunstyrelsen 10 oktober 2017, § 309, punkt 1. Dnr KS 2017-123." in said
    assert "Det ska vara klart senast torsdag 30 november 2017." in said
    assert "KS 2017 § 309 p. 1" in said


SIX = [
    (Answer.ON_TRACK, {}, "Pågår enligt plan", "Ni får ingen mer påminnelse före slutdatum."),
    (Answer.DONE, {"case_number": "KS 2017-456"}, "Klart, diarienummer KS 2017-456", "inga fler påminnelser"),
    (
        Answer.MORE_TIME,
        {"wanted_day": "2018-02-28"},
        "Vi behöver mer tid, önskat datum 28 februari 2018",
        "Slutdatum är fortfarande 30 november 2017. Det är kommunstyrelsen som beslutar om ny tid.",
    ),
    (Answer.NOT_OURS, {}, "Uppdraget är inte vårt", "Kansliet får besked om svaret i dag"),
    (
        Answer.OTHER_OFFICER,
        {"officer_address": "Handlaggare@Linkoping.example"},
        "En annan handläggare har uppdraget, handlaggare@linkoping.example",
        "Senare mejl om uppdraget går till handlaggare@linkoping.example, med kopia till er.",
    ),
    (Answer.TAKEN_OVER, {}, "Jag har tagit över och behöver underlag", "hör av sig med underlag"),
]


@pytest.mark.parametrize(("answer", "fields", "label", "follows"), SIX, ids=[one[0] for one in SIX])
def test_each_answer_is_registered_and_told_back(engine, visitor, address, answer, fields, label, follows):
    letter, owner = director_asked(engine)

    receipt = visitor.answers(address(letter), owner, answer, text="Arbetet har börjat.", **fields)

    said = words(receipt)
    assert receipt.status_code == 200
    assert label in said
    assert follows in said
    assert "14 november 2017 kl. 09.12" in said
    (report,) = reports(engine)
    assert (report.answer, report.owner_id, report.letter_id) == (answer, owner, letter)
    assert (report.text, report.channel) == ("Arbetet har börjat.", Channel.LINK)
    with reading(engine) as session:
        assert session.get_one(Letter, letter).answered_at is not None


@pytest.mark.parametrize("answer", [Answer.NOT_OURS, Answer.TAKEN_OVER])
def test_what_cannot_wait_reaches_the_office_at_once(engine, visitor, address, office, answer):
    letter, owner = director_asked(engine)

    visitor.answers(address(letter), owner, answer)

    (alarm,) = alarms(engine)
    assert alarm.recipient == office.settings.office.address
    assert alarm.state is LetterState.WAITING
    assert alarm.subject == "Uppdrag KS 2017 § 309 p. 1: svar att ta hand om"
    assert "Kommundirektören" in alarm.text


@pytest.mark.parametrize("answer", [Answer.ON_TRACK, Answer.DONE, Answer.MORE_TIME, Answer.OTHER_OFFICER])
def test_the_other_answers_wait_for_the_weekly_report(engine, visitor, address, answer):
    letter, owner = director_asked(engine)
    fields = {"case_number": "1", "wanted_day": "2018-02-28", "officer_address": "a@linkoping.example"}

    visitor.answers(address(letter), owner, answer, **fields)

    assert alarms(engine) == []


def test_a_used_link_shows_the_answer_and_lets_it_be_changed(engine, visitor, address):
    letter, owner = director_asked(engine)
    visitor.answers(address(letter), owner, Answer.DONE, case_number="KS 2017-456", text="Lämnat.")

    page = visitor.get(address(letter))
    assert "Svar 14 november 2017 kl. 09.12: Klart, diarienummer KS 2017-456." in words(page)
    assert 'value="KS 2017-456"' in page.text

    visitor.answers(address(letter), owner, Answer.ON_TRACK)
    assert [one.answer for one in reports(engine)] == [Answer.DONE, Answer.ON_TRACK]


def test_the_first_answer_dates_the_letter_as_answered(engine, visitor, address, hands):
    letter, owner = director_asked(engine)
    first = hands.at
    visitor.answers(address(letter), owner, Answer.ON_TRACK)
    hands.at = first.replace(day=20)

    visitor.answers(address(letter), owner, Answer.NOT_OURS)

    with reading(engine) as session:
        assert session.get_one(Letter, letter).answered_at == first


def test_a_form_sent_twice_is_one_answer(engine, visitor, address):
    letter, owner = director_asked(engine)

    visitor.answers(address(letter), owner, Answer.NOT_OURS, text="Fel nämnd.")
    visitor.answers(address(letter), owner, Answer.NOT_OURS, text="Fel nämnd.")

    assert len(reports(engine)) == 1
    assert len(alarms(engine)) == 1


def test_forms_that_come_together_are_one_answer(engine, visitor, address):
    letter, owner = director_asked(engine)
    form = {"owner": owner, "answer": Answer.NOT_OURS}

    with ThreadPoolExecutor(6) as hands:
        sent = list(hands.map(lambda _: visitor.post(address(letter), form).status_code, range(6)))

    assert sent == [303] * 6
    assert len(reports(engine)) == 1
    assert len(alarms(engine)) == 1


def test_the_same_answer_on_another_day_is_news(engine, visitor, address, hands):
    letter, owner = director_asked(engine)
    visitor.answers(address(letter), owner, Answer.ON_TRACK)
    hands.at = hands.at.replace(day=20)

    visitor.answers(address(letter), owner, Answer.ON_TRACK)

    assert len(reports(engine)) == 2


def test_another_officer_named_by_mistake_can_be_taken_back(engine, visitor, address):
    letter, owner = director_asked(engine)
    visitor.answers(address(letter), owner, Answer.OTHER_OFFICER, officer_address="fel@linkoping.example")

    visitor.answers(address(letter), owner, Answer.ON_TRACK)

    with reading(engine) as session:
        assert session.get_one(Owner, owner).officer_address is None


def test_only_the_field_of_the_chosen_answer_counts(engine, visitor, address):
    letter, owner = director_asked(engine)

    visitor.answers(address(letter), owner, Answer.ON_TRACK, case_number="X", wanted_day="x", officer_address="x")

    (report,) = reports(engine)
    assert (report.case_number, report.wanted_day) == (None, None)


def test_a_letter_with_several_assignments_has_a_form_for_each(engine, visitor, address):
    from models.database import transaction
    from tests.builders import a_body, an_assignment, owners_of
    from tests.web.case import a_sent_letter

    with transaction(engine) as session:
        body = a_body(session, "socialnämnden")
        owners = [owners_of(session, an_assignment(session, owners=[body]))[0] for _ in range(3)]
        letter = a_sent_letter(session, owners).id

    page = visitor.get(address(letter))
    assert page.text.count("<form") == page.text.count("Skicka</button>") == 3

    receipt = visitor.answers(address(letter), owners[1].id, Answer.ON_TRACK)
    assert "Svara på nästa uppdrag (2 kvar)" in words(receipt)
    assert [one.owner_id for one in reports(engine)] == [owners[1].id]


def test_everything_at_its_longest_is_taken(engine, visitor, address):
    letter, owner = director_asked(engine)
    text = "ö😀" * 2000

    visitor.answers(address(letter), owner, Answer.ON_TRACK, text=text)

    assert reports(engine)[0].text == text


def test_lines_stay_lines_and_nul_is_left_out(engine, visitor, address):
    letter, owner = director_asked(engine)

    visitor.answers(address(letter), owner, Answer.ON_TRACK, text="En\r\ntvå\x00 ")

    assert reports(engine)[0].text == "En\ntvå"
