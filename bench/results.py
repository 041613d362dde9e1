"""How figures are written down: one JSON file a bench, with the machine named."""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """`holds`: the figure lies within its gate. `volume` is what was asserted to have been done."""

    id: str
    what: str
    figure: float
    unit: str
    gate: str
    holds: bool
    volume: str
    pairs: int


def machine() -> dict[str, str | int | None]:
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def write(name: str, figures: Iterable[Figure]) -> None:
    """Print the table and keep it as bench/results/NAME.json."""
    rows = list(figures)
    for row in rows:
        word = "holds" if row.holds else "MISSED"
        print(f"{row.id:<6}{row.figure:>10.2f} {row.unit:<8} gate {row.gate:<8} {word:<7} {row.what} ({row.volume})")
    FOLDER.mkdir(exist_ok=True)
    content = {"machine": machine(), "figures": [asdict(row) for row in rows]}
    (FOLDER / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
