"""Many who write at once: they are put in a row, and whoever waits too long is told so."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import func, select

from models import database
from models.database import DatabaseBusy, open_engine, reading, transaction
from models.event import Event, chain, first_broken, head, note
from models.paper import Paper
from tests.builders import MORNING, a_paper

WRITERS, EACH = 6, 8


def test_many_writers_give_one_chain_without_a_gap(engine):
    together = Barrier(WRITERS)

    def write(writer):
        together.wait()
        for number in range(EACH):
            with transaction(engine) as session:
                a_paper(session, f"writer {writer}, paper {number}")
                note(session, MORNING, "paper.read", "kansli", writer=writer)
                note(session, MORNING, "decision.proposed", "kansli", writer=writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    with reading(engine) as session:
        assert first_broken(session) is None
        assert head(session).seq == WRITERS * EACH * 2
        assert session.exec(select(func.count()).select_from(Event)).one() == WRITERS * EACH * 2
        assert session.exec(select(func.count()).select_from(Paper)).one() == WRITERS * EACH


def test_whoever_waits_too_long_is_told_to_try_again(database_url, monkeypatch):
    monkeypatch.setattr(database, "BUSY_MS", 100)
    engine = open_engine(database_url)
    with transaction(engine) as slow:
        note(slow, MORNING, "paper.read", "kansli")
        chain(slow)
        with pytest.raises(DatabaseBusy, match="upptagen just nu. Försök igen"), transaction(engine) as session:
            note(session, MORNING, "letter.sent", "utskick")

    with reading(engine) as session:
        assert [event.kind for event in session.exec(select(Event))] == ["paper.read"]
        assert first_broken(session) is None
    engine.dispose()


def test_reading_does_not_wait_for_a_writer(engine):
    with transaction(engine) as slow:
        note(slow, MORNING, "paper.read", "kansli")
        chain(slow)
        with reading(engine) as session:
            assert head(session).seq == 0


def test_many_may_open_a_new_file_at_the_same_moment(tmp_path):
    """SQLite tells some of them at once that the file is locked; nobody may hear of that."""
    together = Barrier(WRITERS)

    def open_it(url):
        engine = open_engine(url)
        together.wait()
        engine.connect().close()
        engine.dispose()

    with ThreadPoolExecutor(WRITERS) as pool:
        for number in range(40):
            list(pool.map(open_it, [f"sqlite:///{tmp_path / f'{number}.db'}"] * WRITERS))
