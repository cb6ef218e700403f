"""Texts that go out to translators and come back: which go, which are taken, and how they enter the catalogue."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from assessment.language.catalogue.faults import once, state_of
from assessment.language.catalogue.merging import FUZZY
from assessment.language.catalogue.sources import SourceText
from assessment.language.po import (
    Key,
    LanguageCatalogue,
    entries_of,
    forms_of,
    read_catalogue,
    write_catalogue,
)
from assessment.language.texts import po_file

STATES = ("complete", "stale", "missing")
LAYOUT = "\n\t"


@dataclass(frozen=True)
class Rejected:
    """A cell that is not taken, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True)
class Reading:
    """What a file brought: the translations to take, by entry, and what cannot be taken."""

    accepted: dict[Key, tuple[str, ...]]
    rejected: tuple[Rejected, ...]


def chosen_texts(
    language: str, texts: Iterable[SourceText], states: Collection[str], folder: Path | None = None
) -> Iterator[tuple[SourceText, Message | None]]:
    """The texts whose translation is in one of the states, each once, with its entry in the catalogue."""
    catalogue = read_catalogue(po_file(language, folder), language)
    entries = entries_of(catalogue)
    for text in once(texts):
        if state_of(entries.get(text.key), catalogue.num_plurals) in states:
            yield text, entries.get(text.key)


def take(language: str, texts: Iterable[SourceText], reading: Reading, folder: Path | None = None) -> int:
    """Put the accepted translations into the catalogue, no longer stale; how many of them are new or changed."""
    path = po_file(language, folder)
    catalogue = read_catalogue(path, language)
    entries, sources = entries_of(catalogue), {text.key: text for text in texts}
    changed = 0
    for key, forms in reading.accepted.items():
        message = entries.get(key) or _added(catalogue, sources[key])
        changed += message.fuzzy or forms_of(message.string) != forms
        message.string = forms if message.pluralizable else forms[0]
        message.flags = {flag for flag in message.flags if flag != FUZZY}
        message.previous_id = []
    write_catalogue(path, catalogue)
    return changed


def _added(catalogue: LanguageCatalogue, text: SourceText) -> Message:
    added: Message = catalogue.add(
        text.forms if text.plural else text.message,
        locations=[(text.location, text.line)],
        context=text.context or None,
        auto_comments=text.comments,
    )
    return added


def unreadable(forms: tuple[str, ...]) -> Iterator[str]:
    """The fault of a translation that no document could carry."""
    for sign in "".join(forms):
        if unicodedata.category(sign) in ("Cc", "Cs", "Cn") and sign not in LAYOUT:
            yield f"holds the control character U+{ord(sign):04X}: take it out"
            return


def plural_expression(language: str) -> str:
    """How gettext chooses among the plural forms of a language."""
    return LanguageCatalogue(language).plural_expr
