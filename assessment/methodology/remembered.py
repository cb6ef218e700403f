"""What follows from an instrument and a few words alone: worked out once, remembered while there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from assessment.methodology.instrument import Instrument

Outcome = TypeVar("Outcome")


class Remembered(Generic[Outcome]):
    """Outcomes by instrument and hashable words; instruments are compared by identity: two wordings are two objects."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._kept: dict[tuple[object, ...], tuple[Instrument, Outcome]] = {}

    def of(self, instrument: Instrument, *words: object, otherwise: Callable[[], Outcome]) -> Outcome:
        """The outcome remembered, else what `otherwise` says now; the oldest gives way where there are too many."""
        key = (id(instrument), *words)
        found = self._kept.get(key)
        if found is None:
            while len(self._kept) >= self._most:
                self._kept.pop(next(iter(self._kept)), None)
            found = self._kept[key] = (instrument, otherwise())
        return found[1]
