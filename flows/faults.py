"""What Prefect is told of a fault. An exception of a database or a library can hold an address or a title; Prefect
learns its kind and place, and the whole of it stays in the municipality's own folder."""

import traceback
from pathlib import Path

from config import clock
from flows.surroundings import prefect_folder

LONGEST_LOG = 1_000_000


class UnknownDecision(ValueError):
    """There is no decision with that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Det finns inget beslut nr {number}. Numret står på skrivbordet och i bevaka list.")


class RunFailed(RuntimeError):
    """The run stopped at a fault of the engine."""


def kept_at_home(fault: Exception, home: Path) -> RunFailed:
    """Write the fault down beside the office's data, and say where; raise what is returned `from None`."""
    log = prefect_folder(home) / "fel.log"
    text = "".join(traceback.format_exception(fault))
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    log.touch(mode=0o600)
    with log.open("a", encoding="utf-8") as out:
        out.write(f"{clock.now():%Y-%m-%d %H:%M:%S} UTC\n{text}\n")
    return RunFailed(f"Körningen stannade på ett fel i programmet ({_kind(fault)}). Hela felet står i {log}.")


def _kind(fault: Exception) -> str:
    """As in "IntegrityError, composing.py rad 100": the last place in our own code."""
    places = [frame for frame in traceback.extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    where = f", {Path(places[-1].filename).name} rad {places[-1].lineno}" if places else ""
    return f"{type(fault).__name__}{where}"
