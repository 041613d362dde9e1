"""Links that open nothing, and what they are told."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from deadlines.ladder import Audience
from deadlines.status import Answer, Outcome, Status
from models.answer import StatusReport, Submission
from models.assignment import Assignment, Owner
from models.database import reading, transaction
from models.letter import LetterState
from models.notice import Notice
from notifications.tokens import answer_token, load_secret
from tests.web.case import UNTIL, director_asked
from tests.web.visitor import everything, words

CONTACT = "kommunledningsförvaltningens kansli, kansli@linkoping.example"


def test_an_unknown_link_says_how_to_find_the_right_one(engine, visitor):
    page = visitor.get("/svar/abcdefgh")

    assert page.status_code == 404
    assert "Länken känns inte igen" in words(page)
    assert CONTACT in words(page)


@pytest.mark.parametrize("hurt", [lambda t: t[:-1], lambda t: t + "a", lambda t: t[:-1] + "!", lambda t: "b" + t[1:]])
def test_a_link_that_was_cut_or_changed_opens_nothing(engine, visitor, address, hurt):
    letter, owner = director_asked(engine)
    before = everything(engine)

    assert visitor.get(hurt(address(letter))).status_code == 404
    assert visitor.post(hurt(address(letter)), {"owner": owner, "answer": "done"}).status_code == 404
    assert everything(engine) == before


def test_another_offices_key_opens_nothing_here(engine, visitor, tmp_path):
    letter, _ = director_asked(engine)
    other = tmp_path / "other"
    other.mkdir()

    assert visitor.get(f"/svar/{answer_token(load_secret(other), letter)}").status_code == 404


def test_a_letter_that_is_not_in_the_database_is_unknown(engine, visitor, address):
    assert visitor.get(address(99)).status_code == 404


def test_the_link_works_on_its_last_day_and_not_after(engine, visitor, address, hands):
    letter, owner = director_asked(engine)
    hands.at = datetime(2018, 1, 13, 22, 59, tzinfo=UTC)
    assert visitor.get(address(letter)).status_code == 200

    hands.at = datetime(2018, 1, 13, 23, 1, tzinfo=UTC)  # past midnight in Stockholm
    page = visitor.get(address(letter))

    assert page.status_code == 410
    assert "till och med 13 januari 2018" in words(page)
    assert CONTACT in words(page)
    assert visitor.post(address(letter), {"owner": owner, "answer": "on_track"}).status_code == 410


def test_a_withdrawn_letter_points_to_the_newer_one(engine, visitor, address):
    letter, _ = director_asked(engine, letter={"state": LetterState.WITHDRAWN})

    page = visitor.get(address(letter))

    assert page.status_code == 410
    assert "Använd länken i det senaste mejlet" in words(page)


@pytest.mark.parametrize("state", [LetterState.WAITING, LetterState.CLAIMED])
def test_a_letter_that_never_left_opens_nothing(engine, visitor, address, state):
    letter, _ = director_asked(engine, letter={"state": state})

    assert visitor.get(address(letter)).status_code == 404


def test_a_letter_that_came_back_can_be_answered_by_whoever_it_was_passed_on_to(engine, visitor, address):
    letter, _ = director_asked(engine, letter={"state": LetterState.UNDELIVERABLE})

    assert visitor.get(address(letter)).status_code == 200


@pytest.mark.parametrize("state", [LetterState.SENDING, LetterState.WAITING])
def test_a_letter_that_may_have_arrived_can_be_answered(engine, visitor, address, state):
    letter, _ = director_asked(engine, letter={"state": state, "is_uncertain": state is LetterState.WAITING})

    assert visitor.get(address(letter)).status_code == 200


def test_a_letter_without_a_link_opens_nothing(engine, visitor, address):
    letter, _ = director_asked(engine, letter={"answer_until": None})

    assert visitor.get(address(letter)).status_code == 404


def test_a_copy_cannot_be_answered(engine, visitor, address):
    letter, _ = director_asked(engine)
    with transaction(engine) as session:
        notice = session.exec(select(Notice).where(Notice.letter_id == letter)).one()
        notice.audience = Audience.COPY
        session.add(notice)

    assert visitor.get(address(letter)).status_code == 404


def test_a_link_answers_only_for_what_its_letter_was_about(engine, visitor, address):
    letter, _ = director_asked(engine)
    with transaction(engine) as session:
        from tests.builders import an_assignment, owners_of

        foreign = owners_of(session, an_assignment(session))[0].id
    before = everything(engine)

    page = visitor.post(address(letter), {"owner": foreign, "answer": "on_track"})

    assert page.status_code == 404
    assert visitor.get(f"{address(letter)}/kvitto/{foreign}").status_code == 404
    assert everything(engine) == before


def _close(engine, owner: int) -> None:
    with transaction(engine) as session:
        assignment = session.get_one(Assignment, session.get_one(Owner, owner).assignment_id)
        assignment.status, assignment.outcome = Status.CLOSED, Outcome.DONE
        assignment.closed_on, assignment.closed_by_paragraph, assignment.closed_by_body_id = (
            date(2017, 11, 28),
            "350",
            1,
        )
        session.add(assignment)


def test_a_closed_assignment_says_which_decision_closed_it(engine, visitor, address):
    letter, owner = director_asked(engine)
    _close(engine, owner)

    page = visitor.get(address(letter))

    assert page.status_code == 200
    assert "Uppdraget är avslutat. Kommunstyrelsen 28 november 2017, § 350. Ni behöver inte svara." in words(page)
    assert "<form" not in page.text


def test_an_answer_that_comes_after_the_closing_changes_nothing(engine, visitor, address):
    letter, owner = director_asked(engine)
    _close(engine, owner)
    before = everything(engine)

    page = visitor.post(address(letter), {"owner": owner, "answer": "not_ours"})

    assert page.status_code == 200
    assert "Uppdraget är avslutat" in words(page)
    assert everything(engine) == before


def test_a_registered_report_needs_no_answer(engine, visitor, address, hands):
    letter, owner = director_asked(engine)
    with transaction(engine) as session:
        session.add(Submission(assignment_id=1, case_number="KS 2017-456", received_on=date(2017, 11, 13), at=hands.at))

    page = visitor.get(address(letter))

    assert "Redovisningen är registrerad med diarienummer KS 2017-456." in words(page)
    assert "<form" not in page.text


def test_what_has_gone_over_to_somebody_else_says_so(engine, visitor, address):
    letter, owner = director_asked(engine)
    with transaction(engine) as session:
        row = session.get_one(Owner, owner)
        row.valid_to = date(2017, 11, 1)
        session.add(row)

    assert "Den som ansvarar nu svarar med länken i sitt senaste mejl" in words(visitor.get(address(letter)))


def test_a_receipt_before_any_answer_leads_to_the_form(engine, visitor, address):
    letter, owner = director_asked(engine)

    page = visitor.get(f"{address(letter)}/kvitto/{owner}")

    assert (page.status_code, page.headers["location"]) == (303, address(letter))


def test_looking_changes_nothing_however_often(engine, visitor, address):
    letter, owner = director_asked(engine)
    visitor.answers(address(letter), owner, Answer.ON_TRACK)
    before = everything(engine)

    for method in ("GET", "HEAD"):
        for place in (address(letter), f"{address(letter)}/", f"{address(letter)}/kvitto/{owner}", "/svar/x"):
            assert visitor.ask(method, place).status_code in (200, 404)

    assert everything(engine) == before


def test_another_way_of_asking_is_refused_and_changes_nothing(engine, visitor, address):
    letter, _ = director_asked(engine)
    before = everything(engine)

    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        told = visitor.ask(method, address(letter))
        assert told.status_code == 405
        assert "Sidan kan bara visas" in told.text and "gick inte att läsa" not in told.text

    assert everything(engine) == before


def test_what_is_confidential_shows_its_case_number_only(engine, visitor, address):
    letter, owner = director_asked(engine, is_confidential=True, title="Känslig rubrik")

    seen = words(visitor.get(address(letter)))
    seen += words(visitor.answers(address(letter), owner, Answer.MORE_TIME, wanted_day="2018-03-01"))

    assert "Ärende KS 2017-123" in seen
    for secret in ("§", "Känslig", "utse en förvaltning", "kommunstyrelsen", "10 oktober"):
        assert secret not in seen


def test_words_given_through_another_letter_are_not_shown(engine, visitor, address, hands):
    letter, owner = director_asked(engine)
    with transaction(engine) as session:
        session.add(
            StatusReport(
                owner_id=owner,
                answer=Answer.ON_TRACK,
                text="Sagt i telefon",
                channel="office",
                said_on=date(2017, 11, 13),
                at=hands.at,
                salt="x",
            )
        )

    page = visitor.get(address(letter))

    assert "Senaste lägesbesked, 13 november 2017: Pågår enligt plan." in words(page)
    assert "Sagt i telefon" not in page.text


def test_no_page_holds_the_token(engine, visitor, address):
    letter, owner = director_asked(engine)
    token = address(letter).removeprefix("/svar/")
    pages = [visitor.get(address(letter)), visitor.answers(address(letter), owner, Answer.NOT_OURS)]
    pages.append(visitor.post(address(letter), {"owner": owner}))
    pages += [visitor.get(place) for place in ("/", "/brev", f"/brev/{letter}", f"/brev/{letter + 1}", "/beslut/1")]

    assert all(page.status_code in (200, 422) for page in pages)
    for page in pages:
        assert token not in page.text
        assert not re.search(r"/svar/(?!stil\.css)", page.text)
    assert "[svarslänk borttagen]" in pages[5].text


def test_the_database_never_holds_the_token(engine, visitor, address):
    letter, owner = director_asked(engine)

    visitor.answers(address(letter), owner, Answer.NOT_OURS)

    assert address(letter).removeprefix("/svar/") not in repr(everything(engine))
    with reading(engine) as session:
        assert session.exec(select(StatusReport)).one().letter_id == letter


def test_the_expiry_of_the_case_is_that_of_its_letter():
    assert date(2018, 1, 13) == UNTIL
