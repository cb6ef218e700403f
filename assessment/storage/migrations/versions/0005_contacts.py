"""The persons behind respondents, links that can be made again, mails and their course, planned reminders.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-22 08:15:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correspondence",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("responsible", sa.String(200), nullable=False),
        sa.Column("reply_to", sa.String(254), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_correspondence_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_correspondence")),
    )
    op.create_table(
        "mailing",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("requested_by", sa.String(200), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('invitation', 'reminder')", name=op.f("ck_mailing_kind")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_mailing_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
    )
    op.create_index(op.f("ix_mailing_assessment_id"), "mailing", ["assessment_id"])

    op.create_table(
        "contact",
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("phone", sa.String(40), nullable=True),
        sa.Column("consent", sa.String(8), nullable=False),
        sa.Column("legal_basis", sa.String(20), nullable=False),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unsubscribed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("consent IN ('unknown', 'given', 'refused')", name=op.f("ck_contact_consent")),
        sa.CheckConstraint(
            "legal_basis IN ('', 'consent', 'public_task', 'legal_obligation', 'legitimate_interest')",
            name=op.f("ck_contact_legal_basis"),
        ),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name=op.f("fk_contact_respondent_id_respondent")),
        sa.PrimaryKeyConstraint("respondent_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "earlier_link",
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_earlier_link_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("link_hash", name=op.f("pk_earlier_link")),
    )
    op.create_index(op.f("ix_earlier_link_respondent_id"), "earlier_link", ["respondent_id"])

    op.create_table(
        "issued_link",
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=True),
        sa.CheckConstraint("revision > 0", name=op.f("ck_issued_link_revision_counts")),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_issued_link_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("respondent_id", name=op.f("pk_issued_link")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_issued_link_code_hash")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("mailing_id", sa.String(32), nullable=False),
        sa.Column("respondent_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(400), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'kept', 'accepted', 'refused', 'not_needed')", name=op.f("ck_mail_state")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mail_attempts_count")),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailing.id"], name=op.f("fk_mail_mailing_id_mailing")),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name=op.f("fk_mail_respondent_id_respondent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("mailing_id", "respondent_id", name=op.f("uq_mail_mailing_id_respondent_id")),
    )
    op.create_index(op.f("ix_mail_due_at"), "mail", ["due_at"])
    op.create_index(op.f("ix_mail_respondent_id"), "mail", ["respondent_id"])
    op.create_index(op.f("ix_mail_tried_at"), "mail", ["tried_at"])

    op.create_table(
        "reminder",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("mailing_id", sa.String(32), nullable=True),
        sa.CheckConstraint("(on_day IS NULL) <> (days_before IS NULL)", name=op.f("ck_reminder_day_or_distance")),
        sa.CheckConstraint("days_before >= 0", name=op.f("ck_reminder_days_count")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_reminder_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailing.id"], name=op.f("fk_reminder_mailing_id_mailing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_assessment_id"), "reminder", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_table("mail")
    op.drop_table("issued_link")
    op.drop_table("earlier_link")
    op.drop_table("contact")
    op.drop_table("mailing")
    op.drop_table("correspondence")
