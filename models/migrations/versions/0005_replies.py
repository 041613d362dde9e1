"""What comes in to the reply address, and letters that ask to confirm what was understood.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = "kind IN ('notice', 'digest', 'gathering', 'alarm'{})"


def upgrade() -> None:
    _allow("letter", "ck_letter_letter_kind", KINDS.format(""), KINDS.format(", 'confirmation'"))
    op.create_index(op.f("ix_letter_message_id"), "letter", ["message_id"], unique=False)
    _reply()


def _allow(table: str, name: str, before: str, after: str) -> None:
    """Another word in a CHECK. SQLite has no statement for that, and making the table anew would break the rows
    that refer to it; what does not touch the stored rows may be changed in the schema itself."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, after)
        return
    bind = op.get_bind()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    changed = bind.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
        (before, after, table, before),
    )
    bind.exec_driver_sql("PRAGMA writable_schema=RESET")
    if changed.rowcount != 1:
        raise RuntimeError(f"{table} has no check {before}")


def _reply() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("is_from_another", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(20), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("wanted_day", sa.Date(), nullable=True),
        sa.Column("officer_address", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("confirmation_id", sa.Integer(), nullable=True),
        sa.Column("is_filed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_reply_letter_id_letter")),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_reply_owner_id_owner")),
        sa.ForeignKeyConstraint(["confirmation_id"], ["letter.id"], name=op.f("fk_reply_confirmation_id_letter")),
        sa.UniqueConstraint("mailbox", "uid_validity", "uid", name=op.f("uq_reply_mailbox_uid_validity_uid")),
        sa.UniqueConstraint("message_id", name=op.f("uq_reply_message_id")),
        *_rules(),
    )
    for column in ("confirmation_id", "letter_id", "state"):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column], unique=False)
    asked = sa.text("confirmation_id IS NOT NULL")
    op.create_index(
        "uq_reply_letter_asked_on",
        "reply",
        ["letter_id", "day"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )


def _rules() -> list[sa.CheckConstraint]:
    rules = {
        "reply_kind": "kind IN ('answer', 'bounce', 'delay', 'automatic', 'left', 'ours', 'unknown', 'unreadable', "
        "'double')",
        "reply_state": "state IN ('noted', 'to_see', 'proposed', 'confirmed', 'replaced', 'lapsed')",
        "reply_answer": "answer IN ('on_track', 'done', 'more_time', 'not_ours', 'other_officer', 'taken_over')",
        "an_answer_belongs_to_a_letter": "kind <> 'answer' OR letter_id IS NOT NULL",
        "only_an_answer_is_proposed": "kind = 'answer' OR state IN ('noted', 'to_see')",
        "only_the_absent_return": "kind = 'automatic' OR returns_on IS NULL",
        "only_an_answer_says_something": "kind = 'answer' OR (text IS NULL AND answer IS NULL AND owner_id IS NULL"
        " AND case_number IS NULL AND wanted_day IS NULL AND officer_address IS NULL)",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_reply_{name}")) for name, rule in rules.items()]
