"""Personal values under a key per person, anonymous open links, the audit trail.

Revision ID: 0008
Revises: 0006
Create Date: 2026-11-22 08:40:00
"""

import base64
import secrets
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

ORIGINS = ("personal", "open", "demonstration", "expert", "paper", "interview", "kobo")
DEEDS = (
    "invitation", "link_renewal", "reopening", "correction", "withdrawal", "erasure", "identities_seen", "export",
    "confirmation", "anonymous_link",
)  # fmt: skip
LENGTHS = {"name": 200, "email": 254, "phone": 40}


def upgrade() -> None:
    _widen()
    op.create_table(
        "person_key",
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(44), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_person_key_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("respondent_id", name=op.f("pk_person_key")),
    )
    op.create_table(
        "resume_code",
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_resume_code_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("respondent_id", name=op.f("pk_resume_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_resume_code_code_hash")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint(f"deed IN ({_listed(DEEDS)})", name=op.f("ck_audit_deed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    for column in ("at", "assessment_id", "subject"):
        op.create_index(op.f(f"ix_audit_{column}"), "audit", [column])
    _seal_what_is_there()
    _protect()


def downgrade() -> None:
    _unprotect()
    _open_what_is_there()
    for table in ("audit", "resume_code", "person_key"):
        op.drop_table(table)
    with op.batch_alter_table("contact") as contact:
        for column, length in LENGTHS.items():
            contact.alter_column(column, type_=sa.String(length), existing_type=sa.Text())
    with op.batch_alter_table("assessment") as assessment:
        assessment.drop_column("open_link_anonymous")
    with op.batch_alter_table("response") as response:
        response.drop_column("acknowledged_as")
    op.execute("UPDATE respondent SET origin = 'open' WHERE origin = 'anonymous'")
    with op.batch_alter_table("respondent") as respondent:
        respondent.drop_column("erased_on")
        respondent.drop_column("institution_mark")
        respondent.alter_column("institution", type_=sa.String(200), existing_type=sa.Text())
        respondent.drop_constraint(op.f("ck_respondent_origin"), type_="check")
        respondent.create_check_constraint(op.f("ck_respondent_origin"), f"origin IN ({_listed(ORIGINS)})")


def _widen() -> None:
    """Ciphertexts are longer than what they hide."""
    with op.batch_alter_table("respondent") as respondent:
        respondent.drop_constraint(op.f("ck_respondent_origin"), type_="check")
        origins = (*ORIGINS[:2], "anonymous", *ORIGINS[2:])
        respondent.create_check_constraint(op.f("ck_respondent_origin"), f"origin IN ({_listed(origins)})")
        respondent.alter_column("institution", type_=sa.Text(), existing_type=sa.String(200))
        respondent.add_column(sa.Column("institution_mark", sa.String(32), nullable=False, server_default=""))
        respondent.add_column(sa.Column("erased_on", sa.Date(), nullable=True))
    with op.batch_alter_table("response") as response:
        response.add_column(sa.Column("acknowledged_as", sa.Text(), nullable=True))
    with op.batch_alter_table("assessment") as assessment:
        assessment.add_column(sa.Column("open_link_anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("respondent") as respondent:
        respondent.alter_column("institution_mark", server_default=None)
    with op.batch_alter_table("assessment") as assessment:
        assessment.alter_column("open_link_anonymous", server_default=None)
    with op.batch_alter_table("contact") as contact:
        for column, length in LENGTHS.items():
            contact.alter_column(column, type_=sa.Text(), existing_type=sa.String(length))


def _seal_what_is_there() -> None:
    keys: dict[str, bytes] = {}
    for table, owner, columns in _personal():
        for row in op.get_bind().execute(sa.select(table)).all():
            told = {column: row._mapping[column] for column in columns if row._mapping[column]}
            if told:
                key = keys.setdefault(row._mapping[owner], secrets.token_bytes(32))
                closed = {column: _sealed(key, text) for column, text in told.items()}
                op.execute(sa.update(table).where(table.c[owner] == row._mapping[owner]).values(**closed))
    rows = [{"respondent_id": one, "key": base64.urlsafe_b64encode(key).decode()} for one, key in keys.items()]
    if rows:
        op.bulk_insert(_table("person_key", "respondent_id", "key"), rows)


def _open_what_is_there() -> None:
    stored = op.get_bind().execute(sa.select(_table("person_key", "respondent_id", "key"))).all()
    keys = {row.respondent_id: base64.urlsafe_b64decode(row.key) for row in stored}
    for table, owner, columns in _personal():
        for row in op.get_bind().execute(sa.select(table)).all():
            told = {column: row._mapping[column] for column in columns if row._mapping[column]}
            if told:
                key = keys[row._mapping[owner]]
                plain = {column: _opened(key, text) for column, text in told.items()}
                op.execute(sa.update(table).where(table.c[owner] == row._mapping[owner]).values(**plain))


def _personal() -> Iterator[tuple[sa.TableClause, str, tuple[str, ...]]]:
    yield _table("respondent", "id", "institution"), "id", ("institution",)
    yield _table("contact", "respondent_id", *LENGTHS), "respondent_id", tuple(LENGTHS)


def _protect() -> None:
    """Nothing rewrites the audit trail; the history of answers goes only where the trail says that it was erased."""
    erased = "SELECT 1 FROM audit WHERE audit.subject = OLD.response_id AND audit.deed IN ('erasure', 'withdrawal')"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_deleting_history() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF TG_OP = 'DELETE' AND EXISTS ({erased}) THEN RETURN OLD; END IF; "
            "RAISE EXCEPTION '% is only appended to', TG_TABLE_NAME; END $$"
        )
        op.execute("DROP TRIGGER revision_stands ON revision")
        op.execute(
            "CREATE TRIGGER revision_stands BEFORE UPDATE OR DELETE ON revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_deleting_history()"
        )
        op.execute(
            "CREATE TRIGGER audit_stands BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        return
    op.execute("DROP TRIGGER revision_stands_delete")
    op.execute(
        f"CREATE TRIGGER revision_stands_delete BEFORE DELETE ON revision WHEN NOT EXISTS ({erased}) "
        "BEGIN SELECT RAISE(ABORT, 'revision is only appended to'); END"
    )
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_stands_{deed.lower()} BEFORE {deed} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit is only appended to'); END"
        )


def _unprotect() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER revision_stands ON revision")
        op.execute("DROP FUNCTION refuse_deleting_history()")
        op.execute(
            "CREATE TRIGGER revision_stands BEFORE UPDATE OR DELETE ON revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        return
    op.execute("DROP TRIGGER revision_stands_delete")
    op.execute(
        "CREATE TRIGGER revision_stands_delete BEFORE DELETE ON revision "
        "BEGIN SELECT RAISE(ABORT, 'revision is only appended to'); END"
    )


def _sealed(key: bytes, text: str) -> str:
    nonce = secrets.token_bytes(12)
    return base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), None)).decode()


def _opened(key: bytes, stored: str) -> str:
    whole = base64.urlsafe_b64decode(stored)
    return AESGCM(key).decrypt(whole[:12], whole[12:], None).decode()


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
