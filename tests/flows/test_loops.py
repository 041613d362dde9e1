"""The loops beside the pages: sending, and showing what has changed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from config import clock
from config.addresses import AddressRefused
from config.office import Office
from flows import sending, snapshots
from flows.parameters import ForDecision
from flows.sending import nudge_until_stopped, send_once, send_until_stopped
from flows.snapshots import next_wanted, show_until_stopped
from flows.stopping import Stop
from models.database import DatabaseBusy, reading, transaction
from models.decision import Decision
from models.letter import Letter, LetterState
from notifications.channels import channel_of
from notifications.delivery import DeliverySummary
from notifications.round import morning_round
from tests.flows.conftest import LEFT_TO_THE_COLLECTOR, name_of


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stop]:
    """Asked to stop after the first pause, so that a loop goes round once; it remembers how long it was to wait."""
    asked = Stop()
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        asked.asked.set()
        return True

    monkeypatch.setattr(asked.asked, "wait", wait)
    asked.waited = waited  # type: ignore[attr-defined]
    yield asked


def test_the_loop_sends_the_letters_of_the_round(case: Engine, office: Office, stop: Stop) -> None:
    morning_round(case, office, datetime(2017, 11, 14, 6, tzinfo=clock.now().tzinfo))

    send_until_stopped(case, office, stop)

    with reading(case) as session:
        assert {letter.state for letter in session.exec(select(Letter))} == {LetterState.SENT}
    assert len(list((office.home / "letters").glob("*.eml"))) == 6


@pytest.mark.parametrize("fault", [DatabaseBusy(), AddressRefused("Rätta adressen i office.toml.")])
def test_what_can_be_mended_while_the_program_runs_is_waited_for(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(sending, "deliver", fails)

    assert send_once(case, office, channel_of(office), Stop()) == sending.AFTER_FAULT_SECONDS


def test_a_mail_server_that_is_down_is_left_alone_for_a_while(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "deliver", lambda *_, **__: DeliverySummary(is_down=True))

    assert send_once(case, office, channel_of(office), Stop()) == sending.AFTER_FAULT_SECONDS


def test_what_nobody_foresaw_ends_the_loop_and_with_it_the_program(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, stop: Stop
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "deliver", breaks)

    with pytest.raises(ZeroDivisionError):
        send_until_stopped(case, office, stop)


def _wanted(engine: Engine) -> bool:
    with reading(engine) as session:
        return session.exec(select(col(Decision.snapshot_wanted)).where(Decision.id == 1)).one()


def test_a_wish_is_taken_down_when_it_is_taken(case: Engine) -> None:
    assert _wanted(case)

    assert next_wanted(case) == 1
    assert not _wanted(case)
    assert next_wanted(case) is None


def test_a_change_while_the_picture_is_taken_asks_for_another(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    asked = Stop()

    def show(_office: Office, number: int) -> bool:
        shown.append(number)
        if len(shown) == 1:
            with transaction(case) as session:
                session.get_one(Decision, 1).snapshot_wanted = True
        else:
            asked.ask()
        return True

    monkeypatch.setattr(snapshots, "_show", show)
    show_until_stopped(case, office, asked)

    assert shown == [1, 1]
    assert not _wanted(case)


def test_a_picture_that_fails_is_wanted_still(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, stop: Stop
) -> None:
    monkeypatch.setattr(snapshots, "_show", lambda *_: False)

    show_until_stopped(case, office, stop)

    assert _wanted(case)


def test_a_picture_that_never_succeeds_is_given_up(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Stop()
    tries: list[int] = []

    def show(_office: Office, number: int) -> bool:
        tries.append(number)
        return False

    monkeypatch.setattr(snapshots, "_show", show)
    monkeypatch.setattr(asked.asked, "wait", lambda _: asked.ask() if len(tries) == snapshots.MOST_TRIES else None)
    show_until_stopped(case, office, asked)

    assert len(tries) == snapshots.MOST_TRIES
    assert not _wanted(case)


@pytest.mark.slow
@pytest.mark.usefixtures("prefect")
@LEFT_TO_THE_COLLECTOR
def test_a_changed_decision_gets_its_run(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, stop: Stop
) -> None:
    states: list[Any] = []
    real = snapshots.taken

    async def kept(val: ForDecision) -> Any:
        states.append(await real(val.model_copy(update={"dag": date(2017, 10, 20)})))
        return states[-1]

    monkeypatch.setattr(snapshots, "taken", kept)

    show_until_stopped(case, office, stop)

    assert [name_of(state) for state in states] == ["KS 2017 § 309 · Våld i nära relationer"]
    assert states[0].is_completed()


@pytest.mark.parametrize(("asked_for", "waits"), [(0, sending.AFTER_FAULT_SECONDS), (120, 120)])
def test_a_server_that_asks_for_peace_gets_it(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, asked_for: int, waits: float
) -> None:
    said = DeliverySummary(retried=1, is_down=True, wait_seconds=asked_for)
    monkeypatch.setattr(sending, "deliver", lambda *_, **__: said)

    assert send_once(case, office, channel_of(office), Stop()) == waits


def test_extra_channels_wait_for_a_busy_database_and_go_on(
    case: Engine, office: Office, monkeypatch: pytest.MonkeyPatch, stop: Stop
) -> None:
    tried: list[Office] = []

    def busy(_: Engine, office: Office, *__: Any) -> None:
        tried.append(office)
        raise DatabaseBusy

    monkeypatch.setattr(sending, "nudge", busy)
    nudge_until_stopped(case, office, stop)

    assert tried == [office]
    assert stop.waited == [sending.NUDGE_SECONDS]  # type: ignore[attr-defined]
