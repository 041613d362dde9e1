"""Words beside a time that move it: "samma år", and what is counted backwards from a day."""

from datetime import date

import pytest

from deadlines.phrases import terms_in
from deadlines.term import Kind

DECIDED = date(2017, 10, 10)


@pytest.mark.parametrize(
    ("clause", "kind", "last", "phrase"),
    [
        (
            "under kvartal tre 2018 lämna en delrapport och senast vecka 50 samma år en slutrapport",
            Kind.WEEK,
            date(2018, 12, 16),
            "senast vecka 50 samma år",
        ),
        ("i mars 2018 och i september samma år", Kind.MONTH, date(2018, 9, 30), "i september samma år"),
        ("redovisa läget senast den 3 maj samma år", Kind.DATE, None, "senast den 3 maj samma år"),
        (
            "senast två veckor före nämndens sammanträde den 20 mars 2018",
            Kind.RELATIVE,
            None,
            "senast två veckor före nämndens sammanträde den 20 mars 2018",
        ),
    ],
)
def test_the_words_beside_count(clause, kind, last, phrase):
    found = terms_in(clause, DECIDED)[-1]
    assert (found.term.kind, found.term.last, found.term.phrase) == (kind, last, phrase)
    assert (found.doubt is None) == (last is not None)


def test_a_day_after_the_sentence_is_left_alone():
    found = terms_in("det görs två veckor före valet. Redovisas senast den 5 april 2018", DECIDED)
    assert found[-1].term.last == date(2018, 4, 5)
