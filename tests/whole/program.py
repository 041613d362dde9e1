"""The whole program as a user starts it, on ports of its own, and the questions asked of it from outside."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.office_case import EXAMPLE

PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], Any], patience: float = PATIENCE, every: float = 0.5) -> Any:
    """The first true answer. Fails where none comes in time."""
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        if found := what():
            return found
        time.sleep(every)
    raise AssertionError(f"nothing came within {patience} seconds")


class Program:
    """`command` started with `home` as its municipality; everything it starts is in one process group."""

    def __init__(self, home: Path, command: list[str], folder: Path, channel: str | None = None) -> None:
        self.home, self.web, self.prefect = home, free_port(), free_port()
        if channel:
            self._settle(channel)
        self.said = home.parent / f"{home.name}.log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BEVAKA_"))}
        around = clean | {
            "BEVAKA_HOME": str(home),
            "BEVAKA_PORT": str(self.web),
            "BEVAKA_PREFECT_PORT": str(self.prefect),
        }
        with self.said.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=around, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _settle(self, channel: str) -> None:
        """The example office with another channel. The address of its pages is left as it is shipped."""
        text = (EXAMPLE / "office.toml").read_text("utf-8").replace("bevaka-folder://letters", channel)
        self.home.mkdir(parents=True)
        (self.home / "office.toml").write_text(text)

    def output(self) -> str:
        return self.said.read_text("utf-8")

    def is_up(self) -> bool:
        assert self.process.poll() is None, self.output()
        return "Avsluta med Ctrl-C" in self.output()

    def stop(self, how: int = signal.SIGTERM, patience: float = 30) -> int:
        """Ask it to end, as `kill` or Ctrl-C does, and return its exit code."""
        os.killpg(self.process.pid, how)
        return self.process.wait(patience)

    def end(self) -> None:
        """Whatever became of the test, nothing is left running."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def left_running(self) -> list[str]:
        """Command lines of processes that still belong to this program."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and f"BEVAKA_HOME={self.home}".encode() in (entry / "environ").read_bytes():
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found

    def page(self, path: str, form: dict[str, str] | None = None) -> str:
        """A page of the web application; with a form it is posted."""
        url = path if path.startswith("http") else f"http://127.0.0.1:{self.web}{path}"
        data = urlencode(form).encode() if form is not None else None
        with urlopen(Request(url, data=data), timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    def prefect_api(self, path: str, body: Any = None) -> Any:
        """What Prefect's own API says; with a body the question is posted."""
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.prefect}/api{path}", data=data, headers=headers)
        with urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def bevaka(self, *words: object) -> str:
        """A command beside the running program."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "cli.main", *map(str, words)],
            env=os.environ | {"BEVAKA_HOME": str(self.home)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def link_in(message: bytes) -> str:
    """The answer link of a letter as its reader sees it."""
    part = BytesParser(policy=policy.default).parsebytes(message).get_body(("plain",))
    assert part is not None
    found = re.search(r"http://\S+/svar/\S+", part.get_content())
    assert found, part.get_content()
    return found[0]
