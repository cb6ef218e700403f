"""The course of an assessment: what was agreed with the country, the work plan, a grace period after the closing date.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-22 09:00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
STAGES = (
    "request", "scoping", "plan", "desk", "fieldwork", "analysis",
    "draft", "comments", "validation", "issue", "adoption", "follow_up",
)  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("assessment") as assessment:
        assessment.add_column(sa.Column("grace_days", sa.Integer(), nullable=False, server_default="0"))
        assessment.create_check_constraint(op.f("ck_assessment_grace_counts"), "grace_days >= 0")
    with op.batch_alter_table("assessment") as assessment:
        assessment.alter_column("grace_days", server_default=None)
    op.create_table(
        "scope",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("areas", PLAIN, nullable=False),
        sa.Column("validators", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_scope_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_scope")),
    )
    listed = ", ".join(f"'{stage}'" for stage in STAGES)
    op.create_table(
        "stage",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"code IN ({listed})", name=op.f("ck_stage_code")),
        sa.CheckConstraint("due_on >= starts_on", name=op.f("ck_stage_due_after_start")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_stage_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("assessment_id", "code", name=op.f("pk_stage")),
    )


def downgrade() -> None:
    op.drop_table("stage")
    op.drop_table("scope")
    with op.batch_alter_table("assessment") as assessment:
        assessment.drop_constraint(op.f("ck_assessment_grace_counts"), type_="check")
        assessment.drop_column("grace_days")
