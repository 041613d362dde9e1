"""A password in a channel's address is said nowhere: not on the screen, in no log, no error, no database, no file."""

import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import AuthResult

from cli.serve import places
from config.office import open_office
from flows.faults import kept_at_home
from models.database import open_engine, reading
from models.event import first_broken
from notifications.channels import channel_of
from tests.cli.test_trial import set_channel
from tests.notifications.mail_server import mail_server
from tests.notifications.microsoft import microsoft
from tests.office_case import PAPER

CANARY = "kanarie/fågel+7"
SENT = [CANARY, *(b64encode(text.encode()).decode() for text in (CANARY, f"\0kansli\0{CANARY}"))]
FORMS = [*SENT, quote(CANARY), quote(CANARY, safe="")]
DECIDED = ("--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17", "--at", "2017-10-17")

Address = str


class Repeating:
    """A porter who repeats what he was told, in every form in which it is sent, before he refuses."""

    def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 nej: {' '.join(SENT)}")


class Welcoming:
    def __call__(self, server, session, envelope, mechanism, given) -> AuthResult:
        return AuthResult(success=given.password == CANARY.encode(), handled=False)


@contextmanager
def refused_by_password(written: str) -> Iterator[Address]:
    with mail_server(authenticator=Repeating(), auth_require_tls=False) as server:
        yield f"bevaka-smtp://kansli:{written}@{server.at}?timeout=5"


@contextmanager
def let_in(written: str) -> Iterator[Address]:
    with mail_server(authenticator=Welcoming(), auth_require_tls=False) as server:
        yield f"bevaka-smtp://kansli:{written}@{server.at}?timeout=5"
        assert len(server.received) >= 6, "it was the right password"


@contextmanager
def refused_by_graph(written: str) -> Iterator[Address]:
    with microsoft() as graph:  # which knows another secret, and repeats this one
        yield graph.graph.replace("{env:BEVAKA_APP_SECRET}", written)
        assert graph.asked[0]["client_secret"] == CANARY


@contextmanager
def misspelt(written: str) -> Iterator[Address]:
    yield f"bevaka-smtp://kansli:{written}@post.kommun.example:587?security=sslv3"


@contextmanager
def with_an_unknown_setting(written: str) -> Iterator[Address]:
    yield f"bevaka-smtp://kansli:{written}@post.kommun.example:hundra?security=tls"


@pytest.mark.parametrize("written", [quote(CANARY, safe=""), "{env:BEVAKA_KANARIE}", "{file:kanarie}"])
@pytest.mark.parametrize("serve", [refused_by_password, let_in, refused_by_graph, misspelt, with_an_unknown_setting])
def test_the_password_is_said_nowhere(
    bevaka,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    serve: Callable[[str], "contextmanager[Address]"],
    written: str,
) -> None:
    said = an_office_with_six_letters(bevaka, home, monkeypatch)
    logging.getLogger("mail.log").disabled = True  # the servers' own, not ours
    caplog.set_level(logging.NOTSET + 1)
    with serve(written) as url, microsoft() as hooks:
        hooks.webhook_status = 500
        extra = (
            f'[[channel]]\ntag = "teams"\nurl = "json://127.0.0.1:{hooks.port}/{written}"\nfor = ["kommundirektören"]'
        )
        set_channel(home, url, extra)
        for words in (("test-letter",), ("deliver",), ("watch",), ("verify",), ("list",)):
            said += str(bevaka(*words, *(["--at", "2017-10-17"] if words != ("verify",) else [])))
        said += repr(open_office(home)) + str(places(open_office(home), 1, 2)) + the_faults_own_log(home)
        if serve is let_in:
            assert hooks.told, "the extra channel was told, and said no"
    said += caplog.text
    logging.getLogger("mail.log").disabled = False

    assert "testmejlet" in said.lower() or "mail.channel" in said
    assert not [form for form in FORMS if form in said]
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name not in NAMED)
    assert b"CREATE TABLE letter_attempt" in kept, "the database is among them"
    assert not [form for form in FORMS if form.encode() in kept]
    with reading(open_engine(f"sqlite:///{home / 'bevaka.db'}")) as session:
        assert first_broken(session) is None


NAMED = ("office.toml", "kanarie")
"""Where the office itself wrote it."""


def an_office_with_six_letters(bevaka, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    bevaka("init")
    text = (home / "office.toml").read_text("utf-8")
    (home / "office.toml").write_text(text.replace("# live_from = 2018-01-01", "live_from = 2017-10-17"), "utf-8")
    (home / "kanarie").write_text(f"{CANARY}\n", "utf-8")
    monkeypatch.setenv("BEVAKA_KANARIE", CANARY)
    bevaka("load")
    bevaka("propose", PAPER, "--at", "2017-10-10")
    return str(bevaka("decide", 1, *DECIDED))


def the_faults_own_log(home: Path) -> str:
    """What would be kept beside the office's data, and told to Prefect, if the opening of the channel raised."""
    try:
        channel_of(open_office(home))
    except ValueError as fault:
        told = str(kept_at_home(fault, home))
        return told + (home / "prefect" / "fel.log").read_text("utf-8")
    return ""
