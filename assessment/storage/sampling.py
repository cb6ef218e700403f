"""Queries on the sample of a probability survey and on its population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlmodel import Session

from assessment.storage.tables import METADATA

RESPONDENT = METADATA.tables["respondent"]
RESPONSE = METADATA.tables["response"]
CONTACT = METADATA.tables["contact"]
UNIT = METADATA.tables["sample_unit"]
POPULATION = METADATA.tables["population_count"]


def units_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Everybody who was drawn: `respondent_id`, `weight`, `stratum`, `cluster`, `outcome`, and how far they came.

    These are the response's `state` and `changed_at`, the contact's `opened_at` and `consent`.
    """
    statement: Select[Any] = (
        select(*UNIT.c, RESPONSE.c.state, RESPONSE.c.changed_at, CONTACT.c.opened_at, CONTACT.c.consent)
        .join(RESPONDENT, RESPONDENT.c.id == UNIT.c.respondent_id)
        .join(RESPONSE, RESPONSE.c.respondent_id == UNIT.c.respondent_id)
        .outerjoin(CONTACT, CONTACT.c.respondent_id == UNIT.c.respondent_id)
        .where(RESPONDENT.c.assessment_id == assessment_id)
        .order_by(UNIT.c.respondent_id)
    )
    return list(session.connection().execute(statement))


def keep_outcome(session: Session, respondent_id: str, outcome: str) -> None:
    """Keep what became of a unit that was drawn, as staff know it."""
    statement = update(UNIT).where(UNIT.c.respondent_id == respondent_id)
    session.connection().execute(statement.values(outcome=outcome))


def population_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The population by `attribute` and `category`: `units`, `source`, `as_of`, `kept_by`, `kept_at`."""
    statement = select(POPULATION).where(POPULATION.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(POPULATION.c.attribute, POPULATION.c.category)))


def replace_population(
    session: Session, assessment_id: str, attributes: Iterable[str], counts: Iterable[Mapping[str, Any]]
) -> None:
    """Keep counts in place of all that was known of their attributes."""
    connection = session.connection()
    known = POPULATION.c.attribute.in_(list(attributes))
    connection.execute(delete(POPULATION).where(POPULATION.c.assessment_id == assessment_id, known))
    connection.execute(insert(POPULATION), [{"assessment_id": assessment_id, **count} for count in counts])
