"""Colleagues who answer for an institution together, their comments, and evidence behind answers.

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-22 08:55:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("colleague", "comment", "attachment")


def upgrade() -> None:
    op.create_table(
        "colleague",
        *_owned("colleague"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("pages", PLAIN, nullable=False),
        sa.Column("clears", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("link_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("link_revision > 0", name=op.f("ck_colleague_revision_counts")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_colleague_link_hash")),
    )
    op.create_table(
        "comment",
        *_owned("comment"),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(32), nullable=False),
    )
    op.create_table(
        "attachment",
        *_owned("attachment"),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(digest IS NULL) = (link IS NOT NULL)", name=op.f("ck_attachment_file_or_link")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachment_size_counts")),
    )
    op.create_index(op.f("ix_attachment_digest"), "attachment", ["digest"])
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_respondent_id"), table, ["respondent_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    """What the three tables share: an identity, and the respondent on whom their rows hang."""
    return [
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f(f"fk_{table}_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
