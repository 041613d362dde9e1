"""bevaka deliver that is asked to stop: the letter in hand is finished, the rest waits."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from sqlmodel import select

from models.database import open_engine, reading
from models.letter import Letter, LetterState
from tests.cli.test_secrets import an_office_with_six_letters
from tests.cli.test_trial import set_channel
from tests.notifications.mail_server import mail_server

ROOT = Path(__file__).parents[2]


async def slowly(server: SMTP) -> None:
    await asyncio.sleep(1.0)


@pytest.mark.slow
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_the_letter_in_hand_is_finished_and_the_rest_waits(bevaka, home, monkeypatch, asked: signal.Signals) -> None:
    an_office_with_six_letters(bevaka, home, monkeypatch)
    with mail_server() as server:
        server.at_data = [slowly] * 6
        set_channel(home, server.url, "")
        text = (home / "office.toml").read_text("utf-8")
        (home / "office.toml").write_text(text.replace("[mail]", "[mail]\nconnections = 1"), "utf-8")
        words = ("deliver", "--at", "2017-10-17", "--home", str(home))
        command = [sys.executable, "-P", "-m", "cli.main", *words]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + 60
        while not server.received and child.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(child.pid, asked)  # it has the letter, and has not said so yet
        out, err = child.communicate(timeout=60)

    assert (child.returncode, err) == (0, "")
    assert out == "1 mejl är skickat.\nUtskicket avbröts. Det som inte hann skickas väntar till nästa gång.\n"
    assert len(server.received) == 1
    with reading(open_engine(f"sqlite:///{home / 'bevaka.db'}")) as session:
        letters = session.exec(select(Letter)).all()
    assert sorted(letter.state for letter in letters) == [LetterState.SENT, *[LetterState.WAITING] * 5]
    assert not [letter for letter in letters if letter.is_uncertain or letter.claimed_by]
