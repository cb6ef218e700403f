"""The sample of a probability survey: who was drawn, what became of them, and weights that stand for the population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.population_lines import STRATUM
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response
from assessment.services.assessments import AssessmentView
from assessment.storage import sampling as storage

if TYPE_CHECKING:
    from assessment.methodology.probability.response import Outcome
    from assessment.methodology.probability.weights import Frame

Units = Mapping[str, Row[Any]]


def with_design(sent: Mapping[str, Response], units: Units) -> dict[str, Response]:
    """Responses with the weight, stratum and cluster with which their respondents were drawn.

    As soon as anybody was drawn, who came otherwise (by an open link) stands for nobody: weight 0.
    """
    if not units:
        return dict(sent)
    return {key: _drawn(response, units.get(response.respondent.code)) for key, response in sent.items()}


def with_final_weights(
    session: Session, assessment: AssessmentView, sent: Mapping[str, Response]
) -> Mapping[str, Response]:
    """Responses with the weights from which every share and mean of a survey is made; of others as they are."""
    if assessment.instrument.survey is None or not sent:
        return sent
    from assessment.methodology.probability.weights import weighted  # NumPy takes a third of a second to load

    units = units_of(session, assessment)
    drawn = with_design(sent, units)
    frame = frame_of(session, assessment, units)
    if not units and not frame.margins:
        return sent
    people = weighted(assessment.instrument, [response.respondent for response in drawn.values()], frame)
    final = dict(zip((one.code for one in people.respondents), people.design.weights.tolist(), strict=True))
    return {
        key: replace(response, respondent=replace(response.respondent, weight=final.get(response.respondent.code, 0.0)))
        for key, response in drawn.items()
    }


def units_of(session: Session, assessment: AssessmentView) -> Units:
    """Everybody who was drawn, by respondent; nobody where the questionnaire is no probability survey."""
    if assessment.instrument.survey is None:
        return {}
    return {row.respondent_id: row for row in storage.units_of(session, assessment.id)}


def frame_of(session: Session, assessment: AssessmentView, units: Units) -> Frame:
    """What is known beside the answers: the sample with its outcomes, margins, sizes of strata."""
    from assessment.methodology.probability.margins import Margin
    from assessment.methodology.probability.response import Drawn
    from assessment.methodology.probability.weights import Frame

    known: dict[str, dict[str, float]] = {}
    for row in storage.population_of(session, assessment.id):
        known.setdefault(row.attribute, {})[row.category] = row.units
    sizes = known.pop(STRATUM, {})
    return Frame(
        sample=tuple(
            Drawn(1.0 if unit.weight is None else unit.weight, unit.stratum, outcome_of(unit))
            for unit in units.values()
        ),
        margins=tuple(
            Margin(attribute, known[attribute]) for attribute in _margins(assessment.instrument) if attribute in known
        ),
        sizes=sizes,
    )


def outcome_of(unit: Row[Any]) -> Outcome:
    """What became of a unit: an answer that was sent counts first, then what staff know, then how far it came."""
    if unit.state == "submitted":
        return "completed"
    if unit.outcome:
        known: Outcome = unit.outcome
        return known
    if unit.changed_at is not None:
        return "partial"
    if unit.consent == "refused":
        return "refused"
    return "other" if unit.opened_at is not None else "not_contacted"


def _margins(instrument: Instrument) -> tuple[str, ...]:
    return instrument.survey.margins if instrument.survey else ()


def _drawn(response: Response, unit: Row[Any] | None) -> Response:
    if unit is None:
        return replace(response, respondent=replace(response.respondent, weight=0.0))
    return replace(
        response,
        respondent=replace(
            response.respondent,
            weight=1.0 if unit.weight is None else unit.weight,
            stratum=unit.stratum,
            cluster=unit.cluster,
        ),
    )
