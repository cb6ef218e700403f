"""Targets set with the country, and decisions of analysts on recommendations.

Revision ID: 0015
Revises: 0013
Create Date: 2026-11-22 10:45:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

DEEDS = "('accepted', 'edited', 'merged', 'rejected', 'reopened', 'added', 'ordered')"
TABLES = ("target_decision", "advice_decision")


def upgrade() -> None:
    op.create_table(
        "target_decision",
        *_decided("target_decision", "indicator"),
        sa.Column("level", sa.Float(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("level BETWEEN 0 AND 100", name=op.f("ck_target_decision_level_on_scale")),
    )
    op.create_table(
        "advice_decision",
        *_decided("advice_decision", "recommendation"),
        sa.Column("deed", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("host", sa.String(40), nullable=False),
        sa.Column("wording", PLAIN, nullable=False),
        sa.Column("plan", PLAIN, nullable=False),
        sa.Column("places", PLAIN, nullable=False),
        sa.Column("grounds", sa.String(64), nullable=False),
        sa.CheckConstraint(f"deed IN {DEEDS}", name=op.f("ck_advice_decision_deed")),
        sa.CheckConstraint("(deed = 'merged') = (host <> '')", name=op.f("ck_advice_decision_host_if_merged")),
        sa.CheckConstraint(
            "(deed = 'ordered') = (recommendation = '')", name=op.f("ck_advice_decision_order_has_no_code")
        ),
    )
    for table in TABLES:
        _protect(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _decided(table: str, code: str) -> list[sa.schema.SchemaItem]:
    """What both tables share: of which assessment, on what, how often decided, by whom and when."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column(code, sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision > 0", name=op.f(f"ck_{table}_revision_counts")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f(f"fk_{table}_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("assessment_id", code, "revision", name=op.f(f"uq_{table}_assessment_id_{code}_revision")),
    ]


def _protect(table: str) -> None:
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
