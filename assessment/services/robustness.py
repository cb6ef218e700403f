"""How far the results of an assessment hold: drawn from what is stored, and remembered while nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import Session

from assessment.authoring.digests import method_digest
from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.reliability import Reliability, reliabilities
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import DRAWS, SEED, Robustness
from assessment.methodology.scoring import Evidence
from assessment.services.analysis import collection_of, data_digest, evidence_for
from assessment.services.assessments import AssessmentView

if TYPE_CHECKING:
    from assessment.methodology.robustness.means import Array

Kept = TypeVar("Kept")
MOST_KEPT = 32
_kept: dict[str, Holding] = {}
_latest: dict[str, tuple[str, Holding]] = {}
"""By assessment what was drawn last, with the digest of the data that it was drawn for."""


_drawn: dict[str, dict[str, Array]] = {}


@dataclass(frozen=True)
class Holding:
    """Ranges and effects of the scores, and the reliability of opinions."""

    robustness: Robustness
    reliabilities: tuple[Reliability, ...]


def holding_of(session: Session, assessment: AssessmentView) -> Holding:
    """How far the results hold as they follow from what is stored now; the same data give the same draws."""
    from assessment.methodology.robustness.ranges import robustness_of  # NumPy takes a third of a second to load

    responses, evidence, key = _drawn_from(session, assessment)
    found = _kept.get(key)
    if found is None:
        robustness = robustness_of(
            assessment.instrument, responses, evidence, assessment.reference_year, unit=assessment.country
        )
        found = Holding(robustness, reliabilities(assessment.instrument, responses))
        _keep(_kept, key, found)
    _latest[assessment.id] = (data_digest(evidence), found)
    return found


def known_robustness(assessment: AssessmentView, data: str) -> Robustness | None:
    """What this process drew last for the data with this digest; None where nothing was, for drawing takes a while."""
    digest, found = _latest.get(assessment.id, ("", None))
    return found.robustness if found is not None and digest == data else None


def drawn_areas(session: Session, assessment: AssessmentView) -> dict[str, Array]:
    """The scores of each area in the joint draws, as `separations` compares them between countries."""
    from assessment.methodology.robustness.ranges import joint_scores  # NumPy takes a third of a second to load

    responses, evidence, key = _drawn_from(session, assessment)
    if key not in _drawn:
        scores = joint_scores(
            assessment.instrument, responses, evidence, assessment.reference_year, unit=assessment.country
        )
        _keep(_drawn, key, {area.code: scores[area.code] for area in assessment.instrument.areas})
    return _drawn[key]


def with_robustness(session: Session, assessment: AssessmentView, material: ReportMaterial) -> ReportMaterial:
    """The material of a report that says how far its results hold."""
    holding = holding_of(session, assessment)
    return replace(material, robustness=holding.robustness, reliabilities=holding.reliabilities)


def _drawn_from(session: Session, assessment: AssessmentView) -> tuple[tuple[Response, ...], Evidence, str]:
    """What is drawn from, with a key that tells any change of it."""
    collection = collection_of(session, assessment)
    evidence = evidence_for(session, assessment, collection)
    responses = tuple(collection.sent.values())
    return responses, evidence, _key(assessment, data_digest(evidence), responses)


def _keep(kept: dict[str, Kept], key: str, found: Kept) -> None:
    """Remember what was drawn, and forget what was remembered first."""
    while len(kept) >= MOST_KEPT:
        kept.pop(next(iter(kept)), None)
    kept[key] = found


def _key(assessment: AssessmentView, evidence: str, responses: Iterable[Response]) -> str:
    """What the draws follow from. Counts are not enough: resampling asks who gave which answers together."""
    rows = sorted(_row(assessment.instrument, response) for response in responses)
    parts = (method_digest(assessment.instrument), evidence, assessment.country, assessment.reference_year, DRAWS, SEED)
    return hashlib.sha256(repr((parts, rows)).encode()).hexdigest()


def _row(instrument: Instrument, response: Response) -> str:
    answers = sorted(on_path(instrument, response).items())
    given = [(code, answer.value) for code, answer in answers if answer is not None and answer.value is not None]
    return repr((response.respondent.group, response.respondent.voice, response.respondent.weight, given))
