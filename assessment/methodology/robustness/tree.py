"""The steps of `scoring` on arrays: the same tree, thresholds and reasons, for many draws and many units at once.

Arrays are draws x units; a side of length 1 stands for all draws. With every factor 1 the outcome is that of `score`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.instrument import ROOT, Aggregation, Area, Indicator, Instrument
from assessment.methodology.robustness.means import Array, Mask, any_of, mean_of
from assessment.methodology.scoring import Scorecard
from assessment.methodology.sufficiency import coverage_needed, groups_needed
from assessment.methodology.weighing import weights_of

PLACES = 9


@dataclass(frozen=True)
class Level:
    """One node: its scores (NaN for none), how much of it is known 0..1, whether it applies and rests on items.

    `applies` is 1 x units: what applies does not depend on the draw.
    """

    score: Array
    coverage: Array
    applies: Mask
    from_items: Mask


@dataclass(frozen=True)
class Leaves:
    """What the tree stands on: items and series by code, and how many groups were heard in each area."""

    levels: Mapping[str, Level]
    groups: Mapping[str, NDArray[np.intp]]


def weighed_codes(instrument: Instrument) -> tuple[str, ...]:
    """The nodes whose weights can be varied, in the order of the factors: each area, its indicators, their measures."""
    return tuple(
        code
        for area in instrument.areas
        for code in (
            area.code,
            *(
                code
                for indicator in area.indicators
                for code in (indicator.code, *(measure.code for measure in indicator.measures))
            ),
        )
    )


def leaves_of(instrument: Instrument, scorecards: Sequence[Scorecard]) -> Leaves:
    """The point values of items and series, one unit a scorecard."""
    nodes = [scorecard.nodes for scorecard in scorecards]
    measures = [m.code for area in instrument.areas for i in area.indicators for m in i.measures]
    return Leaves(
        {
            code: leaf(
                np.array([[np.nan if (score := of[code].score) is None else score for of in nodes]]),
                applies=np.array([[of[code].applies for of in nodes]]),
                is_item=code in instrument.question_of,
            )
            for code in measures
        },
        {area.code: np.array([[len(of[area.code].groups) for of in nodes]]) for area in instrument.areas},
    )


def leaf(score: Array, *, applies: Mask, is_item: bool) -> Level:
    """An item or a series as the tree takes it."""
    known = ~np.isnan(score)
    return Level(score, known.astype(np.float64), applies, known & is_item)


def levels_of(instrument: Instrument, leaves: Leaves, factors: Array) -> dict[str, Array]:
    """The scores of the index, areas and indicators by code, NaN for none.

    `factors` is draws x `weighed_codes(instrument)`; each multiplies the weight of its node.
    """
    drawn = _Drawn(leaves, dict(zip(weighed_codes(instrument), factors.T, strict=True)))
    indicators = {
        indicator.code: _indicator(drawn, instrument, indicator)
        for area in instrument.areas
        for indicator in area.indicators
    }
    areas = {area.code: _area(drawn, instrument, area, indicators) for area in instrument.areas}
    index = _index(drawn, instrument, areas)
    return {code: level.score for code, level in ({ROOT: index} | areas | indicators).items()}


@dataclass(frozen=True)
class _Drawn:
    """What all nodes of one evaluation share: the leaves, and the factors of each draw by the code they weigh."""

    leaves: Leaves
    factor_of: Mapping[str, Array]

    def mean(
        self, weights: Mapping[str, float], levels: Mapping[str, Level], method: Aggregation, *, whole: bool = True
    ) -> Level:
        """The parent of the parts named in `weights`; what carries no weight decides nothing.

        `whole` counts a part as known or not, else by its own coverage.
        """
        used = [code for code, weight in weights.items() if weight > 0]
        if not used:
            return self._nothing()
        parts = [levels[code] for code in used]
        weighed = np.stack([weights[code] * self.factor_of[code] for code in used], axis=1)
        valid = [part.applies & ~np.isnan(part.score) for part in parts]
        known = [now.astype(np.float64) if whole else part.coverage for part, now in zip(parts, valid, strict=True)]
        return Level(
            mean_of(weighed, [part.score for part in parts], valid, method),
            np.nan_to_num(mean_of(weighed, known, [part.applies for part in parts], "arithmetic")),
            any_of(part.applies for part in parts),
            any_of(part.from_items & now for part, now in zip(parts, valid, strict=True)),
        )

    def _nothing(self) -> Level:
        """A node of which nothing carries weight: it applies to nobody."""
        one = next(iter(self.leaves.groups.values()))[:1]
        no = np.zeros(one.shape, dtype=np.bool_)
        return Level(np.full(one.shape, np.nan), np.zeros(one.shape), no, no)


def _indicator(drawn: _Drawn, instrument: Instrument, indicator: Indicator) -> Level:
    level = drawn.mean(weights_of(indicator), drawn.leaves.levels, indicator.aggregation)
    return _where(level, _reaches(level.coverage, coverage_needed(instrument, indicator)))


def _area(drawn: _Drawn, instrument: Instrument, area: Area, indicators: Mapping[str, Level]) -> Level:
    level = drawn.mean(weights_of(area), indicators, area.aggregation)
    enough = _reaches(level.coverage, coverage_needed(instrument, area))
    if instrument.basis == "mixed":
        enough = enough & level.from_items & (drawn.leaves.groups[area.code] >= groups_needed(instrument, area))
    return _where(level, enough)


def _index(drawn: _Drawn, instrument: Instrument, areas: Mapping[str, Level]) -> Level:
    level = drawn.mean(weights_of(instrument), areas, instrument.aggregation, whole=False)
    return _where(level, _reaches(level.coverage, coverage_needed(instrument, instrument)) & instrument.overall)


def _where(level: Level, enough: Mask) -> Level:
    """The node as it stands where enough of it is known, elsewhere without its score."""
    return Level(np.where(enough, level.score, np.nan), level.coverage, level.applies, level.from_items & enough)


def _reaches(values: Array, threshold: float) -> Mask:
    """Whether values reach a threshold, both at nine decimal places (rule 15)."""
    reached: Mask = np.round(values, PLACES) >= round(threshold, PLACES)
    return reached
