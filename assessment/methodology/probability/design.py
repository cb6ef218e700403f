"""The design of a sample: strata and primary sampling units, and the variance that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.probability.calibration import Calibration
from assessment.methodology.responses import Respondent

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Design:
    """Respondents in order of stratum and primary sampling unit (PSU).

    `weights` are one a respondent; `first_of_psu` the place of each PSU's first respondent, `first_of_stratum` the
    place of each stratum's first PSU; `factors` what a squared deviation of each PSU counts. `lonely` are strata with
    one PSU, `corrected` those whose size is known.
    """

    weights: Floats
    first_of_psu: Places
    first_of_stratum: Places
    factors: Floats
    lonely: tuple[str, ...]
    corrected: tuple[str, ...]
    calibration: Calibration | None = None

    @property
    def psus(self) -> int:
        """How many primary sampling units were drawn."""
        return len(self.first_of_psu)

    @property
    def strata(self) -> int:
        """How many strata there are."""
        return len(self.first_of_stratum)

    def variance(self, influence: Floats) -> Floats:
        """The variances of estimates from the influence of each respondent on them (respondents x estimates).

        Taylor linearisation, PSUs as if drawn with replacement within strata (Wolter, Introduction to Variance
        Estimation, 2007, sections 1.4 and 6.11; Särndal et al., 1992, section 5.5); with the finite population
        correction where a stratum's units were drawn themselves and its size is known (Cochran, 1977, 5.6). The one
        PSU of a lonely stratum deviates from the mean of all PSUs, which errs on the side of caution.
        """
        told = influence if self.calibration is None else self.calibration.residuals(influence)
        totals = self._by_psu(told * self.weights[:, None])
        numbers = self._psus_by_stratum()
        means = np.add.reduceat(totals, self.first_of_stratum) / numbers[:, None]
        means[numbers == 1] = totals.mean(axis=0)
        variance = np.zeros(influence.shape[1])
        for place, (first, number) in enumerate(zip(self.first_of_stratum, numbers, strict=True)):
            deviations = totals[first : first + number] - means[place]
            variance += self.factors[first] * np.einsum("ij,ij->j", deviations, deviations)
        return variance

    def freedom(self, members: NDArray[np.bool_]) -> Places:
        """Degrees of freedom of each domain (respondents x domains): PSUs less strata in which it occurs."""
        in_psu = self._by_psu(members.astype(float)) > 0
        in_stratum = np.add.reduceat(in_psu.astype(np.intp), self.first_of_stratum) > 0
        return np.asarray(in_psu.sum(axis=0) - in_stratum.sum(axis=0), dtype=np.intp)

    def _by_psu(self, values: Floats) -> Floats:
        return values if self.psus == len(values) else np.add.reduceat(values, self.first_of_psu)

    def _psus_by_stratum(self) -> Places:
        return np.diff(np.append(self.first_of_stratum, self.psus))


def in_order(respondents: Sequence[Respondent]) -> list[int]:
    """The places of respondents in the order that a design needs."""
    return sorted(range(len(respondents)), key=lambda place: _place_of(respondents[place]))


def design_of(
    respondents: Sequence[Respondent],
    weights: Floats,
    sizes: Mapping[str, float] | None = None,
    calibration: Calibration | None = None,
) -> Design:
    """The design of respondents that are `in_order`; `sizes` are units of the population by stratum.

    Who has no cluster is a primary sampling unit of their own. A size no larger than the sample is a census of the
    stratum, which adds no variance.
    """
    keys = [_place_of(respondent)[:2] for respondent in respondents]
    starts = [place for place, key in enumerate(keys) if place == 0 or key != keys[place - 1]]
    strata = [keys[place][0] for place in starts]
    firsts = [place for place, stratum in enumerate(strata) if place == 0 or stratum != strata[place - 1]]
    numbers = np.diff([*firsts, len(starts)])
    drawn_themselves = {respondent.stratum: True for respondent in respondents}
    for respondent in respondents:
        drawn_themselves[respondent.stratum] &= not respondent.cluster
    names = [strata[place] for place in firsts]
    known = {name: size for name, size in (sizes or {}).items() if drawn_themselves.get(name) and size > 0}
    left = [
        max(0.0, 1 - number / known[name]) if name in known else 1.0
        for name, number in zip(names, numbers, strict=True)
    ]
    factors = np.array(left) * np.where(numbers > 1, numbers / np.maximum(numbers - 1, 1), 1.0)
    return Design(
        weights,
        np.array(starts, dtype=np.intp),
        np.array(firsts, dtype=np.intp),
        np.repeat(factors, numbers),
        tuple(name for name, number in zip(names, numbers, strict=True) if number == 1),
        tuple(name for name in names if name in known),
        calibration,
    )


def _place_of(respondent: Respondent) -> tuple[str, tuple[str, str]]:
    return respondent.stratum, (respondent.cluster, "" if respondent.cluster else respondent.code)
