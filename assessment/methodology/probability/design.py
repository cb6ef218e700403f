"""The design of a sample: strata, primary sampling units, and what the deviation of each counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.probability.calibration import Calibration
from assessment.methodology.probability.groups import Floats, Grouping, Places, crossed, one_group
from assessment.methodology.responses import Respondent


@dataclass(frozen=True)
class Design:
    """Respondents in order of stratum and primary sampling unit (PSU).

    `weights` are one a respondent; `first_of_psu` the place of each PSU's first respondent, `first_of_stratum` the
    place of each stratum's first PSU; `factors` what a squared deviation of a PSU counts, by stratum. `lonely` are
    strata with one PSU, `corrected` those whose size is known.
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

    @property
    def is_clustered(self) -> bool:
        """Whether respondents share primary sampling units."""
        return self.psus < len(self.weights)

    @cached_property
    def units(self) -> Grouping:
        """The groups between which variance arises: PSUs of a clustered design, else the strata of respondents."""
        psus = np.repeat(np.arange(self.psus), np.diff(np.append(self.first_of_psu, len(self.weights))))
        return Grouping(psus, self.psus) if self.is_clustered else Grouping(self._stratum_of[psus], self.strata)

    @cached_property
    def everybody(self) -> Grouping:
        """All respondents together."""
        return one_group(len(self.weights))

    @cached_property
    def margins(self) -> tuple[Grouping, ...]:
        """The margins of the calibration; all respondents together where there is none."""
        return self.calibration.margins if self.calibration else (self.everybody,)

    @cached_property
    def weights_by_class(self) -> Floats:
        """The weight of each class of the margins in each of the `units`."""
        return crossed((self.units,), self.margins, self.weights)

    @cached_property
    def squares_by_class(self) -> Floats:
        """The `squares` that each two classes of the margins have in common."""
        return crossed(self.margins, self.margins, self.squares)

    @cached_property
    def psus_by_stratum(self) -> Places:
        """How many PSUs each stratum has."""
        return np.diff(np.append(self.first_of_stratum, self.psus))

    @cached_property
    def is_lonely(self) -> NDArray[np.bool_]:
        """By stratum, whether it has one PSU."""
        return np.asarray(self.psus_by_stratum == 1)

    @cached_property
    def squares(self) -> Floats:
        """What the squared influence of each respondent counts who is a PSU; nothing in a lonely stratum."""
        counts = np.where(self.is_lonely, 0.0, self.factors)
        return np.asarray(counts[self.units.groups] * self.weights**2)

    def freedom(self, weights: Floats, members: Places) -> Places:
        """Degrees of freedom of each domain: PSUs less strata in which it occurs.

        `weights` are those of each domain by `units` (units x domains), `members` how many respondents each has.
        """
        occurs = weights > 0
        if not self.is_clustered:
            return np.asarray(members - occurs.sum(axis=0))
        in_stratum = np.add.reduceat(occurs, self.first_of_stratum) > 0
        return np.asarray(occurs.sum(axis=0) - in_stratum.sum(axis=0))

    @property
    def _stratum_of(self) -> Places:
        return np.repeat(np.arange(self.strata), self.psus_by_stratum)


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
        factors,
        tuple(name for name, number in zip(names, numbers, strict=True) if number == 1),
        tuple(name for name in names if name in known),
        calibration,
    )


def _place_of(respondent: Respondent) -> tuple[str, tuple[str, str]]:
    return respondent.stratum, (respondent.cluster, "" if respondent.cluster else respondent.code)
