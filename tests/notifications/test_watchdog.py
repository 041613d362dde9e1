"""What should have happened and did not: seen, and told of once per fault and day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from models.database import reading, transaction
from models.event import note
from models.letter import Letter, LetterAttempt, LetterKind, LetterState
from models.runs import record_run
from notifications.outages import ROUND
from notifications.situation import DIGEST
from notifications.watchdog import FaultKind, look, watch
from tests.builders import a_body, a_letter
from tests.notifications.example_case import at, load_bodies, the_office

MONDAY, TUESDAY, SUNDAY = date(2017, 11, 27), date(2017, 11, 28), date(2017, 11, 26)


@pytest.fixture
def case(engine: Engine) -> Iterator[Engine]:
    load_bodies(engine)
    yield engine


def ran(engine: Engine, name: str, day: date) -> None:
    with transaction(engine) as session:
        record_run(session, name, day, at(day), at(day), None)


def kinds(engine: Engine, now: datetime) -> list[FaultKind]:
    return [fault.kind for fault in look(engine, the_office(), now)]


def alarms(engine: Engine) -> list[Letter]:
    with reading(engine) as session:
        query = select(Letter).where(Letter.kind == LetterKind.ALARM, Letter.state == LetterState.WAITING)
        return list(session.exec(query))


def send_all(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        for row in session.exec(select(Letter).where(Letter.state == LetterState.WAITING)):
            row.state, row.sent_at = LetterState.SENT, now


def letter(engine: Engine, **changes: object) -> int:
    with transaction(engine) as session:
        return a_letter(session, **changes).id  # type: ignore[arg-type]


def test_where_all_was_done_there_is_nothing_to_say(case: Engine) -> None:
    ran(case, ROUND, MONDAY)
    ran(case, DIGEST, MONDAY)
    letter(case, state=LetterState.SENT)

    assert watch(case, the_office(), at(MONDAY, 16)) == []
    assert alarms(case) == []


@pytest.mark.parametrize(
    ("now", "is_missed"),
    [
        (at(TUESDAY, 8, 59), False),
        (at(TUESDAY, 9, 0), True),
        (at(SUNDAY, 12), False),
        (at(date(2017, 12, 26), 12), False),
    ],
)
def test_the_round_is_missed_from_nine_on_a_working_day(case: Engine, now: datetime, is_missed: bool) -> None:
    ran(case, DIGEST, MONDAY)
    ran(case, DIGEST, date(2017, 12, 27))

    assert (FaultKind.NO_ROUND in kinds(case, now)) is is_missed


@pytest.mark.parametrize(
    ("now", "is_missed"),
    [
        (at(MONDAY, 8, 59), False),
        (at(MONDAY, 9, 0), True),
        (at(date(2017, 12, 26), 12), False),  # closed: Wednesday is its day
        (at(date(2017, 12, 27), 9, 0), True),
    ],
)
def test_the_weekly_report_is_missed_from_nine_on_its_own_day(case: Engine, now: datetime, is_missed: bool) -> None:
    assert (FaultKind.NO_DIGEST in kinds(case, now)) is is_missed


def test_a_machine_that_stood_still_all_monday_does_not_hide_the_missed_report(case: Engine) -> None:
    assert FaultKind.NO_DIGEST not in kinds(case, at(TUESDAY, 9)), "work began this Tuesday"
    ran(case, ROUND, date(2017, 11, 24))

    (fault,) = [f for f in look(case, the_office(), at(TUESDAY, 9)) if f.kind is FaultKind.NO_DIGEST]

    assert "vecka 48" in str(fault)
    assert "2017-11-27" in str(fault)


@pytest.mark.parametrize("state", [LetterState.PLANNED, LetterState.WAITING, LetterState.CLAIMED, LetterState.SENDING])
def test_a_letter_that_nobody_comes_for_is_noticed_after_an_hour(case: Engine, state: LetterState) -> None:
    at_seven = at(SUNDAY, 7, 0)
    letter(case, state=state, not_before=at_seven, written_at=at_seven)

    assert FaultKind.LETTERS_WAIT not in kinds(case, at_seven + timedelta(minutes=59))
    assert FaultKind.LETTERS_WAIT in kinds(case, at_seven + timedelta(minutes=60))


def test_a_letter_that_is_tried_again_and_again_is_noticed_too(case: Engine) -> None:
    now = at(SUNDAY, 12)
    long_ago, later = now - timedelta(hours=2), now + timedelta(hours=1)
    letter(case, written_at=long_ago, not_before=later)
    assert FaultKind.LETTERS_WAIT not in kinds(case, now), "it is meant to wait"

    number = letter(case, recipient="annan@kommun.example", written_at=long_ago, not_before=later)
    said = {"outcome": "retry", "code": 535, "reply": "inloggningen godtas inte: 5.7.139 Authentication unsuccessful"}
    with transaction(case) as session:
        session.add(LetterAttempt(letter_id=number, at=now - timedelta(minutes=9), **said))

    (fault,) = (fault for fault in look(case, the_office(), now) if fault.kind is FaultKind.LETTERS_WAIT)
    assert "Inloggning över SMTP är avstängd" in fault.sentence, "a channel that is down costs no attempt, and tells"


def test_a_changed_history_is_noticed(case: Engine) -> None:
    with transaction(case) as session:
        note(session, at(SUNDAY), "decision.decided", "kansli", day="2017-10-10")
    with transaction(case) as session:
        session.execute(text("UPDATE chain_head SET seq = seq + 1"))

    (fault,) = look(case, the_office(), at(SUNDAY, 12))

    assert fault.kind is FaultKind.CHAIN_BROKEN
    assert "bevaka verify" in str(fault)


def test_an_undeliverable_letter_is_told_of_once_by_the_name_of_its_body(case: Engine) -> None:
    with transaction(case) as session:
        known = a_body(session, "Kulturnämnden")
        lost = a_letter(session, "borta@kommun.example", state=LetterState.UNDELIVERABLE, body_id=known.id).id

    (fault,) = watch(case, the_office(), at(SUNDAY, 12))

    assert (
        str(fault)
        == f"Mejl nr {lost} till kulturnämnden (14 november 2017) kunde inte levereras. Kontrollera adressen."
    )
    assert str(fault) in alarms(case)[0].text
    send_all(case, at(SUNDAY, 13))
    assert look(case, the_office(), at(SUNDAY, 14)) == []
    assert watch(case, the_office(), at(SUNDAY + timedelta(days=7), 12)) == []


def test_a_lost_alarm_is_seen_but_makes_no_further_alarm(case: Engine) -> None:
    letter(case, state=LetterState.UNDELIVERABLE, kind=LetterKind.ALARM)

    faults = watch(case, the_office(), at(SUNDAY, 12))

    assert [fault.kind for fault in faults] == [FaultKind.ALARM_LOST]
    assert alarms(case) == []


def test_the_office_is_told_once_a_day_and_again_the_next_day(case: Engine) -> None:
    friday = date(2017, 12, 1)
    ran(case, DIGEST, MONDAY)
    for minute in (0, 15, 30):
        assert [f.kind for f in watch(case, the_office(), at(friday, 9, minute))] == [FaultKind.NO_ROUND]

    (told,) = alarms(case)
    assert told.recipient == "kansli@linkoping.example"
    assert told.text.count("Morgonrundan 1 december 2017 har inte blivit av.") == 1

    send_all(case, at(friday, 12))
    watch(case, the_office(), at(friday, 12, 5))
    assert alarms(case) == []
    ran(case, DIGEST, date(2017, 12, 4))
    watch(case, the_office(), at(date(2017, 12, 4), 9))
    assert len(alarms(case)) == 1


def test_two_faults_are_told_of_in_one_letter(case: Engine) -> None:
    watch(case, the_office(), at(MONDAY, 9))

    (told,) = alarms(case)
    assert "Morgonrundan" in told.text
    assert "Veckorapporten för vecka 48" in told.text


def test_looking_writes_nothing(case: Engine) -> None:
    assert look(case, the_office(), at(MONDAY, 9))
    assert alarms(case) == []
    assert look(case, the_office(), at(MONDAY, 9)) == look(case, the_office(), at(MONDAY, 9))


def test_nothing_is_missed_on_the_day_on_which_the_office_was_made(engine: Engine) -> None:
    with transaction(engine) as session:
        note(session, at(MONDAY, 14), "register.loaded", "kansli")
    assert kinds(engine, at(MONDAY, 15)) == []
    assert FaultKind.NO_ROUND in kinds(engine, at(TUESDAY, 9))
