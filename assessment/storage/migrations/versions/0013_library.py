"""A library of documents, an index of notes for searching, and whose note it is.

Revision ID: 0013
Revises: 0011
Create Date: 2026-11-22 10:50:00
"""

import sqlalchemy as sa
from alembic import op

from assessment.language import folded

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None

NOTE = sa.table("note", sa.column("id"), sa.column("title"), sa.column("text"), sa.column("folded"))


def upgrade() -> None:
    with op.batch_alter_table("note") as note:
        note.add_column(sa.Column("respondent_id", sa.String(32), nullable=True))
        note.add_column(sa.Column("folded", sa.String(), nullable=False, server_default=""))
        note.create_foreign_key(op.f("fk_note_respondent_id_respondent"), "respondent", ["respondent_id"], ["id"])
        note.create_index(op.f("ix_note_respondent_id"), ["respondent_id"])
    for row in op.get_bind().execute(sa.select(NOTE)).all():
        index = folded(f"{row.title}\n{row.text}")
        op.execute(NOTE.update().where(NOTE.c.id == row.id).values(folded=index))
    with op.batch_alter_table("note") as note:
        note.alter_column("folded", server_default=None)
    _library()


def downgrade() -> None:
    for table in ("library_excerpt", "library_place", "library_document"):
        op.drop_table(table)
    with op.batch_alter_table("note") as note:
        note.drop_index(op.f("ix_note_respondent_id"))
        note.drop_constraint(op.f("fk_note_respondent_id_respondent"), type_="foreignkey")
        note.drop_column("folded")
        note.drop_column("respondent_id")


def _library() -> None:
    op.create_table(
        "library_document",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("licence", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("dated", sa.String(10), nullable=False),
        sa.Column("release", sa.String(8), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("release IN ('internal', 'cited', 'quotable')", name=op.f("ck_library_document_release")),
        sa.CheckConstraint("(digest IS NULL) = (link IS NOT NULL)", name=op.f("ck_library_document_file_or_link")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_library_document_size_counts")),
        sa.CheckConstraint("release <> 'quotable' OR licence <> ''", name=op.f("ck_library_document_quoted_by_right")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_library_document_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_document")),
    )
    op.create_index(op.f("ix_library_document_assessment_id"), "library_document", ["assessment_id"])
    op.create_index(op.f("ix_library_document_digest"), "library_document", ["digest"])
    op.create_table(
        "library_place",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        *_of_document("library_place", "code"),
    )
    op.create_table(
        "library_excerpt",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        *_of_document("library_excerpt", "position"),
    )


def _of_document(table: str, second: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["document_id"], ["library_document.id"], name=op.f(f"fk_{table}_document_id_library_document")
        ),
        sa.PrimaryKeyConstraint("document_id", second, name=op.f(f"pk_{table}")),
    ]
