"""The environment of Prefect: everything it keeps lies in one folder, and it calls nobody.

Imports nothing of Prefect: Prefect reads its settings when it is imported, so they must stand before that."""

import os
from collections.abc import Mapping
from pathlib import Path

HOST = "127.0.0.1"
HEARTBEAT_SECONDS = 30
"""The least that Prefect takes; a run is thought dead after three."""
RETENTION_SECONDS = 90 * 24 * 3600
KEPT = ("PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL")
"""What the municipality may set itself: another database than the embedded one."""
SUPERVISOR = "BEVAKA_SUPERVISOR"
"""The process that all others end with."""


def prefect_folder(home: Path) -> Path:
    return home / "prefect"


def api_url(port: int) -> str:
    return f"http://{HOST}:{port}/api"


def is_on_sqlite(environment: Mapping[str, str]) -> bool:
    """Prefect's own database is the embedded one, so that this is the only machine."""
    chosen = next((environment[name] for name in KEPT if environment.get(name)), "sqlite")
    return chosen.startswith("sqlite")


def surroundings(home: Path, port: int, inherited: Mapping[str, str]) -> dict[str, str]:
    """The whole environment for Prefect and its children, with `inherited` as what the machine says.

    A PREFECT_ variable of the machine could send runs to somebody else's server, so none but KEPT is taken over."""
    plain = {name: value for name, value in inherited.items() if not name.startswith("PREFECT_") or name in KEPT}
    return plain | _folders(prefect_folder(home)) | _manners(port) | _log() | _process(home, inherited)


def _folders(folder: Path) -> dict[str, str]:
    return {
        "PREFECT_HOME": str(folder),
        "PREFECT_UI_STATIC_DIRECTORY": str(folder / "ui"),
        "TMPDIR": str(folder / "tmp"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
    }


def _manners(port: int) -> dict[str, str]:
    return {
        "PREFECT_API_URL": api_url(port),
        "PREFECT_UI_API_URL": api_url(port),
        "PREFECT_UI_URL": f"http://{HOST}:{port}",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",  # the newer one calls an analytics host from every browser
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_RUNNER_POLL_FREQUENCY": "5",
        "PREFECT_SERVER_DATABASE_TIMEOUT": "30",  # SQLite has one writer; a busy second must lose no event
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(RETENTION_SECONDS),
    }


def _log() -> dict[str, str]:
    line = "%(asctime)s  %(message)s"
    return {
        "PREFECT_LOGGING_EXTRA_LOGGERS": "bevaka",  # its level is set in flows.shell, the root's stays quiet
        "PREFECT_LOGGING_LEVEL": "WARNING",  # the run pages then hold our sentences, not the engine's
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_LOGGING_FORMATTERS_STANDARD_DATEFMT": "%Y-%m-%d %H:%M:%S",
        "PREFECT_LOGGING_FORMATTERS_STANDARD_FORMAT": line,
        "PREFECT_LOGGING_FORMATTERS_STANDARD_FLOW_RUN_FMT": line,
        "PREFECT_LOGGING_FORMATTERS_STANDARD_TASK_RUN_FMT": line,
    }


def _process(home: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    direct = [*filter(None, [inherited.get("NO_PROXY") or inherited.get("no_proxy")]), HOST, "localhost"]
    return {
        "BEVAKA_HOME": str(home),
        SUPERVISOR: str(os.getpid()),
        "PYTHONSAFEPATH": "1",  # a folder named models beside the caller must not be taken for ours
        "NO_PROXY": ",".join(direct),
        "no_proxy": ",".join(direct),
    }
