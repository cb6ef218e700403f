"""What counts of a response stands beside it in one text, from which both databases count many times faster.

It takes the place of the path that was noted when a response was sent. What counts of those that were sent before is
noted when the program brings the database up to date, as the path is on the way back.

Revision ID: 0022
Revises: 0021
Create Date: 2026-11-22 15:35:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ONLY_IF_SENT = "ck_response_counts_if_sent"


def upgrade() -> None:
    with op.batch_alter_table("response") as response:
        response.drop_index(op.f("ix_response_path_id"))
        response.drop_constraint(op.f("fk_response_path_id_asked_path"), type_="foreignkey")
        response.drop_column("path_id")
        response.add_column(sa.Column("counts_as", sa.Text(), nullable=True))
        response.create_check_constraint(op.f(ONLY_IF_SENT), "counts_as IS NULL OR state = 'submitted'")
    op.drop_table("asked_path")


def downgrade() -> None:
    op.create_table(
        "asked_path",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("asked", PLAIN, nullable=False),
        sa.Column("strayed", PLAIN, nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_asked_path_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_path")),
    )
    op.create_index(op.f("ix_asked_path_assessment_id"), "asked_path", ["assessment_id"])
    with op.batch_alter_table("response") as response:
        response.drop_constraint(op.f(ONLY_IF_SENT), type_="check")
        response.drop_column("counts_as")
        response.add_column(sa.Column("path_id", sa.String(32), nullable=True))
        response.create_foreign_key(op.f("fk_response_path_id_asked_path"), "asked_path", ["path_id"], ["id"])
        response.create_index(op.f("ix_response_path_id"), ["path_id"])
