"""Answers may come from paper, an interview or KoboToolbox, typed in or read by somebody else than the respondent.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-22 07:55:00
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = "origin IN ('personal', 'open', 'demonstration', 'expert')"
AFTER = "origin IN ('personal', 'open', 'demonstration', 'expert', 'paper', 'interview', 'kobo')"


def upgrade() -> None:
    _replace(AFTER)


def downgrade() -> None:
    _replace(BEFORE)


def _replace(rule: str) -> None:
    name = op.f("ck_respondent_origin")
    with op.batch_alter_table("respondent") as respondent:
        respondent.drop_constraint(name, type_="check")
        respondent.create_check_constraint(name, rule)
