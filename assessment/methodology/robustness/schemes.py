"""One way of judging, laid out for drawing: the questionnaire as it is, or with one of its author's alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.alternatives import varied
from assessment.methodology.consolidation import GroupResult
from assessment.methodology.disclosure import may_show
from assessment.methodology.instrument import Instrument
from assessment.methodology.robustness.answers import AnswerTable, scores_in
from assessment.methodology.robustness.means import Array, Mask, product
from assessment.methodology.robustness.tree import Leaves, leaf, leaves_of, levels_of
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.weighing import group_weight

Means = Mapping[str, Array]
"""Each group's means by its code, draws x questions."""


@dataclass(frozen=True)
class GroupScores:
    """One group under a scheme: scores of respondents x questions, NaN for none, and what is fixed of it by question.

    `counts` and `weights` (rule 8) are those of the point scores and hold in every draw: whether a group is real is no
    matter of chance. `means` are its point means; where `held`, they stand in every draw, because the mean of fewer
    than five persons or firms may not show through a range (rule 19).
    """

    scores: Array
    respondents: Array
    counts: Mask
    weights: Array
    means: Array
    held: Mask

    def drawn(self, times: Array) -> Array:
        """The group's means in draws x questions, NaN where nobody with a score was drawn.

        `times` says how often each respondent was drawn, draws x respondents.
        """
        known = ~np.isnan(self.scores)
        weighed = times * self.respondents
        with np.errstate(invalid="ignore"):
            means = product(weighed, np.where(known, self.scores, 0.0)) / product(weighed, known.astype(np.float64))
        return np.where(self.held, self.means, means)


@dataclass(frozen=True)
class Scheme:
    """An instrument with the point scores it gives, and the groups' scores by code, over `questions`."""

    instrument: Instrument
    scorecard: Scorecard
    questions: tuple[str, ...]
    groups: Mapping[str, GroupScores]
    point: Leaves

    @property
    def places(self) -> dict[str, int]:
        """The place of each group among the factors of groups."""
        return {code: place for place, code in enumerate(self.instrument.group_of)}


def schemes_of(
    instrument: Instrument, table: AnswerTable, evidence: Evidence, reference_year: int
) -> tuple[Scheme, ...]:
    """The questionnaire as it is, then each of its author's alternatives."""
    ways = (instrument, *(varied(instrument, alternative) for alternative in instrument.alternatives))
    return tuple(_scheme(way, table, evidence, reference_year) for way in ways)


def drawn_means(schemes: Sequence[Scheme], times: Mapping[str, Array]) -> list[Means]:
    """The groups' means under each scheme for the respondents drawn, by group; worked out once where scores agree."""
    found: list[Means] = []
    for place, scheme in enumerate(schemes):
        like = next((one for one in range(place) if _scores_alike(schemes[one], scheme)), None)
        drawn = (
            {code: group.drawn(times[code]) for code, group in scheme.groups.items()} if like is None else found[like]
        )
        found.append(drawn)
    return found


def levels_in(scheme: Scheme, means: Means | None, of_nodes: Array, of_groups: Array) -> dict[str, Array]:
    """The scores of all nodes in each draw, by code; arrays of one column.

    `means` are those of the groups as drawn (None: of the answers as they are), `of_nodes` and `of_groups` the factors
    of weights, draws x `weighed_codes` and draws x groups of the instrument; a factor of 0 leaves a group out.
    """
    told = {code: group.means[np.newaxis] for code, group in scheme.groups.items()} if means is None else means
    return levels_of(scheme.instrument, _leaves(scheme, told, of_groups), of_nodes)


def _scores_alike(one: Scheme, other: Scheme) -> bool:
    return all(
        np.array_equal(one.groups[code].scores, group.scores, equal_nan=True) for code, group in other.groups.items()
    )


def _leaves(scheme: Scheme, means: Means, of_groups: Array) -> Leaves:
    """Items that groups are averaged for as drawn; facts, figures and published series stay as they are."""
    shape = (1, len(scheme.questions))
    sums, totals = np.zeros(shape), np.zeros(shape)
    heard: list[Mask] = []
    for code, group in scheme.groups.items():
        factor = of_groups[:, [scheme.places[code]]]
        present = group.counts & ~np.isnan(means[code]) & (factor > 0)
        weights = np.where(present, group.weights * factor, 0.0)
        sums = sums + weights * np.where(present, means[code], 0.0)
        totals = totals + weights
        heard.append(present)
    with np.errstate(invalid="ignore"):
        values = np.where(totals > 0, sums / totals, np.nan)
    drawn = {
        code: leaf(values[:, [place]], applies=scheme.point.levels[code].applies, is_item=True)
        for place, code in enumerate(scheme.questions)
        if code in scheme.point.levels
    }
    return Leaves({**scheme.point.levels, **drawn}, _heard_in(scheme, heard))


def _heard_in(scheme: Scheme, heard: Sequence[Mask]) -> dict[str, NDArray[np.intp]]:
    """How many groups were heard in each area, draws x 1."""
    place_of = {code: place for place, code in enumerate(scheme.questions)}
    found: dict[str, NDArray[np.intp]] = {}
    for area in scheme.instrument.areas:
        measures = (measure.code for indicator in area.indicators for measure in indicator.items)
        places = [place_of[code] for code in measures if code in place_of]
        count = np.zeros((1, 1), dtype=np.intp)
        for present in heard:
            count = count + present[:, places].any(axis=1, keepdims=True)
        found[area.code] = count
    return found


def _scheme(instrument: Instrument, table: AnswerTable, evidence: Evidence, reference_year: int) -> Scheme:
    scorecard = score(instrument, evidence, reference_year)
    groups = {code: _group(instrument, scorecard, table, evidence, code) for code in table.groups}
    return Scheme(instrument, scorecard, table.questions, groups, leaves_of(instrument, [scorecard]))


def _group(
    instrument: Instrument, scorecard: Scorecard, table: AnswerTable, evidence: Evidence, code: str
) -> GroupScores:
    group, register = instrument.group_of[code], evidence.register.get(code)
    results = [scorecard.questions[question].group_result(code) for question in table.questions]

    def weight(question: str, result: GroupResult | None) -> float:
        if result is None or not result.counts:
            return 0.0
        item = instrument.question_of[question]
        return group_weight(instrument, item, group, result.tally.voices, register)

    return GroupScores(
        scores_in(instrument, table, code),
        table.groups[code].weights,
        np.array([result is not None and result.counts and group.weight > 0 for result in results], dtype=np.bool_),
        np.array([weight(question, result) for question, result in zip(table.questions, results, strict=True)]),
        np.array([np.nan if result is None or result.mean is None else result.mean for result in results]),
        np.array([result is None or not may_show(group, result.tally.voices) for result in results], dtype=np.bool_),
    )
