"""How far the results of an assessment hold: drawn from what is stored, and remembered while nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlmodel import Session

from assessment.authoring.digests import method_digest
from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.reliability import Reliability, reliabilities
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import DRAWS, SEED, Robustness
from assessment.services.analysis import collection_of, data_digest, evidence_for
from assessment.services.assessments import AssessmentView

MOST_KEPT = 32
_kept: dict[str, Holding] = {}


@dataclass(frozen=True)
class Holding:
    """Ranges and effects of the scores, and the reliability of opinions."""

    robustness: Robustness
    reliabilities: tuple[Reliability, ...]


def holding_of(session: Session, assessment: AssessmentView) -> Holding:
    """How far the results hold as they follow from what is stored now; the same data give the same draws."""
    from assessment.methodology.robustness.ranges import robustness_of  # NumPy takes a third of a second to load

    collection = collection_of(session, assessment)
    evidence = evidence_for(session, assessment, collection)
    responses = tuple(collection.sent.values())
    key = _key(assessment, data_digest(evidence), responses)
    found = _kept.get(key)
    if found is None:
        robustness = robustness_of(
            assessment.instrument, responses, evidence, assessment.reference_year, unit=assessment.country
        )
        found = Holding(robustness, reliabilities(assessment.instrument, responses))
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
    return found


def with_robustness(session: Session, assessment: AssessmentView, material: ReportMaterial) -> ReportMaterial:
    """The material of a report that says how far its results hold."""
    holding = holding_of(session, assessment)
    return replace(material, robustness=holding.robustness, reliabilities=holding.reliabilities)


def _key(assessment: AssessmentView, evidence: str, responses: Iterable[Response]) -> str:
    """What the draws follow from. Counts are not enough: resampling asks who gave which answers together."""
    rows = sorted(_row(assessment.instrument, response) for response in responses)
    parts = (method_digest(assessment.instrument), evidence, assessment.country, assessment.reference_year, DRAWS, SEED)
    return hashlib.sha256(repr((parts, rows)).encode()).hexdigest()


def _row(instrument: Instrument, response: Response) -> str:
    answers = sorted(on_path(instrument, response).items())
    given = [(code, answer.value) for code, answer in answers if answer is not None and answer.value is not None]
    return repr((response.respondent.group, response.respondent.voice, response.respondent.weight, given))
