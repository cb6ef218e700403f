"""The issue of the report as dated decisions; open data and issues on the audit trail.

Revision ID: 0020
Revises: 0019
Create Date: 2026-11-22 14:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

DEEDS = (
    "invitation", "link_renewal", "reopening", "correction", "withdrawal", "erasure", "identities_seen", "export",
    "confirmation", "anonymous_link",
)  # fmt: skip
ADDED = ("issue", "issue_withdrawal", "open_data")
LONG_CLOSED = {
    "postgresql": "s.done_on > a.closes_on + a.grace_days",
    "sqlite": "s.done_on > date(a.closes_on, '+' || a.grace_days || ' days')",
}
ERASED = "SELECT 1 FROM audit WHERE audit.subject = OLD.response_id AND audit.deed IN ('erasure', 'withdrawal')"


def upgrade() -> None:
    op.create_table(
        "report_issue",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision", sa.String(9), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decision IN ('issued', 'withdrawn')", name=op.f("ck_report_issue_decision")),
        sa.CheckConstraint("number > 0", name=op.f("ck_report_issue_number_counts")),
        sa.CheckConstraint("decision = 'issued' OR note <> ''", name=op.f("ck_report_issue_withdrawn_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_report_issue_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "number", name=op.f("pk_report_issue")),
    )
    _carry_over()
    _stand("report_issue")
    _know((*DEEDS, *ADDED))


def downgrade() -> None:
    op.drop_table("report_issue")
    _let_rewrite_the_trail()
    trail = sa.table("audit", sa.column("deed"))
    op.execute(sa.delete(trail).where(trail.c.deed.in_(ADDED)))
    _stand("audit")
    _know(DEEDS)


def _carry_over() -> None:
    """Where the stage was marked as done after the questionnaire had closed, the report was issued on that day."""
    op.execute(
        "INSERT INTO report_issue (assessment_id, number, decision, decided_on, note, recorded_by, recorded_at) "
        "SELECT a.id, 1, 'issued', s.done_on, '', s.changed_by, s.changed_at "
        "FROM assessment a JOIN stage s ON s.assessment_id = a.id "
        "WHERE s.code = 'issue' AND " + LONG_CLOSED[op.get_bind().dialect.name]
    )


def _know(deeds: tuple[str, ...]) -> None:
    """Let the trail tell of these deeds; SQLite copies the table, and what watches over it is set up anew."""
    is_server = op.get_bind().dialect.name == "postgresql"
    if not is_server:
        op.execute("DROP TRIGGER revision_stands_delete")
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("ck_audit_deed"), type_="check")
        audit.create_check_constraint(op.f("ck_audit_deed"), f"deed IN ({_listed(deeds)})")
    if is_server:
        return
    _stand("audit")
    op.execute(
        f"CREATE TRIGGER revision_stands_delete BEFORE DELETE ON revision WHEN NOT EXISTS ({ERASED}) "
        "BEGIN SELECT RAISE(ABORT, 'revision is only appended to'); END"
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


def _let_rewrite_the_trail() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_stands ON audit")
        return
    for deed in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_stands_{deed}")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
