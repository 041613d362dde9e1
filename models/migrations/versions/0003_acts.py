"""What decisions do to assignments given earlier, as read and as settled; reports that were sent back.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _act()
    op.execute("ALTER TABLE submission ADD COLUMN returned_on DATE")


def _act() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("runner_up_id", sa.Integer(), nullable=True),
        sa.Column("runner_up_reason", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("term_kind", sa.String(20), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("phrase", sa.String(), nullable=True),
        sa.Column("assumption", sa.String(), nullable=True),
        sa.Column("to_body_id", sa.Integer(), nullable=True),
        sa.Column("settled_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_undo", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_act_decision_id_decision")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_act_clause_id_clause")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_act_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["runner_up_id"], ["assignment.id"], name=op.f("fk_act_runner_up_id_assignment")),
        sa.ForeignKeyConstraint(["to_body_id"], ["body.id"], name=op.f("fk_act_to_body_id_body")),
        sa.ForeignKeyConstraint(["settled_id"], ["assignment.id"], name=op.f("fk_act_settled_id_assignment")),
        *_rules(),
    )
    for column in ("assignment_id", "decision_id", "settled_id", "state"):
        op.create_index(op.f(f"ix_act_{column}"), "act", [column], unique=False)


def _rules() -> list[sa.CheckConstraint]:
    rules = {
        "act_kind": "kind IN ('close', 'write_off', 'extend', 'refer_back', 'transfer')",
        "act_outcome": "outcome IN ('done', 'partly_done', 'not_done', 'replaced')",
        "act_state": "state IN ('proposed', 'confirmed', 'rejected', 'undone')",
        "act_term_kind": "term_kind IN ('none', 'date', 'week', 'month', 'quarter', 'half', 'season', 'year', "
        "'meeting', 'event', 'recurring', 'relative', 'vague')",
        "best_is_not_its_own_runner_up": "runner_up_id <> assignment_id",
        "confirmed_can_be_undone": "(state = 'confirmed') = (to_undo IS NOT NULL)",
        "confirmed_has_an_assignment": "(state = 'confirmed') = (settled_id IS NOT NULL)",
        "new_term_begins_before_it_ends": "first IS NULL OR last IS NULL OR first <= last",
        "only_a_transfer_has_a_receiver": "kind = 'transfer' OR to_body_id IS NULL",
        "only_closing_has_an_outcome": "kind = 'close' OR outcome IS NULL",
        "proposed_for_a_reason": "length(trim(reason)) > 0",
        "runner_up_comes_after_a_best": "runner_up_id IS NULL OR assignment_id IS NOT NULL",
        "settled_has_an_hour": "(state = 'proposed') = (settled_at IS NULL)",
        "what_ends_has_no_new_term": "kind NOT IN ('close', 'write_off') OR term_kind IS NULL",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_act_{name}")) for name, rule in rules.items()]
