"""The steps of the method in order: consolidate, normalise, aggregate, judge; out comes the scorecard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assessment.methodology.aggregation import Component, coverage, reaches, weighted_mean
from assessment.methodology.consolidation import (
    AVERAGED,
    Confirmation,
    QuestionResult,
    consolidated,
)
from assessment.methodology.desk import NOBODY, Cohort, Desk, DeskResult, desk_result, tracker_claims
from assessment.methodology.instrument import ROOT, Area, Band, Indicator, Instrument
from assessment.methodology.sufficiency import coverage_needed, groups_needed
from assessment.methodology.tally import Tally
from assessment.methodology.weighing import weights_of

NodeKind = Literal["index", "area", "indicator", "item", "series"]
Reason = Literal[
    "not_declared", "not_applicable", "contested", "no_value", "no_category", "no_sample", "low_coverage", "desk_only",
    "few_groups",
]  # fmt: skip
OF_ITS_PARTS: tuple[Reason, ...] = ("contested", "no_sample", "no_category")


@dataclass(frozen=True)
class NodeScore:
    """One node of the tree: its score 0..100 or the reason for none, coverage 0..1, and its place.

    `children` are the codes it is made of; `weight` what it weighs under `parent`; `groups` the stakeholder
    groups that qualified below it on perceptions or experience.
    """

    code: str
    kind: NodeKind
    score: float | None
    coverage: float
    band: str | None = None
    reason: Reason | None = None
    provisional: bool = False
    weight: float = 1.0
    parent: str | None = None
    children: tuple[str, ...] = ()
    applies: bool = True
    groups: frozenset[str] = frozenset()
    from_items: bool = False


@dataclass(frozen=True)
class Evidence:
    """All that is known of one unit when it is scored: counts, decisions, published figures, register.

    `cohort` holds the published values of other units, for series that are scored by their place among them.
    """

    tally: Tally = field(default_factory=dict)
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    desk: Desk = field(default_factory=dict)
    register: Mapping[str, int] = field(default_factory=dict)
    cohort: Cohort = field(default_factory=lambda: NOBODY)


@dataclass(frozen=True)
class Scorecard:
    """All scores of one unit: nodes in the order index, areas, indicators, measures; questions and desk results.

    `questions` holds every question that was asked, scored or not; `desk` every series of the instrument.
    """

    reference_year: int
    nodes: Mapping[str, NodeScore]
    questions: Mapping[str, QuestionResult]
    desk: Mapping[str, DeskResult]

    def score_of(self, code: str) -> float | None:
        """A node's score, or None (also for a code that is no node)."""
        node = self.nodes.get(code)
        return node.score if node else None


def score(instrument: Instrument, evidence: Evidence, reference_year: int) -> Scorecard:
    """Score one unit. Pure: the same arguments give the same scorecard."""
    claims = tracker_claims(instrument, evidence.desk, reference_year)
    questions = {
        code: consolidated(
            instrument,
            code,
            evidence.tally.get(code, {}),
            register=evidence.register,
            claims=claims.get(code, ()),
            confirmation=evidence.confirmations.get(code),
        )
        for code in instrument.question_of
    }
    desk = {
        series.code: desk_result(series, evidence.desk, reference_year, evidence.cohort) for series in instrument.series
    }
    return Scorecard(reference_year, _tree(instrument, questions, desk), questions, desk)


def band_of(bands: Sequence[Band], value: float | None) -> Band | None:
    """The named range a score falls in: the last band whose start it reaches."""
    reached = [band for band in bands if value is not None and reaches(value, band.start)]
    return max(reached, key=lambda band: band.start, default=None)


def _tree(
    instrument: Instrument, questions: Mapping[str, QuestionResult], desk: Mapping[str, DeskResult]
) -> dict[str, NodeScore]:
    areas, indicators, leaves = [], [], []
    for area in instrument.areas:
        below = []
        for indicator in area.indicators:
            own = _leaves(instrument, indicator, questions, desk)
            leaves.extend(own)
            below.append(_indicator(instrument, area, indicator, own))
        indicators.extend(below)
        areas.append(_area(instrument, area, below))
    nodes = [_index(instrument, areas), *areas, *indicators, *leaves]
    return {node.code: _with_band(instrument, node) for node in nodes}


def _with_band(instrument: Instrument, node: NodeScore) -> NodeScore:
    band = band_of(instrument.bands, node.score)
    return replace(node, band=band.code) if band else node


def _leaves(
    instrument: Instrument,
    indicator: Indicator,
    questions: Mapping[str, QuestionResult],
    desk: Mapping[str, DeskResult],
) -> list[NodeScore]:
    leaves = []
    weights = weights_of(indicator)
    for measure in indicator.items:
        result = questions[measure.code]
        leaves.append(
            NodeScore(
                measure.code,
                "item",
                result.score,
                1.0 if result.score is not None else 0.0,
                reason=result.reason,
                provisional=result.provisional and result.score is not None,
                weight=weights[measure.code],
                parent=indicator.code,
                applies=result.applies,
                groups=_heard(instrument, result),
                from_items=result.score is not None,
            )
        )
    for measure in indicator.series:
        figure = desk[measure.code]
        leaves.append(
            NodeScore(
                measure.code,
                "series",
                figure.score,
                1.0 if figure.score is not None else 0.0,
                reason=None if figure.score is not None else figure.reason or "no_value",
                weight=weights[measure.code],
                parent=indicator.code,
            )
        )
    return leaves


def _heard(instrument: Instrument, result: QuestionResult) -> frozenset[str]:
    """The groups whose means are part of a question's value; one without weight is not."""
    if result.kind not in AVERAGED:
        return frozenset()
    return frozenset(one.group for one in result.groups if one.counts and instrument.group_of[one.group].weight > 0)


def _components(nodes: Sequence[NodeScore], *, whole: bool) -> list[Component]:
    """Children as components; `whole` counts a child as known or not, else by its own coverage."""
    return [
        Component(
            node.weight,
            node.score,
            applies=node.applies,
            coverage=(1.0 if node.score is not None else 0.0) if whole else node.coverage,
        )
        for node in nodes
    ]


def _indicator(instrument: Instrument, area: Area, indicator: Indicator, leaves: Sequence[NodeScore]) -> NodeScore:
    components = _components(leaves, whole=True)
    known = coverage(components)
    value = weighted_mean(components, indicator.aggregation)
    reason: Reason | None = None
    if _concern_nobody(leaves):
        reason = "not_applicable"
    elif value is None or not reaches(known, coverage_needed(instrument, indicator)):
        told = {leaf.reason for leaf in leaves}
        said = next((one for one in OF_ITS_PARTS if one in told), None)
        reason = said or ("no_value" if value is None else "low_coverage")
    return _branch(
        indicator.code, "indicator", value, reason, known, leaves, weights_of(area)[indicator.code], area.code
    )


def _area(instrument: Instrument, area: Area, indicators: Sequence[NodeScore]) -> NodeScore:
    components = _components(indicators, whole=True)
    known = coverage(components)
    value = weighted_mean(components, area.aggregation)
    node = _branch(area.code, "area", value, None, known, indicators, weights_of(instrument)[area.code], ROOT)
    return _judged(node, _area_reason(instrument, area, node, indicators))


def _area_reason(instrument: Instrument, area: Area, node: NodeScore, indicators: Sequence[NodeScore]) -> Reason | None:
    if _concern_nobody(indicators):
        return "not_applicable"
    if node.score is None:
        return "no_value"
    if not reaches(node.coverage, coverage_needed(instrument, area)):
        return "low_coverage"
    if instrument.basis != "mixed":
        return None
    if not node.from_items:
        return "desk_only"
    return None if len(node.groups) >= groups_needed(instrument, area) else "few_groups"


def _index(instrument: Instrument, areas: Sequence[NodeScore]) -> NodeScore:
    known = coverage(_components(areas, whole=False))
    value = weighted_mean(_components(areas, whole=True), instrument.aggregation)
    node = _branch(ROOT, "index", value, None, known, areas, 1.0, None)
    return _judged(node, _index_reason(instrument, node, areas))


def _index_reason(instrument: Instrument, index: NodeScore, areas: Sequence[NodeScore]) -> Reason | None:
    if not instrument.overall:
        return "not_declared"
    if _concern_nobody(areas):
        return "not_applicable"
    if index.score is None:
        return "no_value"
    return None if reaches(index.coverage, coverage_needed(instrument, instrument)) else "low_coverage"


def _concern_nobody(children: Sequence[NodeScore]) -> bool:
    """Whether nothing that carries weight applies: the whole leaves the denominator above it."""
    return not any(child.applies and child.weight > 0 for child in children)


def _judged(node: NodeScore, reason: Reason | None) -> NodeScore:
    """The node as it stands, or without its score and with the reason."""
    if reason is None:
        return node
    return replace(node, score=None, provisional=False, reason=reason, applies=reason != "not_applicable")


def _branch(
    code: str,
    kind: NodeKind,
    value: float | None,
    reason: Reason | None,
    known: float,
    children: Sequence[NodeScore],
    weight: float,
    parent: str | None,
) -> NodeScore:
    used = [child for child in children if child.applies and child.score is not None and child.weight > 0]
    node = NodeScore(
        code,
        kind,
        value,
        known,
        provisional=any(child.provisional for child in used),
        weight=weight,
        parent=parent,
        children=tuple(child.code for child in children),
        groups=frozenset[str]().union(*(child.groups for child in children)),
        from_items=any(child.from_items for child in used),
    )
    return _judged(node, reason)
