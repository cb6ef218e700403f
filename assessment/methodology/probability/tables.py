"""By which traits a question of a survey may be broken down, from counts alone (rule 19).

The rule is that of `assessment.methodology.slices`: small categories merged, and a table withheld that could be set
against one that stands already so that one to four are left. There sets of persons are compared; here tables of
counts, which is as strict where each respondent is one unit of the sample, and fast for ten thousand of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.breakdowns import MERGED
from assessment.methodology.disclosure import FEWEST_PERSONS, pooled

MOST_CATEGORIES = 10


@dataclass(frozen=True)
class Trait:
    """A trait of the respondents: `places` (one a respondent) point into `categories`; empty is who did not tell."""

    code: str
    categories: tuple[str, ...]
    places: NDArray[np.intp]


@dataclass(frozen=True)
class Table:
    """A trait's categories that may be shown, `merged` last, and the members of each (respondents x categories)."""

    trait: str
    categories: tuple[str, ...]
    members: NDArray[np.bool_]


def trait_of(code: str, told: Sequence[str]) -> Trait:
    """A trait from what each respondent told."""
    categories, places = np.unique(np.array(told, dtype=str), return_inverse=True)
    return Trait(code, tuple(str(one) for one in categories), places.astype(np.intp))


def tables_of(traits: Sequence[Trait], answered: NDArray[np.bool_]) -> tuple[list[Table], list[str]]:
    """The tables of those who answered that may stand beside each other, and the traits that give none."""
    tables: list[Table] = []
    withheld = []
    accepted: list[NDArray[np.intp]] = []
    for trait in traits:
        found = _cells(trait, answered)
        if len(found) == 1 and MERGED not in found:
            continue
        cell_of = np.full(len(trait.categories), -1, dtype=np.intp)
        for number, codes in enumerate(found.values()):
            cell_of[list(codes)] = number
        cells = cell_of[trait.places[answered]]
        if len(found) < 2 or any(_tells_of_few(_crossed(cells, other)) for other in accepted):
            withheld.append(trait.code)
            continue
        accepted.append(cells)
        members = (cell_of[trait.places][:, None] == np.arange(len(found))) & answered[:, None]
        tables.append(Table(trait.code, tuple(found), members))
    return tables, withheld


def _cells(trait: Trait, answered: NDArray[np.bool_]) -> Mapping[str, tuple[int, ...]]:
    """The categories of a table, each with its places among the trait's."""
    numbers = np.bincount(trait.places[answered], minlength=len(trait.categories))
    counted = {code: int(number) for code, number in zip(trait.categories, numbers, strict=True) if number}
    merged = pooled(counted)
    place_of = {code: place for place, code in enumerate(trait.categories)}
    alone = {code: (place_of[code],) for code in counted if code not in merged}
    return {**alone, MERGED: tuple(place_of[code] for code in sorted(merged))} if merged else alone


def _crossed(cells: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.intp]:
    """Counts by cell of two tables, the one with fewer cells by row."""
    rows, columns = int(cells.max()) + 1, int(others.max()) + 1
    counts = np.bincount(cells * columns + others, minlength=rows * columns).reshape(rows, columns)
    return counts if counts.shape[0] <= counts.shape[1] else counts.T


def _tells_of_few(counts: NDArray[np.intp]) -> bool:
    """Whether any union of rows, less the columns within it or taken from those that touch it, leaves one to four."""
    rows = len(counts)
    if rows > MOST_CATEGORIES:
        return True
    chosen = (np.arange(2**rows)[:, None] >> np.arange(rows)) & 1
    inside, whole = chosen @ counts, counts.sum(axis=0)
    left = (inside * (inside < whole)).sum(axis=1)
    beyond = ((whole - inside) * (inside > 0)).sum(axis=1)
    return any(bool(((rest > 0) & (rest < FEWEST_PERSONS)).any()) for rest in (left, beyond))
