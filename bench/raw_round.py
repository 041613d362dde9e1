"""The limit: a morning's reading and writing in plain SQL, with no rule, no rendering and no history."""

import sqlite3
from pathlib import Path

from bench.fixture import MORNING

BATCH = 500


def find(path: Path, today: str) -> int:
    """Ids of what is due, by the index alone."""
    base = sqlite3.connect(path)
    rows = base.execute("SELECT id FROM owner WHERE next_notice_on <= ?", (today,)).fetchall()
    base.close()
    return len(rows)


def run(path: Path) -> tuple[int, int]:
    """Write the notices and letters of the morning; returns how many of each."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("PRAGMA foreign_keys=ON")
    notices = _notices(base)
    letters = _letters(base)
    base.close()
    return notices, letters


def _notices(base: sqlite3.Connection) -> int:
    today, count = MORNING.isoformat(), 0
    while True:
        base.execute("BEGIN IMMEDIATE")
        due = base.execute(
            "SELECT o.id, o.assignment_id, d.id, o.body_id, d.last, a.status FROM owner o"
            " JOIN assignment a ON a.id = o.assignment_id"
            " JOIN deadline d ON d.assignment_id = a.id AND d.is_current"
            " WHERE o.next_notice_on <= ? ORDER BY o.next_notice_on, o.id LIMIT ?",
            (today, BATCH),
        ).fetchall()
        if not due:
            base.execute("COMMIT")
            return count
        base.executemany(
            "INSERT INTO notice (assignment_id, owner_id, deadline_id, rung, nth, audience, addressee_id, planned_on,"
            " written_on, is_dropped) VALUES (?, ?, ?, 'soon', 1, 'owner', ?, ?, ?, 0) ON CONFLICT DO NOTHING",
            ((assignment, owner, deadline, body, today, today) for owner, assignment, deadline, body, *_ in due),
        )
        base.executemany("UPDATE owner SET next_notice_on = '2018-04-17' WHERE id = ?", ((row[0],) for row in due))
        base.execute("COMMIT")
        count += len(due)


def _letters(base: sqlite3.Connection) -> int:
    addressees = base.execute(
        "SELECT n.addressee_id, b.address FROM notice n JOIN body b ON b.id = n.addressee_id"
        " WHERE n.letter_id IS NULL AND NOT n.is_dropped GROUP BY n.addressee_id"
    ).fetchall()
    for start in range(0, len(addressees), 500):
        part = addressees[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = base.execute(
            "SELECT n.id, n.addressee_id FROM notice n JOIN owner o ON o.id = n.owner_id"
            f" WHERE n.addressee_id IN ({marks}) AND n.letter_id IS NULL AND NOT n.is_dropped",
            [body for body, _ in part],
        ).fetchall()
        _write(base, part, rows)
    return len(addressees)


def _write(base: sqlite3.Connection, part: list[tuple[int, str]], rows: list[tuple[int, int]]) -> None:
    today = MORNING.isoformat()
    base.execute("BEGIN IMMEDIATE")
    ids = {}
    for body, address in part:
        cursor = base.execute(
            "INSERT INTO letter (kind, occasion, day, recipient, intended, body_id, message_id, written_at, state,"
            " not_before, attempts, is_uncertain) VALUES ('notice', 'round', ?, ?, ?, ?, ?, '2018-03-20 06:00:00',"
            " 'planned', '2018-03-20 06:00:00', 0, 0)",
            (today, address, address, body, f"<{body}@linkoping.example>"),
        )
        ids[body] = cursor.lastrowid
    base.executemany("UPDATE notice SET letter_id = ? WHERE id = ?", ((ids[body], notice) for notice, body in rows))
    base.execute("COMMIT")
