"""What can be wrong before the program starts, each told in a sentence."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.serve import CannotServe, make_folder, must_be_free, only_one, places, port, serve
from config.office import Office
from flows.stopping import Stop


@pytest.fixture(autouse=True)
def _signals_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stop, "listen", lambda _: None)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize(("variable", "who"), [("BEVAKA_PORT", "skrivbordet"), ("BEVAKA_PREFECT_PORT", "Prefect")])
def test_a_taken_port_is_named_with_the_way_to_another(
    variable: str,
    who: str,
    taken: int,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, str(taken))

    assert serve(office.home) == 1

    told = capsys.readouterr().err
    assert f"Port {taken}, som {who} ska använda, är upptagen" in told
    assert f"{variable}={taken + 1}" in told
    assert told.count("\n") == 1


def test_a_port_is_free_again_when_nobody_listens(taken: int) -> None:
    with pytest.raises(CannotServe):
        must_be_free(taken, "skrivbordet", "BEVAKA_PORT")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    must_be_free(free, "skrivbordet", "BEVAKA_PORT")


@pytest.mark.parametrize("written", ["åttio", "80", "70000", "-1", "8017.0"])
def test_what_is_no_port_is_told(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEVAKA_PORT", written)

    with pytest.raises(CannotServe, match="mellan 1024 och 65535"):
        port("BEVAKA_PORT", 8017)


def test_a_folder_without_settings_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path) == 1
    assert "bevaka init" in capsys.readouterr().err


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "prefect").write_text("a file where the folder should be")

    with pytest.raises(CannotServe, match="Det går inte att skriva i mappen"):
        make_folder(tmp_path)


def test_a_second_program_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    make_folder(tmp_path)

    with only_one(tmp_path), pytest.raises(CannotServe, match="körs redan"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_a_channel_that_cannot_be_understood_is_told_before_anything_starts(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = office.home / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("bevaka-folder://letters", "pigeon://roof"), "utf-8")

    assert serve(office.home) == 1
    assert "mail.channel" in capsys.readouterr().err
    assert not (office.home / "prefect").exists()


def test_the_line_says_where_everything_is(office: Office) -> None:
    assert places(office, 8017, 4217) == (
        f"Prefect: http://127.0.0.1:4217  ·  Skrivbordet: http://127.0.0.1:8017"
        f"  ·  Mejl: {office.home}/letters  ·  Avsluta med Ctrl-C"
    )


def test_the_pages_and_prefect_have_a_port_each(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEVAKA_PORT", "14217")
    monkeypatch.setenv("BEVAKA_PREFECT_PORT", "14217")

    assert serve(office.home) == 1

    told = capsys.readouterr().err
    assert told.startswith("BEVAKA_PORT och BEVAKA_PREFECT_PORT är båda 14217") and told.count("\n") == 1
