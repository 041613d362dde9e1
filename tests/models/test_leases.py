"""One at a time: a lease is held by one, runs out by itself, and is given back by its holder only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

from sqlalchemy import Engine

from models.leases import release_lease, take_lease

NOW = datetime(2017, 11, 14, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_held_lease_is_not_given_to_another(engine: Engine) -> None:
    assert take_lease(engine, "round", "a", NOW, 60)
    assert not take_lease(engine, "round", "b", NOW, 60)
    assert not take_lease(engine, "round", "b", NOW + MINUTE - timedelta(seconds=1), 60)


def test_other_work_is_not_in_the_way(engine: Engine) -> None:
    assert take_lease(engine, "round", "a", NOW, 60)
    assert take_lease(engine, "digest", "b", NOW, 60)


def test_the_lease_of_a_dead_holder_can_be_taken(engine: Engine) -> None:
    assert take_lease(engine, "round", "dead", NOW, 60)

    assert take_lease(engine, "round", "b", NOW + 2 * MINUTE, 60)
    assert not take_lease(engine, "round", "dead", NOW + 2 * MINUTE, 60)


def test_the_holder_may_lengthen_its_lease(engine: Engine) -> None:
    assert take_lease(engine, "round", "a", NOW, 60)
    assert take_lease(engine, "round", "a", NOW + MINUTE / 2, 60)

    assert not take_lease(engine, "round", "b", NOW + MINUTE + MINUTE / 4, 60)


def test_a_lease_given_back_is_free_at_once(engine: Engine) -> None:
    take_lease(engine, "round", "a", NOW, 60)
    release_lease(engine, "round", "a")

    assert take_lease(engine, "round", "b", NOW, 60)


def test_nobody_gives_back_the_lease_of_another(engine: Engine) -> None:
    take_lease(engine, "round", "a", NOW, 60)
    release_lease(engine, "round", "b")

    assert not take_lease(engine, "round", "b", NOW, 60)


def test_of_many_who_reach_for_it_at_once_one_gets_it(engine: Engine) -> None:
    start = Barrier(6)

    def reach(holder: int) -> bool:
        start.wait()
        return take_lease(engine, "round", str(holder), NOW, 60)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(reach, range(6))) == 1
