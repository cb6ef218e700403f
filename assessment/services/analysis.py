"""Analysis: from what is stored to scores, gaps and recommendations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.documents.scores import ten_digits
from assessment.errors import NotAllowed
from assessment.methodology.desk import desk_of
from assessment.methodology.gaps import Gap, Unjudged, gaps_of, unjudged_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import Recommendation, recommendations_of, with_included
from assessment.methodology.responses import Response, plain
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import GroupTally, Tally, tally_of
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.cohorts import cohort_for
from assessment.services.counting import counted_tally
from assessment.services.respondents import respondent_from
from assessment.services.sampling import with_final_weights
from assessment.services.targets import targets_of
from assessment.storage import assessments, evidence, fieldwork


@dataclass(frozen=True)
class Findings:
    """An assessment judged: what it rests on, its scores, gaps, what could not be judged, and the advice that fired."""

    instrument: Instrument
    evidence: Evidence
    scorecard: Scorecard
    gaps: tuple[Gap, ...]
    unjudged: tuple[Unjudged, ...]
    recommendations: tuple[Recommendation, ...]

    def recommendation(self, code: str) -> Recommendation | None:
        """A recommendation that fired, by its code, listed or included in another one."""
        return next((one for one in with_included(self.recommendations) if one.advice.code == code), None)


def check_results_shown(assessment: AssessmentView, access: Access) -> None:
    """Refuse results to whom they are not shown.

    Raises:
        NotAllowed: the results are internal, and the person is no analyst of the country.
    """
    if not assessment.shows_results_to(access):
        raise NotAllowed(N_("The results of this assessment are shown to its analysts only."))


@dataclass(frozen=True)
class Collection:
    """What the fieldwork brought: a row for everybody asked, and the responses that count by their identity."""

    rows: Sequence[Row[Any]]
    sent: Mapping[str, Response]


def findings_of(session: Session, assessment: AssessmentView) -> Findings:
    """The findings as they follow from what is stored now; nothing derived is kept (rule 17)."""
    material = evidence_for(session, assessment)
    return judged(assessment.instrument, material, assessment.reference_year, targets_of(session, assessment))


def judged(
    instrument: Instrument, material: Evidence, reference_year: int, targets: Mapping[str, float] | None = None
) -> Findings:
    """Scores, gaps, what could not be judged, and recommendations, in this order.

    `targets` are the levels set with the country, by indicator, where they are not the questionnaire's.
    """
    scorecard = score(instrument, material, reference_year)
    gaps = gaps_of(instrument, scorecard, targets)
    return Findings(
        instrument,
        material,
        scorecard,
        gaps,
        unjudged_of(instrument, scorecard),
        recommendations_of(instrument, scorecard, gaps),
    )


def evidence_for(session: Session, assessment: AssessmentView, collection: Collection | None = None) -> Evidence:
    """What an assessment rests on: submitted answers, confirmed facts, published figures, the register.

    Whoever has the responses at hand passes them; else the database counts their answers.
    """
    instrument = assessment.instrument
    return Evidence(
        tally=_tally_for(session, assessment, collection),
        confirmations=evidence.confirmations_of(session, instrument, assessment.id),
        desk=desk_of(evidence.desk_figures_of(session, assessment.country)),
        register=assessments.register_of(session, assessment.id),
        cohort=cohort_for(session, assessment),
    )


def _tally_for(session: Session, assessment: AssessmentView, collection: Collection | None) -> Tally:
    counted = None if collection else counted_tally(session, assessment)
    if counted is not None:
        return counted
    return tally_of(assessment.instrument, (collection or collection_of(session, assessment)).sent.values())


def collection_of(session: Session, assessment: AssessmentView) -> Collection:
    """Everybody who was asked, and the responses that count: those that were sent and not opened again.

    In a probability survey respondents carry the weights that stand for the population.
    """
    instrument = assessment.instrument
    rows = fieldwork.sittings_of(session, assessment.id)
    answers = fieldwork.answers_by_response(session, instrument, assessment.id, submitted_only=True)
    sent = {
        row.response_id: Response(respondent_from(instrument, row), answers.get(row.response_id, {}))
        for row in rows
        if row.state == "submitted"
    }
    return Collection(rows, with_final_weights(session, assessment, sent))


def data_digest(material: Evidence) -> str:
    """SHA-256 over everything the scores of an assessment rest on, independent of order."""
    facts = {
        code: [plain(decision.value), decision.source, decision.as_of, decision.link]
        for code, decision in material.confirmations.items()
    }
    desk = {
        series: sorted([figure.year, ten_digits(figure.value)] for figure in figures)
        for series, figures in material.desk.items()
    }
    whole = {"answers": _plain_tally(material.tally), "facts": facts, "desk": desk, "register": dict(material.register)}
    if material.cohort:
        whole["cohort"] = {
            reference: {series: [ten_digits(value) for value in values] for series, values in by_series.items()}
            for reference, by_series in material.cohort.items()
        }
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain_tally(tally: Tally) -> dict[str, object]:
    return {
        question: {
            group: [
                sorted((json.dumps(plain(value), sort_keys=True), count) for value, count in cell.values.items()),
                sorted(cell.states.items()),
                cell.unanswered,
                cell.voices,
                *_plain_weights(cell),
            ]
            for group, cell in groups.items()
        }
        for question, groups in tally.items()
    }


def _plain_weights(cell: GroupTally) -> list[object]:
    """What stands behind the values and states of a group in a survey; nothing where nobody carries a weight."""
    if cell.weighed is None:
        return []
    behind = cell.weighed
    return [
        sorted(
            (json.dumps(plain(value), sort_keys=True), ten_digits(weight)) for value, weight in behind.values.items()
        ),
        sorted((state, ten_digits(weight)) for state, weight in behind.states.items()),
        ten_digits(behind.unanswered),
    ]
