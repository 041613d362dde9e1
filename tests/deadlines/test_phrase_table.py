"""The office's table of time phrases, row by row, decided on 10 October 2017: the kind and the days each one names."""

from datetime import date

import pytest

from config.closed_days import workdays
from deadlines import phrases
from deadlines.phrases import terms_in

DECIDED = date(2017, 10, 10)
NOTHING = ("none", "", "")

TABLE = [
    (1, "senast den 30 november 2017", ("date", "", "2017-11-30")),
    (2, "senast 30 november 2017", ("date", "", "2017-11-30")),
    (3, "i juni 2018", ("month", "2018-06-01", "2018-06-30")),
    (4, "senast den 30 juni 2021", ("date", "", "2021-06-30")),
    (5, "den 24:e december", ("date", "", "2017-12-24")),
    (6, "senast 201226", ("date", "", "2020-12-26")),
    (6, "2020-12-26", ("date", "", "2020-12-26")),
    (6, "26/12 2020", ("date", "", "2020-12-26")),
    (6, "26.12.2020", ("date", "", "2020-12-26")),
    (7, "senast 11 april", ("date", "", "2018-04-11")),
    (8, "senast fredagen den 1 december", ("date", "", "2017-12-01")),
    (9, "före den 1 mars 2018", ("date", "", "2018-02-28")),
    (10, "innan årsskiftet", ("date", "", "2017-12-31")),
    (10, "före årsskiftet", ("date", "", "2017-12-31")),
    (11, "vid årsskiftet 2017/2018", ("date", "2017-12-31", "2018-01-01")),
    (12, "senast vid utgången av 2018", ("date", "", "2018-12-31")),
    (13, "senast vid utgången av mars 2018", ("date", "", "2018-03-31")),
    (13, "i slutet av mars", ("month", "2018-03-01", "2018-03-31")),
    (14, "före utgången av innevarande år", ("date", "", "2017-12-31")),
    (15, "i början av 2018", ("vague", "", "")),
    (16, "i slutet av året", ("vague", "", "")),
    (17, "under 2018", ("year", "2018-01-01", "2018-12-31")),
    (18, "under första kvartalet 2018", ("quarter", "2018-01-01", "2018-03-31")),
    (18, "kvartal 1", ("quarter", "2018-01-01", "2018-03-31")),
    (18, "Q1 2018", ("quarter", "2018-01-01", "2018-03-31")),
    (19, "under första halvåret 2018", ("half", "2018-01-01", "2018-06-30")),
    (19, "H1", ("half", "2018-01-01", "2018-06-30")),
    (20, "under våren 2018", ("season", "2018-03-01", "2018-05-31")),
    (21, "under hösten 2018", ("season", "2018-09-01", "2018-11-30")),
    (21, "höstterminen", ("season", "2017-09-01", "2017-11-30")),
    (22, "efter sommaren", ("vague", "", "")),
    (23, "före sommaren", ("vague", "", "")),
    (23, "innan sommaruppehållet", ("vague", "", "")),
    (24, "vecka 48", ("week", "2017-11-27", "2017-12-03")),
    (24, "v. 48", ("week", "2017-11-27", "2017-12-03")),
    (25, "till kommunstyrelsens sammanträde i juni 2018", ("meeting", "2018-06-01", "2018-06-30")),
    (26, "till kommunstyrelsens sammanträde den 12 december 2017", ("meeting", "", "2017-12-12")),
    (27, "till nästa sammanträde", ("meeting", "", "")),
    (27, "till nästkommande sammanträde", ("meeting", "", "")),
    (28, "senast till fullmäktiges sammanträde i november", ("meeting", "2017-11-01", "2017-11-30")),
    (29, "i samband med delårsbokslut", ("event", "", "")),
    (30, "i samband med delårsrapport per den 31 augusti", ("event", "", "")),
    (31, "i samband med årsredovisningen", ("event", "", "")),
    (32, "i samband med bokslut 2017", ("event", "", "")),
    (33, "i samband med budgetberedningen", ("event", "", "")),
    (33, "inför budget 2019", ("event", "", "")),
    (34, "inför mål och budget", ("event", "", "")),
    (35, "i samband med att årsplan och kompletterande årsplan antas", ("event", "", "")),
    (36, "i samband med renovering av kommunhuset", ("event", "", "")),
    (37, "per tertial", ("recurring", "", "")),
    (37, "tertialvis", ("recurring", "", "")),
    (38, "kvartalsvis", ("recurring", "", "")),
    (38, "varje kvartal", ("recurring", "", "")),
    (39, "halvårsvis", ("recurring", "", "")),
    (39, "två gånger per år", ("recurring", "", "")),
    (39, "två gånger varje år", ("recurring", "", "")),
    (40, "årligen", ("recurring", "", "")),
    (40, "varje år", ("recurring", "", "")),
    (40, "en gång per år", ("recurring", "", "")),
    (41, "månadsvis", ("recurring", "", "")),
    (41, "varje månad", ("recurring", "", "")),
    (42, "vartannat år", ("recurring", "", "")),
    (42, "minst vart 4:e år", ("recurring", "", "")),
    (43, "löpande", ("recurring", "", "")),
    (43, "fortlöpande", ("recurring", "", "")),
    (43, "kontinuerligt", ("recurring", "", "")),
    (44, "vid behov", NOTHING),
    (45, "under mandatperioden", ("event", "", "")),
    (45, "till mandatperiodens slut", ("event", "", "")),
    (46, "vid varje ny mandatperiod", ("recurring", "", "")),
    (47, "före nästa mandatperiod", ("event", "", "")),
    (47, "innan nästa mandatperiod", ("event", "", "")),
    (48, "inom sex månader", ("relative", "", "2018-04-10")),
    (49, "inom 6 månader från beslutets laga kraft", ("relative", "", "")),
    (50, "inom tre månader från det att beslutet vunnit laga kraft", ("relative", "", "")),
    (51, "inom ett år från det att motionen väcktes", ("relative", "", "")),
    (52, "inom två veckor", ("relative", "", "2017-10-24")),
    (52, "inom 14 dagar", ("relative", "", "2017-10-24")),
    (53, "inom 10 arbetsdagar", ("relative", "", "2017-10-24")),
    (54, "skyndsamt", ("vague", "", "")),
    (54, "omgående", ("vague", "", "")),
    (54, "omedelbart", ("vague", "", "")),
    (54, "snarast", ("vague", "", "")),
    (54, "så snart som möjligt", ("vague", "", "")),
    (55, "utan dröjsmål", ("vague", "", "")),
    (56, "i god tid före valet", ("vague", "", "")),
    (56, "i god tid inför valet", ("vague", "", "")),
    (57, "återkomma med förslag", NOTHING),
    (58, "när utredningen är klar", ("event", "", "")),
    (59, "efter genomförd upphandling", ("event", "", "")),
    (59, "när statsbidraget beviljats", ("event", "", "")),
    (60, "från och med den 1 januari 2019 till och med den 31 december 2022", NOTHING),
    (61, "gäller tills vidare", NOTHING),
    (62, "per den 1 mars 2020", NOTHING),
    (63, "lämnas den 18 september 2017", NOTHING),
    (64, "i respektive nämnds budget för 2018", NOTHING),
    (65, "hösten 2016", NOTHING),
    (66, "med start 2018", NOTHING),
    (66, "från 2018", NOTHING),
    (69, "i enlighet med tidplan i tjänsteskrivelsen", NOTHING),
    (70, "senast i samband med nästa revidering av policyn", ("event", "", "")),
    (71, "förlänga tiden till den 31 mars 2018", ("date", "", "2018-03-31")),
    (72, "uppdraget anses slutfört", NOTHING),
    (73, "lägga ärendet till handlingarna", NOTHING),
    (74, "avskrivs från vidare handläggning", NOTHING),
    (75, "återremittera ärendet för vidare utredning", NOTHING),
]


@pytest.mark.parametrize(("row", "phrase", "wanted"), TABLE, ids=[f"{row}-{phrase}" for row, phrase, _ in TABLE])
def test_a_row_of_the_table_is_read_as_it_says(row, phrase, wanted):
    found = terms_in(f"se över frågan och redovisa den {phrase}", DECIDED, None, workdays())
    assert len(found) <= 1
    term = found[0].term if found else None
    assert ((term.kind.value, str(term.first or ""), str(term.last or "")) if term else NOTHING) == wanted


def test_a_final_and_an_interim_report_are_two_times():
    for clause in (
        "slutredovisas senast den 1 juni 2018 med delredovisning i mars 2018",
        "delredovisning våren 2018 och slutredovisning december 2018",
    ):
        assert len(terms_in(clause, DECIDED)) == 2


def test_working_days_skip_weekends_holidays_and_eves_but_wait_for_a_decision():
    (before_christmas,) = terms_in("svara inom 10 arbetsdagar", date(2017, 12, 14), None, workdays())
    assert before_christmas.term.last == date(2018, 1, 2)
    (undecided,) = terms_in("svara inom 10 arbetsdagar", None, date(2017, 12, 14), workdays())
    assert undecided.term.last is None
    (outside,) = terms_in("svara inom 10 arbetsdagar", date(1971, 1, 1), None, workdays())
    assert outside.term.last is None


@pytest.mark.parametrize("phrase", sorted({phrase for _, phrase, _ in TABLE}))
def test_looking_for_a_rules_letters_first_never_hides_a_time(phrase, monkeypatch):
    clause = f"se över frågan och redovisa den {phrase}"
    quick = terms_in(clause, DECIDED, None, workdays())
    monkeypatch.setattr(phrases, "_CUES", {})
    assert terms_in(clause, DECIDED, None, workdays()) == quick
