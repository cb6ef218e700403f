"""The texts of questionnaires for translators, as messages of the gettext catalogue.

The context of a message is questionnaire, version and path (`etrade-rapid/2026.1 PAY_01.text`), so that one word
can be translated differently in two places and a new version can take over the translations of the old one.
In a mapping file of Babel: `questionnaire = assessment.authoring.extraction:extract` under `[extractors]`, and
`[questionnaire: questionnaires/**.yaml]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias

from assessment.authoring.loader import load_with_source
from assessment.authoring.partners import PARTNERS, Partner, load_partners_with_source
from assessment.authoring.source import MAIN
from assessment.methodology.localisation import text_places

TEXTS_OF_PARTNER = ("name", "short_name", "services", "status")

BabelMessage: TypeAlias = tuple[int, str, tuple[str, str], list[str]]


class Message(NamedTuple):
    """A text to translate: where it is written, its context, and the text in the source language."""

    file: str
    line: int
    context: str
    text: str


def messages_of(directory: Path) -> Iterator[Message]:
    """Every text of a questionnaire directory, in the order of its parts; `file` is relative to the directory.

    Raises QuestionnaireError for a questionnaire that cannot be loaded.
    """
    instrument, source = load_with_source(directory)
    for path, place, text in text_places(instrument):
        file, line = source.position_of(place)
        yield Message(file, line, f"{instrument.identity} {path}", text)


def partner_messages(path: Path) -> Iterator[Message]:
    """Every text of the list of partners; contexts are `partners UPU.name`, `partners UPU.services.0`."""
    partners, source = load_partners_with_source(path)
    for index, partner in enumerate(partners):
        for key in TEXTS_OF_PARTNER:
            for suffix, text in _texts(partner, key):
                line = source.position_of(("partners", index, key, *suffix))[1]
                yield Message(path.name, line, ".".join(map(str, (f"partners {partner.code}", key, *suffix))), text)


def _texts(partner: Partner, key: str) -> Iterator[tuple[tuple[int, ...], str]]:
    value = getattr(partner, key)
    if isinstance(value, str):
        yield (), value
    elif value:
        yield from (((index,), text) for index, text in enumerate(value))


def extract(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[BabelMessage]:
    """Babel's extraction method: the texts written in this one file of a questionnaire, or in the partners' list."""
    path = Path(fileobj.name).resolve()
    if path.name == PARTNERS:
        messages = partner_messages(path)
    else:
        directory = next((folder for folder in path.parents if (folder / MAIN).is_file()), None)
        if directory is None:
            return
        name = path.relative_to(directory).as_posix()
        messages = (message for message in messages_of(directory) if message.file == name)
    for message in messages:
        yield message.line, "pgettext", (message.context, message.text), []
