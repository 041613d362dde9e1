"""Prefect's own server as a child process that ends with its parent: `python -m flows.server PORT`."""

import asyncio
import os
import runpy
import subprocess
import sys
from pathlib import Path

import httpx

from flows.garbage import collect_aside
from flows.orphans import LOOK_SECONDS, end_with_parent
from flows.surroundings import HOST, api_url

PATIENCE_SECONDS = 120
FAREWELL_SECONDS = 10


class ServerDidNotStart(RuntimeError):
    """Prefect's server ended, or never answered."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"Prefect kom inte igång. Orsaken står i {log}.")


def _log(folder: Path) -> Path:
    return folder / "server.log"


def start_server(port: int, folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start it in a session of its own, so that Ctrl-C reaches it through us and last."""
    log = _log(folder)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.server", str(port)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


async def until_healthy(child: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    """Return when it answers. Raises ServerDidNotStart."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    async with httpx.AsyncClient(trust_env=False) as client:
        while asyncio.get_running_loop().time() < deadline and child.poll() is None:
            try:
                answer = await client.get(f"{api_url(port)}/health", timeout=5)
            except httpx.TransportError:
                await asyncio.sleep(0.2)
                continue
            if answer.status_code == 200:
                return
    raise ServerDidNotStart(_log(folder))


async def until_ended(child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None:
        await asyncio.sleep(LOOK_SECONDS)


def end_server(child: subprocess.Popen[bytes]) -> None:
    """Ask it to end; make it, if it does not."""
    child.terminate()
    try:
        child.wait(FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def main() -> None:
    end_with_parent(os.getppid())
    collect_aside()
    from flows.prefect_pages import leave_out_the_newer_pages  # imports Prefect, which only this process may do here

    leave_out_the_newer_pages()
    sys.argv = ["prefect", "server", "start", "--host", HOST, "--port", sys.argv[1]]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
