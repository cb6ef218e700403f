"""Consent to stand beside others as dated decisions instead of a flag; the round that one is compared with;
under which way of showing results a document was made.

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-22 10:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision", sa.String(9), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.String(200), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_consent_number_counts")),
        sa.CheckConstraint("decision IN ('given', 'withdrawn')", name=op.f("ck_consent_decision")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_consent_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("assessment_id", "number", name=op.f("pk_consent")),
    )
    _carry_over()
    _stand("consent")
    with op.batch_alter_table("assessment") as assessment:
        assessment.drop_column("side_by_side")
    with op.batch_alter_table("rendering") as rendering:
        rendering.add_column(sa.Column("results_shown", sa.String(12), nullable=True))
        rendering.create_check_constraint(
            op.f("ck_rendering_results_shown"), "results_shown IN ('internal', 'bands', 'published')"
        )
    op.create_table(
        "former_round",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("former_id", sa.String(32), nullable=False),
        sa.Column("chosen_by", sa.String(200), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("former_id <> assessment_id", name=op.f("ck_former_round_another")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_former_round_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["former_id"], ["assessment.id"], name=op.f("fk_former_round_former_id_assessment")),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_former_round")),
    )


def _carry_over() -> None:
    """Whoever had agreed goes on agreeing, from the day on which the scope was agreed or the assessment began."""
    op.execute(
        "INSERT INTO consent "
        "(assessment_id, number, decision, decided_on, given_by, document, link, recorded_by, recorded_at) "
        "SELECT a.id, 1, 'given', COALESCE(s.agreed_on, date(a.created_at)), '', '', '', '', a.created_at "
        "FROM assessment a LEFT JOIN scope s ON s.assessment_id = a.id WHERE a.side_by_side"
    )


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


def downgrade() -> None:
    op.drop_table("former_round")
    with op.batch_alter_table("rendering") as rendering:
        rendering.drop_constraint(op.f("ck_rendering_results_shown"), type_="check")
        rendering.drop_column("results_shown")
    with op.batch_alter_table("assessment") as assessment:
        assessment.add_column(sa.Column("side_by_side", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE assessment SET side_by_side = true WHERE id IN ("
        "SELECT c.assessment_id FROM consent c WHERE c.decision = 'given' "
        "AND c.number = (SELECT max(o.number) FROM consent o WHERE o.assessment_id = c.assessment_id))"
    )
    with op.batch_alter_table("assessment") as assessment:
        assessment.alter_column("side_by_side", server_default=None)
    op.drop_table("consent")
