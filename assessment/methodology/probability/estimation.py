"""Estimates of one question for the population and for domains of it, each with its confidence interval.

Shares, means, totals and medians are linearised (Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 1992,
sections 5.5 to 5.8 and 5.11); domains keep the whole design, whose other respondents count as zeros (section 10.3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from assessment.methodology.probability.design import Design
from assessment.methodology.probability.groups import Floats
from assessment.methodology.probability.linearised import Influences
from assessment.methodology.probability.student import t_quantile
from assessment.methodology.probability.terms import Members, Terms, choices, terms_of

Kind = Literal["share", "mean", "median", "total"]
CONFIDENCE = 0.95
HALF = 0.5
ROUNDING = 1e-12
AT_HAND = 400_000
"""How many sums by group and estimate are held at once, so that memory does not grow with the number of domains."""
UNRELIABLE_FROM = 30.0
"""Coefficient of variation in per cent from which an estimate is marked as not reliable."""


@dataclass(frozen=True)
class Estimate:
    """One figure for the population: shares 0..100, the others in the unit of the question.

    `error` is its standard error, `low` and `high` the 95 % confidence interval; all three are missing where the
    design leaves no degrees of freedom. `answered` are the respondents behind it; `design_effect` is the variance
    over that of a simple random sample of as many, `effective` the size of a simple random sample as precise.
    """

    kind: Kind
    value: float
    error: float | None
    low: float | None
    high: float | None
    answered: int
    design_effect: float | None = None

    @property
    def effective(self) -> float | None:
        """Respondents of a simple random sample that would be as precise."""
        return self.answered / self.design_effect if self.design_effect else None

    @property
    def variation(self) -> float | None:
        """The coefficient of variation in per cent."""
        return None if self.error is None or not self.value else 100 * self.error / abs(self.value)

    @property
    def is_reliable(self) -> bool:
        """Whether the interval is known and the coefficient of variation at most 30 %; a share of none is."""
        return self.error is not None and (self.variation or 0.0) <= UNRELIABLE_FROM


def shares(design: Design, chosen: Floats, members: Members) -> list[list[Estimate]]:
    """Shares by domain and option: `chosen` (respondents x options) is 1 where chosen, `members` respondents x domains.

    Members are those who answered. Intervals are made on the logit scale, so that they stay within 0 and 100 (Korn &
    Graubard, Analysis of Health Surveys, 1999, section 3.2); where all or none chose, it is the exact binomial one for
    the number of answers over Kish's design effect.
    """
    return [[_share(ratio) for ratio in domain] for domain in _ratios(design, chosen, members)]


def means(design: Design, numbers: Floats, members: Members) -> list[Estimate]:
    """Means by domain of numbers (one a respondent, 0 where there is none)."""
    anybody = members.any(axis=1)
    middle = float(numbers[anybody].mean()) if anybody.any() else 0.0
    ratios = _ratios(design, (numbers - middle)[:, None], members)
    return [
        _plain("mean", middle + ratio.value, ratio.error, ratio.freedom, answered=ratio.answered, effect=ratio.effect)
        for (ratio,) in ratios
    ]


def totals(design: Design, chosen: Floats, members: Members) -> list[list[Estimate]]:
    """How many units of the population are members and chose, by domain and option; of numbers, their sum."""
    terms = terms_of(chosen, members)
    sums = terms.sums(design.weights, design.units)
    value = sums.sum(axis=0)[:, :-1]
    error = np.sqrt(Influences(design, terms, sums, np.zeros_like(value), np.ones(len(value))).variances())
    freedom = design.freedom(sums[..., -1], terms.members)
    return [
        [
            _plain("total", float(one), float(wide), int(freedom[domain]), answered=int(terms.members[domain]))
            for one, wide in zip(value[domain], error[domain], strict=True)
        ]
        for domain in range(len(value))
    ]


def medians(design: Design, numbers: Floats, members: Members) -> list[Estimate]:
    """Medians by domain, each with the interval of Woodruff (1952): that of the share below it, read off as values."""
    within = [(numbers[inside], design.weights[inside]) for inside in members.T]
    middles = np.array([quantile(values, weights, HALF) for values, weights in within])
    places, domains = np.nonzero(members)
    is_above = (numbers[places] > middles[domains]).astype(np.intp)
    ratios = _ratios_of(design, choices(places, domains, is_above, len(middles), 2))
    return [
        _median(float(middle), values, weights, line[0])
        for middle, (values, weights), line in zip(middles, within, ratios, strict=True)
    ]


def quantile(values: Floats, weights: Floats, share: float) -> float:
    """The value with `share` (0..1) of the weight at or below it; midway where the weight splits exactly there."""
    order = np.argsort(values, kind="stable")
    ordered, reached = values[order], np.cumsum(weights[order])
    sought = share * reached[-1]
    place = min(int(np.searchsorted(reached, sought * (1 - ROUNDING))), len(ordered) - 1)
    if place + 1 < len(ordered) and math.isclose(reached[place], sought, rel_tol=ROUNDING):
        return float(ordered[place] + ordered[place + 1]) / 2
    return float(ordered[place])


def kish_effect(weights: Floats) -> float:
    """The design effect of unequal weights alone: 1 and their squared variation (Kish, Survey Sampling, 1965, 11.7)."""
    return float(len(weights) * (weights @ weights) / weights.sum() ** 2)


class _Ratio(NamedTuple):
    """A weighted mean over a domain; `effect` is None where nothing varies, `kish` that of unequal weights."""

    value: float
    error: float
    freedom: int
    answered: int
    effect: float | None
    kish: float


def _ratios(design: Design, told: Floats, members: Members) -> list[list[_Ratio]]:
    """Weighted means of each column over each domain, a few domains at a time."""
    some = max(1, AT_HAND // (told.shape[1] * design.units.number))
    found = []
    for start in range(0, members.shape[1], some):
        few = members[:, start : start + some]
        found += _ratios_of(design, terms_of(told, few))
    return found


def _ratios_of(design: Design, terms: Terms) -> list[list[_Ratio]]:
    """Weighted means of what members told, linearised as ratios of two totals."""
    sums = terms.sums(design.weights, design.units)
    whole = sums.sum(axis=0)
    answered = terms.members
    sizes = np.where(answered > 0, whole[:, -1], 1.0)
    value = whole[:, :-1] / sizes[:, None]
    error = np.sqrt(Influences(design, terms, sums, value, sizes).variances())
    freedom = design.freedom(sums[..., -1], answered)
    squares = terms.squares(design.weights, whole)[:, :-1] / sizes[:, None] - value**2
    simple = np.maximum(squares, 0.0) / np.maximum(answered - 1, 1)[:, None]
    kish = answered * terms.sums(design.weights**2, design.everybody)[0, :, -1] / sizes**2
    return [
        [
            _Ratio(
                float(value[domain, answer]),
                float(error[domain, answer]),
                int(freedom[domain]),
                int(answered[domain]),
                _effect(float(error[domain, answer]), float(simple[domain, answer])),
                float(kish[domain]),
            )
            for answer in range(value.shape[1])
        ]
        for domain in range(len(value))
    ]


def _effect(error: float, simple: float) -> float | None:
    return error**2 / simple if simple > ROUNDING else None


def _share(ratio: _Ratio) -> Estimate:
    percent = 100 * ratio.value
    if ratio.freedom < 1:
        return Estimate("share", percent, None, None, None, ratio.answered)
    if ratio.effect is None:
        bound = 100 * (1 - ((1 - CONFIDENCE) / 2) ** (ratio.kish / ratio.answered))
        low, high = (0.0, bound) if ratio.value < HALF else (100 - bound, 100.0)
        return Estimate("share", percent, 0.0, low, high, ratio.answered)
    reach = t_quantile(CONFIDENCE, ratio.freedom) * ratio.error / (ratio.value * (1 - ratio.value))
    centre = math.log(ratio.value / (1 - ratio.value))
    low, high = (100 * _expit(centre + side * reach) for side in (-1, 1))
    return Estimate("share", percent, 100 * ratio.error, low, high, ratio.answered, ratio.effect)


def _expit(logit: float) -> float:
    return 0.5 * (1 + math.tanh(logit / 2))


def _median(middle: float, values: Floats, weights: Floats, ratio: _Ratio) -> Estimate:
    """A median of values, `ratio` being the share of those that are not above it."""
    if ratio.freedom < 1:
        return Estimate("median", middle, None, None, None, ratio.answered)
    factor = t_quantile(CONFIDENCE, ratio.freedom)
    reach = min(factor * ratio.error, HALF)
    low, high = (quantile(values, weights, HALF + side * reach) for side in (-1, 1))
    return Estimate("median", middle, (high - low) / (2 * factor), low, high, ratio.answered)


def _plain(
    kind: Kind, value: float, error: float, freedom: int, *, answered: int, effect: float | None = None
) -> Estimate:
    """An estimate with a symmetrical interval."""
    if freedom < 1:
        return Estimate(kind, value, None, None, None, answered)
    reach = t_quantile(CONFIDENCE, freedom) * error
    return Estimate(kind, value, error, value - reach, value + reach, answered, effect)
