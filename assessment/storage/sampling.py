"""Queries on the sample of a probability survey and on its population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, tuple_, update
from sqlmodel import Session

from assessment.storage.tables import METADATA

RESPONDENT = METADATA.tables["respondent"]
RESPONSE = METADATA.tables["response"]
CONTACT = METADATA.tables["contact"]
UNIT = METADATA.tables["sample_unit"]
EDITION = METADATA.tables["population_edition"]
COUNT = METADATA.tables["population_count"]


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
    """The population by `attribute` and `category`, of each attribute as its newest edition has it.

    `units`, `source` and `as_of`.
    """
    key = COUNT.c.attribute, COUNT.c.number
    of_it = COUNT.c.assessment_id == assessment_id
    latest = select(COUNT.c.attribute, func.max(COUNT.c.number)).where(of_it).group_by(COUNT.c.attribute)
    statement = select(COUNT).where(of_it, tuple_(*key).in_(latest))
    return list(session.connection().execute(statement.order_by(COUNT.c.attribute, COUNT.c.category)))


def population_editions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every edition of counts that was taken in, the latest first, with a row for each `attribute` that it has."""
    statement = (
        select(EDITION, COUNT.c.attribute)
        .join(COUNT, (COUNT.c.assessment_id == EDITION.c.assessment_id) & (COUNT.c.number == EDITION.c.number))
        .where(EDITION.c.assessment_id == assessment_id)
        .distinct()
        .order_by(EDITION.c.number.desc(), COUNT.c.attribute)
    )
    return list(session.connection().execute(statement))


def append_population(session: Session, edition: Mapping[str, Any], counts: Iterable[Mapping[str, Any]]) -> None:
    """Append counts, which take the place of all that was known of their attributes.

    Raises:
        IntegrityError: somebody else appended an edition with its number meanwhile.
    """
    connection = session.connection()
    connection.execute(insert(EDITION), [edition])
    key = {name: edition[name] for name in ("assessment_id", "number")}
    connection.execute(insert(COUNT), [{**key, **count} for count in counts])
