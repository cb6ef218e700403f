"""What was asked of whom, noted when a response is sent, so that the database can count the answers that count.

Revision ID: 0017
Revises: 0014
Create Date: 2026-11-22 11:35:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
        response.add_column(sa.Column("path_id", sa.String(32), nullable=True))
        response.create_foreign_key(op.f("fk_response_path_id_asked_path"), "asked_path", ["path_id"], ["id"])
        response.create_index(op.f("ix_response_path_id"), ["path_id"])


def downgrade() -> None:
    with op.batch_alter_table("response") as response:
        response.drop_index(op.f("ix_response_path_id"))
        response.drop_constraint(op.f("fk_response_path_id_asked_path"), type_="foreignkey")
        response.drop_column("path_id")
    op.drop_table("asked_path")
