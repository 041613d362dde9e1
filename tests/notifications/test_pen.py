"""Senders that write at the same time share a commit, and nobody's work is lost or done by halves."""

import time
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from models.database import DatabaseBusy, reading
from notifications import pen as pens
from notifications.pen import Pen


def insert(name: str):
    def work(session: Session) -> str:
        session.execute(
            text("INSERT INTO lease (name, holder, until) VALUES (:name, 'x', '2017-11-14')"), {"name": name}
        )
        return name

    return work


def names(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.execute(text("SELECT name FROM lease ORDER BY name")).scalars())


def test_what_comes_while_the_pen_is_in_use_is_written_together(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    pen, entered, go_on = Pen(engine), Event(), Event()
    commits = []
    honest = pens.transaction
    monkeypatch.setattr(pens, "transaction", lambda on: commits.append(1) or honest(on))

    def slow(session: Session) -> str:
        entered.set()
        go_on.wait(10)
        return insert("a")(session)

    results: list[str] = []
    threads = [Thread(target=lambda w=work: results.append(pen.write(w))) for work in (slow, insert("b"), insert("c"))]
    threads[0].start()
    entered.wait(10)
    for thread in threads[1:]:
        thread.start()
    while len(pen._waiting) < 2:
        time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join()

    assert sorted(results) == names(engine) == ["a", "b", "c"]
    assert len(commits) == 2


def test_a_busy_database_is_waited_for(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    honest, left = pens.transaction, [3]

    def busy(on: Engine):
        if left[0]:
            left[0] -= 1
            raise DatabaseBusy
        return honest(on)

    monkeypatch.setattr(pens, "transaction", busy)

    assert Pen(engine).write(insert("a")) == "a"
    assert names(engine) == ["a"]


def test_patience_ends(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    def busy(on: Engine):
        raise DatabaseBusy

    monkeypatch.setattr(pens, "transaction", busy)

    with pytest.raises(DatabaseBusy):
        Pen(engine).write(insert("a"))


def test_failed_work_is_told_and_undone_and_the_pen_goes_on(engine: Engine):
    def fails(session: Session) -> None:
        insert("a")(session)
        raise ZeroDivisionError

    pen = Pen(engine)
    with pytest.raises(ZeroDivisionError):
        pen.write(fails)
    pen.write(insert("b"))

    assert names(engine) == ["b"]
