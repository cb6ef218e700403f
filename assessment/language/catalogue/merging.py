"""Merge the texts of the sources into a language's catalogue: nothing lost, nothing stale taken for new.

An entry whose text is unchanged keeps its translation. Any other is looked for, in this order: under the same
context (the text was corrected), under the same path in another version of the questionnaire with the same text,
among the texts that are no longer said (it was corrected or moved), and as the same text elsewhere. What is found
is marked fuzzy, with the text it translated, except the same text at the same path, which needs no second look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from assessment.language.catalogue.sources import SourceText, template_of
from assessment.language.po import (
    Key,
    LanguageCatalogue,
    entries_of,
    forms_of,
    is_translated,
    key_of,
    read_catalogue,
    write_catalogue,
)
from assessment.language.texts import po_file

AWAITING_REVIEW = "Awaiting review by a native speaker."
FUZZY = "fuzzy"


def update(languages: Sequence[str], texts: Iterable[SourceText], folder: Path | None = None) -> dict[str, int]:
    """Merge the texts into each language's catalogue; how many are still to translate, by language.

    What no longer occurs is dropped; a changed source keeps its nearest translation, marked fuzzy, with the text
    before the change.
    """
    template = template_of(texts)
    return {language: _merge(template, language, folder) for language in languages}


def new_catalogue(language: str, name: str) -> LanguageCatalogue:
    """An empty catalogue whose header says what it is and that it waits for a native speaker."""
    catalogue = LanguageCatalogue(language)
    catalogue.header_comment = (
        f"# {name} catalogue of eTrade readiness: screens, reports and questionnaires.\n# {AWAITING_REVIEW}\n#"
    )
    return catalogue


def _merge(template: Catalog, language: str, folder: Path | None) -> int:
    path = po_file(language, folder)
    catalogue = read_catalogue(path, language) if path.is_file() else new_catalogue(language, _english_name(language))
    plurals = catalogue.num_plurals
    before = entries_of(catalogue)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    memory = _Memory.of(before, {key_of(message) for message in template if message.id}, plurals)
    for message in catalogue:
        if not message.id:
            continue
        if key_of(message) in before:
            message.previous_id = before[key_of(message)].previous_id if message.fuzzy else []
        else:
            memory.recall(message)
    write_catalogue(path, catalogue)
    return sum(message.fuzzy or not is_translated(message, plurals) for message in catalogue if message.id)


def _english_name(language: str) -> str:
    catalogue = LanguageCatalogue(language)
    return catalogue.locale.get_display_name("en") or language if catalogue.locale else language


@dataclass
class _Memory:
    """What a catalogue held before its sources changed, by everything an entry can be found again by."""

    at_context: dict[str, Message] = field(default_factory=dict)
    at_path: dict[Key, Message] = field(default_factory=dict)
    with_text: dict[str, Message] = field(default_factory=dict)
    dropped: dict[str, Message] = field(default_factory=dict)

    @classmethod
    def of(cls, before: dict[Key, Message], kept: set[Key], plurals: int) -> _Memory:
        """The memory of the translated entries, of which those in `kept` go on being said."""
        memory = cls()
        for key, message in before.items():
            if not is_translated(message, plurals):
                continue
            context, text = key
            if context:
                memory.at_context[context] = message
            if not message.fuzzy:
                memory.at_path.setdefault((_path_in(context), text), message)
                memory.with_text.setdefault(text, message)
            if key not in kept:
                memory.dropped.setdefault(text, message)
        return memory

    def recall(self, message: Message) -> None:
        """Give a new entry the translation that is nearest to it, marked unless it is of the same text and path."""
        context, text = key_of(message)
        same = self.at_path.get((_path_in(context), text)) if context else None
        old = next((found for found in self._found(context, text) if _alike(found, message)), None)
        if same is not None and _alike(same, message):
            message.string = same.string
        elif old is not None:
            message.string = old.string
            message.flags = {*message.flags, FUZZY}
            message.previous_id = list(old.previous_id or forms_of(old.id))

    def _found(self, context: str, text: str) -> Iterator[Message]:
        if context in self.at_context:
            yield self.at_context[context]
        for near in get_close_matches(text, self.dropped, 1):
            yield self.dropped[near]
        if text in self.with_text:
            yield self.with_text[text]


def _path_in(context: str) -> str:
    """A path without the version of its questionnaire: `etrade-rapid PAY_01.text`."""
    questionnaire, _, path = context.rpartition(" ")
    return f"{questionnaire.partition('/')[0]} {path}"


def _alike(old: Message, new: Message) -> bool:
    """Whether both count or neither does."""
    return bool(old.pluralizable) == bool(new.pluralizable)
