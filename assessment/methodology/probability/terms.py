"""What respondents told, by domain and answer, as single terms that can be summed by any group of respondents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.probability.groups import Floats, Grouping, Places, one_group

Members = NDArray[np.bool_]


@dataclass(frozen=True)
class Terms:
    """One term for each member of a domain and each answer that is not 0.

    `places` are respondents; `cells` number domains x `width`, the answers of a domain and one for its members behind
    them, whose terms are 1. Where each member gave one answer, 1, there is no need of these: `values` are missing.
    `members` are how many respondents each domain has.
    """

    places: Places
    cells: Places
    values: Floats | None
    members: Places
    width: int

    def sums(self, weights: Floats, grouping: Grouping) -> Floats:
        """Weighted sums of values, and behind them of members (groups x domains x width), by group of respondents."""
        given = weights[self.places]
        return self._binned(given if self.values is None else given * self.values, grouping)

    def squares(self, weights: Floats, sums: Floats) -> Floats:
        """Weighted sums of squared values (domains x width), where the weighted `sums` are known."""
        if self.values is None:
            return sums
        (squares,) = self._binned(weights[self.places] * self.values**2, one_group(len(weights)))
        return np.asarray(squares)

    def _binned(self, given: Floats, grouping: Grouping) -> Floats:
        size = len(self.members) * self.width
        found = np.bincount(grouping.groups[self.places] * size + self.cells, given, grouping.number * size)
        sums = found.astype(np.float64).reshape(grouping.number, len(self.members), self.width)
        if self.values is None:
            sums[..., -1] = sums.sum(axis=-1)
        return sums


def terms_of(told: Floats, members: Members) -> Terms:
    """The terms of what respondents told (respondents x answers) as members of domains (respondents x domains)."""
    places, domains = np.nonzero(members)
    number, answers = members.shape[1], told.shape[1]
    only = _only_answers(told, places)
    if only is not None:
        return choices(places, domains, only[places], number, answers)
    given, width = told[places], answers + 1
    entries, answer = np.nonzero(given)
    return Terms(
        np.concatenate([places[entries], places]),
        np.concatenate([domains[entries] * width + answer, domains * width + answers]),
        np.concatenate([given[entries, answer], np.ones(len(places))]),
        np.bincount(domains, minlength=number),
        width,
    )


def choices(places: Places, domains: Places, answers: Places, number: int, of: int) -> Terms:
    """The terms of members, each a place and one of so many domains, who gave one of so many answers each."""
    width = of + 1
    return Terms(places, domains * width + answers, None, np.bincount(domains, minlength=number), width)


def _only_answers(told: Floats, places: Places) -> Places | None:
    """The answer of each respondent, if everybody at these places gave one alone."""
    is_member = np.zeros(len(told), dtype=bool)
    is_member[places] = True
    only = told.argmax(axis=1)
    given = told[np.arange(len(told)), only][is_member]
    return only if (given == 1).all() and np.count_nonzero(told[is_member]) == len(given) else None
