"""What is known of a survey's population: looked at, then appended with source and date, in place of what held."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.population_lines import (
    COLUMNS,
    STRATUM,
    Count,
    PopulationReading,
    attributes_in,
    categories_in,
    read_population,
)
from assessment.documents.spreadsheet import Cell, Table
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.choosing import Chosen, next_choice
from assessment.services.register import check_analyst, rules_of
from assessment.services.survey import check_survey
from assessment.storage import sampling as storage


@dataclass(frozen=True)
class Known:
    """Units of the population in one category, in words, and where the number is from; None: not known."""

    attribute: str
    category: str
    units: float | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Preview:
    """What a file would bring: the reading, and its counts in words with the total of each attribute."""

    reading: PopulationReading
    counts: Sequence[Known]
    totals: dict[str, float]


def known_population(session: Session, assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> list[Known]:
    """Every category of the declared margins, then every stratum that is known.

    Raises:
        NotFound: the questionnaire is no probability survey.
    """
    check_survey(assessment)
    rows = {(row.attribute, row.category): row for row in storage.population_of(session, assessment.id)}
    rules = rules_of(assessment, voice, now)
    wanted = [(code, category) for code in attributes_in(rules) for category in categories_in(rules, code)]
    wanted += [key for key in rows if key[0] == STRATUM]
    labels = {code: categories_in(rules, code) for code in attributes_in(rules)}
    return [
        _known(attributes_in(rules)[code], labels[code].get(category, category), rows.get((code, category)))
        for code, category in wanted
    ]


def population_table(session: Session, assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> Table:
    """The same as a table to fill in and take in again."""
    rows: list[Sequence[Cell]] = [
        (one.attribute, one.category, one.units, one.source, one.as_of)
        for one in known_population(session, assessment, voice, now)
    ]
    return Table(voice.say(N_("Population")), [voice.say(name) for name in COLUMNS.values()], rows)


def preview_of(assessment: AssessmentView, content: bytes, voice: CatalogueVoice, now: datetime) -> Preview:
    """Look at a file: nothing is stored.

    Raises:
        InvalidInput: the file cannot be read as a table of counts at all.
        NotFound: the questionnaire is no probability survey.
    """
    check_survey(assessment)
    rules = rules_of(assessment, voice, now)
    reading = read_population(content, rules)
    names = attributes_in(rules)
    counts = [
        Known(
            names[one.attribute],
            categories_in(rules, one.attribute).get(one.category, one.category),
            one.units,
            one.source,
            one.as_of,
        )
        for one in reading.counts
    ]
    totals = {
        name: math.fsum(one.units or 0.0 for one in counts if one.attribute == name)
        for name in dict.fromkeys(one.attribute for one in counts)
    }
    return Preview(reading, counts, totals)


def editions_of(session: Session, assessment: AssessmentView) -> list[Chosen[tuple[str, ...]]]:
    """Every edition of counts that was taken in, by the attributes that it brought; the latest first."""
    rows = storage.population_editions_of(session, assessment.id)
    return [
        Chosen(number, tuple(row.attribute for row in edition), person, at)
        for (number, person, at), edition in groupby(rows, lambda row: (row.number, row.kept_by, row.kept_at))
    ]


def attribute_names(assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> Mapping[str, str]:
    """What may be known of the population, by code: the attributes of the declared margins, and strata."""
    return attributes_in(rules_of(assessment, voice, now))


def keep_population(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    counts: Sequence[Count],
    now: datetime,
    *,
    seen: int = 0,
) -> None:
    """Append counts, which take the place of all that was known of their attributes.

    `seen` is the number of the newest edition when the counts were looked at, 0 for none.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        InvalidInput: there is nothing to keep.
        Conflict: somebody else took counts in first.
    """
    check_analyst(access, assessment)
    check_survey(assessment)
    if not counts:
        raise InvalidInput(N_("Choose a file first."))
    with next_choice(session, editions_of(session, assessment), seen) as number:
        edition = {"assessment_id": assessment.id, "number": number, "kept_by": access.name, "kept_at": now}
        storage.append_population(session, edition, [one.model_dump() for one in counts])


def _known(attribute: str, category: str, row: Row[Any] | None) -> Known:
    if row is None:
        return Known(attribute, category, None, "", "")
    return Known(attribute, category, row.units, row.source, row.as_of)
