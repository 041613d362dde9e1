"""bevaka check as a user meets it: what it prints, what it counts as a fault, and what it needs."""

import json
from pathlib import Path

import pytest

from cli.main import app
from tests.office_case import EXAMPLE, PAPER

CLEAN = (
    "Tjänsteskrivelse\nDatum: 2024-02-01\n\nFörslag till beslut i kommunstyrelsen\n"
    "1. Ekonomikontoret ges i uppdrag att laga bron senast den 10 september 2024.\n\n"
    "Beslutet skickas till\nEkonomikontoret\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `bevaka check` in a folder without an office: (exit code, output, errors)."""
    monkeypatch.delenv("BEVAKA_HOME", raising=False)
    monkeypatch.chdir(tmp_path)

    def checked(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app(["check", *map(str, words)])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return checked


def paper(folder: Path, text: str) -> Path:
    path = folder / "forslag.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_draft_is_checked_with_and_without_an_office(run):
    code, out, _ = run(PAPER)
    assert code == 1
    assert "3 uppdrag: 1 fel, 2 anmärkningar, 1 råd." in out
    assert "Uppdrag 1, sida 1, rad 11, punkt 1\n   fel  K2-utan-tid\n" in out
    assert "ingen är angiven (--home)" in out

    code, out, _ = run(PAPER, "--home", EXAMPLE, "--on", "2017-12-12", "--json")
    told = json.loads(out)
    assert code == 1 and told["counts"]["fel"] == 2 and told["skipped"] == []
    [passed] = [remark for remark in told["remarks"] if remark["rule"] == "K8-dag-passerad"]
    assert passed["assignment"] == 3 and passed["line"] == 20 and "30 november 2017" in passed["sentence"]


def test_nothing_to_mend_is_no_error(run, tmp_path):
    code, out, _ = run(paper(tmp_path, CLEAN))
    assert code == 0 and "1 uppdrag, inget att anmärka på." in out
    code, out, _ = run(paper(tmp_path, "Protokoll\n\nBeslut\nKommunstyrelsen godkänner rapporten.\n"))
    assert code == 0 and "Handlingen ger ingen ett uppdrag" in out


def test_remarks_alone_are_no_fault(run, tmp_path):
    code, out, _ = run(paper(tmp_path, CLEAN.replace("\nEkonomikontoret\n", "\nDiariet\n")))
    assert code == 0 and "K5-ej-i-sändlistan" in out


def test_what_cannot_be_read_is_one_sentence(run, tmp_path):
    code, out, err = run(paper(tmp_path, ""))
    assert code == 1 and out == "" and "är tom" in err
    code, out, err = run(PAPER, "--home", tmp_path / "ingen")
    assert code == 1 and out == "" and "ingen office.toml" in err
