"""The history can only grow: what has been written there can neither be changed nor taken away."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import open_engine, transaction
from models.event import note
from models.letter import LetterAttempt
from tests.builders import MORNING, a_letter

HISTORY = ("event", "letter_attempt")
CHANGES = {
    "changing an event": "UPDATE event SET actor = 'någon annan'",
    "changing nothing in an event": "UPDATE event SET actor = actor",
    "writing over an event": "INSERT INTO event SELECT * FROM event WHERE seq = 1"
    " ON CONFLICT (seq) DO UPDATE SET actor = 'någon annan'",
    "removing an event": "DELETE FROM event WHERE seq = 1",
    "removing all events": "DELETE FROM event",
    "changing what the mail server said": "UPDATE letter_attempt SET outcome = 'sent'",
    "removing what the mail server said": "DELETE FROM letter_attempt",
}


def written(engine):
    """The engine, with a row in each table of the history."""
    with transaction(engine) as session:
        note(session, MORNING, "letter.refused", "utskick")
        letter = a_letter(session)
        session.add(LetterAttempt(letter_id=letter.id, at=MORNING, outcome="refused"))
    return engine


def rows(engine):
    with engine.connect() as connection:
        return [connection.execute(text(f"SELECT * FROM {table}")).all() for table in HISTORY]


def assert_refused(engine, statement):
    before = rows(engine)
    assert all(before)
    with pytest.raises(DBAPIError, match="historiken kan bara fyllas på"), engine.begin() as connection:
        connection.execute(text(statement))
    assert rows(engine) == before


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES.keys())
def test_the_database_refuses(engine, statement):
    assert_refused(written(engine), statement)


@pytest.mark.parametrize("table", HISTORY)
def test_postgresql_does_not_empty_history_at_once(pg_url, table):
    engine = open_engine(pg_url)
    assert_refused(written(engine), f"TRUNCATE {table}")
    engine.dispose()


@pytest.mark.parametrize("table", HISTORY)
def test_sqlite_does_not_replace_history_by_inserting_it_again(sqlite_database, table):
    engine = open_engine(sqlite_database)
    assert_refused(written(engine), f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    engine.dispose()
