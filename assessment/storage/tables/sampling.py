"""The sample of a probability survey: who was drawn, with what weight, and what is known of the population."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from assessment.storage.tables.base import Stored, one_of, rule

KnownOutcome = Literal["", "refused", "not_contacted", "other", "unknown", "ineligible"]


class SampleUnit(Stored, table=True):
    """A respondent as drawn: design weight in units of the population, stratum, cluster (primary sampling unit).

    `outcome` is what staff know of a unit that did not answer; empty where the course of the response tells.
    """

    __tablename__ = "sample_unit"
    __table_args__ = (one_of("outcome", get_args(KnownOutcome)), rule("weight_counts", "weight >= 0"))

    respondent_id: str = Field(foreign_key="respondent.id", primary_key=True, max_length=32)
    weight: float | None = None
    stratum: str = Field(default="", max_length=100)
    cluster: str = Field(default="", max_length=100)
    outcome: str = Field(default="", max_length=13)


class PopulationEdition(Stored, table=True):
    """That counts of the population were taken in: each edition takes the place of earlier ones, by attribute."""

    __tablename__ = "population_edition"
    __table_args__ = (rule("number_counts", "number > 0"),)

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kept_by: str = Field(max_length=200)
    kept_at: datetime


class PopulationCount(Stored, table=True):
    """How many units of the population are in a category of an attribute, or (attribute `stratum`) in a stratum.

    Of an attribute the counts of the newest edition hold. Rows are appended, and the database refuses to change them.
    """

    __tablename__ = "population_count"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "number"], ["population_edition.assessment_id", "population_edition.number"]
        ),
        rule("units_count", "units >= 0"),
    )

    assessment_id: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    attribute: str = Field(primary_key=True, max_length=60)
    category: str = Field(primary_key=True, max_length=100)
    units: float
    source: str = Field(max_length=300)
    as_of: str = Field(max_length=10)
