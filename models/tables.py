"""All tables in one place, so that whoever makes or copies a database has every one of them."""

from sqlmodel import SQLModel

from models.absence import Absence
from models.act import Act
from models.answer import StatusReport, Submission
from models.assignment import Assignment, Deadline, Owner
from models.body import Alias, Body, Holding, Person, Post
from models.calendar_entry import CalendarEntry
from models.decision import Clause, Decision
from models.event import ChainHead, Event
from models.letter import Letter, LetterAttempt
from models.meeting import MeetingRow, RouteStep
from models.notice import Notice
from models.nudge import Nudge
from models.pace import FewerLetters
from models.paper import Paper
from models.record import FollowUpRecord
from models.reply import Reply
from models.run import Lease, Run

TABLES: tuple[type[SQLModel], ...] = (
    Body,
    Alias,
    Post,
    Person,
    Holding,
    Absence,
    FewerLetters,
    MeetingRow,
    RouteStep,
    Paper,
    Decision,
    Clause,
    Assignment,
    Deadline,
    Owner,
    Act,
    Letter,
    Notice,
    LetterAttempt,
    Nudge,
    CalendarEntry,
    StatusReport,
    Submission,
    Reply,
    FollowUpRecord,
    Run,
    Lease,
    Event,
    ChainHead,
)
"""In an order in which each finds the rows it refers to."""

APPEND_ONLY = {"event": "seq", "letter_attempt": "id"}
"""The tables of the history, and what counts their rows."""

PG_REFUSAL = """\
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'historiken kan bara fyllas på (%)', TG_TABLE_NAME; END $$"""


def refusals(dialect: str) -> list[str]:
    """The statements that make the history append-only on this kind of database."""
    if dialect == "sqlite":
        return [statement for table, key in APPEND_ONLY.items() for statement in _sqlite_refusals(table, key)]
    rows = [
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]
    emptying = [
        f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]
    return [PG_REFUSAL, *rows, *emptying]


def _sqlite_refusals(table: str, key: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, 'historiken kan bara fyllas på ({table})'); END"
    return [
        f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} {refuse}",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {refuse}",
    ]
