"""What a probability survey tells of its population, as it follows from what is stored now (rule 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session

from assessment.errors import NotFound
from assessment.methodology.instrument import Instrument
from assessment.methodology.voice import N_
from assessment.services.analysis import collection_of
from assessment.services.assessments import AssessmentView
from assessment.services.sampling import frame_of, units_of, with_design

if TYPE_CHECKING:
    from assessment.methodology.probability.results import SurveyResults


def check_survey(assessment: AssessmentView) -> None:
    """Refuse an assessment whose questionnaire is no probability survey.

    Raises:
        NotFound: it is none.
    """
    if assessment.instrument.survey is None:
        raise NotFound(N_("The questionnaire of this assessment is no probability survey."))


def survey_results_of(
    session: Session, assessment: AssessmentView, instrument: Instrument
) -> tuple[SurveyResults, ...]:
    """Estimates of every question by group, named as in `instrument`; nothing where nobody answered."""
    if assessment.instrument.survey is None:
        return ()
    from assessment.methodology.probability.results import survey_results  # NumPy takes a third of a second to load

    units = units_of(session, assessment)
    sent = with_design(collection_of(session, assessment).sent, units)
    return survey_results(instrument, list(sent.values()), frame_of(session, assessment, units))
