"""What `make` does before anything of ours runs: a machine that lacks something is told of it in a sentence."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.agreement.project import ROOT


@pytest.mark.parametrize("lacking", ["cksum", "cat"])
def test_a_program_that_is_not_found_is_named(tmp_path: Path, lacking: str) -> None:
    for name in {"sh", "dirname", "cat", "cksum"} - {lacking}:
        (tmp_path / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")

    done = subprocess.run(
        [str(tmp_path / "sh"), str(ROOT / ".ci" / "environment")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Programmet {lacking} hittas inte.") and done.stderr.count("\n") == 1
