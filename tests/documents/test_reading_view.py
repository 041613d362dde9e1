"""How a reading looks on the terminal."""

from datetime import date

import pytest

from deadlines.term import Kind, Term
from documents.reading import read_text
from documents.reading_view import show, term_text

WORDS = [
    (Term(), "utan slutdatum"),
    (Term(Kind.DATE, None, date(2017, 11, 30)), "30 november 2017 (dag)"),
    (Term(Kind.DATE, date(2016, 9, 1), date(2016, 11, 30)), "september–november 2016"),
    (Term(Kind.DATE, date(2016, 9, 2), date(2016, 11, 30)), "2 september 2016 – 30 november 2016"),
    (Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30)), "juni 2018 (månad)"),
    (Term(Kind.WEEK, date(2017, 11, 27), date(2017, 12, 3)), "vecka 48 2017"),
    (Term(Kind.QUARTER, date(2013, 7, 1), date(2013, 9, 30)), "tredje kvartalet 2013"),
    (Term(Kind.HALF, date(2019, 1, 1), date(2019, 6, 30)), "första halvåret 2019"),
    (Term(Kind.SEASON, date(2016, 3, 1), date(2016, 5, 31)), "mars–maj 2016 (årstid)"),
    (Term(Kind.YEAR, date(2018, 1, 1), date(2018, 12, 31)), "2018 (år)"),
    (Term(Kind.MEETING, None, date(2017, 12, 12)), "12 december 2017 (sammanträde)"),
    (Term(Kind.MEETING, None, None, "till nästa sammanträde"), "”till nästa sammanträde” (ingen dag)"),
    (Term(Kind.RELATIVE, None, date(2018, 4, 10)), "10 april 2018 (räknat fram)"),
    (Term(Kind.RECURRING, date(2025, 1, 1), None, "vartannat år"), "återkommande från 1 januari 2025: ”vartannat år”"),
    (Term(Kind.VAGUE, None, None, "skyndsamt"), "”skyndsamt” (ingen dag)"),
]


@pytest.mark.parametrize(("term", "words"), WORDS)
def test_a_term_is_said_as_exactly_as_it_is_known(term, words):
    assert term_text(term) == words


def test_a_finding_shows_owner_term_words_and_place():
    shown = show(
        read_text(
            "Kommunstyrelsen            Protokoll            2018-02-13         7 (22)\n\n"
            "§ 31 Taxan\n\nBeslut\n1. Ekonomichefen får i uppdrag att se över taxan senast i juni.\n"
        )
    )
    assert shown == (
        "Protokoll · beslut av kommunstyrelsen 13 februari 2018 · § 31\n"
        "Taxan\n"
        "\n"
        "1  ekonomichefen                                                 juni 2018 (månad)\n"
        "   ”se över taxan senast i juni”                             sida 7, § 31, punkt 1\n"
        "   ?  Antagande: Året 2018 är inte utskrivet. Det är nästa gång efter beslutet 13\n"
        "      februari 2018.\n"
    )


def test_nothing_found_says_what_to_do():
    assert "Inga uppdrag hittades. Kontrollera att rätt fil är vald" in show(read_text("Hej!"))
