"""The transcript in the README is what a newcomer sees who types it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.main import app
from tests.agreement.project import ROOT

TRANSCRIPT = re.search(r"## A day.*?```\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
CHECK_VALUE = re.compile(r"[0-9a-f]{4}…[0-9a-f]{4}")
"""Another each time: it holds when things were done, and salts."""


def steps() -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines that stand below it."""
    assert TRANSCRIPT
    for block in TRANSCRIPT[1].split("$ ")[1:]:
        command, *lines = block.rstrip().splitlines()
        yield command, [CHECK_VALUE.sub("0000…0000", line) for line in lines]


def is_shortened(shown: list[str], seen: list[str]) -> bool:
    """`seen`, where a line … stands for any number of lines."""
    pattern = "".join("(?:.*\n)*" if line == "…" else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in seen)) is not None


def test_what_the_readme_shows_is_what_is_seen(tmp_path: Path, monkeypatch, capsys) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    commands = 0
    for command, shown in steps():
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            monkeypatch.setenv(name, value)
            continue
        program, *words = shlex.split(command)
        assert program == "bevaka"
        with pytest.raises(SystemExit):
            app(words)
        out, err = capsys.readouterr()
        seen = CHECK_VALUE.sub("0000…0000", out).rstrip().splitlines()
        assert err == ""
        assert seen == shown or ("…" in shown and is_shortened(shown, seen)), f"{command}\n{out}"
        commands += 1
    assert commands >= 10
