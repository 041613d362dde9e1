"""The locks: exact, hashed, without an address, and what is installed is what they say."""

import re
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tests.agreement.project import PYPROJECT, ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*==[^ \\]+(?: ; [^\\]+)?)( \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)


def text_of(lock):
    return (ROOT / lock).read_text("utf-8")


def pins(lock):
    return [Requirement(found[1]) for found in PIN.finditer(text_of(lock))]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_index_stands_in_a_lock(lock):
    for leak in ("://", "find-links", "index-url", "trusted-host"):
        assert leak not in text_of(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_an_exact_pin_with_hashes(lock):
    named = [line for line in text_of(lock).splitlines() if line and not line.startswith((" ", "#"))]

    assert len(named) == len(pins(lock)) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_installed_is_what_is_locked(lock):
    wanted = {pin.name: str(pin.specifier) for pin in pins(lock) if not pin.marker or pin.marker.evaluate()}

    assert {name: f"=={version(name)}" for name in wanted} == wanted


def test_what_the_project_asks_for_is_locked():
    groups = PYPROJECT["dependency-groups"]
    for lock, asked in {
        LOCKS[0]: [*PYPROJECT["project"]["dependencies"], *groups["build"]],
        LOCKS[1]: groups["dev"],
    }.items():
        locked = {pin.name: next(iter(pin.specifier)).version for pin in pins(lock)}
        for requirement in map(Requirement, asked):
            assert requirement.specifier.contains(locked[requirement.name.lower()]), requirement


def test_the_two_locks_do_not_contradict_each_other():
    runtime = {pin.name: str(pin.specifier) for pin in pins(LOCKS[0])}
    dev = {pin.name: str(pin.specifier) for pin in pins(LOCKS[1])}

    assert {name: runtime[name] for name in runtime.keys() & dev} == {name: dev[name] for name in runtime.keys() & dev}


def test_the_pins_that_prefect_needs_to_stay_well():
    """SQLAlchemy 2.1: no scheduled run is ever created. FastAPI above 0.150: its own client is answered 422."""
    assert version("prefect") == "3.8.8"
    assert version("fastapi") == "0.150.0"
    assert version("sqlalchemy").startswith("2.0.")
