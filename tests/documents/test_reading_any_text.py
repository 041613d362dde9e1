"""Whatever is sent in: an answer or one clear sentence, every quote verbatim, and no long wait."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.contract import as_contract
from documents.encoding import UnreadablePaper
from documents.findings import Reading
from documents.reading import read_paper, read_text
from documents.reading_view import show

PIECES = st.sampled_from(
    [
        "Beslut",
        "Förslag till beslut",
        "§ 12 Ett ärende",
        "Kommunstyrelsen 2017-10-10",
        "2 (5)",
        "Ärende",
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        "1. ",
        "- ",
        "att ",
        "Kommunstyrelsen beslutar",
        "Socialnämnden och barn- \noch skolnämnden ges i uppdrag att ",
        "ta fram en plan",
        " senast den 30 november 2017",
        " i juni 2018",
        "Planen ska redovisas till nämnden ",
        "samtidigt",
        "inom två månader",
        ", ",
        ". ",
        "Beslutet skickas till\nKansliet\n",
        "KF § 1/22   Utreda hallen    KS    nov 2022   [Pågår]\n",
        "Uppdrag   Ansvarig   Klart\n",
        "Ärendet återremitteras",
        "utse en förvaltning som ansvarar för allt",
        "före genomförandet",
        "Motionens att-satser",
        "bifalls",
        "\u00ad",
        "\u00a0",
        "\ufeff",
        "”",
        "1",
        "Uppdrag till kansliet:\n",
        "Ansvarig: kanslichefen",
        "\t",
        "        ",
    ]
)
PAPERS = st.lists(PIECES, max_size=30).map("".join)


def holds(reading: Reading) -> None:
    """What must be true of every reading."""
    text = reading.text
    for finding in reading.findings:
        quotes = [finding.quote, *finding.repeats, *([finding.to_be_named.quote] if finding.to_be_named else [])]
        for quote in quotes:
            assert 0 <= quote.start < quote.end <= len(text)
            assert text[quote.start : quote.end] == quote.text
            assert len(quote.text) <= 800
        if finding.phrase_span:
            start, end = finding.phrase_span
            assert " ".join(text[start:end].split()) == finding.term.phrase
        else:
            assert finding.term.phrase is None and finding.term.last is None
    assert as_contract(reading)["status"] in ("proposed", "decided")
    assert show(reading)


@given(text=PAPERS)
@settings(max_examples=300, deadline=None)
def test_every_quote_and_phrase_stands_in_the_paper_word_for_word(text):
    holds(read_text(text))


@given(text=st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text):
    holds(read_text(text))


@pytest.mark.parametrize("text", ["\uf900", "Beslut o\u0308"])
def test_a_letter_in_two_parts_may_be_the_last(text):
    holds(read_text(text))


@given(data=st.binary(max_size=200) | PAPERS.map(lambda text: text.encode("cp1252", "ignore")))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    try:
        holds(read_paper(data, "fil.txt"))
    except UnreadablePaper as refused:
        assert str(refused).startswith(("Filen ", "Bokstäverna "))


PAGE = (
    "Kommunstyrelsen                    SAMMANTRÄDESPROTOKOLL        {page} (60)\n\n"
    "§ {page} Ett ärende\n\nÄrendebeskrivning\n"
    + "Förvaltningen har under året tagit fram en plan som beskriver läget i kommunen och vad som behöver göras.\n" * 40
    + "\nBeslut\n1. Förvaltningen får i uppdrag att senast den 1 mars 2018 redovisa planen för kommunstyrelsen.\n\n"
)


def test_sixty_pages_are_read_page_by_page():
    minutes = "".join(PAGE.format(page=page) for page in range(1, 61))
    reading = read_text(minutes)
    assert len(reading.findings) == 60
    assert [finding.quote.page for finding in reading.findings] == list(range(1, 61))


@pytest.mark.parametrize(
    "unit",
    [
        "ska ",
        " ",
        "\t",
        "a-",
        "och ",
        "att ",
        "ges i uppdrag ",
        "remitteras till ",
        "1 mars ",
        "_ ",
        "x, ",
        "i samband med ",
    ],
)
def test_words_without_end_do_not_take_time_without_end(unit):
    def seconds(length: int) -> float:
        started = time.perf_counter()
        read_text("Beslut\nNämnden ska " + unit * (length // len(unit)))
        return time.perf_counter() - started

    assert seconds(8000) < 6 * seconds(4000) + 0.5
