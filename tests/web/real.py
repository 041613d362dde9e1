"""The pages on a real port, and a real browser without script and without network."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from web.server import web_server

CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--force-color-profile=srgb"]
PATIENCE = 20


def why_not() -> str | None:
    """Why no browser can be had here."""
    return None if Path(CHROMIUM).exists() else f"there is no Chromium at {CHROMIUM}"


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The app on a free port of this machine; its address."""
    server = web_server(app, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not server.started and thread.is_alive() and time.monotonic() < end:
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        try:
            yield chromium
        finally:
            chromium.close()


def without_script(chromium: Browser, width: int = 1000, height: int = 1300, **more: Any) -> BrowserContext:
    return chromium.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": height},
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        **more,
    )
