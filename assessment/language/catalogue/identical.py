"""Translations that say the very words of the source: right for names and a few words, forgotten otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.language.catalogue.glossary import ALL_LANGUAGES, PLACEHOLDER, rows_of
from assessment.language.catalogue.sources import SourceText

IDENTICAL = "identical.csv"


@dataclass(frozen=True)
class Identical:
    """The texts that may stay as they are, with the languages in which they may; `*` is all."""

    allowed: frozenset[tuple[str, str]]

    @classmethod
    def read(cls, folder: Path) -> Identical:
        """The list beside the catalogues; an empty one where there is none."""
        rows = rows_of(folder / IDENTICAL)
        return cls(frozenset((row["text"], language) for row in rows for language in row["languages"].split()))

    def faults(self, language: str, source: SourceText, forms: tuple[str, ...]) -> Iterator[str]:
        """The fault of a translation that repeats the source; layout without a word of its own has none."""
        same = any(form in source.forms for form in forms)
        listed = {(source.message, language), (source.message, ALL_LANGUAGES)} & self.allowed
        if same and not listed and _has_words(source.message):
            yield f"says the same as the source: translate it, or list it in {IDENTICAL}"


def _has_words(text: str) -> bool:
    return any(sign.isalpha() for sign in PLACEHOLDER.sub("", text))
