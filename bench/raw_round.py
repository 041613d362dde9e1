"""The limit: a morning's reading and writing in plain SQL, the same rows read and written as the product does,
with no rule, no objects and no chain."""

import json
import sqlite3
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from bench.fixture import MORNING

BATCH = 500
NEXT = "2018-04-17"

DUE = """
SELECT o.id, o.assignment_id, d.id, o.body_id, o.role, a.status, d.given_on, o.valid_from, d.last, o.working_deadline,
    o.cutoff, o.meeting_day, r.answer, r.said_on, b.head_id, o.officer_address, a.decision_id,
    EXISTS (SELECT 1 FROM submission s WHERE s.assignment_id = o.assignment_id
        AND (s.owner_id IS NULL OR s.owner_id = o.id))
FROM owner o
JOIN assignment a ON a.id = o.assignment_id
JOIN deadline d ON d.assignment_id = a.id AND d.is_current = 1
LEFT JOIN body b ON b.id = o.body_id
LEFT JOIN status_report r ON r.id = (SELECT max(id) FROM status_report WHERE owner_id = o.id)
WHERE o.valid_to IS NULL AND o.next_notice_on <= ? ORDER BY o.next_notice_on, o.id LIMIT ?"""


def run(path: Path) -> tuple[int, int]:
    """Write the notices and letters of the morning; returns how many of each."""
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        base.execute(f"PRAGMA {pragma}")
    notices = _notices(base)
    letters = _letters(base)
    base.close()
    return notices, letters


def _notices(base: sqlite3.Connection) -> int:
    today, count = MORNING.isoformat(), 0
    while True:
        base.execute("BEGIN IMMEDIATE")
        due = base.execute(DUE, (today, BATCH)).fetchall()
        if not due:
            base.execute("COMMIT")
            return count
        marks = ",".join("?" * len(due))
        told = base.execute(
            f"SELECT owner_id, deadline_id, rung, nth, planned_on FROM notice WHERE owner_id IN ({marks})",
            [row[0] for row in due],
        ).fetchall()
        assert len(told) == len(due)
        base.executemany(
            "INSERT INTO notice (assignment_id, owner_id, deadline_id, rung, nth, audience, addressee_id, planned_on,"
            " written_on, is_dropped) VALUES (?, ?, ?, 'soon', 1, 'owner', ?, ?, ?, 0) ON CONFLICT DO NOTHING",
            ((assignment, owner, deadline, body, today, today) for owner, assignment, deadline, body, *_ in due),
        )
        base.execute(
            f"UPDATE owner SET next_notice_on = ?, planned_with = ? WHERE id IN ({marks})",
            (NEXT, "0123456789abcdef", *(row[0] for row in due)),
        )
        _event(base, [row[:3] for row in due])
        base.execute("COMMIT")
        count += len(due)


def _event(base: sqlite3.Connection, rows: list[tuple[int, ...]]) -> None:
    digest = sha256(json.dumps(rows).encode()).hexdigest()
    seq = base.execute("UPDATE chain_head SET seq = seq + 1, hash = ? RETURNING seq", (digest,)).fetchone()[0]
    base.execute(
        "INSERT INTO event (seq, at, kind, actor, data, previous, hash) VALUES (?, '2018-03-20 06:00:00',"
        " 'notices.written', 'morgonrunda', ?, ?, ?)",
        (seq, digest, digest, digest),
    )


def _letters(base: sqlite3.Connection) -> int:
    waiting = base.execute(
        "SELECT n.id, n.addressee_id, n.audience, o.officer_address FROM notice n JOIN owner o ON o.id = n.owner_id"
        " WHERE n.letter_id IS NULL AND n.is_dropped = 0"
    ).fetchall()
    bodies = defaultdict(list)
    for notice, body, *_ in waiting:
        bodies[body].append(notice)
    addresses = dict(
        base.execute(
            "SELECT b.id, coalesce(p.address, b.address) FROM body b LEFT JOIN post t ON t.body_id = b.id"
            " LEFT JOIN holding h ON h.post_id = t.id LEFT JOIN person p ON p.id = h.person_id"
        )
    )
    known = sorted(bodies)
    for start in range(0, len(known), BATCH):
        _write(base, {body: bodies[body] for body in known[start : start + BATCH]}, addresses)
    return len(known)


def _write(base: sqlite3.Connection, part: dict[int, list[int]], addresses: dict[int, str]) -> None:
    today = MORNING.isoformat()
    base.execute("BEGIN IMMEDIATE")
    marks = ",".join("?" * len(part))
    base.execute(
        f"SELECT id FROM letter WHERE intended IN ({marks}) AND day = ? AND state <> 'withdrawn'",
        [*(addresses[body] for body in part), today],
    ).fetchall()
    rows = []
    for body, notices in part.items():
        address = addresses[body]
        letter = base.execute(
            "INSERT INTO letter (kind, occasion, day, recipient, intended, body_id, message_id, written_at, state,"
            " not_before, attempts, is_uncertain) VALUES ('notice', 'round', ?, ?, ?, ?, ?, '2018-03-20 06:00:00',"
            " 'planned', '2018-03-20 06:00:00', 0, 0)",
            (today, address, address, body, f"<{body}@linkoping.example>"),
        ).lastrowid
        rows += [(letter, notice) for notice in notices]
    base.executemany("UPDATE notice SET letter_id = ? WHERE id = ? AND letter_id IS NULL", rows)
    base.execute("COMMIT")
