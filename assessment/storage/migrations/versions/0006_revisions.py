"""Every change of an answer, appended; which browser or page set an answer; answers taken back stay as unanswered.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 08:25:00
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = "state IN ('answered', 'dont_know', 'prefer_not_to_say', 'not_applicable')"
AFTER = "state IN ('answered', 'dont_know', 'prefer_not_to_say', 'not_applicable', 'unanswered')"
STATE = "ck_stored_answer_state"


def upgrade() -> None:
    with _stored_answer() as answer:
        answer.drop_constraint(op.f(STATE), type_="check")
        answer.create_check_constraint(op.f(STATE), AFTER)
        answer.add_column(sa.Column("client", sa.String(40), nullable=False, server_default=""))
        answer.add_column(sa.Column("sequence", sa.BigInteger(), nullable=False, server_default="0"))
    with _stored_answer() as answer:  # rows that were there have their values now; new ones always bring their own
        answer.alter_column("client", server_default=None)
        answer.alter_column("sequence", server_default=None)
    op.create_table(
        "revision",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("client", sa.String(40), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("changes", PLAIN, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_revision_response_id_response")),
        sa.PrimaryKeyConstraint("response_id", "number", name=op.f("pk_revision")),
        sqlite_with_rowid=False,
    )
    protect()


def protect() -> None:
    """Refuse UPDATE and DELETE, as on the other tables whose history must stand."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER revision_stands BEFORE UPDATE OR DELETE ON revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER revision_stands_{deed.lower()} BEFORE {deed} ON revision "
            "BEGIN SELECT RAISE(ABORT, 'revision is only appended to'); END"
        )


def downgrade() -> None:
    op.drop_table("revision")
    op.execute("DELETE FROM stored_answer WHERE state = 'unanswered'")
    with _stored_answer() as answer:
        answer.drop_column("sequence")
        answer.drop_column("client")
        answer.drop_constraint(op.f(STATE), type_="check")
        answer.create_check_constraint(op.f(STATE), BEFORE)


def _stored_answer() -> AbstractContextManager[BatchOperations]:
    return op.batch_alter_table("stored_answer", table_kwargs={"sqlite_with_rowid": False})
