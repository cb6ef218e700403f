"""How far a language is translated, and what is wrong in its catalogue, with the file and line of each source."""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from assessment.language.catalogue.glossary import Glossary
from assessment.language.catalogue.identical import Identical
from assessment.language.catalogue.sources import SourceText
from assessment.language.languages import COMPLETE
from assessment.language.po import LanguageCatalogue, entries_of, forms_of, is_translated, read_catalogue
from assessment.language.texts import po_file

NUMBER = "number"
NUMBERS = 1_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with one entry: where its source is written, what it is called, what to do."""

    place: str
    name: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place} {self.name}: {self.cure}"


@dataclass(frozen=True)
class Standing:
    """How far a language is translated, in entries, and its faults in the order of the sources."""

    language: str
    complete: int
    stale: int
    missing: int
    faults: tuple[Fault, ...]


def standing_of(language: str, texts: Iterable[SourceText], folder: Path | None = None) -> Standing:
    """Compare a language's catalogue with what the sources say now.

    In a language declared complete a stale or missing entry is a fault; in any other it is only counted.

    Raises:
        InvalidInput: there is no catalogue, or it cannot be read.
    """
    catalogue = read_catalogue(po_file(language, folder), language)
    entries = entries_of(catalogue)
    judge = _Judge.of(language, catalogue, po_file(language, folder).parents[2])
    counts = {"complete": 0, "stale": 0, "missing": 0}
    faults: list[Fault] = []
    for text in once(texts):
        state = state_of(entries.get(text.key), catalogue.num_plurals)
        counts[state] += 1
        faults += (Fault(text.place, text.name, cure) for cure in judge.cures(text, entries.get(text.key), state))
    return Standing(language, counts["complete"], counts["stale"], counts["missing"], tuple(faults))


def state_of(entry: Message | None, plurals: int) -> str:
    """`complete`, `stale` (its source has changed) or `missing`."""
    if entry is None or not is_translated(entry, plurals):
        return "missing"
    return "stale" if entry.fuzzy else "complete"


def form_faults(source: tuple[str, ...], forms: tuple[str, ...], plural_expression: str) -> Iterator[str]:
    """What is wrong with the plural forms and placeholders of a translation.

    A form that is said of several numbers must carry `{number}` where the English plural does; a form that is
    said of one number only (Arabic has three) may leave it out.
    """
    plurals, many = _forms_by_use(plural_expression)
    if len(forms) != (plurals if len(source) > 1 else 1):
        yield f"needs {plurals} plural forms, has {len(forms)}" if len(source) > 1 else "is one text, not several"
        return
    wanted = set().union(*map(placeholders, source))
    for index, text in enumerate(forms):
        spare = {NUMBER} if len(source) > 1 and index not in many else set()
        found = placeholders(text)
        if found - wanted:
            yield f"unknown placeholder {{{min(found - wanted)}}}"
        elif missing := wanted - found - spare:
            yield f"placeholder {{{min(missing)}}} is missing" + (f" in form {index}" if len(source) > 1 else "")


@dataclass(frozen=True)
class _Judge:
    """What is asked of the entries of one language."""

    language: str
    plural_expression: str
    glossary: Glossary
    identical: Identical

    @classmethod
    def of(cls, language: str, catalogue: LanguageCatalogue, folder: Path) -> _Judge:
        return cls(language, catalogue.plural_expr, Glossary.read(folder), Identical.read(folder))

    def cures(self, text: SourceText, entry: Message | None, state: str) -> Iterator[str]:
        if state == "complete" and entry is not None:
            forms = forms_of(entry.string)
            yield from form_faults(text.forms, forms, self.plural_expression)
            yield from self.glossary.departures(self.language, text, forms)
            yield from self.identical.faults(self.language, text, forms)
        elif self.language in COMPLETE:
            yield _unfinished(entry, state)


def _unfinished(entry: Message | None, state: str) -> str:
    if entry is None:
        return "is not in the catalogue: run etready translations update"
    return (
        "is not translated"
        if state == "missing"
        else "is marked fuzzy: check it against the source, then take the mark away"
    )


def once(texts: Iterable[SourceText]) -> list[SourceText]:
    """Each text once, at the first of its places."""
    found: dict[tuple[str, str], SourceText] = {}
    for text in sorted(texts, key=lambda text: (text.location, text.line, text.context)):
        found.setdefault(text.key, text)
    return list(found.values())


def _forms_by_use(plural_expression: str) -> tuple[int, set[int]]:
    """How many plural forms a language has, and which of them are said of several numbers."""
    form_of: Callable[[int], int] = gettext.c2py(plural_expression)
    used = [form_of(number) for number in range(NUMBERS)]
    return max(used) + 1, {form for form in set(used) if used.count(form) > 1}


def placeholders(text: str) -> set[str]:
    """The `{names}` in a text, as they are written; a text that is no format has none."""
    try:
        fields = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return set()
    return {
        f"{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}"
        for _, name, form, conversion in fields
    }
