"""bevaka simulate with a paper, with a file of happenings, and with both."""

import pytest

from tests.office_case import EXAMPLE, PAPER

SPAN = ("simulate", "--from", "2017-10-10", "--until", "2017-10-20")
TAKEN = ("--paper", PAPER, "--body", "KS", "--on", "2017-10-10", "--paragraph", "309", "--approved", "2017-10-17")
ANSWERS = ("--answers", EXAMPLE / "handelser.toml")


@pytest.mark.parametrize("given", [TAKEN, ANSWERS, (*TAKEN, *ANSWERS)], ids=["paper", "answers", "both"])
def test_the_case_is_played_from_a_paper_a_file_or_both(bevaka, office, given) -> None:
    code, out, err = bevaka(*SPAN, *given)
    assert (code, err) == (0, "")
    assert "är registrerat med 4 uppdrag" in out
    assert out.splitlines()[0] == "Simulering 10–20 oktober 2017: 7 mejl. Inget är skickat."


def test_a_paper_that_is_not_there_is_told_before_anything_is_played(bevaka, office, tmp_path) -> None:
    (tmp_path / "svar.toml").write_text(
        '[[decided]]\non = 2017-10-17\npaper = "borta.txt"\nbody = "KS"\ndecided = 2017-10-10\nparagraph = "1"\n'
        "approved = 2017-10-17\n"
    )
    assert bevaka(*SPAN, "--answers", tmp_path / "svar.toml")[2] == (
        f"Filen {tmp_path / 'borta.txt'} finns inte. Kontrollera namnet.\n"
    )
    missing = [word if word is not PAPER else tmp_path / "borta.txt" for word in TAKEN]
    assert bevaka(*SPAN, *missing)[0] == 1
