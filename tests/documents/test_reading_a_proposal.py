"""A memo with the proposed decision of the executive board: three assignments, said twice, and many other dates."""

from datetime import date
from textwrap import wrap
from unicodedata import normalize

import pytest

from deadlines.status import Role
from deadlines.term import Kind
from documents.contract import as_contract
from documents.findings import PaperStatus
from documents.reading import read_paper
from documents.reading_view import show

MEMO = """ Trygg vardag för äldre,
redovisning av översyn

Förslag till beslut
1. Äldrekontorets förslag tillstyrks.

Förslag till kommunstyrelsens beslut
1. Uppdrag ges till kommunledningsförvaltningen att säkerställa att trygg

vardag beaktas och följs upp i kommunens övergripande planer.

2. Ett gemensamt uppdrag ges till äldrenämnden, fritidsnämnden, plan-
och byggnadsnämnden och kulturnämnden att utarbeta en handlingsplan
för trygg vardag samt återrapportera planen till kommunstyrelsen i
juni 2018.

3. Kommundirektören ges i uppdrag att senast den 30 november 2017 utse en
förvaltning som ansvarar för samordningen och uppföljningen av arbetet
med trygg vardag.

Ärende
Äldrekontoret föreslår att uppdrag ges till kommunledningsförvaltningen att
säkerställa att trygg vardag beaktas och följs upp i kommunens övergripande
planer.

Ett gemensamt uppdrag föreslås ges till äldrenämnden, fritidsnämnden,
plan- och byggnadsnämnden och kulturnämnden att utarbeta en handlingsplan
för trygg vardag. Planen ska återrapporteras i juni 2018.



2 (5)

Uppdrag föreslås ges till kommundirektören att senast 30 november 2017 utse
en förvaltning som ansvarar för samordningen och uppföljningen av arbetet med
trygg vardag.

__________

Rapportens rekommendationer
1. Kommunen som arbetsgivare.

Se över rutinerna. Kulturnämnden bör ta fram en plan senast 2019.

Ekonomiska konsekvenser
Kostnaderna ryms i respektive nämnds budget för 2018.

Information enligt lag (1976:580) om medbestämmande i arbetslivet
Information enligt 19 § MBL lämnas den 18 september 2017.

Äldrekontoret

Lisa Exempel

Beslutet skickas till:
Kommunstyrelsen
"""
READING = read_paper(MEMO.encode(), "trygg-vardag.txt")
MANAGEMENT, COMMITTEES, DIRECTOR = READING.findings


def test_a_memo_is_a_proposal_to_the_board_and_not_yet_decided():
    assert (READING.status, READING.body) == (PaperStatus.PROPOSED, "kommunstyrelsen")
    assert READING.decision_date is None


def test_what_names_no_time_gets_no_date_and_a_question():
    assert MANAGEMENT.term.kind is Kind.NONE
    assert MANAGEMENT.questions == ("Ingen tid är angiven. Ange bevakningsdatum när beslutet är fattat.",)


def test_a_compound_name_is_one_owner_and_nobody_leads_unless_the_paper_says_so():
    assert [owner.name for owner in COMMITTEES.owners] == [
        "äldrenämnden",
        "fritidsnämnden",
        "plan- och byggnadsnämnden",
        "kulturnämnden",
    ]
    assert {owner.role for owner in COMMITTEES.owners} == {Role.JOINT}
    assert "Ingen nämnd är utsedd att samordna." in COMMITTEES.questions


def test_a_month_stays_a_month_and_the_result_goes_where_the_paper_says():
    assert COMMITTEES.term[:4] == (Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30), "i juni 2018")
    assert COMMITTEES.report_to == "kommunstyrelsen"


def test_the_board_is_asked_whether_it_may_give_committees_assignments():
    assert COMMITTEES.warnings == ("Kontrollera att reglementet ger kommunstyrelsen rätt att ge nämnderna uppdraget.",)
    assert MANAGEMENT.warnings == DIRECTOR.warnings == ()


def test_the_day_covers_the_naming_and_the_rest_waits_for_it():
    assert DIRECTOR.term.last == date(2017, 11, 30)
    assert DIRECTOR.to_be_named is not None
    assert DIRECTOR.to_be_named.description == "den förvaltning som utses"
    assert DIRECTOR.to_be_named.task.startswith("samordningen och uppföljningen")


def test_what_is_said_again_in_the_background_is_a_repetition():
    assert [len(finding.repeats) for finding in READING.findings] == [1, 1, 1]
    assert [finding.repeats[0].page for finding in READING.findings] == [1, 1, 2]


def test_pages_come_from_running_heads_and_are_not_guessed():
    assert [finding.quote.page for finding in READING.findings] == [1, 1, 1]
    assert READING.pages == 2


def test_the_latest_day_in_the_papers_past_is_never_a_term():
    assert READING.latest_stated_day == date(2017, 9, 18)


def test_owners_whom_the_decision_is_not_sent_to_are_counted():
    assert READING.warnings == ("Ingen av de sex ansvariga står under ”Beslutet skickas till”.",)


def test_the_terminal_says_it_in_plain_swedish():
    text = show(READING)
    assert text.startswith("Tjänsteskrivelse · förslag till beslut av kommunstyrelsen · ännu inte beslutat\n")
    assert "Samma tre uppdrag står en gång till under ”Ärende” (sida 1–2)." in text
    assert all(len(line) <= 82 for line in text.splitlines())


def test_places_in_the_contract_are_places_in_the_paper():
    for assignment in as_contract(READING)["assignments"]:
        assert READING.text[assignment["start"] : assignment["end"]] == assignment["quote"]


def narrower(text: str) -> str:
    """The same paper, set in a narrower column."""
    lines = [wrap(line, 55, break_on_hyphens=False) if len(line) > 55 else [line] for line in text.split("\n")]
    return "\n".join("\n".join(line) for line in lines)


@pytest.mark.parametrize(
    "printed",
    [
        MEMO.replace("\n", "\r\n"),
        "\ufeff" + MEMO,
        "\n".join("    " + line if line.strip() else line for line in MEMO.split("\n")),
        MEMO.replace(" ", "\u00a0"),
        narrower(MEMO),
        normalize("NFD", MEMO),
    ],
    ids=["line ends of Windows", "byte order mark", "indented", "hard spaces", "narrower", "letters in two parts"],
)
def test_how_the_memo_is_printed_does_not_change_what_it_says(printed):
    again = read_paper(printed.encode(), "trygg-vardag.txt")

    def said(reading):
        return [(f.point, f.owners, f.task, f.term, f.report_to, len(f.repeats)) for f in reading.findings]

    assert said(again) == said(READING)
    assert again.latest_stated_day == READING.latest_stated_day
