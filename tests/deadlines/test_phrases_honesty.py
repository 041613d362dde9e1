"""What holds for every clause, whatever it says: no day is invented, every phrase stands where it is said to stand."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.phrases import terms_in
from deadlines.term import Kind

VOCABULARY = """
    senast före innan till under i den vid utgången av inom från och med per samt 1 3 12 31 30/11 2018 -18 2018-02-30
    mars juni december vecka kvartalet första våren hösten år årsskiftet sammanträde nämndens möte två månader dagar
    efter beslutet årligen varje gången löpande skyndsamt inför budget i samband med fredagen §
"""
WORDS = st.sampled_from(VOCABULARY.split())
CLAUSES = st.lists(WORDS, max_size=14).map(" ".join)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(9998, 12, 31))
MAYBE_DAYS = st.none() | DAYS


@given(clause=CLAUSES | st.text(max_size=120), decided=MAYBE_DAYS, written=MAYBE_DAYS)
@settings(max_examples=120, deadline=None)
def test_every_phrase_stands_in_the_clause_and_none_overlap(clause, decided, written):
    end = 0
    for found in terms_in(clause, decided, written):
        assert clause[found.start : found.end] == found.term.phrase
        assert end <= found.start < found.end <= len(clause)
        end = found.end


@given(clause=CLAUSES, decided=MAYBE_DAYS)
@settings(max_examples=120, deadline=None)
def test_bounds_never_run_backwards_and_never_lie_before_the_decision(clause, decided):
    for term in (found.term for found in terms_in(clause, decided)):
        if term.first and term.last:
            assert term.first <= term.last
        if term.last and decided:
            assert term.last >= decided


@given(clause=CLAUSES)
@settings(max_examples=120, deadline=None)
def test_a_clause_without_a_year_in_an_undated_paper_gets_no_day(clause):
    yearless = clause.replace("2018", "").replace("-18", "")
    assert all(found.term.last is None and found.term.first is None for found in terms_in(yearless, None))


@given(clause=CLAUSES, decided=DAYS)
@settings(max_examples=120, deadline=None)
def test_haze_happenings_and_open_meetings_have_no_day(clause, decided):
    for term in (found.term for found in terms_in(clause, decided)):
        if term.kind in (Kind.VAGUE, Kind.EVENT):
            assert term.first is None and term.last is None
