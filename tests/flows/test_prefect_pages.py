"""Prefect's own pages, made fit for a Swedish office."""

import shutil
from pathlib import Path

import prefect

from flows.prefect_pages import ENGLISH, SWEDISH, write_swedish


def test_the_pinned_prefect_has_the_font_that_we_widen(tmp_path: Path) -> None:
    """Goes red when Prefect is changed for one that draws its names in another way."""
    assets = tmp_path / "assets"
    assets.mkdir()
    for script in (Path(str(prefect.__ui_static_path__)) / "assets").glob("index-*.js"):
        shutil.copy(script, assets)

    assert write_swedish(tmp_path) == 1
    assert write_swedish(tmp_path) == 0
    changed = [script for script in assets.iterdir() if SWEDISH in script.read_text("utf-8")]
    assert len(changed) == 1
    assert ENGLISH not in changed[0].read_text("utf-8")


def test_pages_without_that_font_are_left_as_they_are(tmp_path: Path) -> None:
    assert write_swedish(tmp_path) == 0
