"""Variances of means and totals from sums over respondents, by domain and answer.

What a respondent adds to a variance is a polynomial of answer, weight and the slopes on margins. So sums of these by
stratum and by class of each margin suffice, and no matrix of respondents and estimates is made; where clusters were
drawn, influences are summed by primary sampling unit first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.methodology.probability.design import Design
from assessment.methodology.probability.groups import Floats
from assessment.methodology.probability.terms import Terms

ROUNDING = 1e-14
"""A variance below this share of the squares that it is left of is none."""


@dataclass(frozen=True)
class Influences:
    """Influences of respondents on weighted means over domains: their deviations from `values`, over `sizes`.

    `sums` are those of `terms` by stratum, or by PSU of a clustered design; `values` domains x answers, `sizes` the
    weight of each domain. Totals are deviations from 0 over sizes of 1.
    """

    design: Design
    terms: Terms
    sums: Floats
    values: Floats
    sizes: Floats

    def variances(self) -> Floats:
        """Variances of the estimates (domains x answers).

        Taylor linearisation, PSUs as if drawn with replacement within strata (Wolter, Introduction to Variance
        Estimation, 2007, sections 1.4 and 6.11; Särndal et al., 1992, section 5.5); with the finite population
        correction where a stratum's units were drawn themselves and its size is known (Cochran, 1977, 5.6). The one
        PSU of a lonely stratum deviates from the mean of all PSUs, which errs on the side of caution. Calibrated
        estimates vary as the residuals of their influences on the margins do (Deville & Särndal, 1992, section 3;
        for one margin these are deviations from the means of post-strata, Särndal et al., 1992, section 7.6).
        """
        found = self._between_clusters() if self.design.is_clustered else self._between_respondents()
        return found.reshape(self.values.shape)

    def _between_clusters(self) -> Floats:
        design, totals = self.design, self._totals()
        means = np.add.reduceat(totals, design.first_of_stratum) / design.psus_by_stratum[:, None]
        means[design.is_lonely] = totals.mean(axis=0)
        deviations = totals - np.repeat(means, design.psus_by_stratum, axis=0)
        factors = np.repeat(design.factors, design.psus_by_stratum)
        return np.asarray(factors @ deviations**2)

    def _between_respondents(self) -> Floats:
        design, lonely, totals = self.design, self.design.is_lonely, self._totals()
        alone = totals[lonely] - totals.sum(axis=0) / design.psus
        squares, scale = self._squares()
        shared = (design.factors / design.psus_by_stratum)[~lonely] @ totals[~lonely] ** 2
        variance = squares - shared + design.factors[lonely] @ alone**2
        return np.where(variance > ROUNDING * scale, variance, 0.0)

    def _totals(self) -> Floats:
        """Weighted influences, or their residuals on the margins, by stratum or by PSU (groups x estimates)."""
        return self._deviations(self.sums) - self.design.weights_by_class @ self._slopes

    def _squares(self) -> tuple[Floats, Floats]:
        """Squared influences or residuals as the design counts them, by estimate, and the size of what they are of."""
        by_class = self._by_class(self.design.squares)
        sums = by_class[0].sum(axis=0)
        squared = self.terms.squares(self.design.squares, sums)
        sizes = self.sizes[:, None] ** 2
        own = squared[:, :-1] + self.values**2 * sums[:, -1:]
        squares = ((own - 2 * self.values * sums[:, :-1]) / sizes).ravel()
        fitted = self.design.squares_by_class @ self._slopes
        explained = np.vstack([self._deviations(one) for one in by_class])
        return squares + (self._slopes * (fitted - 2 * explained)).sum(axis=0), (own / sizes).ravel()

    @cached_property
    def _slopes(self) -> Floats:
        """What influences change by with each class of the margins (classes x estimates)."""
        calibration = self.design.calibration
        if calibration is None:
            return np.zeros((1, self.values.size))
        by_class = self._by_class(calibration.design_weights)
        return calibration.slopes(np.vstack([self._deviations(one) for one in by_class]))

    def _by_class(self, weights: Floats) -> list[Floats]:
        """Weighted sums by class of each margin."""
        return [self.terms.sums(weights, grouping) for grouping in self.design.margins]

    def _deviations(self, sums: Floats) -> Floats:
        """Sums of values as sums of influences (groups x estimates)."""
        return ((sums[..., :-1] - self.values * sums[..., -1:]) / self.sizes[:, None]).reshape(len(sums), -1)
