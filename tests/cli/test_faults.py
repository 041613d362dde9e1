"""What the machine or a file refuses is told in one sentence, whichever command meets it."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.office_case import PAPER

ROOT = Path(__file__).parents[2]
DROP = 24
"""prctl's PR_CAPBSET_DROP."""
OVERRIDING = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def without_privilege() -> None:
    """Root may write everywhere; without these it may do what the rights of a file say."""
    if os.geteuid() == 0:
        for capability in OVERRIDING:
            ctypes.CDLL(None).prctl(DROP, capability)


def run(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "cli.main", *map(str, words), "--home", str(home)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=without_privilege,
    )


def is_one_sentence(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1, done.stderr
    assert said in done.stderr


@pytest.fixture
def another_office(office):
    """An office that may be read and not written in."""
    for path in (office, *office.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield office
    for path in (office, *office.rglob("*")):
        path.chmod(0o755)


@pytest.mark.slow
@pytest.mark.parametrize("words", [("propose", PAPER), ("round",), ("serve",)], ids=lambda words: words[0])
def test_a_folder_that_may_not_be_written_in_is_told(another_office, words) -> None:
    is_one_sentence(run(another_office, *words), "skriva i")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["list", "verify"])
def test_reading_an_office_that_may_not_be_written_in_shows_no_trace(another_office, command) -> None:
    done = run(another_office, command)
    assert done.returncode == 0 or "skriva i" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_new_office_where_nothing_may_be_written_is_told(another_office) -> None:
    for command in ("init", "serve"):
        done = run(another_office / "ny", command)
        is_one_sentence(done, "behörighet saknas")


@pytest.mark.slow
def test_settings_that_may_not_be_read_are_told(another_office) -> None:
    (another_office / "office.toml").chmod(0)
    is_one_sentence(run(another_office, "list"), "office.toml går inte att läsa: behörighet")


@pytest.mark.parametrize("command", ["list", "round", "verify", "serve"])
def test_a_file_that_is_no_database_is_told(bevaka, home, command) -> None:
    bevaka("init")
    (home / "bevaka.db").write_bytes(b"skr\xe4p" * 400)
    code, _, err = bevaka(command)
    assert code == 1 and err.count("\n") == 1 and "är ingen databas" in err


def test_a_document_that_cannot_be_written_says_why_in_swedish(bevaka, office) -> None:
    bevaka("gather", "--body", "KS", "--at", "2018-05-28")
    code, _, err = bevaka("record", "KS", "--docx", office / "borta" / "ut.docx", "--at", "2018-05-28")
    assert code == 1 and "filen eller mappen finns inte" in err


INTERRUPTED = """
import sys
class Interrupts:
    def find_spec(self, name, *_):
        if name == "cyclopts":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
import cli.main
"""


def test_ctrl_c_before_the_command_is_read_leaves_no_trace() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Avbrutet.\n")
