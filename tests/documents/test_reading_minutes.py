"""Minutes, registers and lists: what was decided counts, wherever the office wrote it and however it was printed."""

from datetime import date

import pytest

from deadlines.status import Role
from deadlines.term import Kind
from documents.findings import Finding, PaperStatus, Reading
from documents.reading import read_text
from tests.minutes_case import BOARD


def said(finding: Finding) -> tuple[list[str], str, str]:
    """Owners, kind and last day."""
    return [o.name for o in finding.owners], finding.term.kind.value, str(finding.term.last or "")


def all_said(reading: Reading) -> list[tuple[list[str], str, str]]:
    return [said(finding) for finding in reading.findings]


def test_an_att_list_under_one_owner_gives_an_assignment_for_each_att():
    reading = read_text("""KOMMUNSTYRELSEN                 PROTOKOLL
                                2018-02-13        7 (22)

§ 31 Dnr KS 2018-44
Översyn av lokalerna

Kommunstyrelsens beslut
Kommunstyrelsen ger fastighetschefen i uppdrag
att senast den 31 maj 2018 redovisa en lokalplan för kommunstyrelsen,
att inventera skollokalerna, samt
att under hösten 2018 återkomma med förslag till försäljning.

Reservation
Anna Ek (V) reserverar sig till förmån för yrkandet att ge kommundirektören i uppdrag att utreda frågan.
""")
    assert (reading.status, reading.decision_date, reading.body) == (
        PaperStatus.DECIDED,
        date(2018, 2, 13),
        "kommunstyrelsen",
    )
    assert (reading.paragraph, reading.case_number, reading.title) == ("31", "KS 2018-44", "Översyn av lokalerna")
    assert all_said(reading) == [
        (["fastighetschefen"], "date", "2018-05-31"),
        (["fastighetschefen"], "none", ""),
        (["fastighetschefen"], "season", "2018-11-30"),
    ]


def test_what_the_next_sentence_or_att_says_belongs_to_the_assignment():
    reading = read_text("""Ks § 12
Uppföljning januari–augusti 2018

Kommunstyrelsen beslutar 2018-09-25
a t t  godkänna uppföljningen,
a t t  uppmana äldrenämnden att vidta åtgärder,
a t t  återrapport härom skall ske till ks senast 30/11-18 samt
a t t  överlämna ärendet till kommunfullmäktige.
""")
    (finding,) = reading.findings
    assert said(finding) == (["äldrenämnden"], "date", "2018-11-30")
    assert finding.report_to == "kommunstyrelsen"


def test_a_clause_goes_on_over_a_page_break_and_a_divided_word():
    reading = read_text("""§ 121 Fossilfri fordonsflotta

Beslut
Servicenämnden får i uppdrag att ta fram en plan för hur kommunens fordons-


Justerandes sign                 Utdragsbestyrkande

Kommunstyrelsen                                    Sammanträdesdatum
                                                   2019-06-11          Sida 15 (31)

flotta ska bli fossilfri. Planen ska redovisas för kommunstyrelsen senast i
februari 2020.
""")
    (finding,) = reading.findings
    assert finding.task == "ta fram en plan för hur kommunens fordonsflotta ska bli fossilfri"
    assert said(finding) == (["servicenämnden"], "month", "2020-02-29")
    assert reading.decision_date == date(2019, 6, 11)


def test_two_columns_are_read_one_after_the_other():
    reading = read_text("""Kommunstyrelsen       2020-12-15

§ 260 Kontrollplan 2021                            KS/20/0788
Beslut                                             Beslutet skickas till
Kommunstyrelsen antar kontrollplanen.              Samtliga nämnder
Nämnderna ges i uppdrag att senast den             Revisionen
28 februari 2021 fastställa egna planer.           Ekonomichefen
""")
    (finding,) = reading.findings
    assert said(finding) == (["nämnderna"], "date", "2021-02-28")
    assert finding.term.phrase == "28 februari 2021"
    assert reading.sent_to == ("Samtliga nämnder", "Revisionen", "Ekonomichefen")
    assert reading.warnings == ()


def test_a_term_is_counted_from_the_day_that_another_point_gives():
    reading = read_text("""§ 97 Sammanslagning av grupper
Omsorgsnämnden 2022-11-17

Nämndens beslut
1. Sammanslagningen genomförs från och med den 1 mars 2023.
2. Förvaltningen ges i uppdrag att före genomförandet samråda med pensionärsrådet.
3. Förvaltningen ges i uppdrag att sex månader efter genomförandet lämna en utvärdering till nämnden.
""")
    assert all_said(reading) == [
        (["förvaltningen"], "relative", "2023-02-28"),
        (["förvaltningen"], "relative", "2023-09-01"),
    ]
    assert reading.findings[1].term.assumption == "Räknat från 1 mars 2023, som papperet anger."
    assert reading.findings[1].report_to == "omsorgsnämnden"


def test_at_the_same_time_means_the_time_of_the_assignment_before():
    reading = read_text("""Kommunstyrelsen 2014-10-14
Beslut
Kommunstyre1sen ger Åby Energi AB i uppdrag att senast i februarl 2015 återkomma med en plan.

Tekniska chefen far i uppdrag att se över marken. Uppdraget redovisas samtidigt.
""")
    first, second = reading.findings
    assert second.term.kind is Kind.RELATIVE
    assert (
        (second.term.first, second.term.last)
        == (first.term.first, first.term.last)
        == (
            date(2015, 2, 1),
            date(2015, 2, 28),
        )
    )


def test_two_tasks_with_a_time_each_are_two_assignments():
    reading = read_text("""Tekniska nämnden 2016-05-03
§ 33 Simhallen
Beslut
Badchefen får i uppdrag att lämna en delredovisning senast 2016-09-30 och en slutredovisning senast 2017-03-31.
""")
    assert all_said(reading) == [(["badchefen"], "date", "2016-09-30"), (["badchefen"], "date", "2017-03-31")]


def test_the_old_term_does_not_win_over_the_new_one():
    reading = read_text("""§ 21 Förlängd tid för uppdrag

Kommunstyrelsen gav 2015-09-08, § 150, kostchefen i uppdrag att till den 1 mars 2016 redovisa ett förslag.

Kommunstyrelsens beslut 2016-02-16
Tiden för uppdraget förlängs till den 1 juni 2016.
""")
    (finding,) = reading.findings
    assert said(finding) == (["kostchefen"], "date", "2016-06-01")
    assert finding.moves_term


def test_a_decision_that_points_at_a_proposal_decides_its_words():
    reading = read_text("""§ 88 Hundrastgård
Tekniska nämnden den 15 september 2020

Arbetsutskottets förslag till beslut
Tekniska nämnden ger gatuchefen i uppdrag att anlägga en hundrastgård senast 2021-06-30.

Tekniska nämndens beslut
Tekniska nämnden beslutar i enlighet med arbetsutskottets förslag.
""")
    assert reading.status is PaperStatus.DECIDED
    assert all_said(reading) == [(["gatuchefen"], "date", "2021-06-30")]


def test_only_the_granted_att_clause_of_a_motion_counts():
    reading = read_text("""Kommunfullmäktige 2015-01-27

§ 9 Svar på motion

Kommunfullmäktiges beslut
1. Motionens första att-sats bifalls.
2. Motionens andra att-sats avslås.

Motionens att-satser
Att kommunstyrelsen får i uppdrag att utreda frågan.
Att servicenämnden får i uppdrag att senast 2016 byta kaffe.
""")
    assert all_said(reading) == [(["kommunstyrelsen"], "none", "")]


def test_a_register_states_day_and_body_for_every_row():
    reading = read_text(
        "2022.057 VN\tScheman\n"
        "2022-03-29\tVårdnämnden\t§26 VARDNAMNDEN 2022-03-29\n"
        "Vårdnämnden ger förvaltningen i uppdrag att se över scheman. Redovisas för nämnden på sammanträdet i maj.\n\n"
        "2022.193 VN\tRegister\n"
        "2022-12-19\tVårdnämnden\t§62 VARDNAMNDEN 2022-12-19\n"
        "1. Budgeten antas. 2. Förvaltningen får i uppdrag att ta fram rutiner. Redovisas i maj.\n"
    )
    first, second = reading.findings
    assert (first.term.kind, first.term.last, first.report_to) == (Kind.MEETING, date(2022, 5, 31), "vårdnämnden")
    assert (second.point, second.term.last, second.decided_on) == ("2", date(2023, 5, 31), date(2022, 12, 19))
    assert [f.paragraph for f in reading.findings] == ["26", "62"]


def test_closed_rows_of_a_list_are_left_out():
    reading = read_text("""Uppdragslista kommunstyrelsen                                   2019-01-15

Datum        §      Uppdrag                         Ansvarig                 Återredovisas      Status
2018-03-06   41     Ta fram distanspolicy           HR-chefen                mars 2019          Pågår
2018-05-08   77     Utreda entrén                   Fastighetsavdelningen    2018-12-31         Avslutad
2018-09-04   130    Se över bidragen                KS/KFN                   våren 2019         Pågår
""")
    assert all_said(reading) == [
        (["HR-chefen"], "month", "2019-03-31"),
        (["kommunstyrelsen", "KFN"], "season", "2019-05-31"),
    ]
    assert reading.decision_date is None


def test_a_heading_or_a_label_can_name_the_owner():
    reading = read_text("""Kommunfullmäktige 2017-11-27
Kommunfullmäktige beslutar
1. att fastställa budgeten.

Uppdrag till socialnämnden:
- Se över avgifterna. Redovisas i juni 2018.
- Ta fram en rutin för hot och våld. Ansvarig: HR-chefen. Klart: 30 september 2018.
""")
    assert all_said(reading) == [(["socialnämnden"], "month", "2018-06-30"), (["HR-chefen"], "date", "2018-09-30")]


def test_who_leads_leads_and_who_is_asked_only_answers_questions():
    reading = read_text("""Kommunstyrelsen 2015-06-02
Kommunstyrelsen uppdrar åt socialnämnden och skolnämnden att, med socialnämnden som samordnande och i samråd med
bostadschefen, ta fram en plan.
""")
    (finding,) = reading.findings
    assert {o.name: o.role for o in finding.owners} == {
        "socialnämnden": Role.LEAD,
        "skolnämnden": Role.JOINT,
        "bostadschefen": Role.CONSULTED,
    }
    assert not any("samordna" in question for question in finding.questions)


def test_a_day_that_does_not_exist_becomes_a_question():
    reading = read_text("""Kommunstyrelsen 2018-01-16
Beslut
Kommunchefen får i uppdrag att redovisa planen senast den 31 juni 2018.
""")
    (finding,) = reading.findings
    assert (finding.term.kind, finding.term.last) == (Kind.DATE, None)
    assert finding.questions == ("Dagen finns inte i almanackan. Vilken dag menas?",)


def test_owners_are_compared_with_the_send_list_of_their_own_paragraph():
    reading = read_text("""Kommunstyrelsen 2018-01-16

§ 7 Taxan
Beslut
Kommunchefen får i uppdrag att se över taxan.
Beslutet skickas till
Kommunchefen

§ 8 Arkivet
Beslut
Kanslichefen får i uppdrag att ordna arkivet.
Beslutet skickas till
Kommunchefen
""")
    assert reading.warnings == ("En av de två ansvariga står inte under ”Beslutet skickas till”: kanslichefen.",)


def test_the_end_of_a_series_is_no_day_on_which_something_is_due():
    reading = read_text("""Kommunstyrelsen 2022-10-04
Beslut
Fastighetschefen får i uppdrag att sänka temperaturen i lokalerna. Effekterna redovisas månadsvis till kommunstyrelsen
till och med mars 2023.
""")
    (finding,) = reading.findings
    assert (finding.term.kind, finding.term.first, finding.term.last) == (Kind.RECURRING, None, date(2023, 3, 31))


def test_a_scanners_mistakes_in_letters_and_figures_are_read_through():
    reading = read_text("""Kommunstyrelsen 2O18-05-l5
Beslut
Kommunstyre1sen uppdrar åt ekonomichefen att senast den 3l december 20l8 inkomma med ett förslag.
Namnderna far i uppdrag att lämna underlag under juni.
""")
    assert reading.decision_date == date(2018, 5, 15)
    assert all_said(reading) == [(["ekonomichefen"], "date", "2018-12-31"), (["nämnderna"], "month", "2018-06-30")]
    assert reading.findings[0].term.phrase == "senast den 3l december 20l8"


def test_headings_in_the_margin_are_headings():
    reading = read_text("""Kommunstyrelsen              2012-05-08             11

Ks § 77         Dnr 2012/44

Ärende          Renovering av bygdegården
                Kommunstyrelsen ger varje år föreningen i uppdrag att sköta huset senast i juni.

Beslut          Kommunstyrelsen ger tekniska chefen i uppdrag att
                senast den 1 oktober 2012 redovisa ett förslag
                till arbetsutskottet.

Delges          Tekniska chefen
                Bygdegårdsföreningen
""")
    assert all_said(reading) == [(["tekniska chefen"], "date", "2012-10-01")]
    assert reading.sent_to == ("Tekniska chefen", "Bygdegårdsföreningen")


def test_points_without_a_full_stop_are_points():
    reading = read_text("""Socialnämnden 2017-12-13
§ 150 Internbudget
Beslut
1 Internbudgeten fastställs.
2 Förvaltningschefen uppdras att rapportera ekonomin till nämnden i februari.
""")
    (finding,) = reading.findings
    assert (finding.point, finding.term.last, finding.report_to) == ("2", date(2018, 2, 28), "socialnämnden")


def test_a_paper_without_assignments_is_no_error():
    reading = read_text("§ 1 Information\nKommunstyrelsen 2018-01-16\n\nKommunstyrelsen tackar för informationen.\n")
    assert reading.findings == ()


def test_minutes_count_their_paragraphs_and_tell_decisions_from_proposals() -> None:
    read = read_text(BOARD)
    assert [(one.number, one.title, one.case_number) for one in read.paragraphs] == [
        ("41", "Plan för trygga skolvägar", "KS 2018-55"),
        ("42", "Avtal om snöröjning", "KS 2018-61"),
        ("43", "Lokaler för föreningar", "KS 2018-70"),
        ("44", "Motion om skuggade lekplatser", "KS 2018-12"),
        ("45", "Delegationsbeslut", None),
    ]
    for one in read.paragraphs:
        assert BOARD[one.start : one.end].startswith(f"§ {one.number}")
    decided = [(f.paragraph, f.point, f.is_proposal, f.body) for f in read.findings]
    assert decided == [("41", "1", False, None), ("43", None, False, None), ("44", None, True, "kommunfullmäktige")]
    passed = [(f.paragraph, f.point, f.is_proposal, f.body) for f in read.proposals]
    assert passed == [
        ("41", "2", True, "kommunfullmäktige"),
        ("41", "3", True, "kommunfullmäktige"),
        ("43", None, True, "kommunfullmäktige"),
    ]
    assert read.findings[1].task == "se över taxorna", "what is proposed next in the same sentence is not its task"
    assert not any("reglementet" in w for f in (*read.findings, *read.proposals) for w in f.warnings)


def test_the_departments_proposal_is_none_of_the_bodys_own() -> None:
    text = BOARD.replace("Kommunstyrelsens förslag till kommunfullmäktige", "Reservation")
    assert [f.paragraph for f in read_text(text).proposals] == ["43"]


@pytest.mark.parametrize("stranger", ["§ 309 i protokollet för 2017 gav uppdraget.", "§ 7 Äldre beslut"])
def test_an_older_paragraph_that_begins_a_line_is_no_section(stranger: str) -> None:
    text = BOARD.replace("Avtalet godkänns.", f"Avtalet godkänns.\n\n{stranger}")
    assert [one.number for one in read_text(text).paragraphs] == ["41", "42", "43", "44", "45"]


def test_a_list_of_contents_gives_no_paragraph_twice() -> None:
    contents = "Innehåll\n\n" + "".join(
        f"§ {number} {title}\n"
        for number, title in [(41, "Plan"), (42, "Avtal"), (43, "Lokaler"), (44, "Motion"), (45, "Delegation")]
    )
    read = read_text(contents + "\n" + BOARD)
    assert [one.number for one in read.paragraphs] == ["41", "42", "43", "44", "45"]
    assert read.paragraphs[0].title == "Plan för trygga skolvägar"


def test_a_paragraph_under_a_long_send_list_begins_a_section() -> None:
    """Nothing but a page break stands between them, and the list ends without a full stop."""
    text = BOARD.replace(
        "Kommundirektören\n\n§ 42 Avtal om snöröjning                                 KS 2018-61",
        "Länsstyrelsen, Lönekontoret, Kommunledningsförvaltningens kansli\n§ 42 KS 2018.61\nAvtal om snöröjning",
    )
    found = read_text(text).paragraphs
    assert [one.number for one in found] == ["41", "42", "43", "44", "45"]
    assert (found[1].title, found[1].case_number) == ("Avtal om snöröjning", "KS 2018.61")


def test_the_day_of_every_head_wins_over_the_days_of_the_notice() -> None:
    head = "Kommunstyrelsen                    Sammanträdesprotokoll            {} (40)\n2018-03-13\n\n"
    notice = "Anslagets uppsättande\n2018-04-09\nnedtagande\n2018-05-01\n\n"
    text = head.format(1) + notice + head.format(2) + head.format(3) + BOARD
    assert read_text(text).decision_date == date(2018, 3, 13)


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("Skolvägar i norra delen av kommunen", "Plan för trygga Skolvägar i norra delen av kommunen"),
        ("\nSkolvägar i norra delen av kommunen", "Plan för trygga"),
        ("Nämnden beslutar att bifalla förslaget.", "Plan för trygga"),
    ],
)
def test_a_broken_title_goes_on_right_below(below: str, title: str) -> None:
    text = BOARD.replace("§ 41 Plan för trygga skolvägar                           KS 2018-55\n", "")
    text = text.replace("\nSammanfattning", f"§ 41 KS 2018-55\n\nPlan för trygga\n{below}\n\nSammanfattning", 1)
    assert read_text(text).paragraphs[0].title == title


def test_points_after_a_head_of_three_lines_are_not_lost() -> None:
    text = """\
Exempelkommunen                  PROTOKOLL                      5 (9)
Socialnämnden
Sammanträdesdatum 2018-05-15

§ 55 Plan för stöd                        SN 2018-17

Socialnämndens beslut
1. Förvaltningschefen får i uppdrag att se över stödet senast den 1 juni 2018.

Justerande          Utdragsbestyrkande

Exempelkommunen                  PROTOKOLL                      6 (9)
Socialnämnden
Sammanträdesdatum 2018-05-15

2. Förvaltningschefen får i uppdrag att ta fram en taxa senast den 1 oktober 2018.
"""
    read = read_text(text)
    assert [(f.point, f.quote.page) for f in read.findings] == [("1", 5), ("2", 6)]
    assert (read.body, read.decision_date) == ("socialnämnden", date(2018, 5, 15))
