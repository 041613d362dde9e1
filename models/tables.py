"""All tables in one place, so that whoever makes or copies a database has every one of them."""

from sqlmodel import SQLModel

from models.answer import StatusReport, Submission
from models.assignment import Assignment, Deadline, Owner
from models.body import Alias, Body, Holding, Person, Post
from models.decision import Clause, Decision
from models.event import ChainHead, Event
from models.letter import Letter, LetterAttempt
from models.meeting import MeetingRow, RouteStep
from models.notice import Notice
from models.paper import Paper
from models.record import FollowUpRecord
from models.run import Lease, Run

TABLES: tuple[type[SQLModel], ...] = (
    Body,
    Alias,
    Post,
    Person,
    Holding,
    MeetingRow,
    RouteStep,
    Paper,
    Decision,
    Clause,
    Assignment,
    Deadline,
    Owner,
    Letter,
    Notice,
    LetterAttempt,
    StatusReport,
    Submission,
    FollowUpRecord,
    Run,
    Lease,
    Event,
    ChainHead,
)
"""In an order in which each finds the rows it refers to."""

APPEND_ONLY = (Event.__tablename__, LetterAttempt.__tablename__)

PG_REFUSAL = """\
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'historiken kan bara fyllas på (%)', TG_TABLE_NAME; END $$"""


def refusals(dialect: str) -> list[str]:
    """The statements that make the history append-only on this kind of database."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'historiken kan bara fyllas på ({table})'); END"
            for table in APPEND_ONLY
            for act in ("UPDATE", "DELETE")
        ]
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
