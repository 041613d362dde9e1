"""What the office sees after each thing that a mail server can do wrong: state, code, text, and what it is told."""

import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from config.office import Office
from models.database import reading, transaction
from models.letter import Letter, LetterAttempt, LetterKind
from notifications.channels import open_channel
from notifications.delivery import deliver
from notifications.watchdog import watch
from tests.builders import MORNING, a_body, a_letter
from tests.notifications.certificates import Authority
from tests.notifications.line_server import CUT, line_server
from tests.notifications.mail_server import Server, dawdle, hang_up, mail_server
from tests.notifications.posted import an_office_that_sends

ONE = ("namnd1@kommun.example",)
THREE = ("namnd1@kommun.example", "borta@kommun.example", "namnd3@kommun.example")
FIVE_MINUTES = timedelta(minutes=5)

Serve = Callable[[], AbstractContextManager[str]]


class Fault(NamedTuple):
    """A server, and what the office then sees."""

    serve: Serve
    first: list[str]
    """The letters' states after the first delivery."""
    then: list[str]
    """After the second, five minutes later."""
    said: list[tuple[str, int | None, str]]
    """Outcome, code and text of every attempt."""
    arrived: int
    """How many letters the server took."""
    told: str = ""
    """What a letter to the office says the same day."""
    to: tuple[str, ...] = ONE


taken: list[bytes] = []
"""What the servers of a test took."""


@contextmanager
def answering(prepare: Callable[[Server], None], data_timeout: float = 5, **given: object) -> Iterator[str]:
    with mail_server(**given) as server:
        prepare(server)
        yield f"bevaka-smtp://{server.at}?timeout=5&data_timeout={data_timeout}"
        taken.extend(data for _, data in server.received)


def with_(data_timeout: float = 5, **answers: object) -> Serve:
    """An aiosmtpd that answers so."""

    def prepare(server: Server) -> None:
        for name, answer in answers.items():
            setattr(server, name, copy(answer))

    return lambda: answering(prepare, data_timeout)


def in_lines(**replies: str) -> Serve:
    """A server that answers commands so, and the first time only where the reply begins with "once"."""

    @contextmanager
    def serve() -> Iterator[str]:
        with line_server(**replies) as server:
            yield f"bevaka-smtp://127.0.0.1:{server.port}?timeout=5&data_timeout=5"
            taken.extend(server.messages)

    return serve


def with_a_wrong_certificate() -> AbstractContextManager[str]:
    folder = Path(tempfile.mkdtemp())
    authority = Authority(folder)
    context: ssl.SSLContext = authority.serving(authority.pair("annan.kommun.example"))

    @contextmanager
    def serve() -> Iterator[str]:
        with answering(lambda server: None, tls_context=context) as url:
            yield f"{url}&security=starttls&ca={authority.ca}"

    return serve()


WAITS, SENT, GONE, DOUBT = "waiting", "sent", "undeliverable", "sending"
OK = ("sent", 250, "2.0.0 tagen som 1A2B3C")

FAULTS = {
    "451 and then 250": Fault(
        with_(at_data=["451 4.3.0 försök senare"]),
        first=[WAITS],
        then=[SENT],
        said=[("retry", 451, "4.3.0 försök senare"), OK],
        arrived=1,
    ),
    "550 for one of three": Fault(
        with_(at_rcpt={"borta@kommun.example": "550 5.1.1 <borta@kommun.example> finns inte"}),
        to=THREE,
        first=[SENT, GONE, SENT],
        then=[SENT, GONE, SENT],
        said=[OK, ("undeliverable", 550, "5.1.1 <[adress]> finns inte"), OK],
        arrived=3,  # the third is what the office is told
        told="nämnd 2 (14 november 2017) kunde inte levereras. Servern svarade 550. Kontrollera adressen.",
    ),
    "250 slower than the wait": Fault(
        with_(0.5, at_data=[dawdle]),
        first=[DOUBT],
        then=[SENT],
        said=[("uncertain", None, "osäkert efter DATA: servern svarade inte i tid"), OK],
        arrived=2,
    ),
    "closed before the final dot": Fault(
        in_lines(DATA=CUT),
        first=[DOUBT],
        then=[DOUBT],
        said=[("uncertain", None, "osäkert efter DATA: servern bröt förbindelsen")] * 2,
        arrived=0,
        told="Servern svarade inte på om den tog emot mejlet, så det skickas igen likadant",
    ),
    "closed after the final dot": Fault(
        with_(at_data=[hang_up]),
        first=[DOUBT],
        then=[SENT],
        said=[("uncertain", None, "osäkert efter DATA: servern bröt förbindelsen"), OK],
        arrived=2,
    ),
    "closed before the message": Fault(
        with_(at_rcpt={"namnd1@kommun.example": hang_up}),
        first=[WAITS],
        then=[WAITS],
        said=[("retry", None, "servern bröt förbindelsen")] * 2,
        arrived=0,
        told="Be den som sköter mejlservern att se i dess logg.",
    ),
    "421 as a greeting": Fault(
        in_lines(GREETING="421 4.3.2 stängt för underhåll"),
        first=[WAITS],
        then=[WAITS],
        said=[("retry", 421, "4.3.2 stängt för underhåll")] * 2,
        arrived=0,
        told="Det brukar gå över.",
    ),
    "the certificate of another": Fault(
        with_a_wrong_certificate,
        first=[WAITS],
        then=[WAITS],
        said=[("retry", None, "serverns certifikat godtas inte (IP address mismatch")] * 2,
        arrived=0,
        told="Kontrollera att servernamnet i mail.channel är det som står i certifikatet.",
    ),
    "lines limited and no 8BITMIME": Fault(
        in_lines(), first=[SENT], then=[SENT], said=[("sent", 250, "tagen")], arrived=1
    ),
    "basic login switched off": Fault(
        with_(at_mail="550 5.7.30 Basic authentication is not supported for Client Submission"),
        first=[WAITS],
        then=[WAITS],
        said=[("retry", 550, "5.7.30 Basic authentication is not supported for Client Submission")] * 2,
        arrived=0,
        told="Exchange Online tar inte längre emot inloggning med lösenord.",
    ),
    "no right to send as this sender, said after the message": Fault(
        with_(at_data=["550 5.7.60 SMTP; Client does not have permissions to send as this sender"] * 2),
        first=[WAITS],
        then=[WAITS],
        said=[("retry", 550, "5.7.60 SMTP; Client does not have permissions to send as this sender")] * 2,
        arrived=0,
        told="Ge det rätten ”Skicka som” för brevlådan i mail.sender",
    ),
    "no relaying for this machine": Fault(
        with_(at_rcpt={"namnd1@kommun.example": "554 5.7.1 <namnd1@kommun.example>: Relay access denied"}),
        first=[WAITS],
        then=[WAITS],
        said=[("retry", 554, "5.7.1 <[adress]>: Relay access denied")] * 2,
        arrived=0,
        told="Servern skickar inte vidare mejl från den här datorn.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_the_office_sees(engine: Engine, tmp_path: Path, fault: Fault):
    office = an_office_that_sends(tmp_path, connections=1)
    taken.clear()
    with transaction(engine) as session:
        for number, recipient in enumerate(fault.to, 1):
            a_letter(session, recipient, body_id=a_body(session, f"Nämnd {number}").id, **_long(session))
    with fault.serve() as url:
        _deliver(engine, office, url, MORNING)
        assert states(engine) == fault.first
        _deliver(engine, office, url, MORNING + FIVE_MINUTES)
        assert states(engine) == fault.then
        watch(engine, office, MORNING + timedelta(hours=2))

    seen = attempts(engine)
    assert [(outcome, code) for outcome, code, _ in seen] == [(outcome, code) for outcome, code, _ in fault.said]
    for (_, _, text), (_, _, expected) in zip(seen, fault.said, strict=True):
        assert text.startswith(expected)
    assert len(taken) == fault.arrived
    of_the_first = [data for data in taken if b"namnd1@" in data]
    assert len(set(of_the_first)) <= 1, "a letter that may have arrived is sent again byte-identical"
    told = told_to_the_office(engine)
    assert fault.told in told
    assert told == "" if not fault.told else "@" not in told


def _long(session: Session) -> dict[str, str]:
    """A line longer than any server takes, and letters outside ASCII."""
    return {"text": "å" * 3000 + "\n", "html": f"<p>{'ä' * 3000}</p>"}


def _deliver(engine: Engine, office: Office, url: str, now: datetime) -> None:
    channel = open_channel(url, office.home, connections=1)
    deliver(engine, office, now, channel)
    channel.close()


def states(engine: Engine) -> list[str]:
    with reading(engine) as session:
        query = select(Letter.state).where(Letter.kind == LetterKind.NOTICE).order_by(col(Letter.id))
        return [str(state) for state in session.exec(query)]


def attempts(engine: Engine) -> list[tuple[str, int | None, str]]:
    with reading(engine) as session:
        query = select(LetterAttempt).join(Letter).where(Letter.kind == LetterKind.NOTICE)
        rows = session.exec(query.order_by(col(LetterAttempt.id)))
        return [(row.outcome, row.code, row.reply or "") for row in rows]


def told_to_the_office(engine: Engine) -> str:
    with reading(engine) as session:
        alarms = session.exec(select(Letter).where(Letter.kind == LetterKind.ALARM, Letter.state != "withdrawn"))
        matters = [line for alarm in alarms for line in (alarm.text or "").splitlines() if line.startswith("–")]
        return "\n".join(line for line in matters if "unda" not in line)
