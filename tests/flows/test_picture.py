"""Where a decision stands, as Prefect may show it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from config.office import Office
from deadlines.status import Answer, Outcome
from flows.faults import UnknownDecision
from flows.picture import Picture, picture
from flows.shell import opened
from models.answer import Channel
from models.answering import Said, answer
from models.body import Body
from models.closing import ByDecision, close
from models.database import reading, transaction
from models.overview import standings
from models.receiving import Received, receive
from notifications.round import morning_round
from tests.flows.conftest import TITLE, take_decision

NOW = datetime(2017, 11, 20, 8, tzinfo=UTC)
TODAY = date(2017, 11, 20)
DIRECTOR = "Utse en förvaltning (kommundirektören)"
PLAN = "Utarbeta en handlingsplan ({})"
COMMITTEES = ("omsorgsnämnden", "socialnämnden", "barn- och ungdomsnämnden", "bildningsnämnden")


def on(day: date, decision: int = 1) -> Picture:
    with opened("linkoping", day) as work, reading(work.engine) as session:
        return picture(session, work, decision)


def words(shown: Picture) -> dict[str, str]:
    return {part.name: str(part.word) for part in shown.parts}


@pytest.mark.usefixtures("case")
def test_the_example_case_has_seven_parts_with_the_words_of_the_office() -> None:
    shown = on(date(2017, 10, 20))

    assert shown.name == f"KS 2017 § 309 · {TITLE}"
    assert shown.key == "linkoping-ks-2017-309"
    assert words(shown) == {
        "Säkerställa att frågan beaktas i relevanta … (kommunledningsförvaltningen)": "Utan slutdatum",
        **{PLAN.format(name): "Inget besked ännu" for name in COMMITTEES},
        DIRECTOR: "Inget besked ännu",
        "Den kommunövergripande samordningen … (den förvaltning som utses)": "Väntar på annat uppdrag",
    }


def test_an_owner_that_was_written_to_today_has_been_reminded(case: Engine, office: Office) -> None:
    morning_round(case, office, datetime(2017, 10, 17, 7, tzinfo=UTC))
    morning_round(case, office, datetime(2017, 11, 14, 7, tzinfo=UTC))

    shown = words(on(date(2017, 11, 14)))

    assert shown[DIRECTOR] == "Påminnelse skapad"
    assert shown[PLAN.format("omsorgsnämnden")] == "Inget besked ännu"


def test_what_an_owner_has_said_is_shown(case: Engine) -> None:
    owners = _owners(case)
    with transaction(case) as session:
        answer(session, owners["omsorgsnämnden"], Said(Answer.ON_TRACK), NOW, TODAY, Channel.LINK)
        answer(session, owners["socialnämnden"], Said(Answer.DONE), NOW, TODAY, Channel.LINK)
        answer(session, owners["bildningsnämnden"], Said(Answer.NOT_OURS), NOW, TODAY, Channel.LINK)

    shown = words(on(TODAY))

    assert shown[PLAN.format("omsorgsnämnden")] == "Pågående"
    assert shown[PLAN.format("socialnämnden")] == "Anmält som klart"
    assert shown[PLAN.format("bildningsnämnden")] == "Anmält som inte vårt"


@pytest.mark.usefixtures("case")
def test_what_has_passed_its_day_is_late_and_what_waits_for_it_still_waits() -> None:
    shown = on(date(2017, 12, 5))

    assert words(shown)[DIRECTOR] == "Försenat"
    assert "Väntar på annat uppdrag" in words(shown).values()
    assert shown.word == "Försenat"


def test_a_report_and_a_closing_decision_end_a_part(case: Engine) -> None:
    with transaction(case) as session:
        receive(session, 3, Received(case_number="KS 2017-500"), NOW, TODAY)
    assert words(on(TODAY))[DIRECTOR] == "Redovisat"

    with transaction(case) as session:
        board = session.exec(select(Body).where(Body.name == "kommunstyrelsen")).one()
        close(session, 3, Outcome.DONE, ByDecision(board.id, TODAY, "350"), NOW)
    assert words(on(TODAY))[DIRECTOR] == "Avslutat"


def test_a_confidential_decision_shows_its_case_number_only(case: Engine, office: Office) -> None:
    number = take_decision(case, office, "310", confidential=True)

    shown = on(date(2017, 12, 5), number)

    assert shown.name == "KS 2017-310"
    told = f"{shown.sentence} {[part.row for part in shown.parts]} {[part.name for part in shown.parts]}"
    assert TITLE not in told
    assert not any(name in told for name in (*COMMITTEES, "handlingsplan", "förvaltning", "§"))
    assert {part.name for part in shown.parts} == {f"KS 2017-310, uppdrag {n}" for n in (5, 6, 7, 8)}


@pytest.mark.usefixtures("case")
def test_an_unknown_number_is_told_where_to_find_the_right_one() -> None:
    with pytest.raises(UnknownDecision, match="Numret står på skrivbordet"):
        on(TODAY, 99)


def _owners(engine: Engine) -> dict[str, int]:
    """The owners of the plan by name."""
    with reading(engine) as session:
        return {o.name or "": o.owner_id for s in standings(session, TODAY) for o in s.owners if s.assignment.id == 2}
