"""The database's one pen, shared by the senders of a delivery: what they want written while it is in use is
written together with the next commit. A commit waits for the disk; letters under way are not held up one by one."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from models.database import DatabaseBusy, transaction

PATIENCE = 6
"""How many times a piece of work waits out the database's busy timeout: a mail server's answer must not be lost."""

Result = TypeVar("Result")


class _Work:
    def __init__(self, write: Callable[[Session], Any]) -> None:
        self.write = write
        self.is_done = False
        self.result: Any = None
        self.error: BaseException | None = None


class Pen:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._waiting: list[_Work] = []
        self._queue = Lock()
        self._in_use = Lock()

    def write(self, write: Callable[[Session], Result]) -> Result:
        """Do it and return when it is committed. It may be done more than once until a commit succeeds."""
        work = _Work(write)
        with self._queue:
            self._waiting.append(work)
        with self._in_use:
            if not work.is_done:
                with self._queue:
                    together, self._waiting = self._waiting, []
                self._commit(together)
        if work.error is not None:
            raise work.error
        result: Result = work.result
        return result

    def _commit(self, together: list[_Work]) -> None:
        """All of it or nothing; what goes wrong is told to everyone whose work was in it."""
        try:
            for left in reversed(range(PATIENCE)):
                try:
                    with transaction(self.engine) as session:
                        for work in together:
                            work.result = work.write(session)
                    break
                except DatabaseBusy:
                    if not left:
                        raise
        except BaseException as error:
            for work in together:
                work.error = error
        for work in together:
            work.is_done = True
