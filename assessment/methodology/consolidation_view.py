"""What a consultant looks at first: where groups disagree, facts are contested, practice lags, nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from assessment.methodology.breakdowns import MEASURED
from assessment.methodology.consolidation import GroupResult
from assessment.methodology.group_differences import Counts, Range, range_of_means, range_of_medians
from assessment.methodology.instrument import Area, Instrument, Item
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import Finding, findings, questions_in
from assessment.methodology.report.heard import unknown_rates
from assessment.methodology.report.opinions import APART, parts_of
from assessment.methodology.report.practices import LawInPractice, laws_in_practice
from assessment.methodology.report.results import FAVOURABLE_FROM, NotKnown, favourable, is_scored, median
from assessment.methodology.tally import GroupTally

GOVERNMENT, FIRMS = "PUB", "BIZ"
"""The two groups whose differences are looked at first."""


@dataclass(frozen=True)
class Difference:
    """How two groups differ on a question: shares 0..100 of favourable answers, or medians in the question's unit.

    `first` is government where the two are government and firms, else the group with the higher figure.
    """

    question: str
    first: str
    second: str
    figures: tuple[float, float]

    @property
    def size(self) -> float:
        """The first group's figure less the second's, in points or in the question's unit."""
        return self.figures[0] - self.figures[1]

    @property
    def is_between_government_and_firms(self) -> bool:
        """Whether it is the difference looked at first."""
        return (self.first, self.second) == (GOVERNMENT, FIRMS)


def differences(edition: Edition, question: str) -> tuple[Difference, ...]:
    """Every two groups that may be shown: government against firms first, then the widest first."""
    item = edition.instrument.question_of[question]
    if not is_scored(edition.instrument, item) and item.type not in MEASURED:
        return ()
    figures = {part.group: _figure(edition.instrument, item, part.tally) for part in parts_of(edition, question)}
    parts = [part for part in parts_of(edition, question) if figures[part.group] is not None]
    found = (_difference(question, pair, figures) for pair in combinations(parts, 2))
    return tuple(sorted(found, key=_government_first))


def range_of(edition: Edition, difference: Difference) -> Range | None:
    """The range of a difference over resampled respondents (rule 12); none where these carry survey weights."""
    item = edition.instrument.question_of[difference.question]
    result = edition.scorecard.questions[difference.question]
    first, second = (result.group_result(group) for group in (difference.first, difference.second))
    if first is None or second is None or first.tally.weighed or second.tally.weighed:
        return None
    if item.type in MEASURED:
        return range_of_medians(_numbers(first.tally), _numbers(second.tally))
    one, other = (_favourable_or_not(edition.instrument, item, part.tally) for part in (first, second))
    return range_of_means(one, other)


def disagreements(edition: Edition, areas: Iterable[Area]) -> tuple[Difference, ...]:
    """Where shares of favourable answers lie apart: of each question government against firms, and the widest others.

    Only differences of as many points as the report calls worth a word.
    """
    found = []
    for area in areas:
        for question in questions_in(edition, area):
            if not is_scored(edition.instrument, edition.instrument.question_of[question]):
                continue
            apart = [one for one in differences(edition, question) if abs(one.size) >= APART]
            found += [one for one in apart if one.is_between_government_and_firms]
            found += [one for one in apart if not one.is_between_government_and_firms][:1]
    return tuple(sorted(found, key=_government_first))


def contested(edition: Edition, areas: Iterable[Area]) -> tuple[Finding, ...]:
    """The facts on which statements differ and which nobody has confirmed."""
    return tuple(one for area in areas for one in findings(edition, area) if one.basis == "contested")


def practice_gaps(edition: Edition, areas: Iterable[Area]) -> tuple[LawInPractice, ...]:
    """The laws whose practice falls behind them, the furthest first."""
    gaps = [(one.gap, one) for area in areas for one in laws_in_practice(edition, area) if one.gap is not None]
    behind = sorted((pair for pair in gaps if pair[0] >= APART), key=lambda pair: -pair[0])
    return tuple(one for _, one in behind)


def seldom_known(edition: Edition, areas: Iterable[Area]) -> tuple[NotKnown, ...]:
    """The questions that a fifth or more of those asked could not answer, the highest share first."""
    return tuple(sorted((rate for area in areas for rate in unknown_rates(edition, area)), key=lambda one: -one.share))


def _government_first(difference: Difference) -> tuple[bool, float]:
    return not difference.is_between_government_and_firms, -abs(difference.size)


def _difference(
    question: str, pair: tuple[GroupResult, GroupResult], figures: Mapping[str, float | None]
) -> Difference:
    first, second = (part.group for part in pair)
    one, other = figures[first] or 0.0, figures[second] or 0.0
    is_turned = first == FIRMS if {first, second} == {GOVERNMENT, FIRMS} else one < other
    return (
        Difference(question, second, first, (other, one))
        if is_turned
        else Difference(question, first, second, (one, other))
    )


def _figure(instrument: Instrument, item: Item, tally: GroupTally) -> float | None:
    """The figure by which groups are compared: the same that the report shows of each."""
    if item.type not in MEASURED:
        return favourable(instrument, item, tally)
    numbers = {value: number for value, number in tally.behind.values.items() if isinstance(value, float)}
    return median(numbers) if numbers else None


def _numbers(tally: GroupTally) -> Counts:
    return {value: number for value, number in tally.values.items() if isinstance(value, float)}


def _favourable_or_not(instrument: Instrument, item: Item, tally: GroupTally) -> Counts:
    """How many gave a favourable answer (100) and how many did not (0), so that their mean is the share."""
    good = sum(
        number
        for value, number in tally.values.items()
        if (score_of_value(instrument, item, value) or 0.0) >= FAVOURABLE_FROM
    )
    return {100.0: good, 0.0: tally.answered - good}
