"""Two tables set against each other: whether some of their cells leave so few that their answers follow (rule 19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Protocol

from assessment.methodology.disclosure import FEWEST_PERSONS

MOST_CATEGORIES = 10
"""Tables of more categories are set against another only where that one has no more: the work doubles with each."""


class Member(Protocol):
    """One who stands in a table: `place` is a bit of its own, by which sets of members are told apart."""

    @property
    def place(self) -> int:
        """A power of two that no other member has."""

    @property
    def voice(self) -> str:
        """Whose answer it is."""

    @property
    def is_protected(self) -> bool:
        """Whether nothing may follow of this one among fewer than five."""


def tells_of_few(cells: Sequence[Sequence[Member]], others: Sequence[Sequence[Member]]) -> bool:
    """Whether some cells of one table, set against some of another, leave one to four who are protected.

    For every set of cells of the smaller table, the nearest sets of the other are those that lie wholly within it and
    those that touch it: any others differ by whole cells more.
    """
    fewer, more = sorted((cells, others), key=len)
    if len(fewer) > MOST_CATEGORIES:
        return True
    few = _Few([member for cell in cells for member in cell])
    masks, other_masks = ([sum(one.place for one in cell) for cell in table] for table in (fewer, more))
    for chosen in product((False, True), repeat=len(masks)):
        union = sum(mask for mask, is_chosen in zip(masks, chosen, strict=True) if is_chosen)
        within = sum(mask for mask in other_masks if not mask & ~union)
        touching = sum(mask for mask in other_masks if mask & union)
        if few.stand_in(union & ~within) or few.stand_in(touching & ~union):
            return True
    return False


def voices_of(members: Iterable[Member]) -> int:
    """How many different persons, firms or institutions stand behind members."""
    return len({member.voice for member in members})


class _Few:
    """Tells whether a set of members holds fewer than five voices, some of them protected."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._protected = sum(member.place for member in members if member.is_protected)
        most_a_voice = max(Counter(member.voice for member in members).values(), default=1)
        self._surely_enough = (FEWEST_PERSONS - 1) * most_a_voice + 1

    def stand_in(self, mask: int) -> bool:
        if not mask & self._protected or mask.bit_count() >= self._surely_enough:
            return False
        return voices_of(member for member in self._members if member.place & mask) < FEWEST_PERSONS
