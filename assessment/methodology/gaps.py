"""Scores against targets: gaps with their severity, and what could not be judged at all (rules 11 and 13)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.methodology.aggregation import reaches
from assessment.methodology.instrument import Area, GapKind, Indicator, Instrument, Severity
from assessment.methodology.scoring import Reason, Scorecard
from assessment.methodology.weighing import weights_of


@dataclass(frozen=True)
class Gap:
    """An indicator below its target. `size` in points; `importance` is its share 0..1 of the area's weight."""

    code: str
    area: str
    score: float
    target: float
    size: float
    severity: str
    importance: float
    provisional: bool


@dataclass(frozen=True)
class Unjudged:
    """An indicator without a score, why, and the action that would close the data gap."""

    code: str
    area: str
    reason: Reason
    coverage: float
    importance: float
    competent_body: str
    data_action: str


def target_of(instrument: Instrument, indicator: Indicator, targets: Mapping[str, float]) -> float:
    """The level aimed at: set with the country, else by the questionnaire for this indicator or for all."""
    if indicator.code in targets:
        return targets[indicator.code]
    return instrument.target if indicator.target is None else indicator.target


def severity_of(instrument: Instrument, size: float, kind: GapKind = "target") -> Severity | None:
    """The named severity of a gap of so many points."""
    starts = {severity.starts.get(kind, severity.start): severity for severity in instrument.severities}
    reached = [start for start in starts if reaches(size, start)]
    return starts[max(reached)] if reached else None


def importance_of(area: Area, indicator: Indicator) -> float:
    """An indicator's share 0..1 of its area's weight."""
    weights = weights_of(area)
    total = math.fsum(weights.values())
    return weights[indicator.code] / total if total else 0.0


def gaps_of(
    instrument: Instrument, scorecard: Scorecard, targets: Mapping[str, float] | None = None
) -> tuple[Gap, ...]:
    """Every scored indicator below its target, the gravest first: by size times importance at full precision."""
    gaps = []
    for area in instrument.areas:
        for indicator in area.indicators:
            node = scorecard.nodes[indicator.code]
            target = target_of(instrument, indicator, targets or {})
            if node.score is None or reaches(node.score, target):
                continue
            size = target - node.score
            severity = severity_of(instrument, size)
            gaps.append(
                Gap(
                    indicator.code,
                    area.code,
                    node.score,
                    target,
                    size,
                    severity.code if severity else "",
                    importance_of(area, indicator),
                    node.provisional,
                )
            )
    return tuple(sorted(gaps, key=lambda gap: (-gap.size * gap.importance, -gap.size, gap.code)))


def unjudged_of(instrument: Instrument, scorecard: Scorecard) -> tuple[Unjudged, ...]:
    """Every indicator that applies and has no score, in the questionnaire's order."""
    return tuple(
        Unjudged(
            indicator.code,
            area.code,
            node.reason,
            node.coverage,
            importance_of(area, indicator),
            indicator.competent_body or "",
            indicator.data_action or "",
        )
        for area in instrument.areas
        for indicator in area.indicators
        if (node := scorecard.nodes[indicator.code]).score is None and node.applies and node.reason is not None
    )
