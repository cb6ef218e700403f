"""How far the results of an assessment hold: drawn from what is stored, and remembered while nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlmodel import Session

from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.reliability import Reliability, reliabilities
from assessment.methodology.remembered import Remembered
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import DRAWS, SEED, Robustness
from assessment.methodology.scoring import Evidence
from assessment.services.analysis import collection_of, data_digest, evidence_for
from assessment.services.assessments import AssessmentView

if TYPE_CHECKING:
    from assessment.methodology.robustness.means import Array


@dataclass(frozen=True)
class Holding:
    """Ranges and effects of the scores, and the reliability of opinions."""

    robustness: Robustness
    reliabilities: tuple[Reliability, ...]


_held: Remembered[Holding] = Remembered(32)
_drawn: Remembered[dict[str, Array]] = Remembered(32)
_latest: dict[str, tuple[str, Robustness]] = {}
"""By assessment what was drawn last, with the digest of the data that it was drawn for."""


def holding_of(session: Session, assessment: AssessmentView) -> Holding:
    """How far the results hold as they follow from what is stored now; the same data give the same draws."""
    from assessment.methodology.robustness.ranges import robustness_of  # NumPy takes a third of a second to load

    instrument = assessment.instrument
    responses, evidence, data, key = _drawn_from(session, assessment)

    def drawn() -> Holding:
        year, country = assessment.reference_year, assessment.country
        robustness = robustness_of(instrument, responses, evidence, year, unit=country)
        return Holding(robustness, reliabilities(instrument, responses))

    found = _held.of(instrument, key, otherwise=drawn)
    _latest[assessment.id] = (data, found.robustness)
    return found


def known_robustness(assessment: AssessmentView, data: str) -> Robustness | None:
    """What this process drew last for the data with this digest; None where nothing was, for drawing takes a while."""
    digest, found = _latest.get(assessment.id, ("", None))
    return found if digest == data else None


def drawn_areas(session: Session, assessment: AssessmentView) -> dict[str, Array]:
    """The scores of each area in the joint draws, as `separations` compares them between countries."""
    from assessment.methodology.robustness.ranges import joint_scores  # NumPy takes a third of a second to load

    instrument = assessment.instrument
    responses, evidence, _, key = _drawn_from(session, assessment)

    def drawn() -> dict[str, Array]:
        scores = joint_scores(instrument, responses, evidence, assessment.reference_year, unit=assessment.country)
        return {area.code: scores[area.code] for area in instrument.areas}

    return _drawn.of(instrument, key, otherwise=drawn)


def with_robustness(session: Session, assessment: AssessmentView, material: ReportMaterial) -> ReportMaterial:
    """The material of a report that says how far its results hold."""
    holding = holding_of(session, assessment)
    return replace(material, robustness=holding.robustness, reliabilities=holding.reliabilities)


def _drawn_from(session: Session, assessment: AssessmentView) -> tuple[tuple[Response, ...], Evidence, str, str]:
    """What is drawn from, with the digest of the data and a key that tells any change of what is drawn from."""
    collection = collection_of(session, assessment)
    evidence = evidence_for(session, assessment, collection)
    responses = tuple(collection.sent.values())
    data = data_digest(evidence)
    return responses, evidence, data, _key(assessment, data, responses)


def _key(assessment: AssessmentView, evidence: str, responses: Iterable[Response]) -> str:
    """What the draws follow from. Counts are not enough: resampling asks who gave which answers together."""
    rows = sorted(_row(assessment.instrument, response) for response in responses)
    parts = (evidence, assessment.country, assessment.reference_year, DRAWS, SEED)
    return hashlib.sha256(repr((parts, rows)).encode()).hexdigest()


def _row(instrument: Instrument, response: Response) -> str:
    answers = sorted(on_path(instrument, response).items())
    given = [(code, answer.value) for code, answer in answers if answer is not None and answer.value is not None]
    return repr((response.respondent.group, response.respondent.voice, response.respondent.weight, given))
