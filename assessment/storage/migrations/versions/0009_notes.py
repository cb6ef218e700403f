"""Notes of interviews and focus groups with their codings; sources of answers that experts coded.

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-22 08:45:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("role", sa.String(60), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.String(200), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('interview', 'focus_group', 'observation')", name=op.f("ck_note_kind")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_note_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_assessment_id"), "note", ["assessment_id"])
    op.create_table(
        "note_coding",
        sa.Column("note_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_note_coding_note_id_note")),
        sa.PrimaryKeyConstraint("note_id", "position", name=op.f("pk_note_coding")),
    )
    op.create_table(
        "answer_source",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("coded_by", sa.String(200), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_answer_source_response_id_response")),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_answer_source")),
    )


def downgrade() -> None:
    op.drop_table("answer_source")
    op.drop_table("note_coding")
    op.drop_table("note")
