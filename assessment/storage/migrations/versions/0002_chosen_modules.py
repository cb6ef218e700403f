"""Which modules a respondent chose; null while the choice was not yet made.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-22 07:40:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("modules", PLAIN, nullable=True))


def downgrade() -> None:
    op.drop_column("response", "modules")
