"""Analysis: from what is stored to scores, gaps and recommendations; and the confirmation of facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.desk_data import is_as_of
from assessment.documents.scores import ten_digits
from assessment.errors import InvalidInput, NotAllowed
from assessment.methodology.consolidation import NOT_APPLICABLE
from assessment.methodology.desk import desk_of
from assessment.methodology.gaps import Gap, Unjudged, gaps_of, unjudged_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import Recommendation, recommendations_of, with_included
from assessment.methodology.responses import Response, Unusable, plain, value_from
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import Tally, tally_of
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.respondents import respondent_from
from assessment.services.texts import kept_text
from assessment.storage import assessments, evidence, fieldwork
from assessment.storage.tables import Confirmation as StoredConfirmation


@dataclass(frozen=True)
class Findings:
    """An assessment judged: what it rests on, its scores, gaps, what could not be judged, and advice."""

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
    material = evidence_for(session, assessment, collection_of(session, assessment))
    return judged(assessment.instrument, material, assessment.reference_year)


def judged(instrument: Instrument, material: Evidence, reference_year: int) -> Findings:
    """Scores, gaps, what could not be judged, and recommendations, in this order."""
    scorecard = score(instrument, material, reference_year)
    gaps = gaps_of(instrument, scorecard)
    return Findings(
        instrument,
        material,
        scorecard,
        gaps,
        unjudged_of(instrument, scorecard),
        recommendations_of(instrument, scorecard, gaps),
    )


def evidence_for(session: Session, assessment: AssessmentView, collection: Collection) -> Evidence:
    """What an assessment rests on: submitted answers, confirmed facts, published figures, the register."""
    instrument = assessment.instrument
    return Evidence(
        tally=tally_of(instrument, collection.sent.values()),
        confirmations=evidence.confirmations_of(session, instrument, assessment.id),
        desk=desk_of(evidence.desk_figures_of(session, assessment.country)),
        register=assessments.register_of(session, assessment.id),
    )


def collection_of(session: Session, assessment: AssessmentView) -> Collection:
    """Everybody who was asked, and the responses that count: those that were sent and not opened again."""
    instrument = assessment.instrument
    rows = fieldwork.sittings_of(session, assessment.id)
    answers = fieldwork.answers_by_response(session, instrument, assessment.id, submitted_only=True)
    sent = {
        row.response_id: Response(respondent_from(instrument, row), answers.get(row.response_id, {}))
        for row in rows
        if row.state == "submitted"
    }
    return Collection(rows, sent)


def confirm_fact(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    question: str,
    *,
    value: object,
    source: str,
    now: datetime,
    as_of: str = "",
    link: str = "",
    scope: str = "",
) -> None:
    """Decide on a fact or administrative figure; a later decision on the same question replaces it.

    `value` is in its plain form, or `not_applicable`; `as_of` an ISO date of full or reduced precision.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: the question is no fact, the value does not fit, there is no source, or a text is too long.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may confirm facts."))
    _check_confirmation(assessment.instrument, question, source=source, as_of=as_of, link=link)
    decided = _fact_value(assessment.instrument, question, value)
    evidence.keep_confirmation(
        session,
        StoredConfirmation(
            assessment_id=assessment.id,
            question=question,
            value=decided,
            scope=kept_text(scope),
            source=kept_text(source),
            link=kept_text(link),
            as_of=as_of,
            confirmed_by=access.name,
            confirmed_at=now,
        ),
    )
    digest = audit.digest_of(json.dumps(decided, sort_keys=True).encode())
    audit.record(session, "confirmation", now=now, assessment_id=assessment.id, subject=question, digest=digest)
    session.commit()


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
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain_tally(tally: Tally) -> dict[str, object]:
    return {
        question: {
            group: [
                sorted((json.dumps(plain(value), sort_keys=True), count) for value, count in cell.values.items()),
                sorted(cell.states.items()),
                cell.unanswered,
                cell.voices,
            ]
            for group, cell in groups.items()
        }
        for question, groups in tally.items()
    }


def _check_confirmation(instrument: Instrument, question: str, *, source: str, as_of: str, link: str) -> None:
    item = instrument.question_of.get(question)
    if item is None or item.kind not in ("fact", "figure"):
        raise InvalidInput(N_("Only facts and administrative figures are confirmed."))
    if not source.strip():
        raise InvalidInput(N_("Name the source that the confirmation rests on."))
    if as_of and not is_as_of(as_of):
        raise InvalidInput(N_("Give the date as year, year-month or year-month-day."))
    if link.strip() and not link.strip().startswith(("https://", "http://")):
        raise InvalidInput(N_("Begin the address of the source with https:// or http://."))


def _fact_value(instrument: Instrument, question: str, value: object) -> object:
    if value == NOT_APPLICABLE:
        return value
    try:
        return plain(value_from(instrument, instrument.question_of[question], value))
    except Unusable as fault:
        raise InvalidInput(str(fault)) from None
