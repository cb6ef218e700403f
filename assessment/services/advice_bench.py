"""Recommendations as they stand after the results and all decisions of analysts: what to weigh, what a report shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import NotFound
from assessment.methodology.advice_candidates import Candidate, candidates_of, decided_of
from assessment.methodology.advice_decisions import Decision, Standing, Standings, Wording, standings_of, worded
from assessment.methodology.gaps import Gap
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.recommendations import Recommendation, with_included
from assessment.methodology.scoring import Scorecard
from assessment.methodology.voice import N_
from assessment.services.analysis import findings_of
from assessment.services.assessments import AssessmentView
from assessment.storage import decisions as storage


class Judged(Protocol):
    """Results in one language: findings, or the material of a report."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""

    @property
    def scorecard(self) -> Scorecard:
        """All scores."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What falls short of its target."""


@dataclass(frozen=True)
class Bench:
    """All candidates as they stand, in one language; `recommended` is the list that a report shows."""

    candidates: tuple[Candidate, ...]
    recommended: tuple[Recommendation, ...]
    standings: Standings

    def candidate(self, code: str) -> Candidate:
        """One of them.

        Raises:
            NotFound: nothing of that code was brought forward.
        """
        found = next((one for one in self.candidates if one.code == code), None)
        if found is None:
            raise NotFound(N_("There is no such recommendation."))
        return found


def standings_in(session: Session, assessment: AssessmentView) -> Standings:
    """Where the recommendations of an assessment stand after all decisions."""
    return standings_of(_decision(row) for row in storage.advice_decisions_of(session, assessment.id))


def bench_of(standings: Standings, told: Judged, language: str) -> Bench:
    """The recommendations that follow from results and decisions; the results are in the language already."""
    candidates = candidates_of(told.instrument, told.scorecard, told.gaps, standings=standings, language=language)
    return Bench(candidates, decided_of(told.instrument, told.gaps, candidates, standings), standings)


def recommended_in(session: Session, assessment: AssessmentView, code: str) -> Recommendation:
    """One recommendation of the report's list, or one that another includes, in the questionnaire's language.

    Raises:
        NotFound: the list holds no such recommendation.
    """
    told = findings_of(session, assessment)
    bench = bench_of(standings_in(session, assessment), told, assessment.instrument.language)
    found = next((one for one in with_included(bench.recommended) if one.advice.code == code), None)
    if found is None:
        raise NotFound(N_("There is no such recommendation."))
    return found


def as_written(instrument: Instrument, standing: Standing, language: str) -> Advice:
    """A recommendation as it was written in one language alone, else in its author's words; that is what to edit."""
    alone = replace(standing, wording={language: standing.wording.get(language, {})})
    return worded(instrument, Standings({standing.code: alone}), language)[standing.code]


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        row.recommendation,
        row.deed,
        row.revision,
        row.decided_by,
        row.decided_at,
        reason=row.reason,
        host=row.host,
        wording={language: _wording(texts) for language, texts in row.wording.items()},
        plan=_wording(row.plan),
        places=tuple(row.places),
        grounds=row.grounds,
    )


def _wording(texts: dict[str, Any]) -> Wording:
    """Texts as they are read from JSON, with tuples for lists."""
    return {name: tuple(words) if isinstance(words, list) else words for name, words in texts.items()}
