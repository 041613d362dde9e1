"""Läs svar as Prefect runs it: what came is told in a sentence, and a mailbox that cannot be read is red."""

import pytest

from config.office import Office
from flows.answers import read_answers
from flows.parameters import ForOffice
from tests.flows.conftest import LEFT_TO_THE_COLLECTOR, run
from tests.notifications.inbox import a_mail

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect", "case"), LEFT_TO_THE_COLLECTOR]
LINKOPING = ForOffice(office="linkoping")


def _with_mailbox(office: Office, address: str) -> None:
    settings = office.home / "office.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[replies]\nmailbox = "{address}"\n', "utf-8")


def test_what_came_is_told_and_then_there_is_nothing_new(office: Office) -> None:
    _with_mailbox(office, "bevaka-folder://inkorg")
    (office.home / "inkorg").mkdir()
    (office.home / "inkorg" / "ett.eml").write_bytes(a_mail("Hemliga ord.", sender="okand@annan.example"))

    first, second = run(read_answers, LINKOPING), run(read_answers, LINKOPING)

    assert (first.name, second.name) == ("Mejl att se till", "Inget nytt")
    assert first.message == "Ett mejl har kommit. Ett mejl behöver ses av någon."


def test_a_mailbox_that_cannot_be_reached_is_red_and_its_password_is_not_told(office: Office) -> None:
    _with_mailbox(office, "bevaka-imap://svar:hemligt9@127.0.0.1:1/INBOX?security=none")

    state = run(read_answers, LINKOPING)

    assert state.is_failed() and state.name == "Brevlådan svarar inte"
    assert "anslutningen nekades" in str(state.message) and "hemligt9" not in repr(state)
