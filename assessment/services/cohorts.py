"""The published figures of other countries, where scores compare with them."""

from __future__ import annotations

from sqlmodel import Session

from assessment.methodology.cohort import cohort_of, samples_of
from assessment.methodology.desk import NOBODY, Cohort, desk_of
from assessment.methodology.instrument import Instrument
from assessment.services.assessments import AssessmentView
from assessment.services.country_groups import members_of_groups, reference_day
from assessment.storage import desk


def cohort_for(session: Session, assessment: AssessmentView) -> Cohort:
    """The values that sample-based scores of an assessment compare with; nobody's where it has none."""
    instrument = assessment.instrument
    compared = {series for series, _ in samples_of(instrument)}
    if not compared:
        return NOBODY
    found = desk.figures_by_country(session, with_partners(instrument, compared))
    desks = {country: desk_of(figures) for country, figures in found.items()}
    return cohort_of(instrument, desks, members_of_groups(reference_day(assessment)), assessment.reference_year)


def with_partners(instrument: Instrument, series: set[str]) -> set[str]:
    """Some series with those that their ratios are made of."""
    return series | {partner for code in series if (partner := instrument.series_of[code].ratio_to)}
