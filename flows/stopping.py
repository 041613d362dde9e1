"""That the program was asked to end: by Ctrl-C or SIGTERM, once or several times."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Asked for once; asking again changes nothing. Threads look at `asked`, the loop awaits `wait`."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._wake: Callable[[], object] = lambda: None

    def listen(self) -> None:
        """Take the signals over for good: one that arrives after the end must not spoil the exit code."""
        for number in SIGNALS:
            signal.signal(number, self.ask)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals over for a while."""
        before = {number: signal.signal(number, self.ask) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def ask(self, *_: object) -> None:
        self.asked.set()
        self._wake()

    async def wait(self) -> None:
        loop, woken = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(woken.set)

        self._wake = wake
        if not self.asked.is_set():
            await woken.wait()
