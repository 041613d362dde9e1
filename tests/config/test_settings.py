"""A fault in the settings names the file, the line, the key and what is allowed there – in Swedish."""

import re
import tomllib

import pytest

from config import toml_words
from config.office import open_office
from config.toml_text import SettingsError
from tests.office_case import EXAMPLE

TEXT = (EXAMPLE / "office.toml").read_text("utf-8")
SENDER = 'sender_name = "Uppdragsbevakningen"'
ENGLISH = re.compile(
    r"\b(the|at|line|column|value|character|expected|invalid|should|must|input|string|not|found)\b", re.I
)


def fault(tmp_path, find: str, replace: str) -> str:
    assert TEXT.count(find) >= 1
    (tmp_path / "office.toml").write_text(TEXT.replace(find, replace, 1), "utf-8")
    with pytest.raises(SettingsError) as told:
        open_office(tmp_path)
    return str(told.value)


@pytest.mark.parametrize(
    ("find", "replace", "key", "said"),
    [
        ('round = "07:00"', 'round = "25:99"', "hours.round", "från 00:00 till 23:59"),
        ('digest = "07:30"', 'digest = "07"', "hours.digest", "Skriv den som 07:00"),
        ('gathering = "06:00"', 'gathering = "sex"', "hours.gathering", "”sex” är ingen tid på dygnet"),
        ('address = "kansli@linkoping.example"', 'address = "kansli"', "office.address", "inget @"),
        ('sender = "bevaka@linkoping.example"', 'sender = "åsa@linkoping.example"', "mail.sender", "före @"),
        ('channel = "bevaka-folder://letters"', 'channel = "ftp://x"', "mail.channel", "bevaka-smtp://server:587"),
        (SENDER, "retry_minutes = [5, 1440, 1440, 1440]", "mail.retry_minutes", "högst tre dygn"),
        (SENDER, "retry_minutes = [60, 5]", "mail.retry_minutes", "inte minskar"),
        (SENDER, "retry_minutes = []", "mail.retry_minutes", "väntetiderna ska vara minuter"),
        (SENDER, "retry_minutes = [0, 5]", "mail.retry_minutes", "minst 1"),
        ('url = "http://127.0.0.1:8017"', 'url = "127.0.0.1:8017"', "office.url", "är ingen webbadress"),
        ('slug = "linkoping"', 'slug = "Linköping!"', "office.slug", "små bokstäver a–z"),
        ('kind = "council"', 'kind = "fullmäktige"', "register.body.1.kind", "Tillåtet: council, board, committee"),
        ('name = "Exempelkommunen Linköping"', "name = 3", "office.name", "text inom citattecken"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_line(tmp_path, find, replace, key, said) -> None:
    told = fault(tmp_path, find, replace)
    line = TEXT[: TEXT.index(find)].count("\n") + 1
    assert told.startswith(f"{tmp_path / 'office.toml'}, rad {line}: {key} ")
    assert said in told and "\n" not in told


def test_two_channels_of_one_name_are_told_of_and_no_address_is_repeated(tmp_path) -> None:
    channel = '[[channel]]\ntag = "teams"\nurl = "json://hemligt"\nfor = ["KS"]\n'
    told = fault(tmp_path, "[calendar]", f"{channel}{channel}[calendar]")
    assert "channel går inte: två kanaler har samma tag" in told and "hemligt" not in told


def test_a_database_address_that_is_none_is_named_and_not_repeated(tmp_path) -> None:
    told = fault(tmp_path, "[office]", 'database_url = "postgres://u:hemligt@x/y"\n[office]')
    assert "rad 4: database_url" in told and "sqlite:///FIL" in told and "hemligt" not in told


FAULTS = [
    "a = ",
    'a = "x',
    "a = 'x",
    'a = """x',
    'a = "\n"',
    'a = "\x01"',
    "a = bevaka",
    "a = 2018-02-30",
    "a 1",
    "a = 1 2",
    "[a",
    "[[a]",
    "a = [1",
    "a = {b = 1",
    "[a]\n[a]",
    "a = 1\na = 2",
    "a = {b = 1, b = 2}",
    "a = {}\n[a.b]",
    'a = "\\q"',
    'a = "\\u12"',
    'a = "\\ud800"',
    "= 1",
    "a.= 1",
    "å = 1",
    "!",
    "a = 'x\n'",
]


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_toml_is_said_in_swedish(tmp_path, text) -> None:
    (tmp_path / "office.toml").write_text(text, "utf-8")
    with pytest.raises(tomllib.TOMLDecodeError) as raw:
        tomllib.loads(text)
    with pytest.raises(SettingsError) as told:
        open_office(tmp_path)
    said = str(told.value).removeprefix(str(tmp_path / "office.toml"))
    assert re.match(r", (rad \d+|filens slut): går inte att läsa som TOML: ", said), said
    assert not ENGLISH.search(said), said
    assert "stämmer inte" not in toml_words.in_swedish(raw.value), f"{raw.value} has no words of its own"


@pytest.mark.parametrize(
    ("written", "port", "reached"),
    [
        ("http://127.0.0.1:8017", None, "http://127.0.0.1:8017"),
        ("http://127.0.0.1:8017", "18017", "http://127.0.0.1:18017"),
        ("http://127.0.0.1:8017/", "18017", "http://127.0.0.1:18017"),
        ("https://bevaka.kommun.example/", "18017", "https://bevaka.kommun.example"),
        ("http://127.0.0.1:8017", "abc", "http://127.0.0.1:8017"),
    ],
)
def test_links_lead_to_the_port_that_the_pages_have(tmp_path, monkeypatch, written, port, reached) -> None:
    (tmp_path / "office.toml").write_text(TEXT.replace("http://127.0.0.1:8017", written), "utf-8")
    if port:
        monkeypatch.setenv("BEVAKA_PORT", port)
    assert open_office(tmp_path).url == reached
