"""What the office asks of a day's letters: what they say, why one came, and who reads while somebody is away."""

from datetime import date
from email import message_from_bytes, policy

import pytest
from sqlmodel import select

from models.absence import Absence
from models.database import open_engine, reading
from models.letter import Letter
from tests.office_case import PAPER

DECIDE = ("decide", 1, "--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17")
DIRECTOR = "kommundirektor@linkoping.example"


@pytest.fixture
def decided(bevaka, office):
    """The case decided and its first letters sent, in an office that is live."""
    settings = office / "office.toml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if "live_from" not in line]
    settings.write_text("\n".join(lines).replace("[office]", "[office]\nlive_from = 2017-01-01"), "utf-8")
    bevaka("propose", PAPER)
    assert bevaka(*DECIDE, "--at", "2017-10-17")[0] == 0
    assert bevaka("deliver", "--at", "2017-10-17")[0] == 0
    assert bevaka("round", "--at", "2017-10-17")[0] == 0
    return office


def database(home):
    return open_engine(f"sqlite:///{home / 'bevaka.db'}")


def letters(home) -> list[Letter]:
    with reading(database(home)) as session:
        return list(session.exec(select(Letter).order_by(Letter.id)))


def test_a_day_to_come_is_rendered_and_nothing_happens(bevaka, decided, tmp_path):
    before = letters(decided)

    code, out, _ = bevaka("letters", "--at", "2017-11-14", "--to", tmp_path / "mejl")

    assert code == 0
    assert f"{DIRECTOR}: Uppdrag KS 2017-10-10 § 309 p. 3: klart senast 30 november" in out
    assert "2 mejl tisdag 14 november 2017" in out
    files = (tmp_path / "mejl").glob(f"*{DIRECTOR}*")
    assert sorted(one.suffix for one in files) == [".eml", ".html", ".txt"]
    assert letters(decided) == before
    assert len(list((decided / "letters").iterdir())) == 6


def test_the_days_between_are_played_so_that_no_outage_is_told_of(bevaka, decided):
    bevaka("letters", "--at", "2017-11-21")

    [text] = (decided / "preview" / "2017-11-21").glob(f"*{DIRECTOR}.txt")
    assert "avbrott" not in text.read_text("utf-8")


def test_a_day_that_has_been_is_rendered_as_it_was(bevaka, decided):
    code, out, _ = bevaka("letters", "--at", "2017-10-17")

    assert code == 0 and "6 mejl" in out
    [sent] = (decided / "letters").glob(f"*{DIRECTOR}*")
    [shown] = (decided / "preview" / "2017-10-17").glob(f"*{DIRECTOR}*.eml")
    real, seen = (message_from_bytes(one.read_bytes(), policy=policy.default) for one in (sent, shown))
    assert seen["Message-ID"] == real["Message-ID"]
    assert seen["Subject"] == real["Subject"]


def test_no_working_link_stands_in_any_file(bevaka, decided):
    bevaka("letters", "--at", "2017-10-17")
    files = list((decided / "preview" / "2017-10-17").iterdir())

    assert len(files) == 18
    assert not [one.name for one in files if b"/svar/" in one.read_bytes().replace(b"=\r\n", b"")]
    assert any("[svarslänk borttagen]" in one.read_text("utf-8") for one in files if one.suffix == ".txt")


def test_another_days_files_are_not_left_and_other_files_not_touched(bevaka, decided, tmp_path):
    bevaka("letters", "--at", "2017-10-17", "--to", tmp_path / "mejl")
    bevaka("letters", "--at", "2017-11-14", "--to", tmp_path / "mejl")
    assert len(list((tmp_path / "mejl").iterdir())) == 6

    (tmp_path / "mejl" / "budget.xlsx").write_text("1")
    code, _, err = bevaka("letters", "--at", "2017-10-17", "--to", tmp_path / "mejl")
    assert code == 1 and "Välj en tom mapp" in err
    assert len(list((tmp_path / "mejl").iterdir())) == 7


def test_a_letter_is_explained_by_number_and_by_message_id(bevaka, decided):
    bevaka("round", "--at", "2017-11-14")
    letter = letters(decided)[-1]

    by_number = bevaka("why", letter.id)
    by_header = bevaka("why", f"2017-11-14-{letter.id}")
    by_message_id = bevaka("why", letter.message_id)

    assert by_number == by_header == by_message_id
    code, out, _ = by_number
    assert code == 0
    assert "Kommunstyrelsen 10 oktober 2017, § 309, punkt 3" in out
    assert "Första påminnelsen, tisdag 14 november 2017" in out
    assert "Tio arbetsdagar före slutdatum 30 november 2017, eller tisdagen närmast före." in out
    assert "Sista påminnelsen tisdag 21 november 2017, om inget hade hänt." in out


@pytest.mark.parametrize("name", ["99", "<nobody@kommun.example>", "x", ""])
def test_a_letter_that_is_not_there_is_told_of(bevaka, office, name):
    code, _, err = bevaka("why", name)

    assert code == 1 and "Det finns inget mejl" in err


def test_while_somebody_is_away_another_reads_and_the_letter_shows_both(bevaka, decided):
    code, out, _ = bevaka("absent", DIRECTOR, "--from", "2017-11-13", "--to", "2017-11-17", "--at", "2017-11-10")
    assert code == 0 and "13–17 november 2017" in out

    bevaka("round", "--at", "2017-11-14")

    [letter] = [one for one in letters(decided) if one.instead_of]
    assert (letter.recipient, letter.instead_of) == ("kansli@linkoping.example", DIRECTOR)
    assert f"i stället för {DIRECTOR}" in bevaka("why", letter.id)[1]


def test_whoever_is_back_reads_again(bevaka, office):
    bevaka("absent", DIRECTOR, "--from", "2017-11-13", "--to", "2017-11-17", "--at", "2017-11-10")

    assert "läser sina mejl igen" in bevaka("absent", DIRECTOR, "--back", "--at", "2017-11-15")[1]
    assert "Inget är ändrat" in bevaka("absent", DIRECTOR, "--back", "--at", "2017-11-15")[1]

    with reading(database(office)) as session:
        assert [one.valid_to for one in session.exec(select(Absence))] == [date(2017, 11, 14)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((DIRECTOR,), "--from och --to"),
        ((DIRECTOR, "--from", "2017-11-13"), "--from och --to"),
        ((DIRECTOR, "--from", "2017-11-13", "--to", "2017-11-17", "--back"), "--from och --to"),
        ((DIRECTOR, "--from", "2017-11-17", "--to", "2017-11-13"), "ligger före"),
        (("ingen@linkoping.example", "--back"), "Ingen i registret"),
        (("åsa@linkoping.example", "--back"), "å, ä, ö"),
    ],
)
def test_what_cannot_be_registered_changes_nothing(bevaka, office, words, said):
    code, _, err = bevaka("absent", *words)

    assert code == 1 and said in err
    with reading(database(office)) as session:
        assert not session.exec(select(Absence)).all()
