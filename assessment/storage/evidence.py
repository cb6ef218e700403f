"""Queries on what an assessment rests on beside answers: published figures, confirmed and dated facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, insert, select
from sqlmodel import Session

from assessment.methodology.consolidation import NOT_APPLICABLE, Confirmation
from assessment.methodology.desk import DeskFigure
from assessment.methodology.instrument import Instrument
from assessment.storage.fieldwork import restored
from assessment.storage.tables import METADATA
from assessment.storage.tables import Confirmation as StoredConfirmation
from assessment.storage.tables.base import new_id

DESK = METADATA.tables["desk_figure"]
CONFIRMATION = METADATA.tables["confirmation"]
FACT = METADATA.tables["country_fact"]


def desk_figures_of(session: Session, country: str) -> list[DeskFigure]:
    """Every published figure held for a country."""
    statement = select(DESK.c.series, DESK.c.year, DESK.c.value, DESK.c.source).where(DESK.c.country == country)
    return [DeskFigure(*row) for row in session.connection().execute(statement)]


def keep_desk_figures(session: Session, figures: Iterable[tuple[str, DeskFigure, str]]) -> None:
    """Add figures as (country, figure, licence), in place of those of the same countries and series."""
    rows = [
        {
            "id": new_id(),
            "country": country,
            "series": figure.series,
            "year": figure.year,
            "value": figure.value,
            "source": figure.source,
            "licence": licence,
        }
        for country, figure, licence in figures
    ]
    connection = session.connection()
    for country, series in {(row["country"], row["series"]) for row in rows}:
        connection.execute(DESK.delete().where(DESK.c.country == country, DESK.c.series == series))
    if rows:
        connection.execute(insert(DESK), rows)


def history_of(session: Session, assessment_id: str, question: str = "") -> list[Row[Any]]:
    """Every decision on the facts of an assessment, or on one of them, in the order in which they were taken."""
    statement = select(CONFIRMATION).where(CONFIRMATION.c.assessment_id == assessment_id).order_by(CONFIRMATION.c.id)
    if question:
        statement = statement.where(CONFIRMATION.c.question == question)
    return list(session.connection().execute(statement))


def confirmations_of(session: Session, instrument: Instrument, assessment_id: str) -> dict[str, Confirmation]:
    """The decision in force on each confirmed question: the newest."""
    return {row.question: confirmation_from(instrument, row) for row in history_of(session, assessment_id)}


def confirmation_from(instrument: Instrument, row: Row[Any]) -> Confirmation:
    """A decision as it was kept."""
    return Confirmation(
        row.question,
        row.value if row.value == NOT_APPLICABLE else restored(instrument.question_of[row.question], row.value),
        source=row.source,
        as_of=row.as_of,
        link=row.link,
        person=row.confirmed_by,
        scope=row.scope,
    )


def keep_confirmation(session: Session, confirmation: StoredConfirmation) -> None:
    """Append a decision."""
    session.add(confirmation)
    session.flush()


def country_facts_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Dated facts of an assessment, by area and year."""
    statement = select(FACT).where(FACT.c.assessment_id == assessment_id).order_by(FACT.c.area, FACT.c.year, FACT.c.id)
    return list(session.connection().execute(statement))


def keep_country_facts(session: Session, assessment_id: str, facts: Iterable[Mapping[str, Any]]) -> None:
    """Add dated facts, each with area, texts, year and link."""
    rows = [{"id": new_id(), "assessment_id": assessment_id, **fact} for fact in facts]
    if rows:
        session.connection().execute(insert(FACT), rows)
