"""Prefect's own pages, made fit for a Swedish office before anybody sees them.

Only the older pages are served: the newer ones call an analytics host from every browser, whatever the settings.
The older ones draw the names in a run's picture with a font of the English letters alone, so that "förvaltning"
lost its ö; the font is widened in the copy of the pages that lies in the municipality's folder."""

from pathlib import Path

import prefect

ENGLISH = ".ASCII=[[` `,`~`]]"
SWEDISH = ".ASCII=[[` `,`~`],[`\\u00a0`,`\\u00ff`],[`\\u2010`,`\\u2026`]]"


def leave_out_the_newer_pages() -> None:
    """For the server's own process, before it makes its app: what is not there is neither served nor offered."""
    vars(prefect)["__ui_v2_static_path__"] = Path("/nonexistent")


def write_swedish(pages: Path) -> int:
    """Widen the font in a copy of the pages; returns how many files were changed. Done again, it changes nothing."""
    changed = 0
    for script in sorted(pages.glob("assets/*.js")):
        text = script.read_text("utf-8")
        if ENGLISH in text:
            script.write_text(text.replace(ENGLISH, SWEDISH), "utf-8")
            changed += 1
    return changed
