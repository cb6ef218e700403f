"""Where published figures came from, and whom a country is compared with.

Revision ID: 0014
Revises: 0016
Create Date: 2026-11-22 10:50:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0014"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_import",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("mapping", sa.String(60), nullable=False),
        sa.Column("vintage", sa.String(100), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("unmatched", sa.Integer(), nullable=False),
        sa.Column("imported_by", sa.String(200), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "added >= 0 AND changed >= 0 AND unchanged >= 0 AND dropped >= 0 AND unmatched >= 0",
            name=op.f("ck_desk_import_counts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_import")),
    )
    op.create_table(
        "peer_choice",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("country_group", sa.String(40), nullable=False),
        sa.Column("countries", PLAIN, nullable=True),
        sa.Column("chosen_by", sa.String(200), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(country_group) > 0 OR countries IS NOT NULL", name=op.f("ck_peer_choice_one_of_two")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_peer_choice_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_peer_choice")),
    )
    with op.batch_alter_table("desk_figure") as figures:
        figures.add_column(sa.Column("import_id", sa.String(32), nullable=True))
        figures.create_foreign_key(op.f("fk_desk_figure_import_id_desk_import"), "desk_import", ["import_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("desk_figure") as figures:
        figures.drop_constraint(op.f("fk_desk_figure_import_id_desk_import"), type_="foreignkey")
        figures.drop_column("import_id")
    op.drop_table("peer_choice")
    op.drop_table("desk_import")
