"""What was done on which day."""

from datetime import UTC, date, datetime

from sqlmodel import Session

from models.run import Run
from models.runs import has_run, last_run, record_run

MONDAY, TUESDAY = date(2017, 11, 27), date(2017, 11, 28)
SEVEN, EIGHT = datetime(2017, 11, 27, 6, tzinfo=UTC), datetime(2017, 11, 27, 7, tzinfo=UTC)


def test_what_was_done_is_found_by_name_and_day(session: Session) -> None:
    record_run(session, "round", MONDAY, SEVEN, SEVEN, "2 mejl")

    assert has_run(session, "round", MONDAY)
    assert not has_run(session, "round", TUESDAY)
    assert not has_run(session, "digest", MONDAY)


def test_what_was_begun_and_never_ended_was_not_done(session: Session) -> None:
    session.add(Run(name="round", day=MONDAY, started_at=SEVEN))
    session.flush()

    assert not has_run(session, "round", MONDAY)
    assert last_run(session, "round") is None


def test_done_twice_on_a_day_the_newest_counts(session: Session) -> None:
    record_run(session, "round", MONDAY, SEVEN, SEVEN, "2 mejl")
    record_run(session, "round", MONDAY, EIGHT, EIGHT, "0 mejl")

    run = last_run(session, "round")
    assert run is not None
    assert (run.started_at, run.summary) == (EIGHT, "0 mejl")


def test_the_last_run_is_that_of_the_latest_day_or_of_the_latest_before_one(session: Session) -> None:
    for day in (TUESDAY, MONDAY):
        record_run(session, "digest", day, SEVEN, SEVEN)

    last, before = last_run(session, "digest"), last_run(session, "digest", before=TUESDAY)
    assert last is not None and last.day == TUESDAY
    assert before is not None and before.day == MONDAY
    assert last_run(session, "digest", before=MONDAY) is None
