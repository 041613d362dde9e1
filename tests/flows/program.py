"""The whole program as a process, for tests that start and end it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

MARK = "BEVAKA_TEST_MARK"
UP_SECONDS = 180
"""On a machine where six others test at the same time; alone it takes seven."""
BUSY, RETRIES = 503, 20
START = "import sys; from pathlib import Path; from cli.serve import serve; sys.exit(serve(Path(sys.argv[1])))"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """A running program; every process that belongs to it bears its mark."""

    def __init__(self, home: Path, around: dict[str, str]) -> None:
        self.home, self.mark = home, uuid4().hex
        self.web, self.prefect = free_port(), free_port()
        self.log = home / "program.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", START, str(home)],
                env={
                    **os.environ,
                    **around,
                    MARK: self.mark,
                    "BEVAKA_PORT": str(self.web),
                    "BEVAKA_PREFECT_PORT": str(self.prefect),
                },
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def wait_until_up(self) -> float:
        """How many seconds it took."""
        return self.wait_until_it_says("Avsluta med Ctrl-C")

    def wait_until_it_says(self, words: str) -> float:
        began = time.monotonic()
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() - began < UP_SECONDS, self.said
            time.sleep(0.1)
        return time.monotonic() - began

    def api(self, path: str, body: Any = None, method: str = "POST") -> Any:
        """Prefect answers 503 where two wrote to its SQLite at once; its own clients ask again, and so do we."""
        address = f"http://127.0.0.1:{self.prefect}/api{path}"
        for _ in range(RETRIES):
            answer = httpx.request(method, address, json=body or {}, trust_env=False, timeout=30)
            if answer.status_code != BUSY:
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def processes(self) -> dict[int, str]:
        """All that bear the mark and are alive, with their commands."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except (OSError, UnicodeDecodeError):
                continue
        return found

    def wait_until_gone(self, seconds: float) -> dict[int, str]:
        """What is left after so long."""
        began = time.monotonic()
        while (left := self.processes()) and time.monotonic() - began < seconds:
            time.sleep(0.1)
        return left

    def wait_for(self, path: str, body: Any, wanted: Any, seconds: float = 60) -> Any:
        """The first answer that has what is wanted."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if found := [one for one in self.api(path, body) if wanted(one)]:
                return found
            time.sleep(0.3)
        raise AssertionError(f"{path} never had what was wanted: {self.api(path, body)}")


@contextmanager
def running(home: Path, **around: str) -> Iterator[Program]:
    """Started, and ended whatever happens."""
    program = Program(home, around)
    try:
        yield program
    finally:
        for pid in program.processes():
            os.kill(pid, signal.SIGKILL)
        program.process.wait(10)
