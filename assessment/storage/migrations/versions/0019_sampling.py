"""The sample of a probability survey, and what is known of its population.

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-22 11:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sample_unit",
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("stratum", sa.String(100), nullable=False),
        sa.Column("cluster", sa.String(100), nullable=False),
        sa.Column("outcome", sa.String(13), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('', 'refused', 'not_contacted', 'other', 'unknown', 'ineligible')",
            name=op.f("ck_sample_unit_outcome"),
        ),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_sample_unit_weight_counts")),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_sample_unit_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("respondent_id", name=op.f("pk_sample_unit")),
    )
    op.create_table(
        "population_count",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("attribute", sa.String(60), nullable=False),
        sa.Column("category", sa.String(100), nullable=False),
        sa.Column("units", sa.Float(), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("kept_by", sa.String(200), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("units >= 0", name=op.f("ck_population_count_units_count")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_population_count_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "attribute", "category", name=op.f("pk_population_count")),
    )


def downgrade() -> None:
    op.drop_table("population_count")
    op.drop_table("sample_unit")
