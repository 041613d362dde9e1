"""The chain: every row hangs on the one before, and whoever walks it finds the first that does not fit."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlmodel import select

from deadlines.status import Answer
from models.answer import Channel, StatusReport
from models.answering import Said, answer
from models.database import reading, transaction
from models.event import GENESIS, BrokenChain, Event, first_broken, head, note, salted
from tests.builders import MORNING, an_assignment, owners_of


def written(engine, count=5):
    """The engine, with `count` events, two of them in the same transaction."""
    for number in range(count - 1):
        with transaction(engine) as session:
            note(session, MORNING + timedelta(minutes=number), "round.ended", "morgonrunda", decision_id=number)
            if number == 0:
                note(session, MORNING, "letter.sent", "utskick", recipients=["å", "ä", "ö"])
    return engine


def events(engine):
    with reading(engine) as session:
        return list(session.exec(select(Event).order_by(Event.seq)))


def broken(engine):
    with reading(engine) as session:
        return first_broken(session)


def tamper(engine, *statements):
    """What somebody with all rights to the database can do: away with the triggers first."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_refuses_update")
            connection.exec_driver_sql("DROP TRIGGER event_refuses_delete")
        else:
            connection.exec_driver_sql("DROP TRIGGER event_refuses_change ON event")
        for statement in statements:
            assert connection.execute(text(statement)).rowcount == 1


def test_rows_are_numbered_without_a_gap_and_each_holds_the_hash_before_it(engine):
    rows = events(written(engine))

    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    assert [row.previous for row in rows] == [GENESIS, *(row.hash for row in rows[:-1])]
    assert broken(engine) is None


def test_the_head_is_the_newest_row(engine):
    newest = events(written(engine))[-1]

    with reading(engine) as session:
        assert (head(session).seq, head(session).hash) == (newest.seq, newest.hash)


TAMPERINGS = {
    "a changed word": (["UPDATE event SET actor = 'någon annan' WHERE seq = 3"], 3, "innehåll"),
    "a changed hour": (["UPDATE event SET at = '2017-01-01 00:00:00' WHERE seq = 1"], 1, "innehåll"),
    "other data": (["UPDATE event SET data = '{}' WHERE seq = 2"], 2, "innehåll"),
    "another decision": (["UPDATE event SET decision_id = 99 WHERE seq = 4"], 4, "innehåll"),
    "another hash": ([f"UPDATE event SET hash = '{GENESIS}' WHERE seq = 2"], 2, "innehåll"),
    "another predecessor": ([f"UPDATE event SET previous = '{GENESIS}' WHERE seq = 4"], 4, "hänger inte ihop"),
    "the first row gone": (["DELETE FROM event WHERE seq = 1"], 1, "saknas"),
    "a hole": (["DELETE FROM event WHERE seq = 3"], 3, "saknas"),
    "a hole that was closed": (
        ["DELETE FROM event WHERE seq = 4", "UPDATE event SET seq = 4 WHERE seq = 5"],
        4,
        "hänger inte ihop",
    ),
    "the newest row cut off": (["DELETE FROM event WHERE seq = 5"], 5, "de nyaste raderna saknas"),
    "several newest cut off": (
        ["DELETE FROM event WHERE seq = 5", "DELETE FROM event WHERE seq = 4"],
        4,
        "de nyaste raderna saknas",
    ),
    "two places": (
        ["DELETE FROM event WHERE seq = 4", "UPDATE event SET kind = 'decision.annulled' WHERE seq = 2"],
        2,
        "innehåll",
    ),
}


@pytest.mark.parametrize(("statements", "seq", "reason"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_the_first_row_that_does_not_fit_is_named(engine, statements, seq, reason):
    tamper(written(engine), *statements)

    found = broken(engine)

    assert isinstance(found, BrokenChain)
    assert found.seq == seq
    assert reason in found.reason


def test_what_is_rolled_back_leaves_no_history(engine):
    written(engine)
    with pytest.raises(RuntimeError, match="halfway"), transaction(engine) as session:
        note(session, MORNING, "decision.decided", "kansli")
        an_assignment(session)
        raise RuntimeError("halfway")

    assert len(events(engine)) == 5
    assert broken(engine) is None


def test_an_hour_told_in_another_zone_is_the_same_hour_in_the_chain(engine):
    with transaction(engine) as session:
        note(session, MORNING.astimezone(ZoneInfo("Europe/Stockholm")), "round.ended", "morgonrunda")

    assert broken(engine) is None


def test_an_hour_without_a_zone_is_refused(engine):
    with pytest.raises(Exception, match="timezone"), transaction(engine) as session:
        note(session, MORNING.replace(tzinfo=None), "round.ended", "morgonrunda")

    assert not events(engine)


def test_a_masked_text_leaves_the_chain_whole(engine):
    said = "Handläggaren Åsa Öberg är sjuk."
    with transaction(engine) as session:
        [owner] = owners_of(session, an_assignment(session))
        report = answer(session, owner.id, Said(Answer.MORE_TIME, text=said), MORNING, MORNING.date(), Channel.LINK)

    [event] = events(engine)
    assert "Öberg" not in event.data
    assert salted(report.salt, said) in event.data
    with transaction(engine) as session:
        session.get_one(StatusReport, report.id).text = None

    assert broken(engine) is None
