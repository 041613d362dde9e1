"""Who is away, who has asked for fewer letters, and what letters put into calendars.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE letter ADD COLUMN instead_of VARCHAR")
    op.execute("ALTER TABLE letter ADD COLUMN calendar VARCHAR")
    _absence()
    op.create_table(
        "fewer_letters",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_fewer_letters")),
    )
    _calendar_entry()


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_absence_absence_ends_after_it_begins")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id"], unique=False)


def _calendar_entry() -> None:
    op.create_table(
        "calendar_entry",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "owner_id", name=op.f("pk_calendar_entry")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_calendar_entry_letter_id_letter")),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_calendar_entry_owner_id_owner")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_calendar_entry_deadline_id_deadline")),
    )
