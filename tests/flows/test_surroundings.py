"""The environment of Prefect: one folder, and nobody is called."""

import json
import os
import subprocess
import sys
from pathlib import Path

from flows.surroundings import is_on_sqlite, surroundings

HOME = Path("/srv/linkoping")


def test_everything_that_prefect_keeps_lies_in_one_folder() -> None:
    around = surroundings(HOME, 4217, {"HOME": "/root", "XDG_CACHE_HOME": "/root/.cache", "TMPDIR": "/var/tmp"})

    for name in ("PREFECT_HOME", "PREFECT_UI_STATIC_DIRECTORY", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        assert Path(around[name]).is_relative_to(HOME / "prefect"), name


def test_the_machine_cannot_send_runs_to_another_server() -> None:
    around = surroundings(
        HOME, 4217, {"PREFECT_API_URL": "https://elsewhere.example", "PREFECT_API_KEY": "x", "PREFECT_PROFILE": "y"}
    )

    assert around["PREFECT_API_URL"] == "http://127.0.0.1:4217/api"
    assert "PREFECT_API_KEY" not in around
    assert "PREFECT_PROFILE" not in around


def test_another_database_for_prefect_may_be_chosen() -> None:
    name = "PREFECT_SERVER_DATABASE_CONNECTION_URL"

    assert surroundings(HOME, 4217, {name: "postgresql+asyncpg://p"})[name] == "postgresql+asyncpg://p"


def test_a_proxy_of_the_machine_is_not_asked_for_our_own_pages() -> None:
    around = surroundings(HOME, 4217, {"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "intern.example"})

    assert around["HTTPS_PROXY"] == "http://proxy.example"
    assert around["NO_PROXY"] == "intern.example,127.0.0.1,localhost"


def test_prefect_tells_nobody_about_its_use() -> None:
    around = surroundings(HOME, 4217, {})

    assert around["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert around["DO_NOT_TRACK"] == "1"
    assert around["PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT"] == "false"
    assert around["PREFECT_SERVER_UI_V2_ENABLED"] == "false"


def test_prefect_knows_every_setting_that_we_give_it(tmp_path: Path) -> None:
    """A misspelt one would be accepted in silence."""
    around = surroundings(tmp_path, 4217, dict(os.environ))
    ask = (
        "import json; from prefect.settings import get_current_settings as now;"
        "print(json.dumps(now().to_environment_variables(exclude_unset=False)))"
    )

    said = subprocess.run(
        [sys.executable, "-c", ask], env=around, cwd=tmp_path, capture_output=True, text=True, check=True
    )

    known = json.loads(said.stdout)
    ours = {name for name in around if name.startswith("PREFECT_") and "_FORMATTERS_" not in name}
    unknown = {name for name in ours if name not in known and _renamed(name) not in known}
    assert not unknown
    assert known["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == "P90D"
    assert set(known["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"].split(",")) == {"events", "flow_runs"}


def _renamed(name: str) -> str:
    """Two names that Prefect takes in an older form."""
    return name.replace("PREFECT_UI_", "PREFECT_SERVER_UI_") if name != "PREFECT_UI_URL" else name


def test_another_database_than_sqlite_means_that_there_may_be_several_machines() -> None:
    assert is_on_sqlite({})
    assert is_on_sqlite({"PREFECT_API_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:////srv/p.db"})
    assert not is_on_sqlite({"PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://p"})


def test_runs_find_the_municipality_and_our_own_code_only() -> None:
    around = surroundings(HOME, 4217, {"BEVAKA_OFFICES": "/srv"})

    assert around["BEVAKA_HOME"] == str(HOME)
    assert around["BEVAKA_OFFICES"] == "/srv"
    assert around["PYTHONSAFEPATH"] == "1"
