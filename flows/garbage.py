"""Where Prefect's server throws away what is left over: in a thread of its own, never in its event loop.

Python's collector works in whichever thread happens to allocate. When that was the loop, and it met a used SQLite
statement of a connection that another thread was just then waiting in for the write lock, the loop waited for that
connection, the connection for the lock, and the holder of the lock for the loop: Prefect stood still until the
busy timeout of a minute was over. Seen with Prefect 3.8.8."""

import gc
import threading
import time

YOUNG_SECONDS = 1.0
ALL_EVERY = 60
"""Every so many times, the old generation too: that takes some tenths of a second."""


def collect_aside() -> None:
    """From now on only a thread of its own collects."""
    gc.disable()
    threading.Thread(target=_collect, name="garbage", daemon=True).start()


def _collect() -> None:
    times = 0
    while True:
        time.sleep(YOUNG_SECONDS)
        times += 1
        gc.collect(2 if times % ALL_EVERY == 0 else 1)
