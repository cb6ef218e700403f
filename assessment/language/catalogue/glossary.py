"""The glossary: one word for one thing, in each language, and the translations that depart from it.

`translations/glossary.csv` has a line a term. In a cell the first word is the one to use; further words that are
accepted stand behind it, separated by `|`; `…` stands for any ending: `mesure | mesure…`, `групп… сторон`.
`not_in` lists phrases in which the English word means something else. Only terms `checked` are looked for.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assessment.language.catalogue.sources import SourceText

GLOSSARY = "glossary.csv"
EXCEPTIONS = "glossary_exceptions.csv"
ANY_ENDING = "…"
UNBROKEN = frozenset({"ar", "zh_Hans"})
"""Languages whose words carry prefixes or stand without blanks: a term is looked for inside words too."""
ALL_LANGUAGES = "*"
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Term:
    """A term: its English forms, the phrases in which they mean something else, the words accepted by language."""

    english: tuple[str, ...]
    not_in: tuple[str, ...]
    accepted: dict[str, tuple[str, ...]]
    checked: bool

    @property
    def name(self) -> str:
        """The term as it is looked up."""
        return self.english[0]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the English term as a word."""
        return _words(self.english)

    def stands_in(self, text: str, language: str) -> bool:
        """Whether a translation holds one of the accepted words."""
        pattern = _words(self.accepted[language], inside=language in UNBROKEN)
        return pattern.search(_plain(text)) is not None


@dataclass(frozen=True)
class Glossary:
    """All terms, and where a translation may leave one out: term, language or `*`, context or source text."""

    terms: tuple[Term, ...]
    exceptions: frozenset[tuple[str, str, str]]

    @classmethod
    def read(cls, folder: Path) -> Glossary:
        """The glossary beside the catalogues; an empty one where there is none."""
        terms = tuple(_term(row) for row in rows_of(folder / GLOSSARY))
        exceptions = frozenset(
            (row["term"], language, row["where"])
            for row in rows_of(folder / EXCEPTIONS)
            for language in row["languages"].split()
        )
        return cls(terms, exceptions)

    def departures(self, language: str, source: SourceText, forms: tuple[str, ...]) -> Iterator[str]:
        """Each term of the source that a translation calls by another name."""
        english = _plain(PLACEHOLDER.sub(" ", " ".join(source.forms)))
        for term in self.terms:
            if not term.checked or language not in term.accepted or not term.pattern.search(english):
                continue
            if not term.pattern.search(self._without_others(term, english)) or self._excepted(term, language, source):
                continue
            if not all(term.stands_in(form, language) for form in forms):
                yield f"“{term.name}” is “{term.accepted[language][0].removesuffix(ANY_ENDING)}” in the glossary"

    def _without_others(self, term: Term, english: str) -> str:
        """The text without the phrases, and the longer terms, in which this term's word stands for something else."""
        longer = (
            other for one in self.terms if one is not term for other in one.english if len(other) > len(term.name)
        )
        inside = [phrase for phrase in (*term.not_in, *longer) if term.pattern.search(_plain(phrase))]
        return _words(tuple(inside)).sub(" ", english) if inside else english

    def _excepted(self, term: Term, language: str, source: SourceText) -> bool:
        return any(
            (term.name, said, where) in self.exceptions
            for said in (language, ALL_LANGUAGES)
            for where in (source.context, source.message)
        )


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table beside the catalogues; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _term(row: dict[str, str]) -> Term:
    others = {language for language in row if language not in ("en", "checked", "official", "not_in", "notes")}
    return Term(
        _split(row["en"]),
        _split(row["not_in"]),
        {language: _split(row[language]) for language in others if row[language]},
        row["checked"] == "yes",
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _words(words: tuple[str, ...], *, inside: bool = False) -> re.Pattern[str]:
    """Finds any of the words, the longest first, as a word or `inside` one."""
    longest_first = sorted(words, key=len, reverse=True)
    found = "|".join(re.escape(_plain(word)).replace(ANY_ENDING, r"\w*") for word in longest_first)
    return re.compile(found if inside else rf"(?<!\w)(?:{found})(?!\w)")


def _plain(text: str) -> str:
    """Without case, vowel signs of Arabic, soft hyphens and special blanks, which do not make another word."""
    signs = (sign for sign in unicodedata.normalize("NFC", text).casefold() if unicodedata.category(sign) != "Cf")
    kept = "".join(sign for sign in signs if not ("\u064b" <= sign <= "\u0652" or sign == "\u0640"))
    return re.sub(r"\s+", " ", kept.replace("’", "'"))
