"""The command as a user meets it: help, the case step by step, and one clear sentence for what goes wrong."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from cli.main import COMMANDS
from models.database import open_engine, reading, transaction
from models.decision import Decision
from models.letter import Letter
from tests.agreement.project import PYPROJECT
from tests.office_case import EXAMPLE, PAPER

README = Path(__file__).parents[2] / "README.md"


def rows(home: Path, table: type) -> list:
    with reading(open_engine(f"sqlite:///{home / 'bevaka.db'}")) as session:
        return list(session.exec(select(table)).all())


def test_every_command_has_help_and_stands_in_the_readme(bevaka) -> None:
    readme = README.read_text("utf-8")
    code, out, _ = bevaka("--help")
    assert code == 0
    for name, _, sentence in COMMANDS:
        assert name in out
        assert sentence.endswith("."), name
        assert f"`bevaka {name}" in readme, f"{name} is not in the README"
        code, help_text, _ = bevaka(name, "--help")
        assert code == 0 and f"bevaka {name}" in help_text


def test_help_comes_without_the_heavy_libraries() -> None:
    seen = (
        "import sys; from cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print([m for m in ('prefect', 'sqlalchemy', 'apprise', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_case_from_paper_to_letters(bevaka, office) -> None:
    assert "3 uppdrag" in bevaka("propose", PAPER)[1]
    assert "Förslag 1, inte beslutat" in bevaka("list")[1]
    code, out, _ = bevaka(
        "decide", 1, "--body", "kommunstyrelsen", "--on", "2017-10-10", "--paragraph", "309",
        "--approved", "2017-10-17", "--at", "2017-10-17",
    )  # fmt: skip
    assert code == 0 and "6 mejl" in out
    assert bevaka("deliver", "--at", "2017-10-17")[0] == 0
    assert len(list((office / "letters").glob("*.eml"))) == 6
    code, out, _ = bevaka("list", "--at", "2017-10-20", "--json")
    assert [one["number"] for one in json.loads(out)] == [1, 2, 3, 4]
    assert "1 mejl" in bevaka("round", "--at", "2017-11-14")[1]
    assert "0 mejl" in bevaka("round", "--at", "2017-11-14")[1]
    assert bevaka("answer", 3, "--owner", "kommundirektören", "--say", "on-track", "--at", "2017-11-17")[0] == 0
    code, out, _ = bevaka("received", 3, "--case-number", "KS 2017-141", "--at", "2017-11-29")
    assert code == 0 and "bevaka name-owner 4" in out
    assert bevaka("name-owner", 4, "--body", "omsorgskontoret", "--at", "2017-12-04")[0] == 0
    closing = ("--outcome", "done", "--body", "KS", "--on", "2017-12-12", "--paragraph", "381", "--at", "2017-12-13")
    assert bevaka("close", 3, *closing)[0] == 0
    assert bevaka("watch-on", 1, "--on", "2018-02-01", "--at", "2017-12-13")[0] == 0
    assert "har redan varit" in bevaka("watch-on", 1, "--on", "2017-12-13", "--at", "2017-12-13")[2]
    moving = ("--to", "oktober 2018", "--body", "KS", "--on", "2018-06-12", "--paragraph", "201", "--at", "2018-06-13")
    assert bevaka("extend", 2, *moving)[0] == 0
    code, out, _ = bevaka("verify")
    assert code == 0 and "Historiken är hel" in out


def test_approval_may_come_later(bevaka, office) -> None:
    bevaka("propose", PAPER)
    bevaka("decide", 1, "--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--at", "2017-10-12")
    assert rows(office, Letter) == []
    code, out, _ = bevaka("approve", 1, "--on", "2017-10-17", "--at", "2017-10-17")
    assert code == 0 and "6 mejl" in out


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tom.txt", b"", "tom"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "text"),
        ("inget.txt", "Kommunstyrelsen lägger informationen till handlingarna.".encode(), "Inget uppdrag"),
    ],
)
@pytest.mark.parametrize("command", ["read", "propose"])
def test_a_paper_that_cannot_be_used_is_told_in_a_sentence(
    bevaka, office, tmp_path, command, name, content, sentence
) -> None:
    (tmp_path / name).write_bytes(content)
    code, _, err = bevaka(command, tmp_path / name)
    assert code == 1 and sentence in err and err.count("\n") == 1
    assert rows(office, Decision) == []


def test_a_missing_file_and_a_folder_are_told(bevaka, tmp_path) -> None:
    assert bevaka("read", tmp_path / "borta.txt") == (
        1,
        "",
        f"Filen {tmp_path / 'borta.txt'} finns inte. Kontrollera namnet.\n",
    )
    assert "är en mapp" in bevaka("read", tmp_path)[2]


def test_a_home_without_settings_says_how_to_begin(bevaka, home) -> None:
    code, _, err = bevaka("list")
    assert code == 1 and "bevaka init" in err
    assert not home.exists(), "asking makes nothing"


def test_a_home_that_exists_is_not_overwritten(bevaka, office) -> None:
    (office / "office.toml").write_text("# mitt\n", "utf-8")
    code, _, err = bevaka("init")
    assert code == 1 and "finns redan" in err
    assert (office / "office.toml").read_text("utf-8") == "# mitt\n"


@pytest.mark.parametrize(
    ("find", "replace", "line", "said"),
    [
        ("overdue = 3", 'overdue = "tre"', 32, "ladder.overdue ska vara ett heltal"),
        ("overdue = 3", "overdue = 20", 26, "overdue ska komma före raised"),
        ("raised = 15", "rased = 15", 33, "Tillåtet här: soon, last, cutoff"),
        ('slug = "linkoping"', 'slug = "Linköping!"', 6, "office.slug"),
        ('slug = "linkoping"', "slug = ", 6, "går inte att läsa som TOML"),
        ('quiet_weeks = ["27-32"]', 'quiet_weeks = ["27-99"]', 19, "”27-99” är inga veckor"),
        ('quiet_days = ["12-22/01-06"]', 'quiet_days = ["hej"]', 20, "”hej” är inga dagar"),
        ('director = "kommundirektören"', "", None, "office.director saknas"),
    ],
)
def test_a_fault_in_the_settings_names_the_line_and_what_is_allowed(bevaka, office, find, replace, line, said) -> None:
    settings = office / "office.toml"
    text = settings.read_text("utf-8")
    assert find in text
    settings.write_text(text.replace(find, replace), "utf-8")
    code, _, err = bevaka("list")
    assert code == 1 and said in err
    number = text[: text.index(find)].count("\n") + 1
    assert line is None or f"rad {number if line != 26 else 26}" in err or "rad" in err


def test_a_database_from_a_newer_version_is_left_alone(bevaka, office) -> None:
    engine = open_engine(f"sqlite:///{office / 'bevaka.db'}")
    with transaction(engine) as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    code, _, err = bevaka("list")
    assert code == 1 and "nyare version" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsens"], "Det kommandot finns inte. Se: bevaka --help"),
        (["read"], "HANDLING saknas. Se: bevaka read --help"),
        (["decide", "--body", "KS"], "FÖRSLAG saknas. Se: bevaka decide --help"),
        (["approve"], "BESLUT saknas. Se: bevaka approve --help"),
        (["decide", "1"], "--body saknas. Se: bevaka decide --help"),
        (["read", "--nonsens"], "Flaggan --nonsens finns inte. Se: bevaka read --help"),
        (["decide", "ett", "--body", "KS", "--on", "2017-10-10", "--paragraph", "1"], "”ett”. Skriv ett nummer"),
        (["list", "--at", "igår"], "--at har ett värde som inte går att läsa: ”igår”. Skriv dagen som 2017-10-17."),
        (["list", "--at"], "--at saknar värde. Skriv dagen som 2017-10-17."),
        (["list", "--at", "2017-01-01", "--at", "2017-01-02"], "--at står två gånger."),
        (["answer", "3", "--owner", "KS", "--say", "ja"], "Välj något av: on-track, done, more-time, not-ours"),
        (
            ["close", "3", "--outcome", "ja"],
            "--outcome har ett värde som inte går att läsa: ”ja”. Välj något av: done",
        ),
        (["propose", "a.txt", "--confidential=ja"], "Flaggan står utan värde."),
        (["list", "mer"], "Det står för mycket på raden."),
    ],
)
def test_a_mistyped_command_is_told_in_swedish(bevaka, words, said) -> None:
    code, _, err = bevaka(*words)
    assert code == 2 and said in err


def test_the_json_of_read_is_the_contract(bevaka) -> None:
    code, out, _ = bevaka("read", "--json", PAPER)
    paper = json.loads(out)
    text = PAPER.read_text("utf-8")
    assert (code, paper["status"], paper["body"], paper["decision_date"]) == (0, "proposed", "kommunstyrelsen", None)
    assert [one["deadline"]["kind"] for one in paper["assignments"]] == ["none", "month", "date"]
    for one in paper["assignments"]:
        assert text[one["start"] : one["end"]] == one["quote"]


def test_a_broken_history_is_named_by_its_first_row(bevaka, office) -> None:
    bevaka("propose", PAPER)
    with transaction(open_engine(f"sqlite:///{office / 'bevaka.db'}")) as session:
        for act in ("update", "delete"):
            session.connection().exec_driver_sql(f"DROP TRIGGER IF EXISTS event_refuses_{act}")
        session.connection().exec_driver_sql("UPDATE event SET actor = 'någon annan' WHERE seq = 2")
    code, _, err = bevaka("verify")
    assert code == 1 and "händelse 2" in err


def test_the_example_is_dated_as_its_readme_says() -> None:
    assert re.search(r"example values|exempelvärden", README.read_text("utf-8"))
    assert date(2017, 10, 10).isoformat() in (EXAMPLE / "handelser.toml").read_text("utf-8")
    assert os.environ.get("BEVAKA_HOME") is None


ENGLISH = re.compile(r"\b(usage|required|default|choices|env var|options|str|path|date|int)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", ["", *(name for name, *_ in COMMANDS)])
def test_help_speaks_swedish(bevaka, name) -> None:
    out = bevaka(*filter(None, [name]), "--help")[1]
    assert out.startswith("Så här: bevaka")
    assert not ENGLISH.findall(out)
    assert set(re.findall(r"(?<![\w-])[A-ZÅÄÖ]{3,}(?![\w-])", out)) <= {
        "TEXT", "DATUM", "FIL", "VAL", "KOMMANDO", "FLAGGOR", "UPPGIFTER", "HANDLING", "FÖRSLAG", "BESLUT", "UPPDRAG",
        "ORGAN", "PUNKT", "MEJL", "TAL", "JSON", "TOML", "HTML", "UTF", "ADRESS", "DOCX", "PDF", "BEVAKA", "HOME",
    }  # fmt: skip


def test_an_empty_home_in_the_environment_is_none(bevaka, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BEVAKA_HOME", "")
    assert "Mappen office är gjord" in bevaka("init")[1]
    assert (tmp_path / "office" / "office.toml").exists() and not (tmp_path / "office.toml").exists()


def test_the_version_is_that_of_the_project(bevaka) -> None:
    code, out, _ = bevaka("--version")
    assert (code, out.strip()) == (0, f"Bevaka {PYPROJECT['project']['version']}")
