"""Names, numbers, days and terms as they stand in a Swedish sentence."""

from datetime import date

import pytest

from deadlines.term import Kind, Term
from notifications import days
from notifications.layout import WIDTH, wrapped
from notifications.swedish import assignments, genitive, listed, numeral, within, workdays

TODAY = date(2017, 11, 14)


@pytest.mark.parametrize(
    ("name", "inside", "owning"),
    [
        ("Kommundirektören", "kommundirektören", "kommundirektörens"),
        ("Barn- och ungdomsnämnden", "barn- och ungdomsnämnden", "barn- och ungdomsnämndens"),
        ("Kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskotts"),
        ("Stångåstaden AB", "Stångåstaden AB", "Stångåstaden AB:s"),
        ("Norrköpings kommunstyrelse", "Norrköpings kommunstyrelse", "Norrköpings kommunstyrelses"),
        ("Visit Tranås", "Visit Tranås", "Visit Tranås"),
        ("Nämnd 1", "nämnd 1", "nämnd 1:s"),
    ],
)
def test_a_name_keeps_its_capital_only_where_it_is_a_name(name, inside, owning):
    assert within(name) == inside
    assert genitive(within(name)) == owning


def test_numbers_are_words_to_twelve():
    assert [numeral(number) for number in (1, 12, 13)] == ["en", "tolv", "13"]
    assert [workdays(1), workdays(12), assignments(1), assignments(4)] == [
        "en arbetsdag",
        "tolv arbetsdagar",
        "ett uppdrag",
        "fyra uppdrag",
    ]


def test_lists_end_in_och():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a och b"
    assert listed(["a", "b", "c"]) == "a, b och c"


@pytest.mark.parametrize(
    ("term", "in_table", "by"),
    [
        (Term(Kind.DATE, None, date(2017, 11, 30)), "30 november 2017", "senast torsdag 30 november 2017"),
        (Term(Kind.DATE, date(2018, 6, 1), date(2018, 6, 4)), "1–4 juni 2018", "1–4 juni 2018"),
        (Term(Kind.WEEK, date(2021, 3, 22), date(2021, 3, 28)), "vecka 12, 2021", "vecka 12, 2021"),
        (Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30)), "juni 2018", "i juni 2018"),
        (Term(Kind.MONTH, date(2018, 5, 1), date(2018, 6, 30)), "maj–juni 2018", "i maj–juni 2018"),
        (
            Term(Kind.QUARTER, date(2018, 7, 1), date(2018, 9, 30)),
            "tredje kvartalet 2018",
            "under tredje kvartalet 2018",
        ),
        (Term(Kind.HALF, date(2018, 1, 1), date(2018, 6, 30)), "första halvåret 2018", "under första halvåret 2018"),
        (Term(Kind.SEASON, date(2016, 3, 1), date(2016, 5, 31)), "våren 2016", "våren 2016"),
        (Term(Kind.SEASON, date(2017, 12, 1), date(2018, 2, 28)), "vintern 2017/2018", "vintern 2017/2018"),
        (Term(Kind.YEAR, date(2018, 1, 1), date(2018, 12, 31)), "2018", "under 2018"),
        (Term(Kind.MEETING, None, date(2018, 6, 12)), "12 juni 2018", "senast tisdag 12 juni 2018"),
        (Term(Kind.MEETING, date(2018, 5, 1), date(2018, 5, 31)), "maj 2018", "i maj 2018"),
        (Term(Kind.RELATIVE, None, date(2018, 5, 8)), "8 maj 2018", "senast tisdag 8 maj 2018"),
        (Term(), "inget slutdatum", ""),
    ],
)
def test_a_term_is_said_as_it_was_given(term: Term, in_table: str, by: str):
    assert days.term(term) == in_table
    assert days.by(term) == by


def test_a_period_whose_days_were_mended_by_hand_is_said_in_days():
    assert days.term(Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 20))) == "1–20 juni 2018"


def test_the_year_is_left_out_where_it_is_this_one():
    assert days.dated(date(2017, 11, 30), TODAY) == "30 november"
    assert days.weekday(date(2018, 1, 2), TODAY) == "tisdag 2 januari 2018"
    assert days.stretch(date(2017, 11, 30), date(2017, 12, 2), TODAY) == "30 november–2 december"


def test_lines_are_wrapped_and_words_stay_whole():
    link = "https://bevaka.kommun.example/svar/" + "a" * 60
    lines = wrapped(f"{'ord ' * 40}{link} {'ord ' * 5}").splitlines()

    assert link in lines
    assert all(len(line) < WIDTH for line in lines if line != link)


def test_under_a_bullet_lines_stand_under_the_first_word():
    first, second = wrapped("ord " * 25, "- ").splitlines()

    assert first.startswith("- ord") and second.startswith("  ord")


def test_line_breaks_that_were_meant_are_kept():
    assert wrapped("ett\n\ntvå") == "ett\n\ntvå"
