"""What if: results under a choice that somebody only tries; nothing is stored, and answers of few stay hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from assessment.authoring.digests import method_digest
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice
from assessment.methodology.advice_decisions import Standings, reworded
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.material import AssessmentFacts, ReportMaterial
from assessment.methodology.scoring import Evidence
from assessment.methodology.what_if import Refusal, Room, WhatIf, instrument_under, refusals_of, room_for
from assessment.methodology.what_if_differences import Differences, differences_of
from assessment.services.accounts import Access
from assessment.services.advice_bench import standings_in
from assessment.services.analysis import Findings, check_results_shown, data_digest, evidence_for, judged
from assessment.services.assessments import AssessmentView
from assessment.services.reporting import in_language
from assessment.services.targets import targets_of

MOST_KEPT = 32


@dataclass(frozen=True)
class Basis:
    """The results as they are, in one language, with the targets in force and the digests of method and data."""

    findings: Findings
    targets: Mapping[str, float]
    method_digest: str
    data_digest: str

    def rests_on(self, instrument: Instrument, evidence: Evidence, targets: Mapping[str, float]) -> bool:
        """Whether it was judged from the same as now."""
        own = self.findings
        return own.instrument is instrument and self.targets == targets and own.evidence == evidence


@dataclass(frozen=True)
class Panel:
    """What somebody may try, on results that are shown to them.

    `edition` says the results as they are; `standings` tell what the analysts decided on recommendations.
    """

    basis: Basis
    edition: Edition
    room: Room
    standings: Standings

    def worded(self, advice: Advice) -> Advice | None:
        """A recommendation as it is to be read, or None where the analysts rejected it."""
        standing = self.standings.of(advice.code)
        if standing.state == "rejected":
            return None
        return reworded(advice, standing, self.edition.voice.language, self.edition.instrument.language)


class WhatIfRefused(InvalidInput):
    """The choice cannot be tried; `refusals` say why."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("; ".join(f"{one.reason} {one.code}" for one in refusals))


_kept: dict[tuple[str, str], Basis] = {}


def panel_of(
    session: Session, access: Access, assessment: AssessmentView, voice: CatalogueVoice, now: datetime
) -> Panel:
    """The results as they are now, and what the person may move.

    Raises:
        NotAllowed: the results are not shown to the person.
    """
    check_results_shown(assessment, access)
    basis = _basis_of(session, assessment, in_language(assessment.instrument, voice), voice.language)
    findings = basis.findings
    freely = assessment.results_shown == "published" or access.may(assessment.country, "analyst")
    return Panel(
        basis,
        Edition(_material(assessment, basis, now), voice),
        room_for(findings.instrument, findings.scorecard, freely=freely),
        standings_in(session, assessment),
    )


def try_out(panel: Panel, what_if: WhatIf) -> Differences:
    """What the choice makes otherwise, by the same code that gave the results.

    Raises:
        WhatIfRefused: the person may not move it so, or there is nothing of that name.
    """
    before = panel.basis.findings
    refusals = tuple(refusals_of(before.instrument, panel.room, what_if))
    if refusals:
        raise WhatIfRefused(refusals)
    after = judged(
        instrument_under(before.instrument, what_if),
        before.evidence,
        before.scorecard.reference_year,
        {**panel.basis.targets, **what_if.targets},
    )
    return differences_of(before, after)


def _basis_of(session: Session, assessment: AssessmentView, instrument: Instrument, language: str) -> Basis:
    """The results judged once while nothing that they rest on changes."""
    evidence = evidence_for(session, assessment)
    targets = targets_of(session, assessment)
    key = (assessment.id, language)
    found = _kept.pop(key, None)
    if found is None or not found.rests_on(instrument, evidence, targets):
        findings = judged(instrument, evidence, assessment.reference_year, targets)
        found = Basis(findings, targets, method_digest(assessment.instrument), data_digest(evidence))
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
    _kept[key] = found
    return found


def _material(assessment: AssessmentView, basis: Basis, now: datetime) -> ReportMaterial:
    findings = basis.findings
    return ReportMaterial(
        AssessmentFacts(
            name=assessment.name,
            country=assessment.country,
            dated=assessment.today(now),
            reference_year=assessment.reference_year,
            results_shown=assessment.results_shown,
            demonstration=assessment.demonstration,
            questionnaire=assessment.questionnaire,
            method_digest=basis.method_digest,
            data_digest=basis.data_digest,
        ),
        findings.instrument,
        findings.scorecard,
        findings.gaps,
        findings.unjudged,
        findings.recommendations,
        targets=basis.targets,
    )
