"""The ways in which municipalities let letters out: each against a server that demands it, and one that refuses."""

import logging
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from notifications.channels import ChannelNotUnderstood, open_channel
from notifications.message import as_bytes
from notifications.outcome import Delivery, Outcome
from tests.notifications.certificates import NOW, Authority
from tests.notifications.mail_server import mail_server
from tests.notifications.microsoft import SECRET, Microsoft, microsoft
from tests.notifications.oauth_server import LONGEST_LOGIN, OAuthServer
from tests.notifications.posted import LINK, SENDER, a_finished_letter

DATA = as_bytes(a_finished_letter(), SENDER, LINK)
TO, FROM = "direktor@kommun.example", "bevaka@kommun.example"
PASSWORD = "kanariefågel-7"
ENCODED = b64encode(f"\0kansli\0{PASSWORD}".encode()).decode()
WAITS = "timeout=5&data_timeout=5"


class Porter:
    """Knows one password; lets nobody else send."""

    def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("utfardare"))


@pytest.fixture
def home(authority: Authority, tmp_path: Path) -> Path:
    """An office's folder with the authority's certificate in it."""
    (tmp_path / "ca.pem").write_bytes(authority.ca.read_bytes())
    return tmp_path


@pytest.fixture
def entra(monkeypatch: pytest.MonkeyPatch) -> Iterator[Microsoft]:
    monkeypatch.setenv("BEVAKA_APP_SECRET", SECRET)
    monkeypatch.setattr(SMTP, "line_length_limit", LONGEST_LOGIN)
    with microsoft() as found:
        yield found


def sent(url: str, home: Path) -> Delivery:
    channel = open_channel(url, home)
    delivery = channel.send(TO, FROM, DATA)
    channel.close()
    return delivery


def test_a_relay_lets_letters_out_without_a_login(home: Path):
    with mail_server() as server:
        assert sent(f"bevaka-smtp://{server.at}?{WAITS}", home).outcome is Outcome.SENT
    assert server.received == [(TO, DATA)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_server_of_the_offices_own_authority_is_trusted_by_name(
    authority: Authority, home: Path, security: str
):
    context = authority.serving(authority.pair("127.0.0.1"))
    given = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
    with mail_server(**given) as server:
        url = f"bevaka-smtp://{server.at}?security={security}&{WAITS}"
        unknown = sent(url, home)
        known = sent(f"{url}&ca=ca.pem", home)

    assert known.outcome is Outcome.SENT
    assert (unknown.outcome, unknown.code, unknown.is_down) == (Outcome.RETRY, None, True)
    assert unknown.reply == "serverns certifikat godtas inte (unable to get local issuer certificate)"
    assert server.received == [(TO, DATA)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("name", "ends", "why"),
    [
        ("post.kommun.example", timedelta(days=9), "IP address mismatch, certificate is not valid for '127.0.0.1'."),
        ("127.0.0.1", timedelta(days=-1), "certificate has expired"),
    ],
)
def test_a_certificate_of_another_name_or_time_gets_no_letter_and_no_password(
    authority: Authority, home: Path, security: str, name: str, ends: timedelta, why: str
):
    context = authority.serving(authority.pair(name, until=NOW + ends))
    given = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    with mail_server(authenticator=Porter(), **given) as server:
        delivery = sent(f"bevaka-smtp://kansli:{PASSWORD}@{server.at}?security={security}&ca=ca.pem&{WAITS}", home)

    assert delivery == Delivery(Outcome.RETRY, None, f"serverns certifikat godtas inte ({why})", is_down=True)
    assert server.received == []


def test_a_relay_can_know_us_by_our_certificate(authority: Authority, home: Path):
    ours = authority.pair("bevaka.kommun.example", client=True)
    context = authority.serving(authority.pair("127.0.0.1"), asks_for_certificate=True)
    with mail_server(tls_context=context, require_starttls=True) as server:
        url = f"bevaka-smtp://{server.at}?security=starttls&ca=ca.pem&{WAITS}"
        nobody = sent(url, home)
        known = sent(f"{url}&cert={ours.cert}&key={ours.key}", home)

    assert known.outcome is Outcome.SENT
    assert (nobody.outcome, nobody.is_down) == (Outcome.RETRY, True)
    assert server.received == [(TO, DATA)]


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_password_opens_the_server_by_the_mechanism_that_it_offers(authority: Authority, home: Path, mechanism: str):
    other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[mechanism]
    context = authority.serving(authority.pair("127.0.0.1"))
    given = {"tls_context": context, "require_starttls": True, "auth_required": True, "auth_exclude_mechanism": [other]}
    with mail_server(authenticator=Porter(), **given) as server:
        at = f"{server.at}?security=starttls&ca=ca.pem&{WAITS}"
        right = sent(f"bevaka-smtp://kansli:{PASSWORD}@{at}", home)
        wrong = sent(f"bevaka-smtp://kansli:fel@{at}", home)
        nobody = sent(f"bevaka-smtp://{at}", home)

    assert right.outcome is Outcome.SENT
    assert wrong == Delivery(
        Outcome.RETRY, 535, "inloggningen godtas inte: 5.7.8 Authentication credentials invalid", is_down=True
    )
    assert (nobody.outcome, nobody.code, nobody.is_down) == (Outcome.RETRY, 530, True)
    assert server.received == [(TO, DATA)]


def test_a_relay_that_offers_no_login_is_told_apart_from_a_wrong_password(home: Path):
    with mail_server() as server:
        delivery = sent(f"bevaka-smtp://kansli:{PASSWORD}@{server.at}?{WAITS}", home)

    assert delivery.reply == "servern erbjuder ingen inloggning av det slag som kanalen anger"


def the_oauth_url(entra: Microsoft, at: str) -> str:
    where = f"client=app&token_url={entra.at}/katalog/oauth2/v2.0/token&{WAITS}"
    return f"bevaka-smtp://bevaka@kommun.example:{{env:BEVAKA_APP_SECRET}}@{at}?security=starttls&ca=ca.pem&{where}"


def test_a_token_opens_the_server_and_is_used_for_every_session(entra: Microsoft, authority: Authority, home: Path):
    context = authority.serving(authority.pair("127.0.0.1"))
    server = OAuthServer(entra)
    with mail_server(server, tls_context=context, auth_required=True, require_starttls=True):
        channel = open_channel(the_oauth_url(entra, server.at), home)
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
        channel.close()
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
        channel.close()

    (form,) = entra.asked
    assert form["scope"] == "https://outlook.office365.com/.default"
    assert (server.logins, server.sessions) == (2, 4), "two sessions; EHLO before and after STARTTLS"


def test_after_535_the_token_is_fetched_anew_once(entra: Microsoft, authority: Authority, home: Path):
    context = authority.serving(authority.pair("127.0.0.1"))
    server = OAuthServer(entra)
    with mail_server(server, tls_context=context, auth_required=True):
        channel = open_channel(the_oauth_url(entra, server.at), home)
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
        channel.close()
        entra.withdrawn = set(entra.issued)
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
        channel.close()
        server.mailbox = "annan@kommun.example"
        entra.withdrawn = set()
        before = server.logins
        refused = channel.send(TO, FROM, DATA)

    assert server.logins - before == 2, "not again and again: that would lock the account"
    assert (refused.outcome, refused.code, refused.is_down) == (Outcome.RETRY, 535, True)
    assert refused.reply == "inloggningen godtas inte: 5.7.3 Authentication unsuccessful […]", "without the token"
    assert len(server.received) == 2


def test_a_server_without_xoauth2_is_told_of(entra: Microsoft, authority: Authority, home: Path):
    context = authority.serving(authority.pair("127.0.0.1"))
    with mail_server(authenticator=Porter(), tls_context=context) as server:
        delivery = sent(the_oauth_url(entra, server.at), home)

    assert delivery.reply == "servern erbjuder ingen inloggning av det slag som kanalen anger"


def test_no_token_no_letter(entra: Microsoft, authority: Authority, home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BEVAKA_APP_SECRET", "gammal")
    server = OAuthServer(entra)
    with mail_server(server, tls_context=authority.serving(authority.pair("127.0.0.1"))):
        delivery = sent(the_oauth_url(entra, server.at), home)

    assert delivery == Delivery(
        Outcome.RETRY, 401, "inloggningstjänsten ger ingen åtkomst (invalid_client AADSTS7000215)", is_down=True
    )
    assert server.sessions == 0


@pytest.mark.parametrize(
    ("code", "reply", "expected"),
    [
        (550, "5.7.30 Basic authentication is not supported for Client Submission", "5.7.30 Basic authentication"),
        (535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled", "5.7.139 Authentication"),
        (535, f"5.7.8 Fel: {PASSWORD}", "5.7.8 Fel: […]"),
        (535, f"5.7.8 {ENCODED}", "5.7.8 […]"),
    ],
)
def test_what_the_server_says_of_a_login_is_kept_without_what_it_was_sent(
    home: Path, code: int, reply: str, expected: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.NOTSET + 1)

    class Refusing:
        def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
            return AuthResult(success=False, handled=False, message=f"{code} {reply}")

    with mail_server(authenticator=Refusing(), auth_require_tls=False) as server:
        delivery = sent(f"bevaka-smtp://kansli:{PASSWORD}@{server.at}?{WAITS}", home)

    assert (delivery.outcome, delivery.code, delivery.is_down) == (Outcome.RETRY, code, True)
    assert expected in delivery.reply
    assert PASSWORD not in delivery.reply and PASSWORD not in caplog.text.replace(reply, "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("bevaka-smtp://a:b@post.kommun.example?security=tls&ca=borta.pem", "filen i ca finns inte"),
        ("bevaka-smtp://post.kommun.example?security=tls&key=ca.pem", "key hör ihop med cert"),
        ("bevaka-smtp://post.kommun.example?security=tls&cert=ca.pem", "går inte att läsa"),
        ("bevaka-smtp://a@post.kommun.example?security=tls&client=app&tenant=t", "hemlighet saknas"),
        ("bevaka-smtp://a:b@post.kommun.example?security=tls&client=app", "tenant saknas"),
        ("bevaka-smtp://a:b@post.kommun.example?security=tls&tenant=t", "client saknas"),
        ("bevaka-smtp://post.kommun.example?security=tls&client=app&tenant=t", "brevlådan som ska skicka saknas"),
        ("bevaka-smtp://a:b@post.kommun.example?client=app&tenant=t", "okrypterat"),
        ("bevaka-smtp://a:b@p.example?security=tls&client=x&token_url=http://p.example/t", "https://"),
        ("bevaka-graph://app:hemligt@katalog?base=http://graph.kommun.example", "https://"),
        ("bevaka-graph://katalog", "behöver appens id"),
        ("bevaka-graph://app@katalog", "hemlighet saknas"),
        ("bevaka-graph://app:hemligt@katalog?save=no", "save är ingen inställning"),
        ("bevaka-smtp://a:{env:BEVAKA_BORTA}@post.kommun.example?security=tls", "Miljövariabeln BEVAKA_BORTA"),
        ("bevaka-smtp://a:{file:borta}@post.kommun.example?security=tls", "filen eller mappen finns inte"),
    ],
)
def test_a_transport_that_cannot_work_is_told_of_before_anything_is_sent(url: str, why: str, home: Path):
    with pytest.raises(ChannelNotUnderstood, match=why):
        open_channel(url, home)


def test_a_secret_is_read_from_a_file_or_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "losenord").write_text(f"{PASSWORD}\n", "utf-8")
    monkeypatch.setenv("BEVAKA_POST", PASSWORD)
    with mail_server(authenticator=Porter(), auth_require_tls=False) as server:
        for secret in ("{file:losenord}", f"{{file:{home}/losenord}}", "{env:BEVAKA_POST}"):
            assert sent(f"bevaka-smtp://kansli:{secret}@{server.at}?{WAITS}", home).outcome is Outcome.SENT
        (home / "kanal").write_text(f"bevaka-smtp://kansli:{PASSWORD}@{server.at}?{WAITS}", "utf-8")
        assert sent("{file:kanal}", home).outcome is Outcome.SENT


README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("address", re.findall(r"`(bevaka-[a-z]+://[^`]+)`", README))
def test_every_address_in_the_readme_is_one(
    address: str, authority: Authority, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("APP_SECRET", SECRET)
    (home / "mail.password").write_text(PASSWORD, "utf-8")
    ours = authority.pair("bevaka.kommun.example", client=True)
    (home / "bevaka.pem").write_bytes(ours.cert.read_bytes())
    (home / "bevaka.key").write_bytes(ours.key.read_bytes())

    open_channel(address, home).close()
