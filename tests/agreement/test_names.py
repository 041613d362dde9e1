"""Our package names are plain words, and distributions with such names exist: ours must be the ones that answer."""

import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.agreement.project import PACKAGES, PYPROJECT, ROOT

FIND = """
import sys
from importlib.util import find_spec
for name in sys.argv[1:]:
    print(find_spec(name).origin)
"""


@pytest.mark.parametrize("name", [*PACKAGES, "tests", "bench"])
def test_no_installed_distribution_answers_to_our_name(name):
    assert set(packages_distributions().get(name, ())) <= {"bevaka"}


@pytest.mark.parametrize("name", PACKAGES)
def test_no_module_of_the_standard_library_has_our_name(name):
    assert name not in sys.stdlib_module_names


def test_ours_come_from_this_checkout_wherever_they_are_asked_for(tmp_path):
    """As child processes ask: with a safe path, in a folder where other packages have our names."""
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()

    found = subprocess.run(
        [sys.executable, "-P", "-c", FIND, *PACKAGES], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert found.stdout.splitlines() == [str(ROOT / name / "__init__.py") for name in PACKAGES]


def test_every_package_of_ours_is_held_by_the_arrows():
    assert sorted(PYPROJECT["tool"]["importlinter"]["root_packages"]) == sorted(PACKAGES)


def test_every_folder_with_code_is_a_package_of_ours_or_no_product():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders - {"tests", "bench"} == set(PACKAGES)
