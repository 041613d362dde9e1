"""What is certain of a letter after each thing that a mail server may do."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from notifications.channels import open_channel
from notifications.message import as_bytes
from notifications.outcome import Channel, Delivery, Outcome
from notifications.smtp import MailSessions
from notifications.smtp_session import LETTERS_PER_SESSION, MailServer, Security
from notifications.trust import Trust
from tests.notifications.line_server import line_server
from tests.notifications.mail_server import Server, dawdle, hang_up, mail_server
from tests.notifications.posted import LINK, SENDER, a_finished_letter

DATA = as_bytes(a_finished_letter(), SENDER, LINK)
TO, FROM = "direktor@kommun.example", "bevaka@kommun.example"


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as server:
        yield server


@pytest.fixture
def channel(server: Server) -> Iterator[Channel]:
    channel = open_channel(server.url, Path("/ingenstans"))
    yield channel
    channel.close()


def test_a_letter_arrives_as_it_was(server: Server, channel: Channel):
    delivery = channel.send(TO, FROM, DATA)

    assert delivery == Delivery(Outcome.SENT, 250, "2.0.0 tagen som 1A2B3C")
    assert server.received == [(TO, DATA)]


def test_lines_that_begin_with_a_dot_arrive_whole(server: Server, channel: Channel):
    data = b"Subject: x\r\n\r\n.\r\n..\r\n.x\r\n"

    assert channel.send(TO, FROM, data).outcome is Outcome.SENT
    assert server.received == [(TO, data)]


def test_a_session_is_used_for_many_letters_and_not_for_ever(server: Server, channel: Channel):
    for _ in range(LETTERS_PER_SESSION + 1):
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT

    assert server.sessions == 2


@pytest.mark.parametrize(
    ("reply", "outcome", "is_down"),
    [
        ("451 4.3.0 försök senare", Outcome.RETRY, False),
        ("450 4.2.0 grålistad", Outcome.RETRY, False),
        ("550 5.1.1 finns inte", Outcome.UNDELIVERABLE, False),
        ("421 4.3.2 stänger", Outcome.RETRY, True),
        ("530 5.7.0 logga in", Outcome.RETRY, True),
    ],
)
def test_a_refused_recipient(server: Server, channel: Channel, reply: str, outcome: Outcome, is_down: bool):
    server.at_rcpt[TO] = reply
    delivery = channel.send(TO, FROM, DATA)

    assert (delivery.outcome, delivery.code, delivery.is_down) == (outcome, int(reply[:3]), is_down)
    assert server.received == []


def test_one_refused_recipient_leaves_the_session_good_for_the_next(server: Server, channel: Channel):
    server.at_rcpt["borta@kommun.example"] = "550 5.1.1 finns inte"

    assert channel.send("borta@kommun.example", FROM, DATA).outcome is Outcome.UNDELIVERABLE
    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
    assert server.sessions == 1


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [("452 4.3.1 fullt", Outcome.RETRY), ("554 5.7.1 avvisat", Outcome.UNDELIVERABLE)],
)
def test_a_refused_message_has_not_arrived(server: Server, channel: Channel, reply: str, outcome: Outcome):
    server.at_data = [reply]

    assert channel.send(TO, FROM, DATA).outcome is outcome
    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT


def test_a_refused_sender_is_no_fault_of_the_recipient(server: Server, channel: Channel):
    server.at_mail = "550 5.7.1 avsändaren godtas inte"
    delivery = channel.send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY and delivery.is_down


def test_a_line_cut_before_the_message_leaves_no_doubt(server: Server, channel: Channel):
    server.at_rcpt[TO] = hang_up
    delivery = channel.send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY and delivery.is_down


def test_a_line_cut_after_the_dot_leaves_the_letter_uncertain(server: Server, channel: Channel):
    server.at_data = [hang_up]

    assert channel.send(TO, FROM, DATA).outcome is Outcome.UNCERTAIN
    assert server.received == [(TO, DATA)], "it had arrived"
    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT, "a new session"


def test_an_answer_that_does_not_come_leaves_the_letter_uncertain(server: Server):
    server.at_data = [dawdle]
    channel = open_channel(f"bevaka-smtp://127.0.0.1:{server.port}?timeout=5&data_timeout=0.3", Path("/ingenstans"))

    assert channel.send(TO, FROM, DATA).outcome is Outcome.UNCERTAIN
    channel.close()


def test_a_line_cut_inside_the_message_leaves_the_letter_uncertain():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        channel = open_channel(f"bevaka-smtp://127.0.0.1:{listening.getsockname()[1]}?timeout=5", Path("/ingenstans"))
        assert _cut_inside_data(listening, channel).outcome is Outcome.UNCERTAIN


def _cut_inside_data(listening: socket.socket, channel: Channel) -> Delivery:
    from threading import Thread

    def serve() -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as said:
            line.sendall(b"220 hej\r\n")
            for reply in (b"250 hej\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 skriv\r\n"):
                said.readline()
                line.sendall(reply)
            said.readline()

    thread = Thread(target=serve)
    thread.start()
    delivery = channel.send(TO, FROM, DATA * 400)
    thread.join()
    return delivery


def test_a_server_that_hung_up_while_idle_costs_no_letter(server: Server, channel: Channel):
    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
    assert isinstance(channel, MailSessions)
    (session,) = channel._idle
    assert session.smtp.sock is not None
    session.smtp.sock.shutdown(socket.SHUT_RDWR)

    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
    assert server.sessions == 2


def test_no_server_at_all_is_said_to_be_down():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    delivery = open_channel(f"bevaka-smtp://127.0.0.1:{port}", Path("/ingenstans")).send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY and delivery.is_down
    assert delivery.reply == "anslutningen nekades"


def test_addresses_in_replies_are_not_kept(server: Server, channel: Channel):
    server.at_rcpt[TO] = f"550 5.1.1 <{TO}>: okänd"

    assert channel.send(TO, FROM, DATA).reply == "5.1.1 <[adress]>: okänd"


class Porter:
    def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"kansli", b"hem:ligt")
        return AuthResult(success=right, handled=False)


def test_the_password_opens_the_server_and_shows_nowhere(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.NOTSET + 1)
    with mail_server(authenticator=Porter(), auth_require_tls=False) as server:
        at = f"127.0.0.1:{server.port}"
        right = open_channel(f"bevaka-smtp://kansli:hem%3Aligt@{at}", Path("/ingenstans"))
        wrong = open_channel(f"bevaka-smtp://kansli:hem%3Aligare@{at}", Path("/ingenstans"))

        assert right.send(TO, FROM, DATA).outcome is Outcome.SENT
        refused = wrong.send(TO, FROM, DATA)
        right.close()
    assert (refused.outcome, refused.code, refused.is_down) == (Outcome.RETRY, 535, True)
    said = caplog.text + repr(right) + repr(wrong) + str(refused) + repr(vars(right)) + repr(vars(wrong))
    assert "hem:lig" not in said and "hem%3A" not in said and "aGVtOmxpZ" not in said


def test_a_server_without_the_asked_for_encryption_gets_nothing(server: Server):
    url = f"bevaka-smtp://kansli:hemligt@127.0.0.1:{server.port}?security=starttls"
    delivery = open_channel(url, Path("/ingenstans")).send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY and delivery.is_down
    assert server.received == []


def test_the_settings_of_a_server_are_read_from_the_address():
    url = "bevaka-smtp://ka%40nsli:p%25s@post.kommun.example?security=tls&verify=no&timeout=7"
    channel = open_channel(url, Path("/ingenstans"), connections=4)

    assert isinstance(channel, MailSessions)
    expected = MailServer(
        "post.kommun.example",
        465,
        Security.TLS,
        "ka@nsli",
        "p%s",
        trust=Trust(verify=False),
        timeout=7.0,
        connections=4,
    )
    assert channel.server == expected


@pytest.mark.parametrize(
    ("replies", "outcome", "code", "is_down"),
    [
        ({}, Outcome.SENT, 250, False),
        ({"RCPT": "550 finns inte"}, Outcome.UNDELIVERABLE, 550, False),
        ({"RCPT": "550 finns inte", "DATA": "503 ingen mottagare"}, Outcome.UNDELIVERABLE, 550, False),
        ({"RCPT": "451 senare", "DATA": "503 ingen mottagare"}, Outcome.RETRY, 451, False),
        ({"MAIL": "550 nej", "RCPT": "503 nej", "DATA": "503 nej"}, Outcome.RETRY, 550, True),
        ({"RCPT": "421 stänger"}, Outcome.RETRY, 421, True),
        ({"DATA": "554 nej"}, Outcome.UNDELIVERABLE, 554, False),
    ],
)
def test_commands_in_one_go_are_answered_one_by_one(
    replies: dict[str, str], outcome: Outcome, code: int, is_down: bool
):
    with line_server(**replies) as server:
        channel = open_channel(f"bevaka-smtp://127.0.0.1:{server.port}?timeout=5", Path("/ingenstans"))
        delivery = channel.send(TO, FROM, DATA)
        channel.close()

    assert (delivery.outcome, delivery.code, delivery.is_down) == (outcome, code, is_down)
    assert [message for message in server.messages if message] == ([DATA] if outcome is Outcome.SENT else [])


def test_after_a_refusal_in_one_go_the_session_is_in_step_again():
    with line_server(RCPT="550 finns inte") as server:
        channel = open_channel(f"bevaka-smtp://127.0.0.1:{server.port}?timeout=5", Path("/ingenstans"))
        assert channel.send(TO, FROM, DATA).code == 550
        server.replies.pop("RCPT")
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
        channel.close()

    assert server.commands.count("EHLO") == 1
