"""That the program was asked to end."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from flows.stopping import SIGNALS, Stop


@pytest.fixture(autouse=True)
def _own_signals_again() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_signal_wakes_whoever_waits_and_a_second_one_changes_nothing() -> None:
    stop = Stop()
    stop.listen()

    async def waits() -> None:
        asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), 5)

    asyncio.run(waits())
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)

    assert stop.asked.is_set()


def test_what_was_asked_for_before_anybody_waited_is_not_forgotten() -> None:
    stop = Stop()
    stop.ask()

    asyncio.run(asyncio.wait_for(stop.wait(), 5))
