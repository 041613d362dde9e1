"""bevaka test-letter: what the server said, and the next step, whatever is wrong."""

import socket
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from tests.notifications.line_server import line_server
from tests.notifications.mail_server import hang_up, mail_server
from tests.notifications.microsoft import SECRET, microsoft, refusal

PASSWORD = "kanariefågel-7"


def set_channel(home: Path, url: str, more: str = "") -> None:
    text = (home / "office.toml").read_text("utf-8")
    written = [line if not line.startswith("channel = ") else f'channel = "{url}"' for line in text.splitlines()]
    (home / "office.toml").write_text("\n".join(written) + f"\n{more}\n", "utf-8")


@pytest.fixture
def settings(bevaka, home) -> Path:
    bevaka("init")
    return home


def test_a_letter_that_goes_says_what_the_server_answered_and_changes_nothing(bevaka, settings) -> None:
    before = sorted(path.name for path in settings.iterdir())
    with mail_server() as server:
        set_channel(settings, server.url)
        code, out, err = bevaka("test-letter", "--at", "2017-11-14")
        bevaka("test-letter", "--to", "it@härnösand.example")

    assert (code, err) == (0, "")
    assert out == (
        "Testmejlet är lämnat. Svaret: 250 2.0.0 tagen som 1A2B3C. "
        "Se efter att det kommer fram till kansli@linkoping.example.\n"
    )
    assert [recipient for recipient, _ in server.received] == [
        "kansli@linkoping.example",
        "it@xn--hrnsand-5wa8n.example",
    ]
    assert b"Subject: =?utf-8?b?" in server.received[0][1] or b"Subject: Testmejl" in server.received[0][1]
    assert sorted(path.name for path in settings.iterdir()) == before, "no database, no row"


def test_a_letter_into_the_folder_is_tried_too(bevaka, settings) -> None:
    assert "skrivet till mappen" in bevaka("test-letter")[1]
    assert len(list((settings / "letters").glob("*.eml"))) == 1


class Refusing:
    def __init__(self, reply: str) -> None:
        self.reply = reply

    def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
        return AuthResult(success=False, handled=False, message=self.reply)


@pytest.mark.parametrize(
    ("reply", "step"),
    [
        ("535 5.7.8 Authentication credentials invalid", "Kontrollera användare och lösenord i mail.channel."),
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant",
            "Inloggning över SMTP är avstängd för brevlådan eller för hela organisationen.",
        ),
        (
            "550 5.7.30 Basic authentication is not supported for Client Submission",
            "Exchange Online tar inte längre emot inloggning med lösenord. Byt mail.channel till bevaka-smtp med",
        ),
    ],
)
def test_a_login_that_is_refused_says_the_next_step(bevaka, settings, reply: str, step: str) -> None:
    with mail_server(authenticator=Refusing(reply), auth_require_tls=False) as server:
        set_channel(settings, f"bevaka-smtp://kansli:{PASSWORD}@{server.at}")
        code, out, err = bevaka("test-letter")

    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"Testmejlet gick inte iväg: {reply[:3]} inloggningen godtas inte: {reply[4:]}. {step}")
    assert PASSWORD not in err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"at_mail": "550 5.7.60 SMTP; Client does not have permissions to send as this sender"},
            "Kontot får inte skicka i avsändarens namn. Ge det rätten ”Skicka som”",
        ),
        ({"at_mail": "530 5.7.57 Client not authenticated to send mail"}, "Servern kräver inloggning."),
        (
            {"at_rcpt": {"kansli@linkoping.example": "550 5.7.54 SMTP; Unable to relay recipient"}},
            "Servern skickar inte vidare mejl från den här datorn.",
        ),
        ({"at_rcpt": {"kansli@linkoping.example": "451 4.7.1 grålistad"}}, "4.7.1 grålistad. Försök igen om en stund."),
        ({"at_data": [hang_up]}, "Det är osäkert om testmejlet gick fram"),
    ],
)
def test_a_letter_that_is_refused_says_the_next_step(bevaka, settings, answers, said: str) -> None:
    with mail_server() as server:
        for name, answer in answers.items():
            setattr(server, name, answer)
        set_channel(settings, server.url)
        code, out, err = bevaka("test-letter")

    assert (code, out, err.count("\n")) == (1, "", 1) and said in err


def test_a_server_that_is_not_there_says_the_next_step(bevaka, settings, monkeypatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    set_channel(settings, f"bevaka-smtp://127.0.0.1:{port}")
    refused = bevaka("test-letter")[2]
    set_channel(settings, "bevaka-smtp://post.finns-inte.invalid:25?timeout=5")

    def no_such_name(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    nameless = bevaka("test-letter")[2]

    assert "anslutningen nekades. Inget lyssnar på den porten." in refused
    assert "servernamnet finns inte i namnuppslagningen. Kontrollera servernamnets stavning" in nameless


def test_what_cannot_be_encrypted_says_the_next_step(bevaka, settings) -> None:
    with line_server() as server:
        set_channel(settings, f"bevaka-smtp://127.0.0.1:{server.port}?security=starttls&timeout=5")
        plain = bevaka("test-letter")[2]
        set_channel(settings, f"bevaka-smtp://127.0.0.1:{server.port}?security=tls&timeout=5")
        wrong_port = bevaka("test-letter")[2]

    assert "servern erbjuder ingen kryptering (STARTTLS). Kontrollera porten" in plain
    assert "krypteringen gick inte att upprätta" in wrong_port and "465 med security=tls" in wrong_port


def test_graph_that_says_no_says_the_next_step(bevaka, settings, monkeypatch) -> None:
    monkeypatch.setenv("BEVAKA_APP_SECRET", SECRET)
    with microsoft() as graph:
        set_channel(settings, graph.graph)
        assert bevaka("test-letter")[0] == 0
        graph.answers = [refusal(403, "ErrorAccessDenied"), refusal(404, "ErrorInvalidUser")]
        denied, unknown = bevaka("test-letter")[2], bevaka("test-letter")[2]
        monkeypatch.setenv("BEVAKA_APP_SECRET", "gammal-hemlighet")
        secret = bevaka("test-letter")[2]

    assert "403 Graph: ErrorAccessDenied. Appen får inte skicka från brevlådan." in denied
    assert "404 Graph: ErrorInvalidUser. Brevlådan i mail.sender finns inte" in unknown
    assert "Appens id eller hemlighet är fel" in secret and "gammal-hemlighet" not in secret


def test_exchange_online_with_a_password_is_warned_of(bevaka, settings, monkeypatch) -> None:
    def no_such_name(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    set_channel(settings, f"bevaka-smtp://kansli:{PASSWORD}@smtp.office365.com:587?security=starttls")
    err = bevaka("test-letter")[2]

    assert err.startswith("Varning: smtp.office365.com är Exchange Online") and err.count("Varning") == 1
    assert "december 2026" in err and "andra halvåret 2027" in err and PASSWORD not in err


@pytest.mark.parametrize(
    ("url", "to", "said"),
    [
        ("bevaka-smtp://127.0.0.1:1", "åsa@kommun.example", "före @"),
        ("bevaka-smtp://a:{env:BEVAKA_BORTA}@p.kommun.example?security=tls", None, "Miljövariabeln BEVAKA_BORTA"),
        ("{file:kanal}", None, "filen eller mappen finns inte"),
    ],
)
def test_what_is_wrong_before_anything_is_sent_is_one_sentence(bevaka, settings, url, to, said) -> None:
    set_channel(settings, url)
    code, _, err = bevaka("test-letter", *(["--to", to] if to else []))
    assert code == 1 and said in err and err.count("\n") == 1


def test_an_extra_channel_that_cannot_be_used_is_told_of_and_stops_nothing(bevaka, settings) -> None:
    more = f'[[channel]]\ntag = "teams"\nurl = "okänd://{PASSWORD}"\nfor = ["omsorgsnämnden"]'
    set_channel(settings, "bevaka-folder://letters", more)
    code, _, err = bevaka("test-letter")

    assert code == 0 and err == ("Kanalen teams: url är ingen adress som Apprise känner. Kontrollera hur den skrivs.\n")
