"""bevaka acts, confirm-act, undo-act, reject-act: what a paper does to earlier assignments, from its words to done."""

import json
import re
from pathlib import Path

import pytest

from cli.main import app
from tests.documents.test_proposing_acts import MINUTES
from tests.office_case import PAPER


@pytest.fixture
def bevaka(tmp_path, monkeypatch, capsys):
    """Run a command in a home that holds the example office and its case, decided."""
    monkeypatch.setenv("BEVAKA_HOME", str(tmp_path / "hem"))

    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app([str(word) for word in words])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), " ".join(out.split()), err

    taken = ("--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17")
    for words in (("init",), ("load",), ("propose", PAPER), ("decide", 1, *taken, "--at", "2017-10-17")):
        assert run(*words)[0] == 0
    return run


def open_ones(listed: str) -> set[int]:
    return {one["number"] for one in json.loads(listed)}


def test_an_act_is_shown_confirmed_and_taken_back(bevaka, tmp_path: Path) -> None:
    on = ("--at", "2017-11-21")
    assert "Inget beslut om tidigare uppdrag väntar" in bevaka("acts", *on)[1]
    paper = tmp_path / "protokoll.txt"
    paper.write_text(MINUTES, "utf-8")
    assert bevaka("propose", paper, *on)[0] == 0

    shown = bevaka("acts", *on)[1]
    assert "3 beslut om tidigare uppdrag väntar" in shown
    assert "p. 1 avslutar uppdrag 3 ”Rapporten godkänns" in shown
    assert "Beslutet 10 oktober 2017 § 309 nämns" in shown and "Näst troligast: uppdrag" in shown
    assert "ny tid: oktober 2018" in shown and "oklart vilket" in shown
    code, _, err = bevaka("confirm-act", 1, *on)
    assert code == 1 and "bara föreslagen" in err, "nothing happens before it is decided"

    taken = ("--body", "KS", "--on", "2017-11-14", "--paragraph", "340", "--approved", "2017-11-20")
    assert bevaka("decide", 2, *taken, *on)[0] == 0
    assert "Uppdrag 3 är avslutat" in bevaka("confirm-act", 1, *on)[1]
    assert re.search(r"Uppdrag 2 har ny tid. \d mejl", bevaka("confirm-act", 2, *on)[1])
    assert {1, 2, 3, 4} - open_ones(bevaka("list", "--json", *on)[1]) == {3}
    assert "Uppdrag 3 står som det stod" in bevaka("undo-act", 1, *on)[1]
    assert 3 in open_ones(bevaka("list", "--json", *on)[1])
    assert "avslutar uppdrag 3 (ångrat)" in bevaka("acts", *on)[1]
    assert "Punkt 3 är avvisad" in bevaka("reject-act", 3, *on)[1]
    assert "1 beslut om tidigare uppdrag väntar" in bevaka("acts", *on)[1]
    assert "Historiken är hel" in bevaka("verify")[1]
