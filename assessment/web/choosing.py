"""What analysts chose before, in words, for the screens on which they choose anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from assessment.services.choosing import Chosen

Choice = TypeVar("Choice")


def in_words(made: Sequence[Chosen[Choice]], words: Callable[[Choice], str]) -> list[Chosen[str]]:
    """Choices as they are read, the latest first."""
    return [Chosen(one.number, words(one.choice), one.person, one.at) for one in made]
