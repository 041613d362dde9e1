"""What the minutes say of each of their decisions, which paper a paper corrects, and where an assignment was passed on.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _refers("paper", "version_of", "paper")
    _refers("paper", "body_id", "body")
    op.execute("ALTER TABLE paper ADD COLUMN meeting_day DATE")
    op.execute("ALTER TABLE decision ADD COLUMN stated_paragraph VARCHAR")
    op.execute("ALTER TABLE decision ADD COLUMN stated_on DATE")
    op.execute("ALTER TABLE decision ADD COLUMN dropped_on DATE")
    _refers("clause", "paper_id", "paper")
    _refers("assignment", "passed_on_from", "assignment")
    op.create_index("ix_assignment_passed_on_from", "assignment", ["passed_on_from"])
    op.create_index("ix_paper_body_id_meeting_day", "paper", ["body_id", "meeting_day"])


def _refers(table: str, column: str, to: str) -> None:
    # SQLite takes a foreign key only in the same breath as its column.
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column}_{to} REFERENCES {to} (id)"
    )
