"""A municipality of any size, filled with plain SQL: so many assignments, of which so many are due one morning."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from config.office import Office, open_office
from models.database import migrate, open_engine

MORNING = date(2018, 3, 20)
"""A Tuesday on which `soon` and `last` gather."""
ASSIGNED = date(2017, 10, 17)
EXAMPLE = Path(__file__).parent.parent / "examples" / "linkoping"
QUOTE = (
    "Nämnden får i uppdrag att se över hur stödet till föreningar i kommunen kan utvecklas, redovisa vilka "
    "behov som finns i de olika delarna av kommunen och återkomma med förslag till åtgärder och kostnader."
)


def office(home: Path) -> Office:
    """The example office, at home in `home`."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "letters").mkdir(exist_ok=True)
    (home / "office.toml").write_text((EXAMPLE / "office.toml").read_text("utf-8"), "utf-8")
    return open_office(home)


def fill(path: Path, assignments: int, due: int, bodies: int, fingerprint: str) -> None:
    """A migrated database with `assignments` assignments of one owner each; the first `due` have `soon` today,
    spread over `bodies` bodies. The rest come up later."""
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous=OFF")
    base.executemany(
        "INSERT INTO body (id, name, kind, address, valid_from) VALUES (?, ?, ?, ?, '1990-01-01')", _bodies(bodies)
    )
    base.executemany(
        "INSERT INTO alias (body_id, alias, valid_from) VALUES (?, ?, '1990-01-01')",
        ((number, name) for number, name, *_ in _bodies(bodies)),
    )
    base.executemany(
        "INSERT INTO decision (id, body_id, year, paragraph, case_number, title, is_confidential, state, decided_on,"
        " approved_on, snapshot_wanted) VALUES (?, 1, 2017, ?, ?, 'Stöd till föreningar', 0, 'approved', '2017-10-10',"
        " '2017-10-17', 0)",
        ((n, str(n), f"KS 2017-{n}") for n in range(1, assignments // 4 + 2)),
    )
    spread = [(n, n // 4 + 1) for n in range(1, assignments + 1)]
    base.executemany(
        "INSERT INTO clause (id, decision_id, point, quote, start_at, end_at) VALUES (?, ?, '1', ?, 0, 100)",
        ((n, decision, QUOTE) for n, decision in spread),
    )
    base.executemany(
        "INSERT INTO assignment (id, decision_id, clause_id, task, status)"
        " VALUES (?, ?, ?, 'se över stödet till föreningar', 'active')",
        ((n, decision, n) for n, decision in spread),
    )
    base.executemany(
        "INSERT INTO deadline (id, assignment_id, version, is_current, kind, last, phrase, given_on)"
        " VALUES (?, ?, 1, 1, 'date', ?, 'senast', '2017-10-17')",
        ((n, n, _last(n, due).isoformat()) for n, _ in spread),
    )
    base.executemany(
        "INSERT INTO owner (id, assignment_id, body_id, role, valid_from, next_notice_on, planned_with,"
        " working_deadline) VALUES (?, ?, ?, 'lead', '2017-10-10', ?, ?, ?)",
        (
            (n, n, _body(n, bodies), _next(n, due).isoformat(), fingerprint, _last(n, due).isoformat())
            for n, _ in spread
        ),
    )
    base.executemany(
        "INSERT INTO letter (id, kind, occasion, day, recipient, intended, body_id, subject, text, html, why,"
        " message_id, written_at, state, not_before, attempts, is_uncertain, sent_at) VALUES (?, 'notice', 'decided',"
        " '2017-10-17', ?, ?, ?, 'Uppdrag', 'Hej!', '<p>Hej!</p>', 'Nytt uppdrag', ?, '2017-10-17 07:00:00', 'sent',"
        " '2017-10-17 07:00:00', 1, 0, '2017-10-17 07:01:00')",
        ((n, address, address, n, f"<{n}@linkoping.example>") for n, _, _, address in _bodies(bodies)),
    )
    base.executemany(
        "INSERT INTO notice (assignment_id, owner_id, deadline_id, rung, nth, audience, addressee_id, planned_on,"
        " written_on, letter_id, is_dropped) VALUES (?, ?, ?, 'assigned', 1, 'owner', ?, '2017-10-17', '2017-10-17',"
        " ?, 0)",
        ((n, n, n, _body(n, bodies), _body(n, bodies)) for n, _ in spread),
    )
    base.execute("ANALYZE")
    base.commit()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _bodies(count: int) -> Iterator[tuple[int, str, str, str | None]]:
    yield 1, "kommunledningsförvaltningen", "department", "kansli@linkoping.example"
    for number in range(2, count + 1):
        yield number, f"nämnden för område {number}", "committee", f"sekreterare.{number}@linkoping.example"


def _body(number: int, bodies: int) -> int:
    """Everyone but the management office has its share."""
    return 2 + number % (bodies - 1)


def _last(number: int, due: int) -> date:
    """The due ones end so that `soon` (25 working days) gathers on the morning; the others much later."""
    if number <= due:
        return date(2018, 4, 27) + timedelta(days=number % 4 if number % 4 != 1 else 3)
    return date(2019, 1, 7) + timedelta(days=number % 300)


def _next(number: int, due: int) -> date:
    return MORNING if number <= due else date(2018, 10, 2) + timedelta(days=number % 60)
