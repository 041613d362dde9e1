"""What a follow-up record says: who has what, what deviates, and what this body may close."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from deadlines.ladder import Rung
from deadlines.status import Answer, Outcome, Role, Status
from deadlines.term import Kind, Term
from models.closing import ByDecision, close, move_term
from models.database import transaction
from models.receiving import Received, receive
from tests.builders import a_decision, a_notice, an_assignment, an_owner, owners_of
from tests.documents.record_case import MAY_28, rows, said
from tests.notifications.example_case import assignments, at, body, load_bodies, take_the_decision, the_office
from tests.notifications.example_case import said as answered


@pytest.fixture
def case(engine: Engine) -> Engine:
    load_bodies(engine)
    take_the_decision(engine)
    return engine


def come_in(engine: Engine, nth: int, day: date, number: str = "KS 2017-141", owner: str | None = None) -> None:
    with transaction(engine) as session:
        body_id = body(session, owner).id if owner else None
        receive(session, assignments(session)[nth].id, Received(number), at(day, 9), day, body_id)


def closed(engine: Engine, nth: int, day: date, paragraph: str = "381") -> None:
    with transaction(engine) as session:
        by = ByDecision(body(session, "kommunstyrelsen").id, day, paragraph)
        close(session, assignments(session)[nth].id, Outcome.DONE, by, at(day, 15))


def test_the_title_names_body_and_day(case: Engine) -> None:
    assert said(case)["title"] == "Återrapportering av uppdrag till kommunstyrelsen per den 28 maj 2018"


def test_what_is_reported_and_given_by_this_body_is_proposed_to_be_closed(case: Engine) -> None:
    come_in(case, 2, date(2017, 11, 29))

    assert said(case)["proposals"] == [
        "Kommunstyrelsen godkänner [alternativ: noterar] redovisningen av uppdrag per den 28 maj 2018.",
        "Uppdrag nr 3 förklaras avslutat.",
    ]


def test_several_are_closed_in_one_sentence(case: Engine) -> None:
    with transaction(case) as session:
        decision = a_decision(session, body=body(session, "kommunstyrelsen"), paragraph="311")
        an_assignment(session, decision=decision, owners=[body(session, "socialnämnden")])
    come_in(case, 2, date(2017, 11, 29))
    come_in(case, 4, date(2017, 11, 29))

    assert said(case)["proposals"][1] == "Uppdragen nr 3 och 5 förklaras avslutade."


def test_a_result_that_is_a_matter_of_its_own_is_closed_by_its_own_paragraph(case: Engine) -> None:
    come_in(case, 1, date(2018, 5, 17), "KS 2017-123")

    content = said(case)
    assert len(content["proposals"]) == 1
    assert content["notes"] == ["Uppdrag nr 2 redovisas i ett eget ärende och avslutas genom beslutet i det."]


def test_a_body_cannot_close_what_another_gave(case: Engine) -> None:
    with transaction(case) as session:
        decision = a_decision(session, body=body(session, "kommunfullmäktige"), paragraph="12")
        an_assignment(
            session,
            decision=decision,
            owners=[body(session, "socialnämnden")],
            report_to_id=body(session, "kommunstyrelsen").id,
        )
    come_in(case, 4, date(2018, 5, 17))

    content = said(case)
    assert len(content["proposals"]) == 1
    assert content["notes"] == ["Uppdrag nr 5 gavs av kommunfullmäktige och kan bara avslutas där."]
    assert rows(said(case, name="kommunfullmäktige")).keys() == {5}


def test_what_concerns_another_body_only_is_left_out(case: Engine) -> None:
    assert rows(said(case)).keys() == {1, 2, 3, 4}
    assert rows(said(case, name="socialnämnden")) == {}


def test_the_ten_columns_of_a_dated_assignment(case: Engine) -> None:
    answered(case, "kommundirektören", date(2017, 11, 17), Answer.ON_TRACK, text="Förslag bereds.")

    assert rows(said(case, date(2017, 11, 20)))[3] == {
        "nr": 3,
        "task": "Kommundirektören ges i uppdrag att utse en förvaltning.",
        "source": "Kommunstyrelsen 10 oktober 2017, § 309, punkt 3, dnr KS 2017-123",
        "owner": "Kommundirektören",
        "with": "–",
        "due": "30 november 2017",
        "status": "Pågående",
        "done": "Lägesbesked 17 november 2017, se kommentar.",
        "judgement": "Bedöms bli klart i tid.",
        "ended_by": "–",
    }


def test_joint_owners_each_have_a_status_of_their_own(case: Engine) -> None:
    answered(case, "socialnämnden", date(2018, 3, 21), Answer.ON_TRACK)

    row = rows(said(case))[2]
    assert row["owner"] == ("Omsorgsnämnden, socialnämnden, barn- och ungdomsnämnden och bildningsnämnden, gemensamt")
    assert row["due"] == "Kommunstyrelsen, juni 2018"
    assert row["status"].startswith("Omsorgsnämnden: inget besked ännu; Socialnämnden: pågående; Barn- och")
    assert row["judgement"] == "Ingen bedömning lämnad."


def test_one_who_leads_is_named_alone_and_the_others_beside(case: Engine) -> None:
    with transaction(case) as session:
        owners = owners_of(session, assignments(session)[1])
        owners[1].role = Role.LEAD
        an_owner(session, assignments(session)[1], body(session, "kommundirektören"), role=Role.CONSULTED)

    row = rows(said(case))[2]
    assert row["owner"] == "Socialnämnden"
    assert row["with"] == (
        "Omsorgsnämnden, barn- och ungdomsnämnden och bildningsnämnden. I samråd med kommundirektören"
    )


@pytest.mark.parametrize(
    ("happened", "number", "status"),
    [
        (lambda e: None, 1, "Inget besked ännu, utan slutdatum"),
        (lambda e: None, 3, "Inget besked ännu, försenat"),
        (lambda e: None, 4, "Väntar på uppdrag nr 3"),
        (lambda e: answered(e, "kommundirektören", MAY_28, Answer.DONE), 3, "Anmält som klart, försenat"),
        (lambda e: come_in(e, 2, MAY_28), 3, "Redovisat"),
        (lambda e: closed(e, 2, MAY_28), 3, "Avslutat"),
    ],
)
def test_status_is_said_in_the_offices_words(
    case: Engine, happened: Callable[[Engine], None], number: int, status: str
) -> None:
    happened(case)

    assert rows(said(case))[number]["status"] == status


def test_what_was_closed_says_by_which_decision(case: Engine) -> None:
    closed(case, 2, date(2018, 5, 15))

    assert rows(said(case))[3]["ended_by"] == "Kommunstyrelsen 15 maj 2018, § 381"


def test_a_wish_for_more_time_is_shown_as_not_decided(case: Engine) -> None:
    answered(case, "socialnämnden", date(2018, 5, 2), Answer.MORE_TIME, wanted_day=date(2018, 10, 31))

    assert rows(said(case))[2]["judgement"] == (
        "Bedöms inte bli klart i tid. Ny tid begärd, inte beslutad: 31 oktober 2018."
    )


def test_the_summary_has_three_sentences_and_begins_with_what_deviates(case: Engine) -> None:
    come_in(case, 1, date(2018, 5, 17))
    answered(case, "kommundirektören", date(2018, 5, 2), Answer.MORE_TIME)

    assert said(case)["summary"] == [
        "Ett uppdrag är försenat, ett uppdrag saknar slutdatum och för ett uppdrag har mer tid begärts.",
        "Ett uppdrag är redovisat och väntar på beslut.",
        "Redovisningen omfattar fyra uppdrag: ett försenat, ett utan slutdatum, ett i väntan på ett annat uppdrag "
        "och ett redovisat.",
    ]


def test_where_nothing_deviates_the_summary_says_so(case: Engine) -> None:
    closed(case, 2, date(2018, 5, 15))
    with transaction(case) as session:
        for assignment in (assignments(session)[0], assignments(session)[3]):
            assignment.status, assignment.closed_on = Status.ANNULLED, date(2017, 12, 1)

    assert said(case)["summary"] == [
        "Inget uppdrag är försenat, alla har slutdatum och ingen har begärt mer tid.",
        "Ett uppdrag har avslutats sedan förra redovisningen.",
        "Redovisningen omfattar två uppdrag: ett inom sin tid och ett avslutat.",
    ]


def test_the_owners_own_words_stand_verbatim(case: Engine) -> None:
    answered(case, "kommundirektören", date(2017, 11, 17), Answer.ON_TRACK, text="Förslag bereds.\nMer i vår.")

    assert said(case)["comments"] == [
        {"nr": 3, "owner": "Kommundirektören", "day": "17 november 2017", "text": "Förslag bereds.\nMer i vår."}
    ]


def test_a_moved_term_shows_both_days_and_the_decision(case: Engine) -> None:
    with transaction(case) as session:
        by = ByDecision(body(session, "kommunstyrelsen").id, date(2018, 5, 15), "150")
        october = date(2018, 10, 31)
        second = assignments(session)[1].id
        term = Term(Kind.DATE, october, october)
        move_term(session, second, term, by, at(date(2018, 5, 15), 15), date(2018, 5, 15), the_office().workdays, 10)

    assert said(case)["moved"] == [
        {"nr": 2, "before": "juni 2018", "after": "31 oktober 2018", "by": "Kommunstyrelsen 15 maj 2018, § 150"}
    ]


def test_those_who_are_responsible_are_sent_the_decision(case: Engine) -> None:
    assert set(said(case)["send_to"]) == {
        "Kommunledningsförvaltningen",
        "Kommundirektören",
        "Omsorgsnämnden",
        "Socialnämnden",
        "Barn- och ungdomsnämnden",
        "Bildningsnämnden",
    }


@pytest.mark.parametrize("rung", [Rung.RAISED, Rung.STILL])
def test_what_is_raised_with_nobody_above_stands_first(case: Engine, rung: Rung) -> None:
    assert said(case)["raised"] == []
    with transaction(case) as session:
        third, second = assignments(session)[2], assignments(session)[1]
        a_notice(session, owners_of(session, third)[0], rung=rung)
        a_notice(session, owners_of(session, second)[0], rung=rung)

    assert said(case)["raised"] == [
        "Uppdrag nr 3 skulle ha varit klart torsdag 30 november 2017, och ingen redovisning är registrerad. "
        "Ingen står över kommundirektören, så frågan lyfts här."
    ]


def test_a_reminder_before_the_day_raises_nothing(case: Engine) -> None:
    with transaction(case) as session:
        a_notice(session, owners_of(session, assignments(session)[2])[0], rung=Rung.OVERDUE)
        a_notice(session, owners_of(session, assignments(session)[2])[0], rung=Rung.RAISED, is_dropped=True)

    assert said(case)["raised"] == []


def test_what_is_confidential_shows_its_case_number_only(engine: Engine) -> None:
    load_bodies(engine)
    take_the_decision(engine, is_confidential=True, case_number="KS 2017-777", title="Hemligt")
    answered(engine, "kommundirektören", date(2018, 5, 2), Answer.MORE_TIME, text="Ett barn", wanted_day=MAY_28)
    come_in(engine, 1, date(2018, 5, 17), "SN 2018-9")

    content = said(engine)
    text = json.dumps(content, ensure_ascii=False).lower()
    for secret in ("309", "hemligt", "ett barn", "kommundirektören", "socialnämnden", "utse", "sn 2018-9", "punkt"):
        assert secret not in text
    assert rows(content)[3]["task"] == "Ärende KS 2017-777"
    assert rows(content)[3]["status"] == "Pågående, försenat"


def test_the_list_goes_by_responsible_body_and_the_oldest_decision_first(case: Engine) -> None:
    with transaction(case) as session:
        older = a_decision(
            session,
            body=body(session, "kommunstyrelsen"),
            paragraph="7",
            decided_on=date(2017, 1, 24),
            approved_on=date(2017, 1, 31),
        )
        an_assignment(session, decision=older, owners=[body(session, "kommundirektören")])

    order = [(row["owner"], row["nr"]) for row in said(case)["assignments"]]
    assert [number for _, number in order] == [5, 3, 1, 2, 4]
