"""A new office: nobody hears of anything before it has said from which day."""

import tomllib

import pytest
from sqlmodel import select

from models.database import open_engine, reading
from models.letter import Letter
from tests.office_case import EXAMPLE, PAPER

DECIDED = ("--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17", "--at", "2017-10-17")


def recipients(home):
    with reading(open_engine(f"sqlite:///{home / 'bevaka.db'}")) as session:
        return set(session.exec(select(Letter.recipient)).all())


def settings(home):
    return tomllib.loads((home / "office.toml").read_text("utf-8"))


def test_a_new_office_sends_all_its_letters_to_itself(bevaka, home) -> None:
    code, out, _ = bevaka("init")
    assert code == 0 and "provdrift" in out and "live_from" in out
    assert settings(home)["office"].get("live_from") is None
    bevaka("load")
    bevaka("propose", PAPER, "--at", "2017-10-10")
    assert "6 mejl" in bevaka("decide", 1, *DECIDED)[1]
    assert recipients(home) == {"kansli@linkoping.example"}


def test_from_the_day_that_is_set_they_go_to_those_they_are_for(bevaka, home) -> None:
    bevaka("init")
    text = (home / "office.toml").read_text("utf-8")
    assert "\n# live_from = " in text
    (home / "office.toml").write_text(text.replace("# live_from = 2018-01-01", "live_from = 2017-10-17"), "utf-8")
    bevaka("load")
    bevaka("propose", PAPER, "--at", "2017-10-10")
    bevaka("decide", 1, *DECIDED)
    assert len(recipients(home)) == 6


def test_but_for_that_line_it_is_the_example(bevaka, home) -> None:
    bevaka("init")
    example = settings(EXAMPLE)
    del example["office"]["live_from"]
    assert settings(home) == example


@pytest.mark.parametrize(
    "words",
    [("round", "--at", "2017-11-14"), ("decide", 1, *DECIDED), ("gather", "--body", "KS")],
    ids=lambda words: words[0],
)
def test_a_register_that_is_not_loaded_says_how(bevaka, home, words) -> None:
    bevaka("init")
    bevaka("propose", PAPER, "--at", "2017-10-10")
    code, _, err = bevaka(*words)
    assert code == 1 and err.count("\n") == 1
    assert "Registret är tomt. Läs in organen i office.toml: bevaka load" in err


def test_a_body_that_is_nowhere_says_where_to_add_it(bevaka, office) -> None:
    assert "lägg till det där" in bevaka("gather", "--body", "kyrkonämnden i Valby")[2]
    assert "Menade du kommunstyrelsen" in bevaka("gather", "--body", "komunstyrelsen")[2]
