"""What the office registers at the command line: refused in a sentence where no minutes can say it."""

import json

import pytest

from tests.office_case import PAPER

ON = ("--body", "KS", "--on", "2017-10-10", "--at", "2017-10-17")


@pytest.fixture
def case(bevaka, office):
    """The example paper decided as § 309, its minutes approved."""
    bevaka("propose", PAPER, "--at", "2017-10-10")
    assert bevaka("decide", 1, *ON, "--paragraph", "§ 0309", "--approved", "2017-10-17")[0] == 0
    return office


@pytest.mark.parametrize(
    "words",
    [
        ("decide", 1),
        ("extend", 2, "--to", "2018-10-31"),
        ("close", 3, "--outcome", "done"),
        ("received", 3),
    ],
)
@pytest.mark.parametrize("paragraph", ["", "  ", "abc"])
def test_every_command_refuses_what_is_no_paragraph(bevaka, case, words, paragraph) -> None:
    code, out, err = bevaka(*words, *ON, "--paragraph", paragraph)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1 and "paragraf" in err


@pytest.mark.parametrize(
    "words", [("extend", 2, "--to", "2018-10-31"), ("close", 3, "--outcome", "done"), ("received", 3)]
)
def test_every_command_refuses_a_decision_of_tomorrow(bevaka, case, words) -> None:
    ahead = ("--body", "KS", "--on", "2017-11-28", "--paragraph", "350", "--at", "2017-11-27")
    code, _, err = bevaka(*words, *ahead)
    assert code == 1 and "har inte varit ännu" in err


def test_a_new_term_ends_after_the_decision_on_it(bevaka, case) -> None:
    by = ("--body", "KS", "--on", "2017-10-24", "--paragraph", "320", "--at", "2017-10-27")
    code, _, err = bevaka("extend", 3, "--to", "2017-01-01", *by)
    assert code == 1 and "före beslutet" in err


def test_a_new_term_for_what_was_reported_opens_it_again(bevaka, case) -> None:
    bevaka("received", 3, "--case-number", "KS 2017-141", "--at", "2017-11-29")
    by = ("--body", "KS", "--on", "2017-12-12", "--paragraph", "381", "--at", "2017-12-13")
    code, out, _ = bevaka("extend", 3, "--to", "2018-02-28", *by)
    assert code == 0 and "pågående igen" in out and "1 mejl ligger i utkorgen" in out
    third = next(one for one in json.loads(bevaka("list", "--json", "--at", "2017-12-14")[1]) if one["number"] == 3)
    assert (third["status"], third["term"]["last"]) == ("active", "2018-02-28")
    assert "1 mejl" in bevaka("round", "--at", "2018-02-20")[1], "the ladder starts again"
    code, _, err = bevaka("received", 3, "--case-number", "KS 2018-9", "--at", "2018-02-27")
    assert (code, err) == (0, ""), "and a new report is taken"
