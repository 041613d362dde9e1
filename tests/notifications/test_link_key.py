"""A key that is lost and made anew is told of, for links that were sent are dead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import Engine

from config.office import Office
from config.zone import office_hour
from models.copying import copy_into_memory
from models.letter import LetterKind
from notifications import link_key
from notifications.delivery import deliver
from notifications.link_key import office_key
from notifications.postbag import Postbag
from notifications.round import morning_round
from notifications.simulation import simulate
from notifications.tokens import load_secret
from tests.office_case import APPROVED, decide_case, example_office, letters

SOON = date(2017, 11, 14)


@pytest.fixture
def office(tmp_path) -> Office:
    return example_office(tmp_path)


def send(engine: Engine, office: Office, day: date) -> None:
    deliver(engine, office, office_hour(day, 10), Postbag())


def alarms(engine: Engine) -> list[str]:
    return [one.text or "" for one in letters(engine) if one.kind is LetterKind.ALARM]


def test_a_key_that_was_lost_is_told_of_once(engine: Engine, office: Office, caplog) -> None:
    decide_case(engine, office)
    send(engine, office, APPROVED)
    send(engine, office, SOON)
    assert alarms(engine) == [], "the first key is no news"
    (office.home / "secret").unlink()
    morning_round(engine, office, office_hour(SOON, 7))
    for _ in range(2):
        send(engine, office, SOON)
    (told,) = alarms(engine)
    assert "Länkar i mejl som redan är skickade fungerar inte längre" in " ".join(told.split())
    assert [record.message[:30] for record in caplog.records].count("Nyckeln till svarslänkarna är ") == 1


def test_what_is_remembered_gives_no_key_away(engine: Engine, office: Office) -> None:
    key = office_key(engine, office, office_hour(SOON, 10))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM run").all()
    assert rows and key.hex() not in repr(rows) and key.hex()[:16] not in repr(rows)


def test_a_simulation_has_a_key_of_its_own(engine: Engine, office: Office, tmp_path) -> None:
    decide_case(engine, office)
    send(engine, office, APPROVED)
    (tmp_path / "spel").mkdir()
    copy = copy_into_memory(engine)
    account = simulate(copy, Office(tmp_path / "spel", office.settings), SOON, SOON)
    kinds = {letter.kind for letter in account.letters}
    assert "notice" in kinds and "alarm" not in kinds


def test_of_many_senders_one_tells_of_it(engine: Engine, office: Office, monkeypatch, caplog) -> None:
    """All of them have read what was known before any of them writes."""
    decide_case(engine, office)
    senders, read = 4, link_key.last_run
    together = Barrier(senders)

    def at_once(session, name):
        found = read(session, name)
        together.wait()
        return found

    monkeypatch.setattr(link_key, "last_run", at_once)
    for _ in ("first", "changed"):
        (office.home / "secret").unlink(missing_ok=True)
        load_secret(office.home)
        with ThreadPoolExecutor(senders) as pool:
            keys = list(pool.map(lambda _: office_key(engine, office, office_hour(SOON, 10)), range(senders)))
        assert len(set(keys)) == 1
    assert len(caplog.records) == len(alarms(engine)) == 1
