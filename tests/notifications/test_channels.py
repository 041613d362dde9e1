"""Channels by their address, and the folder that stands for the mailboxes."""

import stat
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from apprise.manager_plugins import NotificationManager

from notifications.channels import ChannelNotUnderstood, NotifyBevakaFolder, channel_of, open_channel
from notifications.folder import LetterFolder, file_name
from notifications.message import as_bytes
from notifications.outcome import Outcome
from tests.notifications.posted import LINK, SENDER, a_finished_letter, an_office_that_sends

DATA = as_bytes(a_finished_letter(), SENDER, LINK)
TO, FROM = "direktor@kommun.example", "bevaka@kommun.example"


def test_a_new_office_sends_to_a_folder_in_its_home(tmp_path: Path):
    channel = channel_of(an_office_that_sends(tmp_path))

    assert isinstance(channel, LetterFolder)
    assert channel.folder == tmp_path / "letters"


def test_a_letter_in_the_folder_is_what_would_have_been_sent(tmp_path: Path):
    channel = open_channel("bevaka-folder://letters", tmp_path)

    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
    (path,) = (tmp_path / "letters").iterdir()
    assert path.name == "2017-11-14-17-direktor@kommun.example.eml"
    assert path.read_bytes() == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert message_from_bytes(path.read_bytes(), policy=policy.default)["To"] == TO


def test_a_letter_that_is_sent_again_takes_its_own_place(tmp_path: Path):
    channel = open_channel("bevaka-folder://letters", tmp_path)
    channel.send(TO, FROM, DATA)
    channel.send(TO, FROM, DATA)

    assert len(list((tmp_path / "letters").iterdir())) == 1


def test_a_folder_that_cannot_be_written_loses_no_letter(tmp_path: Path):
    (tmp_path / "letters").write_text("en fil står i vägen")
    delivery = open_channel("bevaka-folder://letters", tmp_path).send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY and delivery.is_down


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    delivery = open_channel("bevaka-folder://letters", tmp_path).send(TO, FROM, DATA)

    assert delivery.outcome is Outcome.RETRY
    assert list((tmp_path / "letters").iterdir()) == []


def test_a_recipient_cannot_choose_another_folder():
    assert file_name("../../etc/x y@kommun.example", DATA) == "2017-11-14-17-.._.._etc_x_y@kommun.example.eml"


def test_a_folder_elsewhere_is_named_from_the_root(tmp_path: Path):
    channel = open_channel("bevaka-folder:///srv/brev", tmp_path)

    assert isinstance(channel, LetterFolder)
    assert channel.folder == Path("/srv/brev")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mailto://anna:hemligt@kommun.example", "mailto är ingen kanal"),
        ("letters", "ingen kanal"),
        ("bevaka-folder://", "inget namn"),
        ("bevaka-smtp://", "inget namn"),
        ("bevaka-smtp://anna:hemligt@kommun.example:hundra", "går inte att läsa"),
        ("bevaka-smtp://anna:hemligt@post.kommun.example", "okrypterat"),
        ("bevaka-smtp://anna:hemligt@post.kommun.example?security=ssl", "none, starttls eller tls"),
        ("bevaka-smtp://post.kommun.example?mode=tls", "mode är ingen inställning"),
        ("bevaka-smtp://post.kommun.example?timeout=0", "mer än 0"),
    ],
)
def test_an_address_that_is_no_channel_is_told_what_to_write(url: str, why: str):
    with pytest.raises(ChannelNotUnderstood, match=why) as refused:
        open_channel(url, Path("/ingenstans"))
    assert "hemligt" not in str(refused.value)
    assert "bevaka-folder://letters" in str(refused.value)


def test_apprise_knows_the_channels_and_sends_nothing_of_its_own_by_them(tmp_path: Path):
    open_channel("bevaka-folder://letters", tmp_path)

    assert NotificationManager()["bevakafolder"] is NotifyBevakaFolder
    assert NotifyBevakaFolder(host="letters").notify(body="hej") is False


def test_the_round_and_the_delivery_do_not_load_apprise():
    modules = "notifications.round, notifications.delivery, notifications.postbag"
    asked = f"import sys, {modules}; print('apprise' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
