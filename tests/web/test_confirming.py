"""An answer that came by mail: the link in the letter about it shows what was understood, and the button counts it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from deadlines.status import Answer
from models.answer import Channel, StatusReport
from models.database import reading
from models.letter import Letter, LetterKind
from models.reply import Reply, ReplyState
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.replies import read_replies
from notifications.tokens import Opens, letter_token, load_secret
from tests.builders import MORNING
from tests.notifications.inbox import Pile, a_mail
from tests.web.case import director_asked
from tests.web.visitor import everything, words

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def asked(engine, office):
    """The letter about which a mail came, the letter that asks to confirm it (sent), and the owner."""
    letter_id, owner_id = director_asked(engine)
    with reading(engine) as session:
        message_id = session.get_one(Letter, letter_id).message_id
    mail = a_mail("Klart, se KS 2017-141.\n\nPlanen är tagen.", In_Reply_To=message_id)
    read_replies(engine, office, LATER, Pile(mail))
    deliver(engine, office, LATER, Postbag())
    with reading(engine) as session:
        asking = session.exec(select(Letter).where(Letter.kind == LetterKind.CONFIRMATION)).one()
    return letter_id, asking.id, owner_id


def rows(engine, table):
    with reading(engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def test_the_link_shows_what_was_understood_and_changes_nothing(engine, visitor, address, asked):
    before = everything(engine)

    page = visitor.get(address(asked[1]))

    assert page.status_code == 200
    assert "Svaret kom med mejl" in words(page)
    assert 'value="KS 2017-141"' in page.text and "Planen är tagen." in page.text
    assert 'value="done" id="done-1" checked' in page.text
    assert everything(engine) == before


def test_the_button_makes_it_an_answer_and_its_words_are_kept_once(engine, visitor, address, asked):
    letter_id, asking_id, owner_id = asked

    sent = visitor.answers(address(asking_id), owner_id, "done", case_number="KS 2017-141", text="Planen är tagen.")

    assert sent.status_code == 200
    [report] = rows(engine, StatusReport)
    assert (report.answer, report.case_number, report.channel) == (Answer.DONE, "KS 2017-141", Channel.LINK)
    assert report.letter_id == letter_id
    [reply] = rows(engine, Reply)
    assert (reply.state, reply.text) == (ReplyState.CONFIRMED, None)
    assert "Svaret kom med mejl" not in words(visitor.get(address(asking_id)))


def test_another_answer_through_the_first_link_settles_it_too(engine, visitor, address, asked):
    letter_id, _, owner_id = asked
    assert "Planen är tagen." not in visitor.get(address(letter_id)).text, "the mail is for the one who confirms"

    visitor.answers(address(letter_id), owner_id, "on_track")

    assert [one.answer for one in rows(engine, StatusReport)] == [Answer.ON_TRACK]
    assert [one.state for one in rows(engine, Reply)] == [ReplyState.CONFIRMED]


def test_a_reply_address_opens_no_page(engine, office, visitor, asked):
    token = letter_token(load_secret(office.home), asked[0], Opens.REPLY)

    assert visitor.get(f"/svar/{token}").status_code == 404
