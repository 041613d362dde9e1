"""What commands say: one word a thing, counted right, and about what was asked."""

import re

import pytest

from cli.main import COMMANDS
from tests.agreement.project import PACKAGES, ROOT
from tests.office_case import PAPER

LETTER = re.compile(r"[”\"'\s(](?:ett |något |inget |de |varje )?[Bb]rev(?:et|en)?[\s.,:!?\"”]")
"""Letters are called mejl (DESIGN's glossary); addresses of pages and the mailbox (brevlåda) may keep their names."""


@pytest.fixture
def case(bevaka, office):
    bevaka("propose", PAPER, "--at", "2017-10-10")
    taken = ("--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17")
    bevaka("decide", 1, *taken, "--at", "2017-10-17")
    return office


def test_letters_are_called_by_one_word() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in (".py", ".txt", ".html")
        for line in path.read_text("utf-8").splitlines()
        if LETTER.search(line)
    }
    assert not found
    assert not [sentence for *_, sentence in COMMANDS if re.search(r"\bbrev\b", sentence)]


def test_what_is_gathered_is_counted_right(bevaka, case) -> None:
    assert "1 underlag är hopsamlat." in bevaka("gather", "--at", "2018-05-28")[1]
    assert "0 underlag är hopsamlade." in bevaka("gather", "--at", "2018-05-28")[1]


def test_a_text_that_was_put_in_is_told_of(bevaka, case, tmp_path) -> None:
    bevaka("gather", "--body", "KS", "--at", "2018-05-28")
    (tmp_path / "text.txt").write_text("Läget är gott.", "utf-8")
    code, out, _ = bevaka("record", "KS", "--text", tmp_path / "text.txt", "--at", "2018-05-28")
    assert (code, out) == (0, "Texten står nu i underlaget per den 28 maj 2018.\n")


@pytest.mark.parametrize(("number", "said"), [(99, "Det finns inget uppdrag nr 99"), (3, "är inte ansvarig för")])
def test_an_answer_for_what_is_not_there_says_what_is_missing(bevaka, case, number, said) -> None:
    words = ("--owner", "socialnämnden", "--say", "done", "--at", "2017-11-01")
    code, _, err = bevaka("answer", number, *words)
    assert code == 1 and said in err


def test_a_text_without_a_decision_is_not_called_one(bevaka, tmp_path) -> None:
    (tmp_path / "text.txt").write_text("Hej!\n\nVi ses på torsdag.\n", "utf-8")
    out = bevaka("read", tmp_path / "text.txt")[1]
    assert out.splitlines()[0] == "Inget beslut känns igen i handlingen"


def test_a_report_that_is_written_afterwards_says_for_which_week_and_when(bevaka, case) -> None:
    """`--day` names any day of the week whose report did not come."""
    out = bevaka("digest", "--day", "2018-03-20", "--at", "2018-03-22")[1]
    assert out.startswith("Veckorapporten för vecka 12, måndag 19 mars 2018, är skriven i ")
    assert "Den skrevs i efterhand och visar läget 22 mars 2018." in out
    assert "efterhand" not in bevaka("digest", "--at", "2018-03-26")[1]
