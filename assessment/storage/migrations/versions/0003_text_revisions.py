"""How a published questionnaire was worded, and since when; what is published is the first wording kept.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-22 08:00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_revision",
        sa.Column("questionnaire_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_text_revision_number_counts")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_text_revision_questionnaire_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("questionnaire_id", "number", name=op.f("pk_text_revision")),
    )
    op.execute(
        "INSERT INTO text_revision (questionnaire_id, number, dated, note, text_digest, document, kept_at) "
        "SELECT id, 0, date(published_at), '', text_digest, document, published_at FROM questionnaire_version"
    )
    protect()


def protect() -> None:
    """Refuse UPDATE and DELETE, as on the other tables whose history must stand."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER text_revision_stands BEFORE UPDATE OR DELETE ON text_revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER text_revision_stands_{deed.lower()} BEFORE {deed} ON text_revision "
            "BEGIN SELECT RAISE(ABORT, 'text_revision is only appended to'); END"
        )


def downgrade() -> None:
    op.drop_table("text_revision")
