"""What a probability survey tells of its population, as it follows from what is stored now (rule 17)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlmodel import Session

from assessment.errors import NotFound
from assessment.methodology.instrument import Instrument
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Response
from assessment.methodology.voice import N_
from assessment.services.analysis import collection_of
from assessment.services.assessments import AssessmentView
from assessment.services.sampling import frame_of, units_of, with_design

if TYPE_CHECKING:
    from assessment.methodology.probability.results import SurveyResults
    from assessment.methodology.probability.weights import Frame

_known: Remembered[tuple[SurveyResults, ...]] = Remembered(8)


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
    """Estimates of every question by group, named as in `instrument`; nothing where nobody answered.

    The same data and wording give what this process estimated before.
    """
    if assessment.instrument.survey is None:
        return ()
    from assessment.methodology.probability.results import survey_results  # NumPy takes a third of a second to load

    units = units_of(session, assessment)
    sent = with_design(collection_of(session, assessment).sent, units)
    responses, frame = list(sent.values()), frame_of(session, assessment, units)
    key = _key(responses, frame)
    return _known.of(instrument, key, otherwise=lambda: survey_results(instrument, responses, frame))


def _key(responses: Iterable[Response], frame: Frame) -> str:
    """What tells any change of the data that estimates follow from."""
    given = [
        (response.respondent, [(code, answer.state, answer.value) for code, answer in sorted(response.answers.items())])
        for response in responses
    ]
    return hashlib.sha256(repr((frame, given)).encode()).hexdigest()
