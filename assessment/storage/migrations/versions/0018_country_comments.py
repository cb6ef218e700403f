"""What the country said of the draft report: its comments with what became of them, and the validation workshop.

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-22 11:40:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OUTCOMES = "('open', 'taken_up', 'partly', 'not_taken_up', 'withdrawn')"
TABLES = ("country_comment", "workshop")


def upgrade() -> None:
    op.create_table(
        "country_comment",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(200), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"outcome IN {OUTCOMES}", name=op.f("ck_country_comment_outcome")),
        sa.CheckConstraint("number > 0 AND revision > 0", name=op.f("ck_country_comment_counts")),
        sa.CheckConstraint("outcome = 'open' OR decided_by <> ''", name=op.f("ck_country_comment_decided_by_somebody")),
        *_of_assessment("country_comment", "number", "revision"),
    )
    op.create_table(
        "workshop",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("participants", PLAIN, nullable=False),
        sa.Column("conclusions", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision > 0", name=op.f("ck_workshop_revision_counts")),
        *_of_assessment("workshop", "revision"),
    )
    for table in TABLES:
        _stand(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _of_assessment(table: str, *numbers: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f(f"fk_{table}_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", *numbers, name=op.f(f"pk_{table}")),
    ]


def _stand(table: str) -> None:
    """Refuse UPDATE and DELETE, as on the other tables whose history must stand."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_stands_{deed.lower()} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is only appended to'); END"
        )
