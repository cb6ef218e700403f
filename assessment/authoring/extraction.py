"""The texts of questionnaires, partners and desk mappings for translators, as messages of the gettext catalogue.

The context of a message is questionnaire, version and path (`etrade-rapid/2026.1 PAY_01.text`), so that one word
can be translated differently in two places and a new version can take over the translations of the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assessment.authoring.desk_import.mapping import MAPPINGS, load_mapping
from assessment.authoring.loader import load_with_source
from assessment.authoring.partners import PARTNERS, Partner, load_partners_with_source
from assessment.authoring.source import source_of_document
from assessment.authoring.yaml_source import Place, read_document
from assessment.language.catalogue import SourceText, program_texts
from assessment.methodology.localisation import text_places

TEXTS_OF_PARTNER = ("name", "short_name", "services")


class Message(NamedTuple):
    """A text to translate: where it is written, its context, and the text in the source language."""

    file: str
    line: int
    context: str
    text: str


def source_texts(questionnaires: Path) -> Iterator[SourceText]:
    """Everything that is translated: the program's own texts, those of questionnaires, partners and desk mappings.

    Raises QuestionnaireError for a questionnaire or a mapping that cannot be loaded.
    """
    yield from program_texts()
    for main in sorted(questionnaires.glob("*/*/questionnaire.yaml")):
        folder = main.parent.relative_to(questionnaires.parent).as_posix()
        yield from (_source_text(folder, message) for message in messages_of(main.parent))
    partners = questionnaires / PARTNERS
    if partners.is_file():
        yield from (_source_text(questionnaires.name, message) for message in partner_messages(partners))
    for mapping in sorted((questionnaires.parent / MAPPINGS.name).glob("*.yaml")):
        yield _source_text(MAPPINGS.name, mapping_message(mapping))


def messages_of(directory: Path) -> Iterator[Message]:
    """Every text of a questionnaire directory, in the order of its parts; `file` is relative to the directory.

    Raises QuestionnaireError for a questionnaire that cannot be loaded.
    """
    instrument, source = load_with_source(directory)
    for path, place, text in text_places(instrument):
        file, line = source.position_of(place)
        yield Message(file, line, f"{instrument.identity} {path}", text)


def partner_messages(path: Path) -> Iterator[Message]:
    """Every text of the list of partners, in its order."""
    partners, source = load_partners_with_source(path)
    for index, partner in enumerate(partners):
        for key in TEXTS_OF_PARTNER:
            for place, text in _texts(partner, key):
                file, line = source.position_of(("partners", index, *place))
                yield Message(file, line, partner_context(partner.code, ".".join(map(str, place))), text)


def partner_context(code: str, key: str) -> str:
    """The context of a text of a partner: `partners UPU.name`, `partners UPU.services.0`."""
    return f"partners {code}.{key}"


def mapping_message(path: Path) -> Message:
    """The title of a desk mapping, by which people choose it."""
    title = load_mapping(path).title
    file, line = source_of_document(read_document(path, path.name)).position_of(("title",))
    return Message(file, line, mapping_context(path.stem), title)


def mapping_context(name: str) -> str:
    """The context of the title of a desk mapping: `desk_mappings world-bank.title`."""
    return f"{MAPPINGS.name} {name}.title"


def _source_text(folder: str, message: Message) -> SourceText:
    return SourceText(message.text, f"{folder}/{message.file}", message.line, context=message.context)


def _texts(partner: Partner, key: str) -> Iterator[tuple[Place, str]]:
    value = getattr(partner, key)
    if isinstance(value, str):
        yield (key,), value
    elif value:
        yield from (((key, index), text) for index, text in enumerate(value))
