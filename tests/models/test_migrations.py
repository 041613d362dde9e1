"""Migrating makes what the models say, all of it or nothing, however often and however many do it at once."""

import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from models.database import DatabaseTooNew, create_all, migrate, open_engine, reading
from models.event import GENESIS, first_broken, head
from models.overview import standings
from tests.models.catalogue import catalogue, difference


@pytest.fixture
def empty_engine(empty_database_url):
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


def catalogue_of(engine):
    with engine.connect() as connection:
        return catalogue(connection)


def test_migrations_make_what_the_models_say(engine, empty_engine):
    create_all(empty_engine)

    if found := difference(catalogue_of(engine), catalogue_of(empty_engine)):
        pytest.fail(f"the two differ:\n{found}", pytrace=False)


def test_a_new_database_has_an_empty_chain(engine):
    with reading(engine) as session:
        assert (head(session).seq, head(session).hash) == (0, GENESIS)
        assert first_broken(session) is None


def test_migrating_again_changes_nothing(engine):
    before = catalogue_of(engine)

    migrate(engine)

    assert catalogue_of(engine) == before


FIRST_ROWS = (
    "INSERT INTO body (id, name, kind, valid_from) VALUES (1, 'kommunstyrelsen', 'board', '1990-01-01')",
    "INSERT INTO paper (id, sha256, name, kind, text, taken_in_at) VALUES (1, '"
    + "a" * 64
    + "', 'p.txt', 'protokoll', 'Nämnden ska göra det.', '2018-03-13 08:00:00')",
    "INSERT INTO decision (id, paper_id, body_id, year, paragraph, title, is_confidential, state, decided_on,"
    " approved_on, snapshot_wanted) VALUES (1, 1, 1, 2018, '41', 'Plan', false, 'approved', '2018-03-13',"
    " '2018-03-20', false)",
    "INSERT INTO clause (id, decision_id, point, quote, start_at, end_at) VALUES (1, 1, '1', 'Nämnden', 0, 7)",
    "INSERT INTO assignment (id, decision_id, clause_id, task, status) VALUES (1, 1, 1, 'göra det', 'active')",
    "INSERT INTO deadline (id, assignment_id, version, is_current, kind) VALUES (1, 1, 1, true, 'none')",
    "INSERT INTO owner (id, assignment_id, body_id, role, valid_from) VALUES (1, 1, 1, 'lead', '2018-03-13')",
)


def test_an_office_of_the_first_version_keeps_all_that_it_has(engine, empty_engine):
    migrate(empty_engine, "0001")
    with empty_engine.begin() as connection:
        for row in FIRST_ROWS:
            connection.exec_driver_sql(row)

    migrate(empty_engine)

    assert catalogue_of(empty_engine) == catalogue_of(engine)
    with reading(empty_engine) as session:
        (one,) = standings(session, date(2018, 4, 1))
        assert (one.assignment.task, one.source, one.decision.stated_paragraph) == (
            "göra det",
            "kommunstyrelsen 2018 § 41 p. 1",
            None,
        )
        assert first_broken(session) is None


def test_a_failed_migration_leaves_nothing_half_made(empty_engine):
    """The table that is in the way belongs to the last ones that the migration makes."""
    with empty_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE chain_head (id INTEGER)")

    with pytest.raises(DBAPIError, match="chain_head"):
        migrate(empty_engine)

    assert inspect(empty_engine).get_table_names() == ["chain_head"]


MIGRATE = "import sys; from models.database import migrate, open_engine; input(); migrate(open_engine(sys.argv[1]))"


def test_programs_that_start_together_migrate_once(empty_database_url, empty_engine):
    """Each waits for a line when it has loaded its code, so that all begin at the same moment."""
    command = [sys.executable, "-c", MIGRATE, empty_database_url]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    programs = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for program in programs:
        program.stdin.write("\n")
        program.stdin.flush()
    errors = [program.communicate(timeout=60)[1] for program in programs]

    assert [program.returncode for program in programs] == [0, 0, 0, 0], errors
    with reading(empty_engine) as session:
        assert first_broken(session) is None


def test_a_newer_database_is_left_alone(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = catalogue_of(engine)

    with pytest.raises(DatabaseTooNew, match="nyare version av Bevaka .*9999.*säkerhetskopia"):
        migrate(engine)

    assert catalogue_of(engine) == before
