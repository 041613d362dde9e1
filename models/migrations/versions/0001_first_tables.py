"""The first tables, the head of the chain, and the triggers that let history only grow.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GENESIS = "0" * 64
APPEND_ONLY = {"event": "seq", "letter_attempt": "id"}


def upgrade() -> None:
    _body()
    _alias()
    _post()
    _person()
    _holding()
    _meeting()
    _route_step()
    _paper()
    _decision()
    _clause()
    _assignment()
    _deadline()
    _owner()
    _letter()
    _notice()
    _letter_attempt()
    _status_report()
    _submission()
    _follow_up_record()
    _run()
    _lease()
    _event()
    _chain_head()
    _newest_link()
    _only_grow()


def _body() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("came_from", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.ForeignKeyConstraint(["head_id"], ["body.id"], name=op.f("fk_body_head_id_body")),
        sa.ForeignKeyConstraint(["department_id"], ["body.id"], name=op.f("fk_body_department_id_body")),
        sa.ForeignKeyConstraint(["came_from"], ["body.id"], name=op.f("fk_body_came_from_body")),
        sa.UniqueConstraint("name", "valid_from", name=op.f("uq_body_name_valid_from")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_body_body_ends_after_it_begins")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_body_body_has_a_name")),
        sa.CheckConstraint(
            "kind IN ('council', 'board', 'committee', 'subcommittee', 'department', 'officer', 'company')",
            name=op.f("ck_body_body_kind"),
        ),
        sa.CheckConstraint("head_id IS NULL OR head_id <> id", name=op.f("ck_body_nobody_is_their_own_head")),
    )


def _alias() -> None:
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_alias_body_id_body")),
        sa.UniqueConstraint("alias", "valid_from", name=op.f("uq_alias_alias_valid_from")),
    )
    op.create_index(op.f("ix_alias_alias"), "alias", ["alias"], unique=False)
    op.create_index(op.f("ix_alias_body_id"), "alias", ["body_id"], unique=False)


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_post_body_id_body")),
    )
    op.create_index(op.f("ix_post_body_id"), "post", ["body_id"], unique=False)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def _holding() -> None:
    op.create_table(
        "holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_substitute", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_holding_post_id_post")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_holding_person_id_person")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_holding_holding_ends_after_it_begins")
        ),
    )
    op.create_index(op.f("ix_holding_post_id"), "holding", ["post_id"], unique=False)


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id_body")),
        sa.UniqueConstraint("body_id", "day", name=op.f("uq_meeting_body_id_day")),
        sa.CheckConstraint("cutoff <= day", name=op.f("ck_meeting_papers_are_in_before_the_meeting")),
    )


def _route_step() -> None:
    op.create_table(
        "route_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("via_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_step")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_route_step_body_id_body")),
        sa.ForeignKeyConstraint(["receiver_id"], ["body.id"], name=op.f("fk_route_step_receiver_id_body")),
        sa.ForeignKeyConstraint(["via_id"], ["body.id"], name=op.f("fk_route_step_via_id_body")),
        sa.UniqueConstraint("body_id", "receiver_id", "nth", name=op.f("uq_route_step_body_id_receiver_id_nth")),
    )


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("latest_stated_day", sa.Date(), nullable=True),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("sha256", name=op.f("uq_paper_sha256")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_paper_paper_is_known_by_its_hash")),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.String(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("snapshot_wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_decision_paper_id_paper")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_decision_body_id_body")),
        sa.CheckConstraint(
            "approved_on IS NULL OR approved_on >= decided_on", name=op.f("ck_decision_approved_after_it_was_decided")
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_on IS NOT NULL", name=op.f("ck_decision_approved_has_a_day")
        ),
        sa.CheckConstraint(
            "state = 'proposed' OR (decided_on IS NOT NULL AND paragraph IS NOT NULL AND body_id "
            "IS NOT NULL AND year IS NOT NULL)",
            name=op.f("ck_decision_decided_has_body_day_and_paragraph"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'decided', 'approved', 'annulled')", name=op.f("ck_decision_decision_state")
        ),
        sa.CheckConstraint(
            "state IN ('approved', 'annulled') OR approved_on IS NULL",
            name=op.f("ck_decision_only_decided_is_approved"),
        ),
    )
    op.create_index(op.f("ix_decision_paper_id"), "decision", ["paper_id"], unique=False)
    op.create_index(op.f("ix_decision_snapshot_wanted"), "decision", ["snapshot_wanted"], unique=False)
    op.create_index(
        op.f("uq_decision_body_year_paragraph"),
        "decision",
        ["body_id", "year", "paragraph"],
        unique=True,
        sqlite_where=sa.text("paragraph IS NOT NULL"),
        postgresql_where=sa.text("paragraph IS NOT NULL"),
    )


def _clause() -> None:
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("repeats_id", sa.Integer(), nullable=True),
        sa.Column("point", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_clause_decision_id_decision")),
        sa.ForeignKeyConstraint(["repeats_id"], ["clause.id"], name=op.f("fk_clause_repeats_id_clause")),
        sa.CheckConstraint("start_at >= 0 AND end_at > start_at", name=op.f("ck_clause_clause_lies_in_the_paper")),
    )
    op.create_index(op.f("ix_clause_decision_id"), "clause", ["decision_id"], unique=False)


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("report_to_id", sa.Integer(), nullable=True),
        sa.Column("waits_for", sa.Integer(), nullable=True),
        sa.Column("then_task", sa.String(), nullable=True),
        sa.Column("then_owner", sa.String(), nullable=True),
        sa.Column("then_clause_id", sa.Integer(), nullable=True),
        sa.Column("watch_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_body_id", sa.Integer(), nullable=True),
        sa.Column("closed_by_paragraph", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_assignment_decision_id_decision")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_assignment_clause_id_clause")),
        sa.ForeignKeyConstraint(["report_to_id"], ["body.id"], name=op.f("fk_assignment_report_to_id_body")),
        sa.ForeignKeyConstraint(["waits_for"], ["assignment.id"], name=op.f("fk_assignment_waits_for_assignment")),
        sa.ForeignKeyConstraint(["then_clause_id"], ["clause.id"], name=op.f("fk_assignment_then_clause_id_clause")),
        sa.ForeignKeyConstraint(["closed_by_body_id"], ["body.id"], name=op.f("fk_assignment_closed_by_body_id_body")),
        sa.CheckConstraint(
            "status IN ('proposed', 'active', 'reported', 'closed', 'written_off', "
            "'transferred', 'suspended', 'annulled')",
            name=op.f("ck_assignment_assignment_status"),
        ),
        sa.CheckConstraint(
            "(status = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_assignment_closed_has_an_outcome")
        ),
        sa.CheckConstraint(
            "(status IN ('closed', 'written_off', 'transferred', 'annulled')) = (closed_on IS NOT NULL)",
            name=op.f("ck_assignment_ended_has_a_day"),
        ),
        sa.CheckConstraint("waits_for IS NULL OR waits_for <> id", name=op.f("ck_assignment_nothing_waits_for_itself")),
        sa.CheckConstraint(
            "outcome IN ('done', 'partly_done', 'not_done', 'replaced')", name=op.f("ck_assignment_outcome")
        ),
        sa.CheckConstraint("length(trim(task)) > 0", name=op.f("ck_assignment_task_says_something")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assignment_decision_id"), "assignment", ["decision_id"], unique=False)
    op.create_index(op.f("ix_assignment_waits_for"), "assignment", ["waits_for"], unique=False)


def _deadline() -> None:
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("phrase", sa.String(), nullable=True),
        sa.Column("assumption", sa.String(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("set_by_body_id", sa.Integer(), nullable=True),
        sa.Column("set_by_paragraph", sa.String(), nullable=True),
        sa.Column("set_by_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_deadline_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["set_by_body_id"], ["body.id"], name=op.f("fk_deadline_set_by_body_id_body")),
        sa.UniqueConstraint("assignment_id", "version", name=op.f("uq_deadline_assignment_id_version")),
        sa.CheckConstraint(
            "first IS NULL OR last IS NULL OR first <= last", name=op.f("ck_deadline_term_begins_before_it_ends")
        ),
        sa.CheckConstraint(
            "kind IN ('none', 'date', 'week', 'month', 'quarter', 'half', 'season', 'year', "
            "'meeting', 'event', 'recurring', 'relative', 'vague')",
            name=op.f("ck_deadline_term_kind"),
        ),
    )


def _owner() -> None:
    op.create_table(
        "owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("to_be_named", sa.String(), nullable=True),
        sa.Column("officer_address", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("next_notice_on", sa.Date(), nullable=True),
        sa.Column("planned_with", sa.String(), nullable=True),
        sa.Column("working_deadline", sa.Date(), nullable=True),
        sa.Column("cutoff", sa.Date(), nullable=True),
        sa.Column("meeting_day", sa.Date(), nullable=True),
        sa.Column("assumed", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_owner_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_owner_body_id_body")),
        sa.UniqueConstraint(
            "assignment_id", "body_id", "valid_from", name=op.f("uq_owner_assignment_id_body_id_valid_from")
        ),
        sa.CheckConstraint("role IN ('lead', 'joint', 'consulted', 'informed')", name=op.f("ck_owner_owner_role")),
        sa.CheckConstraint(
            "assumed IN ('no_plan', 'no_meeting', 'several_meetings')", name=op.f("ck_owner_working_assumption")
        ),
    )
    op.create_index(op.f("ix_owner_assignment_id"), "owner", ["assignment_id"], unique=False)
    op.create_index(op.f("ix_owner_body_id"), "owner", ["body_id"], unique=False)
    op.create_index(
        op.f("ix_owner_next_notice_on"),
        "owner",
        ["next_notice_on"],
        unique=False,
        sqlite_where=sa.text("next_notice_on IS NOT NULL"),
        postgresql_where=sa.text("next_notice_on IS NOT NULL"),
    )
    op.create_index(op.f("ix_owner_planned_with"), "owner", ["planned_with"], unique=False)


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("occasion", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("intended", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("html", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("thread_id", sa.String(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_letter_body_id_body")),
        sa.CheckConstraint("kind IN ('notice', 'digest', 'gathering', 'alarm')", name=op.f("ck_letter_letter_kind")),
        sa.CheckConstraint(
            "occasion IN ('round', 'decided', 'alarm', 'digest', 'gathering')", name=op.f("ck_letter_letter_occasion")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'waiting', 'claimed', 'sending', 'sent', 'undeliverable', 'withdrawn')",
            name=op.f("ck_letter_letter_state"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'withdrawn') OR (subject IS NOT NULL AND text IS NOT NULL AND "
            "html IS NOT NULL AND why IS NOT NULL)",
            name=op.f("ck_letter_only_what_is_written_is_sent"),
        ),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_letter_sent_has_an_hour")),
    )
    op.create_index(op.f("ix_letter_day_kind"), "letter", ["day", "kind"], unique=False)
    op.create_index(
        op.f("ix_letter_to_send"),
        "letter",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("state IN ('planned', 'waiting', 'claimed', 'sending')"),
        postgresql_where=sa.text("state IN ('planned', 'waiting', 'claimed', 'sending')"),
    )
    op.create_index(
        op.f("uq_letter_intended_day_occasion"),
        "letter",
        ["intended", "day", "occasion"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn' AND occasion <> 'alarm'"),
        postgresql_where=sa.text("state <> 'withdrawn' AND occasion <> 'alarm'"),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(20), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_notice_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_notice_owner_id_owner")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_notice_deadline_id_deadline")),
        sa.ForeignKeyConstraint(["addressee_id"], ["body.id"], name=op.f("fk_notice_addressee_id_body")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_notice_letter_id_letter")),
        sa.UniqueConstraint(
            "assignment_id", "owner_id", "deadline_id", "rung", "nth", "audience", name=op.f("uq_notice_once_only")
        ),
        sa.CheckConstraint("audience IN ('owner', 'copy', 'office', 'head')", name=op.f("ck_notice_audience")),
        sa.CheckConstraint(
            "rung IN ('assigned', 'status', 'soon', 'last', 'cutoff', 'missed', 'overdue', 'raised', 'still')",
            name=op.f("ck_notice_rung"),
        ),
    )
    op.create_index(op.f("ix_notice_letter_id"), "notice", ["letter_id"], unique=False)
    op.create_index(op.f("ix_notice_owner_id_deadline_id"), "notice", ["owner_id", "deadline_id"], unique=False)
    op.create_index(
        op.f("ix_notice_waiting"),
        "notice",
        ["addressee_id"],
        unique=False,
        sqlite_where=sa.text("letter_id IS NULL AND is_dropped = 0"),
        postgresql_where=sa.text("letter_id IS NULL AND NOT is_dropped"),
    )


def _letter_attempt() -> None:
    op.create_table(
        "letter_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_attempt")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_attempt_letter_id_letter")),
    )
    op.create_index(op.f("ix_letter_attempt_letter_id"), "letter_attempt", ["letter_id"], unique=False)


def _status_report() -> None:
    op.create_table(
        "status_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(20), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("wanted_day", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_report")),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_status_report_owner_id_owner")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_status_report_letter_id_letter")),
        sa.CheckConstraint(
            "answer IN ('on_track', 'done', 'more_time', 'not_ours', 'other_officer', 'taken_over')",
            name=op.f("ck_status_report_answer"),
        ),
        sa.CheckConstraint("channel IN ('link', 'office')", name=op.f("ck_status_report_answer_channel")),
    )
    op.create_index(op.f("ix_status_report_owner_id"), "status_report", ["owner_id"], unique=False)


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("paragraph", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_submission_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_submission_owner_id_owner")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_submission_body_id_body")),
        sa.CheckConstraint(
            "case_number IS NOT NULL OR (body_id IS NOT NULL AND day IS NOT NULL AND paragraph IS NOT NULL)",
            name=op.f("ck_submission_report_is_known_by_number_or_paragraph"),
        ),
    )
    op.create_index(op.f("ix_submission_assignment_id"), "submission", ["assignment_id"], unique=False)
    op.create_index(op.f("ix_submission_owner_id"), "submission", ["owner_id"], unique=False)


def _follow_up_record() -> None:
    op.create_table(
        "follow_up_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("meeting_day", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("office_text", sa.String(), nullable=True),
        sa.Column("gathered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_record")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_follow_up_record_body_id_body")),
        sa.UniqueConstraint("body_id", "day", name=op.f("uq_follow_up_record_body_id_day")),
        sa.CheckConstraint(
            "(frozen_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_follow_up_record_frozen_has_a_hash")
        ),
    )


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", "day", name=op.f("pk_run")),
    )


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("seq", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_assignment_id"), "event", ["assignment_id"], unique=False)
    op.create_index(op.f("ix_event_decision_id"), "event", ["decision_id"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)


def _chain_head() -> None:
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )


def _newest_link() -> None:
    chain_head = sa.table("chain_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    op.bulk_insert(chain_head, [{"id": 1, "seq": 0, "hash": GENESIS}])


def _only_grow() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, key in APPEND_ONLY.items():
            _sqlite_refusals(table, key)
    else:
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$\n"
            "BEGIN RAISE EXCEPTION 'historiken kan bara fyllas på (%)', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            _postgresql_refusals(table)


def _sqlite_refusals(table: str, key: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, 'historiken kan bara fyllas på ({table})'); END"
    op.execute(f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} {refuse}")
    # INSERT OR REPLACE deletes without asking the trigger above.
    op.execute(
        f"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {refuse}"
    )


def _postgresql_refusals(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
