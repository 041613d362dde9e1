"""A short word on another channel that a letter has gone.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nudge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("letter_id", "channel", name=op.f("uq_nudge_letter_id_channel")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_nudge_letter_id_letter")),
        sa.CheckConstraint("state IN ('sending', 'sent', 'failed')", name=op.f("ck_nudge_nudge_state")),
    )
