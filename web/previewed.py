"""Letters as `bevaka letters` wrote them, a folder a day in the office's home."""

import re
from datetime import date
from pathlib import Path

from notifications.preview import FOLDER

_NAME = re.compile(r"[a-z0-9@_+-][a-z0-9.@_+-]*\.html")


def previewed_days(home: Path) -> list[date]:
    """Days that have been rendered, the newest first."""
    folder = home / FOLDER
    found = [_day(one.name) for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []
    return sorted((day for day in found if day), reverse=True)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def previews_of(home: Path, day: date) -> list[str]:
    folder = home / FOLDER / day.isoformat()
    return sorted(one.name for one in folder.glob("*.html")) if folder.is_dir() else []


def preview_named(home: Path, day: date, name: str) -> str | None:
    """The letter's HTML; None where there is none of that name."""
    path = home / FOLDER / day.isoformat() / name
    return path.read_text("utf-8") if _NAME.fullmatch(name) and path.is_file() else None
