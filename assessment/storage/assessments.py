"""Queries on questionnaires as published and on assessments, always within the countries a person may see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, insert, select, true, update
from sqlmodel import Session, col

from assessment.storage.tables import METADATA, Assessment, Respondent, Response
from assessment.storage.tables.accounts import EVERYWHERE

ASSESSMENT = METADATA.tables["assessment"]
QUESTIONNAIRE = METADATA.tables["questionnaire_version"]
REGISTER = METADATA.tables["register_size"]

VIEW = select(ASSESSMENT, QUESTIONNAIRE.c.text_digest).join(
    QUESTIONNAIRE, QUESTIONNAIRE.c.id == ASSESSMENT.c.questionnaire_id
)

VIEW_BY_ID = VIEW.where(ASSESSMENT.c.id == bindparam("assessment_id"))


def seen_from(countries: Collection[str]) -> ColumnElement[bool]:
    """The condition that an assessment lies in one of the countries (`*`: any)."""
    return true() if EVERYWHERE in countries else ASSESSMENT.c.country.in_(sorted(countries))


def assessment_named(session: Session, name: str, countries: Collection[str]) -> Row[Any] | None:
    """The assessment's row with its questionnaire's `text_digest`, if it exists and can be seen."""
    statement = VIEW.where(ASSESSMENT.c.name == name, seen_from(countries))
    return session.connection().execute(statement).one_or_none()


def assessment_by_id(session: Session, assessment_id: str) -> Row[Any] | None:
    """The same by its identity."""
    return session.connection().execute(VIEW_BY_ID, {"assessment_id": assessment_id}).one_or_none()


def assessment_behind(session: Session, open_link_hash: str) -> Row[Any] | None:
    """The same by the hash of its open link."""
    statement = VIEW.where(ASSESSMENT.c.open_link_hash == open_link_hash)
    return session.connection().execute(statement).one_or_none()


def assessments_with_counts(session: Session, countries: Collection[str]) -> list[Row[Any]]:
    """Assessments in sight with `questionnaire`, and how many were invited and how many submitted."""
    statement = (
        select(
            ASSESSMENT,
            QUESTIONNAIRE.c.code.label("questionnaire_code"),
            QUESTIONNAIRE.c.version.label("questionnaire_version"),
            func.count(col(Respondent.id)).label("invited"),
            func.count(col(Response.submitted_at)).label("submitted"),
        )
        .join(QUESTIONNAIRE, QUESTIONNAIRE.c.id == ASSESSMENT.c.questionnaire_id)
        .outerjoin(Respondent, col(Respondent.assessment_id) == ASSESSMENT.c.id)
        .outerjoin(Response, col(Response.respondent_id) == col(Respondent.id))
        .where(seen_from(countries))
        .group_by(ASSESSMENT.c.id, QUESTIONNAIRE.c.id)
        .order_by(ASSESSMENT.c.name)
    )
    return list(session.connection().execute(statement))


def names_of_round(session: Session, country: str, year: int) -> set[str]:
    """The names taken by a country's assessments of a reference year."""
    statement = select(ASSESSMENT.c.name).where(ASSESSMENT.c.name.startswith(f"{country}-{year}-", autoescape=True))
    return set(session.connection().execute(statement).scalars())


def keep_assessment(session: Session, assessment: Assessment) -> None:
    """Add an assessment."""
    session.add(assessment)
    session.flush()


def set_open_link(session: Session, assessment_id: str, link_hash: str | None, *, anonymous: bool = False) -> None:
    """Give an assessment a new open link, or none; an earlier one stops working."""
    values = {"open_link_hash": link_hash, "open_link_anonymous": anonymous}
    session.connection().execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment_id).values(**values))


def questionnaire_row(session: Session, questionnaire_id: str) -> Row[Any] | None:
    """The identity, both digests and date of a published questionnaire, without its document."""
    columns = [column for column in QUESTIONNAIRE.c if column.name != "document"]
    statement = select(*columns).where(QUESTIONNAIRE.c.id == questionnaire_id)
    return session.connection().execute(statement).one_or_none()


def questionnaire_named(session: Session, code: str, version: str) -> Row[Any] | None:
    """The same by code and version."""
    columns = [column for column in QUESTIONNAIRE.c if column.name != "document"]
    statement = select(*columns).where(QUESTIONNAIRE.c.code == code, QUESTIONNAIRE.c.version == version)
    return session.connection().execute(statement).one_or_none()


def questionnaires(session: Session) -> list[Row[Any]]:
    """Every published version, in the same columns, in order."""
    columns = [column for column in QUESTIONNAIRE.c if column.name != "document"]
    statement = select(*columns).order_by(QUESTIONNAIRE.c.code, QUESTIONNAIRE.c.version)
    return list(session.connection().execute(statement))


def document_of(session: Session, questionnaire_id: str) -> Any:
    """The whole questionnaire as plain values."""
    statement = select(QUESTIONNAIRE.c.document).where(QUESTIONNAIRE.c.id == questionnaire_id)
    return session.connection().execute(statement).scalar_one()


def keep_questionnaire(session: Session, values: dict[str, Any]) -> None:
    """Add a questionnaire version."""
    session.connection().execute(insert(QUESTIONNAIRE).values(values))


def revise_texts(session: Session, questionnaire_id: str, text_digest: str, document: dict[str, Any]) -> None:
    """Replace a version's texts; its method stays."""
    statement = update(QUESTIONNAIRE).where(QUESTIONNAIRE.c.id == questionnaire_id)
    session.connection().execute(statement.values(text_digest=text_digest, document=document))


def register_of(session: Session, assessment_id: str) -> dict[str, int]:
    """How many there are in the country's register, by stakeholder group."""
    statement = select(REGISTER.c.group, REGISTER.c.size).where(REGISTER.c.assessment_id == assessment_id)
    return {row.group: row.size for row in session.connection().execute(statement)}


def keep_register(session: Session, assessment_id: str, sizes: dict[str, int]) -> None:
    """Replace the register sizes of an assessment."""
    session.connection().execute(REGISTER.delete().where(REGISTER.c.assessment_id == assessment_id))
    if sizes:
        rows = [{"assessment_id": assessment_id, "group": group, "size": size} for group, size in sizes.items()]
        session.connection().execute(insert(REGISTER), rows)
