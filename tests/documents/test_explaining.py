"""A reading explained on the paper: the right letters are underlined, and rule, assumption and doubt stand below."""

from documents.explaining import explain
from documents.marking import marks_of, place_of
from documents.reading import read_text

PAPER = """Kommunstyrelsen 2017-10-10

§ 9 Skolans tider

Beslut
1. Skolchefen ges i uppdrag att senast den 1 mars se över sche-
mat i alla skolor.
2. Ekonomichefen sammanställer kostnaden i maj 2018.
"""
READING = read_text(PAPER)


def underlined(with_what: str) -> str:
    """The letters of the paper that stand over one kind of mark."""
    lines = [line.removeprefix("   │ ") for line in explain(READING).splitlines() if line.startswith("   │ ")]
    pairs = [(above, below) for above, below in zip(lines, lines[1:], strict=False) if not below.strip(" ~^-")]
    return "".join(
        letter for above, below in pairs for letter, mark in zip(above, below, strict=False) if mark == with_what
    )


def test_owner_time_and_task_are_underlined_letter_by_letter():
    assert underlined("~") == "SkolchefenEkonomichefen"
    assert underlined("^") == "senast den 1 marsi maj 2018"
    assert underlined("-").startswith("se över sche-mat i alla skolor")


def test_the_rule_the_assumption_and_the_doubt_stand_below():
    text = " ".join(explain(READING).split())
    assert "G1 ”X ges (får) i uppdrag att …”" in text
    assert "T3 Ett datum med månadens namn" in text
    assert "”senast den 1 mars” → 1 mars 2018 (dag)" in text
    assert "antagande Året 2018 är inte utskrivet." in text
    assert "osäker Ordet uppdrag står inte i punkten." in text


def test_what_a_doubt_repeats_of_the_assumption_stands_once():
    assert " ".join(explain(READING).split()).count("Året 2018 är inte utskrivet") == 1


def test_marks_never_lie_in_each_other():
    for finding in READING.findings:
        marks = marks_of(finding, PAPER)
        assert all(a.end <= b.start for a, b in zip(marks, marks[1:], strict=False))
        assert {mark.what for mark in marks} == {"ägare", "tid", "uppgift"}


def test_a_broken_word_has_a_place_and_a_missing_one_has_none():
    start, end = place_of("schemat i alla", PAPER, 0, len(PAPER)) or (0, 0)
    assert PAPER[start:end] == "sche-\nmat i alla"
    assert place_of("rektorn", PAPER, 0, len(PAPER)) is None


def test_no_findings_have_nothing_to_explain():
    assert "inget att förklara" in explain(read_text("Kommunstyrelsen 2017-10-10\n\nInformation lämnas.\n"))
