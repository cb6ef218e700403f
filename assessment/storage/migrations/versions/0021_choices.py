"""Peers, former rounds and counts of a population are appended with a number instead of replaced.

Revision ID: 0021
Revises: 0020
Create Date: 2026-11-22 14:45:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BROUGHT_IN = (
    "INSERT INTO peer_choice (assessment_id, number, country_group, countries, chosen_by, chosen_at) "
    "SELECT assessment_id, 1, country_group, countries, chosen_by, chosen_at FROM peer_choice_before",
    "INSERT INTO former_round (assessment_id, number, former_id, chosen_by, chosen_at) "
    "SELECT assessment_id, 1, former_id, chosen_by, chosen_at FROM former_round_before",
    "INSERT INTO population_edition (assessment_id, number, kept_by, kept_at) "
    "SELECT assessment_id, 1, max(kept_by), max(kept_at) FROM population_count_before GROUP BY assessment_id",
    "INSERT INTO population_count (assessment_id, number, attribute, category, units, source, as_of) "
    "SELECT assessment_id, 1, attribute, category, units, source, as_of FROM population_count_before",
)
ALL = {
    "peer_choice": "SELECT * FROM peer_choice",
    "former_round": "SELECT * FROM former_round",
    "population_count": "SELECT * FROM population_count",
}
NEWEST = {
    "peer_choice": "SELECT * FROM peer_choice c WHERE c.number = "
    "(SELECT max(o.number) FROM peer_choice o WHERE o.assessment_id = c.assessment_id)",
    "former_round": "SELECT * FROM former_round c WHERE c.former_id IS NOT NULL AND c.number = "
    "(SELECT max(o.number) FROM former_round o WHERE o.assessment_id = c.assessment_id)",
    "population_count": "SELECT c.*, e.kept_by, e.kept_at FROM population_count c "
    "JOIN population_edition e ON e.assessment_id = c.assessment_id AND e.number = c.number WHERE c.number = "
    "(SELECT max(o.number) FROM population_count o "
    "WHERE o.assessment_id = c.assessment_id AND o.attribute = c.attribute)",
}
BROUGHT_BACK = (
    "INSERT INTO peer_choice (assessment_id, country_group, countries, chosen_by, chosen_at) "
    "SELECT assessment_id, country_group, countries, chosen_by, chosen_at FROM peer_choice_before",
    "INSERT INTO former_round (assessment_id, former_id, chosen_by, chosen_at) "
    "SELECT assessment_id, former_id, chosen_by, chosen_at FROM former_round_before",
    "INSERT INTO population_count (assessment_id, attribute, category, units, source, as_of, kept_by, kept_at) "
    "SELECT assessment_id, attribute, category, units, source, as_of, kept_by, kept_at FROM population_count_before",
)


def upgrade() -> None:
    _put_aside(ALL)
    _peer_choice(_number("peer_choice"), "assessment_id", "number")
    _former_round(_number("former_round"), "assessment_id", "number")
    _population_edition()
    _population_count(_edition(), "assessment_id", "number", "attribute", "category")
    _fill(BROUGHT_IN)
    for table in (*NEWEST, "population_edition"):
        _stand(table)


def downgrade() -> None:
    _put_aside(NEWEST)
    op.drop_table("population_edition")
    _peer_choice([], "assessment_id")
    _former_round([], "assessment_id")
    _population_count(_kept(), "assessment_id", "attribute", "category")
    _fill(BROUGHT_BACK)


def _put_aside(rows_of: dict[str, str]) -> None:
    """The tables go; these rows of each stay beside."""
    for table, rows in rows_of.items():
        op.execute(f"CREATE TABLE {table}_before AS {rows}")
    for table in rows_of:
        op.drop_table(table)


def _fill(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
    for table in NEWEST:
        op.drop_table(f"{table}_before")


def _peer_choice(number: list[sa.schema.SchemaItem], *key: str) -> None:
    op.create_table(
        "peer_choice",
        *_of_assessment("peer_choice"),
        *number,
        sa.Column("country_group", sa.String(40), nullable=False),
        sa.Column("countries", PLAIN, nullable=True),
        *_by_whom("chosen"),
        sa.CheckConstraint(
            "length(country_group) > 0 OR countries IS NOT NULL", name=op.f("ck_peer_choice_one_of_two")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_peer_choice")),
    )


def _former_round(number: list[sa.schema.SchemaItem], *key: str) -> None:
    """To choose none is a choice where choices are numbered."""
    op.create_table(
        "former_round",
        *_of_assessment("former_round"),
        *number,
        sa.Column("former_id", sa.String(32), nullable=bool(number)),
        *_by_whom("chosen"),
        sa.CheckConstraint("former_id <> assessment_id", name=op.f("ck_former_round_another")),
        sa.ForeignKeyConstraint(["former_id"], ["assessment.id"], name=op.f("fk_former_round_former_id_assessment")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_former_round")),
    )


def _population_edition() -> None:
    op.create_table(
        "population_edition",
        *_of_assessment("population_edition"),
        *_number("population_edition"),
        *_by_whom("kept"),
        sa.PrimaryKeyConstraint("assessment_id", "number", name=op.f("pk_population_edition")),
    )


def _population_count(hangs_on: list[sa.schema.SchemaItem], *key: str) -> None:
    op.create_table(
        "population_count",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("attribute", sa.String(60), nullable=False),
        sa.Column("category", sa.String(100), nullable=False),
        sa.Column("units", sa.Float(), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        *hangs_on,
        sa.CheckConstraint("units >= 0", name=op.f("ck_population_count_units_count")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_population_count")),
    )


def _edition() -> list[sa.schema.SchemaItem]:
    """By whom and when counts were taken in, their edition tells."""
    return [
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id", "number"],
            ["population_edition.assessment_id", "population_edition.number"],
            name=op.f("fk_population_count_assessment_id_number_population_edition"),
        ),
    ]


def _kept() -> list[sa.schema.SchemaItem]:
    key = op.f("fk_population_count_assessment_id_assessment")
    return [*_by_whom("kept"), sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=key)]


def _of_assessment(table: str) -> list[sa.schema.SchemaItem]:
    key = op.f(f"fk_{table}_assessment_id_assessment")
    return [
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=key),
    ]


def _number(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{table}_number_counts")),
    ]


def _by_whom(deed: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(f"{deed}_by", sa.String(200), nullable=False),
        sa.Column(f"{deed}_at", sa.DateTime(timezone=True), nullable=False),
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
