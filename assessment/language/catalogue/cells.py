"""The cells of a spreadsheet for translators: one a form of a text, known by a fingerprint when it comes back."""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from babel.messages.catalog import Message

from assessment.language.catalogue.exchange import Reading, Rejected, plural_expression, unreadable
from assessment.language.catalogue.faults import form_faults, placeholders
from assessment.language.catalogue.sources import SourceText
from assessment.language.po import Key, forms_of

EXAMPLES = 6


@dataclass(frozen=True)
class Cell:
    """One form of one text on its way to a translator: `forms` says which numbers it is for, empty if it has one form.

    `key` is a fingerprint of language, context, source and form, by which it is known when it comes back.
    """

    key: str
    context: str
    place: str
    english: str
    forms: str
    translation: str
    note: str


@dataclass(frozen=True)
class Returned:
    """A cell that came back: where it stands in the file (`row 12`), its key, its text; none if it is no text."""

    place: str
    key: str
    text: str | None


def cells_of(language: str, text: SourceText, entry: Message | None) -> Iterator[Cell]:
    """The cells of one text: one, or one a plural form. A stale translation stands in the note, not in the cell."""
    stale = entry is not None and entry.fuzzy
    said = forms_of(entry.string) if entry is not None else ()
    uses = _uses(language) if text.plural else ("",)
    for index, use in enumerate(uses):
        before = said[index] if index < len(said) else ""
        yield Cell(
            key=_key(language, text, index),
            context=text.context or text.name,
            place=text.place,
            english="\n".join(text.forms),
            forms=use,
            translation="" if stale else before,
            note=_note(text, entry if stale else None, before),
        )


def read_cells(language: str, texts: Iterable[SourceText], returned: Iterable[Returned]) -> Reading:
    """Which of the returned cells are taken: filled, known, readable, with the placeholders of their source.

    The forms of a text are taken together or not at all; empty cells are passed over.
    """
    known = {
        _key(language, text, index): (text, index)
        for text in texts
        for index in range(len(_uses(language)) if text.plural else 1)
    }
    rejected: list[Rejected] = []
    given: dict[Key, dict[int, Returned]] = {}
    sources: dict[Key, SourceText] = {}
    for cell in returned:
        text, index = known.get(cell.key, (None, 0))
        if reason := _refusal(cell, text):
            rejected.append(Rejected(cell.place, reason))
        elif text is not None and cell.text:
            sources[text.key] = text
            given.setdefault(text.key, {})[index] = cell
    accepted = {}
    for key, cells in given.items():
        forms = tuple(str(cell.text) for _, cell in sorted(cells.items()))
        place = next(iter(cells.values())).place
        faults = [
            Rejected(place, reason) for reason in form_faults(sources[key].forms, forms, plural_expression(language))
        ]
        rejected += faults
        if not faults:
            accepted[key] = forms
    return Reading(accepted, tuple(rejected))


def _refusal(cell: Returned, text: SourceText | None) -> str:
    """Why a cell cannot be taken whatever its text says; empty if it can."""
    if cell.text is None:
        return "is a formula, a number or a date: enter a text"
    if text is None:
        return "its source text is not ours, or no longer: export again" if cell.text else ""
    return next(unreadable((cell.text,)), "")


def _note(text: SourceText, stale: Message | None, before: str) -> str:
    parts = list(text.comments)
    if names := sorted({f"{{{name}}}" for form in text.forms for name in placeholders(form)}):
        parts.append(f"Keep as it is: {', '.join(names)}")
    if stale is not None:
        previous = " / ".join(forms_of(stale.previous_id)) if stale.previous_id else ""
        parts.append(f"The source has changed. Before: “{previous or '?'}”, translated “{before}”")
    return "\n".join(parts)


def _key(language: str, text: SourceText, index: int) -> str:
    said = "\0".join((language, text.context, *text.forms, str(index)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _uses(language: str) -> tuple[str, ...]:
    """For each plural form, the first numbers that it is said of: `1, 21, 31 …`."""
    form_of = gettext.c2py(plural_expression(language))
    pairs = sorted((form_of(number), number) for number in range(200))
    uses = []
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        numbers = [str(number) for _, number in group]
        uses.append(", ".join(numbers[:EXAMPLES]) + (" …" if len(numbers) > EXAMPLES else ""))
    return tuple(uses)
