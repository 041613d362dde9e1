"""A sender that is really killed, again and again, in the middle of a morning's letters."""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from sqlmodel import Session, col, select

from models.database import open_engine, reading, transaction
from models.event import first_broken
from models.letter import Letter, LetterAttempt, LetterState
from notifications.attempts import first_unsealed_or_changed, unsealed
from notifications.claiming import INTERRUPTED, LEASE
from notifications.delivery import deliver
from notifications.postbag import Postbag
from tests.builders import MORNING, a_letter
from tests.notifications.mail_server import Server, mail_server
from tests.notifications.posted import an_office_that_sends

LETTERS, KILLS, CONNECTIONS = 120, 6, 2
CHILD = """
import sys
from datetime import timedelta
from pathlib import Path
from models.database import open_engine
from notifications.claiming import LEASE
from notifications.delivery import deliver
from notifications.smtp import MailSessions
from notifications.smtp_session import MailServer
from tests.builders import MORNING
from tests.notifications.posted import an_office_that_sends
url, home, port, turn, connections = sys.argv[1:]
channel = MailSessions(MailServer("127.0.0.1", int(port), connections=int(connections)))
deliver(open_engine(url), an_office_that_sends(Path(home)), MORNING + int(turn) * LEASE, channel)
"""


async def after_a_while(server: SMTP) -> None:
    """A wide window between the arrival of a letter and the sender's knowledge of it."""
    await asyncio.sleep(0.01)


def kill_in_the_middle(database_url: str, home: Path, server: Server, turn: int) -> None:
    arguments = [database_url, str(home), str(server.port), str(turn), str(CONNECTIONS)]
    before = len(server.received)
    child = subprocess.Popen([sys.executable, "-c", CHILD, *arguments], cwd=Path(__file__).parents[2])
    end = time.monotonic() + 60
    while len(server.received) < before + 5 + turn and child.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    assert child.poll() is None, "it was to be killed in the middle"
    child.kill()
    child.wait()


@pytest.mark.slow
def test_no_letter_is_lost_and_every_double_was_known_to_be_possible(database_url: str, tmp_path: Path):
    engine = open_engine(database_url)
    with transaction(engine) as session:
        for number in range(LETTERS):
            a_letter(session, f"n{number}@kommun.example")
    with mail_server() as server:
        server.at_data = [after_a_while] * 1000
        for turn in range(KILLS):
            kill_in_the_middle(database_url, tmp_path, server, turn)
        received = list(server.received)
    rest = Postbag()
    deliver(engine, an_office_that_sends(tmp_path), MORNING + KILLS * LEASE + timedelta(seconds=1), rest)

    arrived = Counter(recipient for recipient, _ in received + rest.sent)
    assert set(arrived) == {f"n{number}@kommun.example" for number in range(LETTERS)}
    with reading(engine) as session:
        doubles = {recipient for recipient, times in arrived.items() if times > 1}
        assert doubles <= in_doubt(session)
        assert len(in_doubt(session)) <= KILLS * CONNECTIONS
        assert not session.exec(select(Letter.id).where(Letter.state != LetterState.SENT)).all()
        assert (unsealed(session), first_unsealed_or_changed(session), first_broken(session)) == (0, None, None)
    for recipient in doubles:
        assert len({data for to, data in received + rest.sent if to == recipient}) == 1, "byte-identical"
    engine.dispose()


def in_doubt(session: Session) -> set[str]:
    """Recipients whose letter's sender died after the intent mark."""
    told = select(Letter.recipient).join(LetterAttempt, col(LetterAttempt.letter_id) == col(Letter.id))
    return set(session.exec(told.where(LetterAttempt.reply == INTERRUPTED, Letter.is_uncertain)))


WALK = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from bench import outbox
from bench.killing import at_commits
from notifications.tokens import load_secret
url, home = sys.argv[1], Path(sys.argv[2])
outbox.office(home)
load_secret(home)
print(json.dumps(asdict(at_commits(url, home, 5, 1))))
"""


@pytest.mark.slow
def test_a_sender_may_die_before_and_after_every_commit(database_url: str, tmp_path: Path):
    """The walk of `make bench BENCH=crash`, in small: it also checks that all are sent and the chain is whole."""
    done = subprocess.run(
        [sys.executable, "-c", WALK, database_url, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    toll = json.loads(done.stdout)
    assert toll["kills"] == 20, "four a letter: before and after its mark, before and after its result"
    assert (toll["lost"], toll["unlisted"], toll["changed"]) == (0, 0, 0)
    assert 0 < toll["doubled"] <= toll["kills"]
