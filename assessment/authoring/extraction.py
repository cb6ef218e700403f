"""The texts of questionnaires and partners for translators, as messages of the gettext catalogue.

The context of a message is questionnaire, version and path (`etrade-rapid/2026.1 PAY_01.text`), so that one word
can be translated differently in two places and a new version can take over the translations of the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.loader import load_with_source
from assessment.authoring.partners import PARTNERS, Partner, load_partners_with_source
from assessment.authoring.source import MAIN
from assessment.authoring.yaml_source import Place
from assessment.language.catalogue import SourceText
from assessment.methodology.localisation import text_places

TEXTS_OF_PARTNER = ("name", "short_name", "services", "status")


def questionnaire_texts(folder: Path) -> Iterator[SourceText]:
    """Every text of all questionnaires and of the partners' list in a folder such as `questionnaires/`.

    Raises QuestionnaireError for the first that cannot be loaded.
    """
    for main in sorted(folder.glob(f"*/*/{MAIN}")):
        yield from texts_of_directory(main.parent)
    if (folder / PARTNERS).is_file():
        yield from texts_of_partners(folder / PARTNERS)


def texts_of_directory(directory: Path) -> Iterator[SourceText]:
    """Every text of one questionnaire, in the order of its parts, located as `questionnaires/…/01-strategy.yaml`."""
    instrument, source = load_with_source(directory)
    location = "/".join(directory.resolve().parts[-3:])
    for path, place, text in text_places(instrument):
        file, line = source.position_of(place)
        yield SourceText(text, f"{location}/{file}", line, context=f"{instrument.identity} {path}")


def texts_of_partners(path: Path) -> Iterator[SourceText]:
    """Every text of the list of partners, in its order."""
    partners, source = load_partners_with_source(path)
    location = "/".join(path.resolve().parts[-2:])
    for index, partner in enumerate(partners):
        for key in TEXTS_OF_PARTNER:
            for place, text in _texts(partner, key):
                line = source.position_of(("partners", index, *place))[1]
                context = partner_context(partner.code, ".".join(map(str, place)))
                yield SourceText(text, location, line, context=context)


def partner_context(code: str, key: str) -> str:
    """The context of a text of a partner: `partners UPU.name`, `partners UPU.services.0`."""
    return f"partners {code}.{key}"


def _texts(partner: Partner, key: str) -> Iterator[tuple[Place, str]]:
    value = getattr(partner, key)
    if isinstance(value, str):
        yield (key,), value
    elif value:
        yield from (((key, index), text) for index, text in enumerate(value))
