"""No process outlives the program that started it, even if that was killed without a word."""

import os
import threading
import time

from flows.surroundings import SUPERVISOR

LOOK_SECONDS = 0.5


def end_with_parent(parent: int) -> None:
    """Watch from a thread, and end this process as soon as `parent` is no longer its parent."""
    threading.Thread(target=_watch, args=(parent,), name="orphan-watch", daemon=True).start()


def end_with_supervisor() -> None:
    """For a process of a run: it ends with the supervised program, where there is one and it is our parent."""
    if (named := os.environ.get(SUPERVISOR)) and int(named) == os.getppid():
        end_with_parent(int(named))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)  # nobody is left to read an orderly goodbye
