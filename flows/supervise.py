"""All of the product as one program: Prefect's server and runner, the pages, the sending and the pictures.

Whatever ends takes all the rest with it; Ctrl-C and SIGTERM end all of it in order, the server last."""

import asyncio
import contextlib
import logging
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn
from prefect.runner import Runner
from sqlalchemy import Engine

from config.office import Office
from flows.prefect_pages import write_swedish
from flows.registering import register
from flows.sending import nudge_until_stopped, send_until_stopped
from flows.server import until_ended, until_healthy
from flows.shell import speak
from flows.snapshots import show_until_stopped
from flows.stopping import Stop
from flows.surroundings import prefect_folder

logger = logging.getLogger("bevaka.program")
RUNS_AT_ONCE = 4
PATIENCE_SECONDS = 12
NAMES = {
    "server": "Prefects server",
    "runner": "Prefects körningar",
    "web": "Webbsidorna",
    "sending": "Utskicket av mejl",
    "nudging": "De extra kanalerna",
    "pictures": "Lägesbilderna i Prefect",
}


class _Web(uvicorn.Server):
    """The signals are ours."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Runner(Runner):
    """The same: Prefect's own handler would leave the program in the middle of its farewell."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(name="bevaka", pause_on_shutdown=False, limit=RUNS_AT_ONCE)
        self._stop_asked = stop

    def handle_sigterm(self, *_: object) -> None:
        self._stop_asked.ask()


@dataclass(frozen=True)
class Program:
    """What is to be kept running."""

    office: Office
    engine: Engine
    web: uvicorn.Config
    server: subprocess.Popen[bytes]
    """Prefect's, started before; whoever started it ends it."""
    prefect_port: int
    started: Callable[[], object] = lambda: None
    """Called once, when everything is up."""


def run(program: Program, stop: Stop) -> int:
    """Keep it running until it is asked to stop (0) or a part of it ends by itself (1). Raises ServerDidNotStart."""
    speak()
    return asyncio.run(_run(program, stop))


async def _run(program: Program, stop: Stop) -> int:
    stopped = asyncio.create_task(stop.wait(), name="stop")
    runner = _Runner(stop)
    ready = asyncio.create_task(_prepare(program, runner))
    await asyncio.wait({stopped, ready}, return_when=asyncio.FIRST_COMPLETED)
    if stopped.done():  # what went wrong in the same moment is nobody's concern any more
        ready.cancel()
        await asyncio.gather(ready, return_exceptions=True)
        return 0
    ready.result()
    return await _keep(program, stop, stopped, runner)


async def _prepare(program: Program, runner: Runner) -> None:
    await until_healthy(program.server, program.prefect_port, prefect_folder(program.office.home))
    write_swedish(prefect_folder(program.office.home) / "ui" / "v1")
    await register(runner, [program.office])


async def _keep(program: Program, stop: Stop, stopped: asyncio.Task[None], runner: Runner) -> int:
    web = _Web(program.web)
    server: asyncio.Task[Any] = asyncio.create_task(until_ended(program.server), name="server")
    parts: set[asyncio.Task[Any]] = {
        asyncio.create_task(runner.start(), name="runner"),
        asyncio.create_task(_serve(web), name="web"),
        _in_thread(lambda: send_until_stopped(program.engine, program.office, stop), "sending"),
        _in_thread(lambda: nudge_until_stopped(program.engine, program.office, stop), "nudging"),
        _in_thread(lambda: show_until_stopped(program.engine, program.office, stop), "pictures"),
    }
    while not web.started and not any(task.done() for task in {*parts, server, stopped}):
        await asyncio.sleep(0.05)
    if web.started:
        program.started()
    done, _ = await asyncio.wait({*parts, server, stopped}, return_when=asyncio.FIRST_COMPLETED)
    asked = stopped in done
    for task in done if not asked else ():
        _report(task)
    stop.ask()
    web.should_exit = True
    for task in parts:
        if task.get_name() == "runner":
            task.cancel()  # ends its runs too
    await asyncio.wait(parts, timeout=PATIENCE_SECONDS)
    return 0 if asked else 1


async def _serve(web: uvicorn.Server) -> None:
    try:
        await web.serve()
    except SystemExit as left:  # uvicorn's way of saying that the port was taken in the last moment
        raise RuntimeError("the port of the pages was taken") from left


def _report(task: asyncio.Task[Any]) -> None:
    fault = None if task.cancelled() else task.exception()
    name = NAMES[task.get_name()]
    logger.error("%s avslutades oväntat, så allt stängs av. Starta igen med bevaka serve.", name, exc_info=fault)


def _in_thread(work: Callable[[], None], name: str) -> asyncio.Task[Any]:
    """As a task, in a thread that the end of the program does not wait for."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def settle(fault: BaseException | None) -> None:
        if ended.done():
            return
        if fault is None:
            ended.set_result(None)
        else:
            ended.set_exception(fault)

    def body() -> None:
        fault: BaseException | None = None
        try:
            work()
        except BaseException as error:  # handed on to the loop, which ends the program
            fault = error
        with contextlib.suppress(RuntimeError):  # the loop may have closed in the meantime
            loop.call_soon_threadsafe(settle, fault)

    async def wait() -> None:
        await ended

    threading.Thread(target=body, name=name, daemon=True).start()
    return asyncio.create_task(wait(), name=name)
