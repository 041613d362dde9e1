"""Swedish term phrases, as a table: what was decided on 10 October 2017, and which time each phrase names."""

from datetime import date

import pytest

from deadlines.phrases import terms_in
from deadlines.term import Kind

DECIDED = date(2017, 10, 10)


def named(phrase: str, decided: date | None = DECIDED, written: date | None = None) -> tuple[Kind, str, str]:
    """Kind, first and last of the one term in a clause that ends with the phrase; Kind.NONE where there is none."""
    found = terms_in(f"se över frågan och redovisa den {phrase}", decided, written)
    if not found:
        return Kind.NONE, "", ""
    assert len(found) == 1, found
    term = found[0].term
    return term.kind, str(term.first or ""), str(term.last or "")


DAYS = [
    ("senast den 30 november 2017", "", "2017-11-30"),
    ("senast 30 november 2017", "", "2017-11-30"),
    ("den 24:e december", "", "2017-12-24"),
    ("senast den 1:a mars", "", "2018-03-01"),
    ("senast 11 april", "", "2018-04-11"),
    ("senast fredagen den 1 december", "", "2017-12-01"),
    ("senast torsdag 30 november 2017", "", "2017-11-30"),
    ("senast 2020-12-26", "", "2020-12-26"),
    ("senast 26/12 2020", "", "2020-12-26"),
    ("senast 26.12.2020", "", "2020-12-26"),
    ("senast 30/11-18", "", "2018-11-30"),
    ("senast 15/4", "", "2018-04-15"),
    ("senast 201226", "", "2020-12-26"),
    ("senast 20201226", "", "2020-12-26"),
    ("senast den 1 mars -18", "", "2018-03-01"),
    ("före den 1 mars 2018", "", "2018-02-28"),
    ("innan 26 juni 2018", "", "2018-06-25"),
    ("senast den sista mars 2018", "", "2018-03-31"),
    ("innan årsskiftet", "", "2017-12-31"),
    ("före årsskiftet 2018/2019", "", "2018-12-31"),
    ("senast vid årsskiftet", "", "2017-12-31"),
    ("vid årsskiftet 2017/2018", "2017-12-31", "2018-01-01"),
    ("senast till halvårsskiftet 2018", "", "2018-06-30"),
    ("senast vid utgången av 2018", "", "2018-12-31"),
    ("till utgången av 2019", "", "2019-12-31"),
    ("senast vid utgången av mars 2018", "", "2018-03-31"),
    ("före utgången av innevarande år", "", "2017-12-31"),
    ("före årets slut", "", "2017-12-31"),
    ("före 2019", "", "2018-12-31"),
    ("före ansökningstidens utgång den 15 maj 2018", "", "2018-05-15"),
    ("under perioden 1 september till 30 november 2018", "2018-09-01", "2018-11-30"),
    ("mellan den 1 och 15 mars 2018", "2018-03-01", "2018-03-15"),
    ("under första tertialet 2018", "2018-01-01", "2018-04-30"),
]


@pytest.mark.parametrize(("phrase", "first", "last"), DAYS)
def test_a_day_or_a_stretch_of_days_is_named(phrase, first, last):
    assert named(phrase) == (Kind.DATE, first, last)


PERIODS = [
    ("i juni 2018", Kind.MONTH, "2018-06-01", "2018-06-30"),
    ("senast i februari", Kind.MONTH, "2018-02-01", "2018-02-28"),
    ("senast i februarl 2018", Kind.MONTH, "2018-02-01", "2018-02-28"),
    ("under oktober månad 2018", Kind.MONTH, "2018-10-01", "2018-10-31"),
    ("jan. -18", Kind.MONTH, "2018-01-01", "2018-01-31"),
    ("nov 2018", Kind.MONTH, "2018-11-01", "2018-11-30"),
    ("i mars–april 2018", Kind.MONTH, "2018-03-01", "2018-04-30"),
    ("i slutet av mars", Kind.MONTH, "2018-03-01", "2018-03-31"),
    ("i mars nästa år", Kind.MONTH, "2018-03-01", "2018-03-31"),
    ("vecka 48", Kind.WEEK, "2017-11-27", "2017-12-03"),
    ("senast v. 12", Kind.WEEK, "2018-03-19", "2018-03-25"),
    ("under vecka 3 2019", Kind.WEEK, "2019-01-14", "2019-01-20"),
    ("under första kvartalet 2018", Kind.QUARTER, "2018-01-01", "2018-03-31"),
    ("kvartal 1", Kind.QUARTER, "2018-01-01", "2018-03-31"),
    ("Q3 2018", Kind.QUARTER, "2018-07-01", "2018-09-30"),
    ("under årets sista kvartal", Kind.QUARTER, "2017-10-01", "2017-12-31"),
    ("under första halvåret 2018", Kind.HALF, "2018-01-01", "2018-06-30"),
    ("H2 2018", Kind.HALF, "2018-07-01", "2018-12-31"),
    ("under våren 2018", Kind.SEASON, "2018-03-01", "2018-05-31"),
    ("vt -18", Kind.SEASON, "2018-03-01", "2018-05-31"),
    ("till hösten", Kind.SEASON, "2017-09-01", "2017-11-30"),
    ("under höstterminen 2018", Kind.SEASON, "2018-09-01", "2018-11-30"),
    ("under 2018", Kind.YEAR, "2018-01-01", "2018-12-31"),
    ("senast 2019", Kind.YEAR, "2019-01-01", "2019-12-31"),
    ("under 2018–2020", Kind.YEAR, "2018-01-01", "2020-12-31"),
    ("under nästa år", Kind.YEAR, "2018-01-01", "2018-12-31"),
]


@pytest.mark.parametrize(("phrase", "kind", "first", "last"), PERIODS)
def test_a_period_stays_a_period(phrase, kind, first, last):
    assert named(phrase) == (kind, first, last)


MEETINGS = [
    ("till kommunstyrelsens sammanträde i juni 2018", "2018-06-01", "2018-06-30"),
    ("till kommunstyrelsens sammanträde den 12 december 2017", "", "2017-12-12"),
    ("på sammanträdet i maj", "2018-05-01", "2018-05-31"),
    ("till nämndens möte 2018-01-24", "", "2018-01-24"),
    ("på junisammanträdet", "2018-06-01", "2018-06-30"),
    ("till nästa sammanträde", "", ""),
    ("senast till fullmäktiges sammanträde i november", "2017-11-01", "2017-11-30"),
]


@pytest.mark.parametrize(("phrase", "first", "last"), MEETINGS)
def test_a_meeting_takes_the_day_or_month_beside_it(phrase, first, last):
    assert named(phrase) == (Kind.MEETING, first, last)


COUNTED = [
    ("inom sex månader", "2018-04-10"),
    ("inom två veckor", "2017-10-24"),
    ("inom 14 dagar", "2017-10-24"),
    ("inom ett år", "2018-10-10"),
    ("inom två månader från beslutet", "2017-12-10"),
    ("inom 6 månader från beslutets laga kraft", ""),
    ("inom tre månader från det att beslutet vunnit laga kraft", ""),
    ("inom ett år från det att motionen väcktes", ""),
    ("inom 10 arbetsdagar", ""),
    ("sex månader efter genomförandet", ""),
    ("innan avtalet löper ut", ""),
]


@pytest.mark.parametrize(("phrase", "last"), COUNTED)
def test_what_is_counted_has_a_day_only_where_it_is_counted_from_the_decision(phrase, last):
    assert named(phrase) == (Kind.RELATIVE, "", last)


SERIES = [
    ("årligen", "", ""),
    ("varje år", "", ""),
    ("en gång per år", "", ""),
    ("två gånger varje år", "", ""),
    ("minst vart 4:e år", "", ""),
    ("kvartalsvis", "", ""),
    ("per tertial", "", ""),
    ("månadsvis", "", ""),
    ("löpande", "", ""),
    ("vid varje ny mandatperiod", "", ""),
    ("varje år senast den 1 mars", "", ""),
    ("vartannat år, första gången 2025", "2025-01-01", ""),
    ("årligen i mars med start 2019", "2019-01-01", ""),
    ("vid två tillfällen under 2018", "2018-01-01", "2018-12-31"),
]


@pytest.mark.parametrize(("phrase", "first", "last"), SERIES)
def test_a_series_has_bounds_only_where_its_start_or_end_is_stated(phrase, first, last):
    assert named(phrase) == (Kind.RECURRING, first, last)


HAPPENINGS = [
    "i samband med delårsbokslutet",
    "i samband med delårsrapport per den 31 augusti",
    "i samband med att årsplan och kompletterande årsplan antas",
    "senast i samband med nästa revidering av policyn",
    "inför budget 2019",
    "inför mål och budget",
    "inför 2019",
    "i årsredovisningen 2018",
    "under mandatperioden",
    "före nästa mandatperiod",
    "när utredningen är klar",
    "efter genomförd upphandling",
    "vid bolagsstämma",
    "före valet 2018",
]


@pytest.mark.parametrize("phrase", HAPPENINGS)
def test_a_happening_has_no_day_of_its_own(phrase):
    assert named(phrase) == (Kind.EVENT, "", "")


HAZE = [
    "skyndsamt",
    "snarast möjligt",
    "så snart som möjligt",
    "utan dröjsmål",
    "inom kort",
    "före sommaren",
    "innan sommaruppehållet",
    "efter sommaren",
    "i god tid före valet",
    "i början av 2018",
    "i slutet av året",
]


@pytest.mark.parametrize("phrase", HAZE)
def test_urgency_and_haze_never_become_a_day(phrase):
    assert named(phrase) == (Kind.VAGUE, "", "")


NO_TERM = [
    "vid behov",
    "tills vidare",
    "per den 1 mars 2020",
    "från och med den 1 januari 2019 till och med den 31 december 2022",
    "med start 2018",
    "från 2018",
    "efter den 1 mars 2018",
    "enligt skrivelse den 2 februari 2018",
    "enligt beslut den 19 november 2018, § 70",
    "i nämndens budget för 2018",
    "enligt lag 2018",
    "enligt läget hösten 2016",
    "i enlighet med tidplan i tjänsteskrivelsen",
    "i vår kommun",
]


@pytest.mark.parametrize("phrase", NO_TERM)
def test_a_start_a_validity_or_the_past_is_no_term(phrase):
    assert named(phrase) == (Kind.NONE, "", "")


@pytest.mark.parametrize(
    ("phrase", "kind"), [("senast den 1 mars", Kind.DATE), ("i juni", Kind.MONTH), ("vecka 9", Kind.WEEK)]
)
def test_a_missing_year_is_asked_for_where_the_paper_has_no_day_of_its_own(phrase, kind):
    assert named(phrase, decided=None) == (kind, "", "")
    assert "Vilket år menas?" in str(terms_in(phrase, None)[0].doubt)


def test_a_year_taken_from_the_paper_is_said_to_be_taken():
    (found,) = terms_in("redovisa senast den 1 mars", None, written=date(2017, 9, 18))
    assert found.term.last == date(2018, 3, 1)
    assert found.term.assumption == (
        "Året 2018 är inte utskrivet. Det är nästa gång efter papperets egen dag 18 september 2017."
    )


def test_within_two_months_waits_for_a_proposal_to_be_decided():
    (found,) = terms_in("återkomma inom två månader", None, written=date(2017, 9, 18))
    assert (found.term.kind, found.term.last) == (Kind.RELATIVE, None)
    assert found.doubt == "Tiden räknas från beslutet. Dagen sätts när beslutet är fattat."


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("senast fredagen den 2 december 2017", "2 december 2017 är en lördag, inte en fredag. Vilken dag menas?"),
        ("senast den 31 juni 2018", "Dagen finns inte i almanackan. Vilken dag menas?"),
        ("senast vecka 54 2018", "Dagen finns inte i almanackan. Vilken dag menas?"),
    ],
)
def test_a_day_that_contradicts_itself_is_no_day(phrase, doubt):
    (found,) = terms_in(phrase, DECIDED)
    assert (found.term.first, found.term.last, found.doubt) == (None, None, doubt)


def test_two_milestones_are_two_terms():
    found = terms_in("lämna en delredovisning våren 2018 och en slutredovisning i december 2018", DECIDED)
    assert [(f.term.kind, f.term.last) for f in found] == [
        (Kind.SEASON, date(2018, 5, 31)),
        (Kind.MONTH, date(2018, 12, 31)),
    ]
