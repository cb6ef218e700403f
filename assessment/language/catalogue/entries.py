"""A `.po` file for translators: the chosen texts of one language, as their tools expect them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Message

from assessment.errors import InvalidInput
from assessment.language.catalogue.exchange import Reading, Rejected, plural_expression, unreadable
from assessment.language.catalogue.faults import form_faults
from assessment.language.catalogue.merging import FUZZY, new_catalogue
from assessment.language.catalogue.sources import SourceText
from assessment.language.languages import Language, is_same
from assessment.language.po import entries_of, forms_of, read_catalogue, write_catalogue


def write_entries(path: Path, language: Language, chosen: Iterable[tuple[SourceText, Message | None]]) -> int:
    """Write the texts with what is translated of them, stale ones marked fuzzy; how many there are."""
    catalogue = new_catalogue(language.code, language.name)
    count = 0
    for text, entry in chosen:
        count += 1
        catalogue.add(
            text.forms if text.plural else text.message,
            entry.string if entry is not None else None,
            locations=[(text.location, text.line)],
            flags={FUZZY} if entry is not None and entry.fuzzy else (),
            auto_comments=text.comments,
            previous_id=entry.previous_id if entry is not None else (),
            context=text.context or None,
        )
    write_catalogue(path, catalogue)
    return count


def read_entries(language: str, texts: Iterable[SourceText], path: Path) -> Reading:
    """Which entries of a `.po` file from outside are taken; what is empty or still marked fuzzy is passed over.

    Raises:
        InvalidInput: the file is no catalogue, or one of another language.
    """
    catalogue = read_catalogue(path, language)
    if not is_same(str(catalogue.locale_identifier), language):
        raise InvalidInput(f"{path}: is in {catalogue.locale_identifier}, not in {language}")
    known = {text.key: text for text in texts}
    accepted, rejected = {}, []
    for key, message in entries_of(catalogue).items():
        forms = forms_of(message.string)
        if message.fuzzy or not any(forms):
            continue
        place = f"line {message.lineno}"
        source = known.get(key)
        if source is None or source.forms != forms_of(message.id):
            rejected.append(Rejected(place, "its source text is not ours, or no longer"))
        elif reasons := [*unreadable(forms), *form_faults(source.forms, forms, plural_expression(language))]:
            rejected += (Rejected(place, reason) for reason in reasons)
        else:
            accepted[key] = forms
    return Reading(accepted, tuple(rejected))
