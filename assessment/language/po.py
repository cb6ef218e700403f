"""A language's catalogue as a `.po` file: read and written with headers of our own and the texts before a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, denormalize, generate_po, normalize

from assessment.errors import InvalidInput
from assessment.files import put_file

LINE = 110
OWN = "x-"
ABOUT = {
    "project": "eTrade",
    "version": "readiness",
    "msgid_bugs_address": "",
    "last_translator": "",
    "language_team": "",
}
"""What stands in a header where Babel leaves its own examples."""
PREVIOUS = "|"

Key: TypeAlias = tuple[str, str]
"""What an entry is known by: its context, empty for texts of the program, and its (singular) source text."""


class LanguageCatalogue(Catalog):
    """Babel's catalogue, which forgets every header that it does not know; this one keeps `X-…`."""

    def __init__(self, language: str) -> None:
        self.own: dict[str, str] = {}
        super().__init__(locale=language, fuzzy=False)
        for name, value in ABOUT.items():
            setattr(self, name, value)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers of the file, name and value, ours before the last; plural forms for unknown languages too."""
        headers = list(self._get_mime_headers())
        plural = [] if self.locale else [("Plural-Forms", self.plural_forms)]
        return [*headers[:-1], *plural, *self.own.items(), headers[-1]]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        headers = list(headers)
        self.own |= {str(name): str(value) for name, value in headers if str(name).lower().startswith(OWN)}
        self._set_mime_headers(headers)


def read_catalogue(path: Path, language: str) -> LanguageCatalogue:
    """The catalogue in a file.

    Raises:
        InvalidInput: the file cannot be read or is no `.po` file.
    """
    catalogue = LanguageCatalogue(language)
    try:
        with path.open("rb") as file:
            PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(file)
    except PoFileError as fault:
        raise InvalidInput(f"{path}: is no catalogue: {fault}") from fault
    except (OSError, ValueError, IndexError, AttributeError, TypeError) as fault:
        raise InvalidInput(f"{path}: cannot be read as a catalogue: {fault}") from fault
    for message in catalogue:
        _recall_previous(message)
    return catalogue


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Put the catalogue in its place in one step; a file that says the same already is left alone."""
    content = BytesIO()
    for line in _lines(catalogue):
        content.write(line.encode("utf-8"))
    if path.is_file() and path.read_bytes() == content.getvalue():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    put_file(path, content.getvalue())


def entries_of(catalogue: Catalog) -> dict[Key, Message]:
    """The entries of a catalogue without its header, by context and source text."""
    return {key_of(message): message for message in catalogue if message.id}


def key_of(message: Message) -> Key:
    """The key of an entry."""
    return message.context or "", forms_of(message.id)[0]


def forms_of(value: object) -> tuple[str, ...]:
    """A source text or a translation as its forms: one, or as many as there are plural forms."""
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value or ""),)


def is_translated(message: Message, plurals: int) -> bool:
    """Whether every form of an entry is filled, right or wrong, new or stale."""
    forms = forms_of(message.string)
    return all(forms) and (not message.pluralizable or len(forms) >= plurals)


def _lines(catalogue: Catalog) -> Iterator[str]:
    """The lines of the file; Babel breaks the previous text within its quotes, so we write it here."""
    written = generate_po(catalogue, width=LINE, ignore_obsolete=True, include_lineno=False)
    blocks = (list(block) for ends, block in groupby(written, key="\n".__eq__) if not ends)
    for message, block in zip(catalogue, blocks, strict=True):
        first = next(index for index, line in enumerate(block) if line.startswith(("msgctxt ", "msgid ")))
        yield from block[:first]
        yield from _previous_lines(forms_of(message.previous_id) if message.previous_id else ())
        yield from block[first:]
        yield "\n"


def _previous_lines(forms: tuple[str, ...]) -> Iterator[str]:
    for keyword, text in zip(("msgid", "msgid_plural"), forms, strict=False):
        yield from (f"#| {line}\n" for line in f"{keyword} {normalize(text, width=LINE)}".splitlines())


def _recall_previous(message: Message) -> None:
    """Take the text before a change out of the comments, where Babel's reader leaves it."""
    lines = [comment[1:].strip() for comment in message.user_comments if comment.startswith(PREVIOUS)]
    if lines:
        message.user_comments = [comment for comment in message.user_comments if not comment.startswith(PREVIOUS)]
        _, *texts = "\n".join(lines).replace("msgid_plural ", "msgid ").split("msgid ")
        message.previous_id = [denormalize(text.strip()) for text in texts]
