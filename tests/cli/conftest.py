"""The command in a home folder of its own."""

from pathlib import Path

import pytest

from cli.main import app


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("BEVAKA_HOME", str(tmp_path / "hem"))
    return tmp_path / "hem"


@pytest.fixture
def bevaka(home, capsys):
    """Run a command in the home folder: (exit code, output, errors)."""

    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app([str(word) for word in words])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def office(bevaka, home):
    """The example office with its bodies."""
    assert bevaka("init")[0] == 0
    assert bevaka("load")[0] == 0
    return home
