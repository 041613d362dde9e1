"""`bevaka read --explain`: the paper's words with their marks, and nothing written."""

import pytest

from cli.main import app
from tests.office_case import PAPER


def test_the_paper_is_explained_and_nothing_else_is_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BEVAKA_HOME", str(tmp_path / "hem"))
    with pytest.raises(SystemExit) as ended:
        app(["read", "--explain", str(PAPER)])
    out = capsys.readouterr().out
    assert not ended.value.code
    assert "~ ägare   ^ tid   - uppgift" in out
    assert "G1" in out
    assert "Gå vidare" not in out
    assert not (tmp_path / "hem").exists()
