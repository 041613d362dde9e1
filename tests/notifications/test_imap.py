"""Answers fetched from a real IMAP server: read once, marked when they are written down, the rest put aside."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.database import DatabaseBusy, reading
from models.reply import Reply, ReplyKind, ReplyState
from notifications.mailboxes import open_mailbox
from notifications.replies import read_replies
from notifications.unreachable import MailboxUnreachable
from tests.builders import MORNING
from tests.notifications.imap_server import PASSWORD, NoDovecot, imap_server
from tests.notifications.inbox import a_mail, an_office_that_reads, everything_written, token_address
from tests.notifications.test_replies import asked

LATER = MORNING + timedelta(hours=2)
ASIDE = "Att se till"


@pytest.fixture(scope="module")
def running():
    try:
        with imap_server() as server:
            yield server
    except NoDovecot as why:
        pytest.skip(str(why))


@pytest.fixture
def server(running, monkeypatch):
    """The server with an empty mailbox."""
    monkeypatch.setenv("IMAP_PASSWORD", PASSWORD)
    with running.client() as client:
        if client.folder_exists(ASIDE):
            client.delete_folder(ASIDE)
        client.select_folder("INBOX")
        if found := client.search():
            client.delete_messages(found)
            client.expunge()
    return running


@pytest.fixture
def office(tmp_path):
    return an_office_that_reads(tmp_path)


def fetch(engine, office, server, **changes):
    return read_replies(engine, office, LATER, open_mailbox(server.url(**changes), office.home, ASIDE))


def _busy(*_, **__):
    raise DatabaseBusy


def replies(engine):
    with reading(engine) as session:
        return list(session.exec(select(Reply).order_by(Reply.id)))


def test_answers_are_read_once_and_then_marked(engine, office, server):
    letter = asked(engine, count=1)
    server.put(
        a_mail("Klart.", to=token_address(office, letter)), a_mail("Pågår enligt plan.", In_Reply_To=letter.message_id)
    )

    first, again = fetch(engine, office, server), fetch(engine, office, server)

    assert (first.total, again.total) == (2, 0)
    assert [one.kind for one in replies(engine)] == [ReplyKind.ANSWER, ReplyKind.ANSWER]
    assert server.flags() == [True, True]


def test_what_belongs_to_no_letter_is_put_aside(engine, office, server):
    asked(engine, count=1)
    server.put(a_mail("Kan ni skicka protokollet?", sender="nagon@annan.example"))

    assert fetch(engine, office, server).to_see == 1

    assert (server.count("INBOX"), server.count(ASIDE)) == (0, 1)
    assert [one.state for one in replies(engine)] == [ReplyState.TO_SEE]


def test_what_could_not_be_written_down_stays_unread(engine, office, server, monkeypatch):
    letter = asked(engine, count=1)
    server.put(a_mail("Klart.", to=token_address(office, letter)))
    with monkeypatch.context() as broken:
        broken.setattr("notifications.replies.note", _busy)
        with pytest.raises(DatabaseBusy):
            fetch(engine, office, server)
    assert server.flags() == [False]

    assert fetch(engine, office, server).total == 1
    assert server.flags() == [True]


def test_a_mailbox_that_was_restored_adds_nothing(engine, office, server):
    letter = asked(engine, count=1)
    server.put(a_mail("Klart.", to=token_address(office, letter)))
    fetch(engine, office, server)

    server.begin_anew()

    assert fetch(engine, office, server).proposed == 0
    assert [one.kind for one in replies(engine)] == [ReplyKind.ANSWER, ReplyKind.DOUBLE]


def test_a_wrong_password_is_told_without_it(engine, office, server):
    with pytest.raises(MailboxUnreachable) as refused:
        fetch(engine, office, server, password="fel-losen-99")

    assert "fel-losen-99" not in str(refused.value) + everything_written(engine)


def test_a_server_that_is_gone_is_told(engine, office, server):
    closed = open_mailbox(server.url().replace(str(server.port), "1"), office.home)
    with pytest.raises(MailboxUnreachable):
        read_replies(engine, office, LATER, closed)
