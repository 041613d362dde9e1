"""The flows as Prefect runs them."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from sqlalchemy import Engine, select
from sqlmodel import col

from config import clock
from config.office import Office
from flows import morning as morning_module
from flows.decision import decision
from flows.delivery_check import delivery_check
from flows.gathering import gathering
from flows.morning import morning
from flows.parameters import ForDay, ForDecision, ForOffice
from flows.watch import watch
from flows.weekly import weekly
from models.database import reading, transaction
from models.decision import Decision
from models.leases import take_lease
from models.letter import Letter, LetterState
from notifications.outages import ROUND
from tests.builders import a_letter
from tests.flows.conftest import LEFT_TO_THE_COLLECTOR, PAPER, TITLE, name_of, run, table, take_decision, tasks_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect"), LEFT_TO_THE_COLLECTOR]
SOON = date(2017, 11, 14)
CHRISTMAS = date(2017, 12, 25)


def for_day(dag: date | None = SOON) -> ForDay:
    return ForDay(office="linkoping", dag=dag)


@pytest.mark.usefixtures("case")
def test_a_decision_is_a_run_with_a_task_for_each_assignment_and_owner() -> None:
    state = run(decision, ForDecision(office="linkoping", dag=date(2017, 12, 5), beslut=1))

    assert state.is_completed()
    assert state.name == "Försenat"
    assert name_of(state) == f"KS 2017 § 309 · {TITLE}"
    assert tasks_of(state, 7) == {
        "Säkerställa att frågan beaktas i relevanta … (kommunledningsförvaltningen)": "Utan slutdatum",
        "Utarbeta en handlingsplan (omsorgsnämnden)": "Inget besked ännu",
        "Utarbeta en handlingsplan (socialnämnden)": "Inget besked ännu",
        "Utarbeta en handlingsplan (barn- och ungdomsnämnden)": "Inget besked ännu",
        "Utarbeta en handlingsplan (bildningsnämnden)": "Inget besked ännu",
        "Utse en förvaltning (kommundirektören)": "Försenat",
        "Den kommunövergripande samordningen … (den förvaltning som utses)": "Väntar på annat uppdrag",
    }
    laid = table("linkoping-ks-2017-309")
    assert laid.description.endswith("http://127.0.0.1:8017/beslut/1")
    assert [row["Läge"] for row in json.loads(laid.data)].count("Försenat") == 1


@pytest.mark.usefixtures("case")
def test_the_server_understands_its_own_client() -> None:
    """With FastAPI 0.154 it answers 422 to this very call, while everything else looks healthy."""
    state = run(decision, ForDecision(office="linkoping", beslut=1))

    with get_client(sync_client=True) as client:
        assert state.state_details.flow_run_id in {one.id for one in client.read_flow_runs()}


@pytest.mark.usefixtures("case")
def test_after_an_outage_the_round_says_which_days_were_missed() -> None:
    run(morning, for_day(date(2017, 11, 10)))

    assert run(morning, for_day(date(2017, 11, 20))).message.startswith("Ingen runda gjordes 13–17 november 2017.")


@pytest.mark.usefixtures("case")
def test_an_unknown_decision_is_told_and_is_no_fault_of_the_engine() -> None:
    state = run(decision, ForDecision(office="linkoping", beslut=99))

    assert state.is_completed()
    assert state.name == "Finns inte"
    assert name_of(state) == "Beslut 99"


@pytest.mark.usefixtures("case")
def test_the_morning_round_shows_what_was_due_and_takes_its_picture() -> None:
    state = run(morning, for_day())

    assert state.is_completed()
    assert state.name == "Klar"
    assert name_of(state) == "Morgonrunda 14 november 2017"
    assert state.message.startswith("Ett beslut hade något att bevaka i dag.")
    assert tasks_of(state, 1)[f"KS 2017 § 309 · {TITLE}"] == "Påminnelse skapad"
    assert json.loads(table("linkoping-morgonrunda").data)[0]["Läge"] == "Påminnelse skapad"
    assert "Läget tisdag 14 november 2017" in table("linkoping-ks-2017-309").description


def test_a_picture_that_the_round_takes_is_not_taken_again(case: Engine) -> None:
    run(morning, for_day())

    with reading(case) as session:
        assert not session.get_one(Decision, 1).snapshot_wanted


def test_a_large_morning_keeps_to_its_number_of_tasks_and_pictures(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morning_module, "MOST_TASKS", 2)
    monkeypatch.setattr(morning_module, "MOST_PICTURES", 1)
    for paragraph in ("310", "311"):
        take_decision(case, office, paragraph)

    state = run(morning, for_day())

    shown = tasks_of(state, 3)
    assert "Ytterligare två beslut" in shown
    assert sum(name.startswith("Beslut-") for name in shown) == 1
    assert all(table(f"linkoping-ks-2017-{n}") for n in ("309", "310", "311"))


@pytest.mark.usefixtures("case")
def test_a_second_round_ends_without_doing_anything(case: Engine) -> None:
    take_lease(case, ROUND, "another", datetime(2017, 11, 14, 5, 59, tzinfo=UTC), 1800)

    state = run(morning, for_day())

    assert (state.is_completed(), state.name) == (True, "Pågår redan")
    assert tasks_of(state, 0) == {}


@pytest.mark.usefixtures("case")
def test_the_round_takes_the_day_off_when_the_office_does() -> None:
    state = run(morning, for_day(CHRISTMAS))

    assert (state.is_completed(), state.name) == (True, "Ledig dag")
    assert state.message == "Måndag 25 december 2017 är ingen arbetsdag."


@pytest.mark.usefixtures("case")
def test_today_is_read_when_the_run_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2017, 12, 25, 9, tzinfo=UTC))

    assert name_of(run(morning, for_day(None))) == "Morgonrunda 25 december 2017"


def test_the_weekly_report_is_written_once(case: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2017, 11, 27, 6, 30, tzinfo=UTC))

    first, second = run(weekly, for_day(None)), run(weekly, for_day(None))

    assert first.name == "Klar"
    assert name_of(first) == "Veckorapport 27 november 2017"
    assert second.name == "Redan skriven"
    assert {"Läget": "Öppna uppdrag", "Antal": "4"} in json.loads(table("linkoping-veckorapport").data)


@pytest.mark.usefixtures("case")
def test_on_another_day_the_weekly_report_says_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2017, 11, 28, 6, 30, tzinfo=UTC))

    state = run(weekly, for_day(None))

    assert (state.name, state.message) == ("Annan dag", "Den här veckans rapport skrivs måndag 27 november 2017.")


def test_a_second_gathering_ends_without_doing_anything(case: Engine) -> None:
    take_lease(case, "flow:gathering", "another", clock.now(), 1800)

    state = run(gathering, for_day())

    assert (state.is_completed(), state.name) == (True, "Pågår redan")


@pytest.mark.usefixtures("case")
def test_a_gathering_says_what_was_on_its_turn() -> None:
    assert run(gathering, for_day()).name in ("Inget på tur", "Klar")


def test_the_check_counts_what_was_sent_waits_and_did_not_arrive(case: Engine) -> None:
    now = clock.now()
    with transaction(case) as session:
        a_letter(session, "a@kommun.example", state=LetterState.SENT, sent_at=now, day=now.date())
        a_letter(session, "b@kommun.example", day=now.date(), not_before=now - timedelta(hours=2))
        a_letter(session, "c@kommun.example", state=LetterState.UNDELIVERABLE, day=now.date())

    state = run(delivery_check, ForOffice(office="linkoping"))

    assert (state.is_completed(), state.name) == (True, "Mejl kom inte fram")
    assert [row["Antal"] for row in json.loads(table("linkoping-utskick").data)] == ["1", "1", "1", "0"]
    assert "@" not in f"{state.message}{table('linkoping-utskick').data}"


@pytest.mark.usefixtures("case")
def test_the_watch_is_red_while_something_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2017, 11, 14, 9, tzinfo=UTC))

    state = run(watch, ForOffice(office="linkoping"))

    assert (state.is_failed(), state.name) == (True, "Något saknas")
    assert "Morgonrundan 14 november 2017 har inte blivit av." in state.message


@pytest.mark.usefixtures("case")
def test_the_watch_is_green_when_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2017, 10, 15, 9, tzinfo=UTC))  # a Sunday

    assert run(watch, ForOffice(office="linkoping")).name == "Allt i ordning"


def test_a_fault_of_the_engine_is_red_and_keeps_its_secrets(case: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("asa.oberg@kommun.example")

    monkeypatch.setattr(morning_module, "morning_round", breaks)

    state = run(morning, for_day())

    assert state.is_failed()
    assert "ValueError" in state.message
    assert "asa.oberg" not in state.message


def test_no_title_of_a_confidential_decision_is_anywhere_in_prefect(
    case: Engine, office: Office, prefect: Path
) -> None:
    secret = PAPER.replace("handlingsplan", "kvastplan").replace("förvaltning", "kvastenhet")
    take_decision(case, office, "310", title="Syrenens titel", paper=secret, confidential=True)
    take_decision(case, office, "311", title="Tulpanens titel")

    state = run(morning, for_day())
    run(decision, ForDecision(office="linkoping", dag=date(2018, 12, 4), beslut=2))

    assert "KS 2017-310" in tasks_of(state, 3)
    kept = _all_that_prefect_keeps(prefect, "Tulpanens titel")
    assert "KS 2017-310" in kept
    for word in ("Syrenen", "kvast", "@linkoping.example"):
        assert word not in kept, word


def _all_that_prefect_keeps(folder: Path, until: str) -> str:
    """Every text in Prefect's database, once the events (written last) tell of `until`."""
    for _ in range(30):
        with closing(sqlite3.connect(folder / "prefect.db")) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        if until in _readable(rows["events"]):
            return _readable(list(rows.values()))
        time.sleep(0.5)
    raise AssertionError(f"Prefect never wrote down {until}")


def _readable(rows: object) -> str:
    """With what JSON has escaped as it was."""
    return str(rows).replace("\\\\", "\\").encode("utf-8", "backslashreplace").decode("unicode_escape", "replace")


def test_letters_of_the_round_are_planned_and_not_sent_by_a_flow(case: Engine) -> None:
    run(morning, for_day())

    with reading(case) as session:
        states = set(session.scalars(select(col(Letter.state))))
    assert LetterState.SENT not in states
    assert states
