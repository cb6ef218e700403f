"""Every table of the first release, and the database's own refusal to rewrite what is only appended.

Revision ID: 0001
Revises:
Create Date: 2026-11-22 05:05:15.073596
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = ("action_event", "confirmation")


def upgrade() -> None:
    op.create_table(
        "desk_figure",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        sa.Column("series", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_figure")),
        sa.UniqueConstraint("country", "series", "year", name=op.f("uq_desk_figure_country_series_year")),
    )
    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("method_digest", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_questionnaire_version_code_version")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("failures > 0", name=op.f("ck_sign_in_failure_failures_count")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_failure")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("password", sa.String(255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        sa.Column("questionnaire_id", sa.String(32), nullable=False),
        sa.Column("reference_year", sa.Integer(), nullable=False),
        sa.Column("languages", PLAIN, nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("results_shown", sa.String(12), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("side_by_side", sa.Boolean(), nullable=False),
        sa.Column("open_link_hash", sa.String(64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "results_shown IN ('internal', 'bands', 'published')", name=op.f("ck_assessment_results_shown")
        ),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_assessment_closes_after_opening")),
        sa.CheckConstraint("length(country) = 3", name=op.f("ck_assessment_country_iso3")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_assessment_questionnaire_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("name", name=op.f("uq_assessment_name")),
        sa.UniqueConstraint("open_link_hash", name=op.f("uq_assessment_open_link_hash")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_country"), ["country"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        sa.Column("role", sa.String(11), nullable=False),
        sa.CheckConstraint("country = '*' OR length(country) = 3", name=op.f("ck_membership_country_or_everywhere")),
        sa.CheckConstraint("role IN ('admin', 'analyst', 'focal_point', 'viewer')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", "country", "role", name=op.f("uq_membership_user_id_country_role")),
    )
    op.create_table(
        "action",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("recommendation", sa.String(40), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("expected_result", sa.String(), nullable=False),
        sa.Column("priority", sa.String(6), nullable=False),
        sa.Column("time_frame", sa.String(6), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("contributors", PLAIN, nullable=False),
        sa.Column("partners", PLAIN, nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by", sa.String(200), nullable=False),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name=op.f("ck_action_priority")),
        sa.CheckConstraint("time_frame IN ('short', 'medium', 'long')", name=op.f("ck_action_time_frame")),
        sa.CheckConstraint("due_on >= starts_on", name=op.f("ck_action_due_after_start")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_action_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("assessment_id", "code", name=op.f("uq_action_assessment_id_code")),
        sa.UniqueConstraint("assessment_id", "recommendation", name=op.f("uq_action_assessment_id_recommendation")),
    )
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("value", PLAIN, nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("confirmed_by", sa.String(200), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_confirmation_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
    )
    with op.batch_alter_table("confirmation", schema=None) as batch_op:
        batch_op.create_index("ix_confirmation_assessment_id_question", ["assessment_id", "question"], unique=False)

    op.create_table(
        "country_fact",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("texts", PLAIN, nullable=False),
        sa.Column("year", sa.String(4), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_country_fact_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_country_fact")),
    )
    with op.batch_alter_table("country_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_country_fact_assessment_id"), ["assessment_id"], unique=False)

    op.create_table(
        "register_size",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_register_size_size_counts")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_register_size_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "group", name=op.f("pk_register_size")),
    )
    op.create_table(
        "rendering",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("format", sa.String(4), nullable=False),
        sa.Column("state", sa.String(7), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(200), nullable=True),
        sa.Column("requested_by", sa.String(200), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'done') = (file_name IS NOT NULL)", name=op.f("ck_rendering_done_if_file")),
        sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name=op.f("ck_rendering_failed_if_problem")),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name=op.f("ck_rendering_finished_if_dated")
        ),
        sa.CheckConstraint("format IN ('pdf', 'docx')", name=op.f("ck_rendering_format")),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_rendering_state")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_rendering_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering")),
    )
    with op.batch_alter_table("rendering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rendering_assessment_id"), ["assessment_id"], unique=False)

    op.create_table(
        "respondent",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("role", sa.String(60), nullable=False),
        sa.Column("institution", sa.String(200), nullable=False),
        sa.Column("attributes", PLAIN, nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(15), nullable=False),
        sa.Column("profiled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "origin IN ('personal', 'open', 'demonstration', 'expert')", name=op.f("ck_respondent_origin")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_respondent_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_respondent_link_hash")),
    )
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_respondent_assessment_id"), ["assessment_id"], unique=False)

    op.create_table(
        "action_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(32), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=True),
        sa.Column("person_name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("status", sa.String(11), nullable=True),
        sa.Column("per_cent", sa.Float(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("changes", PLAIN, nullable=False),
        sa.CheckConstraint("(kind = 'edited') = (status IS NULL)", name=op.f("ck_action_event_status_unless_edited")),
        sa.CheckConstraint("kind IN ('adopted', 'edited', 'progress')", name=op.f("ck_action_event_kind")),
        sa.CheckConstraint("per_cent IS NULL OR status = 'under_way'", name=op.f("ck_action_event_per_cent_under_way")),
        sa.CheckConstraint(
            "status IN ('not_started', 'planned', 'under_way', 'completed', 'on_hold', 'dropped')",
            name=op.f("ck_action_event_status"),
        ),
        sa.CheckConstraint("per_cent BETWEEN 0 AND 100", name=op.f("ck_action_event_per_cent_range")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_event_action_id_action")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_action_event_person_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_event")),
    )
    with op.batch_alter_table("action_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_event_action_id"), ["action_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("questionnaire_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attribution", sa.String(6), nullable=False),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'submitted') = (submitted_at IS NOT NULL)", name=op.f("ck_response_submitted_if_dated")
        ),
        sa.CheckConstraint("attribution IN ('named', 'type', 'hidden')", name=op.f("ck_response_attribution")),
        sa.CheckConstraint("state IN ('draft', 'submitted')", name=op.f("ck_response_state")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_response_revision_counts")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_response_questionnaire_id_questionnaire_version"),
        ),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_response_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("respondent_id", name=op.f("uq_response_respondent_id")),
    )
    op.create_table(
        "stored_answer",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("state", sa.String(17), nullable=False),
        sa.Column("value", PLAIN, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'answered') = (value IS NOT NULL)", name=op.f("ck_stored_answer_answered_if_value")
        ),
        sa.CheckConstraint(
            "state IN ('answered', 'dont_know', 'prefer_not_to_say', 'not_applicable')",
            name=op.f("ck_stored_answer_state"),
        ),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_stored_answer_response_id_response")),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_stored_answer")),
        sqlite_with_rowid=False,
    )
    protect()


def protect() -> None:
    """Refuse UPDATE and DELETE on the tables whose history must stand (TRUNCATE and DROP remain an owner's right)."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is only appended to', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            )
        return
    for table in APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_stands_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only appended to'); END"
            )


def downgrade() -> None:
    op.drop_table("stored_answer")
    op.drop_table("response")
    with op.batch_alter_table("action_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_event_action_id"))

    op.drop_table("action_event")
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_respondent_assessment_id"))

    op.drop_table("respondent")
    with op.batch_alter_table("rendering", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rendering_assessment_id"))

    op.drop_table("rendering")
    op.drop_table("register_size")
    with op.batch_alter_table("country_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_country_fact_assessment_id"))

    op.drop_table("country_fact")
    with op.batch_alter_table("confirmation", schema=None) as batch_op:
        batch_op.drop_index("ix_confirmation_assessment_id_question")

    op.drop_table("confirmation")
    op.drop_table("action")
    op.drop_table("membership")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_country"))

    op.drop_table("assessment")
    op.drop_table("user_account")
    op.drop_table("sign_in_failure")
    op.drop_table("questionnaire_version")
    op.drop_table("desk_figure")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_rewriting()")
