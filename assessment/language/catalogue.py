"""The catalogues as files: collect texts from the sources, merge them into each language, find faults."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from assessment.language.texts import TRANSLATIONS, po_file

PACKAGE = Path(__file__).resolve().parents[1]
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"encoding": "utf-8", "silent": "false"}}
KEYWORDS = {"N_": None, "_": None, "say": None, "count": (1, 2), "ngettext": (1, 2)}
LINE = 110


@dataclass(frozen=True)
class SourceText:
    """A text to translate, in English; with a plural when it counts, with a context in a questionnaire."""

    message: str
    location: str
    line: int = 0
    plural: str = ""
    context: str = ""
    comments: tuple[str, ...] = ()


def program_texts(package: Path = PACKAGE) -> Iterator[SourceText]:
    """Every text marked in Python sources and templates by `N_`, `_`, `say`, `count` or `ngettext`."""
    found = extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, line, messages, comments, _context in found:
        message, plural = (messages[0], messages[1]) if isinstance(messages, tuple) else (messages, "")
        yield SourceText(message, f"{package.name}/{file}", line, plural, comments=tuple(comments))


def update(languages: Sequence[str], texts: Iterable[SourceText], folder: Path = TRANSLATIONS) -> dict[str, int]:
    """Merge the texts into each language's catalogue; how many are still to translate, by language.

    What no longer occurs is dropped; a changed source keeps its nearest translation, marked fuzzy.
    """
    template = _template(texts)
    return {language: _merge(template, language, folder) for language in languages}


def problems(language: str, folder: Path = TRANSLATIONS) -> list[str]:
    """What is wrong in a catalogue, one line a fault: missing, fuzzy, plural forms, placeholders."""
    path = po_file(language, folder)
    if not path.is_file():
        return [f"{path}: there is no catalogue"]
    catalogue = _read(path, language)
    return [
        f"{path.name}:{message.lineno or 0} {_name(message)}: {fault}"
        for message in catalogue
        if message.id
        for fault in _faults(message, catalogue.num_plurals)
    ]


def _template(texts: Iterable[SourceText]) -> Catalog:
    template = Catalog(charset="utf-8")
    for text in sorted(texts, key=lambda text: (text.location, text.line, text.context, text.message)):
        template.add(
            (text.message, text.plural) if text.plural else text.message,
            locations=[(text.location, text.line)],
            context=text.context or None,
            auto_comments=text.comments,
        )
    return template


def _merge(template: Catalog, language: str, folder: Path) -> int:
    path = po_file(language, folder)
    catalogue = _read(path, language) if path.is_file() else Catalog(locale=language, fuzzy=False)
    catalogue.update(template, update_header_comment=False, update_creation_date=False)
    content = BytesIO()
    write_po(content, catalogue, width=LINE, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content.getvalue():
        path.write_bytes(content.getvalue())
    return sum(message.fuzzy or not _is_complete(message, catalogue.num_plurals) for message in catalogue if message.id)


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _faults(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy: the source has changed, check the translation and remove the mark"
        return
    if not _is_complete(message, plurals):
        yield f"needs {plurals} plural forms" if message.pluralizable else "not translated"
        return
    wanted = set().union(*(_placeholders(text) for text in _texts(message.id)))
    for text in _texts(message.string):
        found = _placeholders(text)
        if found - wanted:
            yield f"unknown placeholder {{{min(found - wanted)}}}"
        elif wanted - found - {"number"} or (not message.pluralizable and wanted - found):
            yield f"placeholder {{{min(wanted - found)}}} is missing"


def _is_complete(message: Message, plurals: int) -> bool:
    forms = _texts(message.string)
    return all(forms) and (not message.pluralizable or len(forms) >= plurals)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value or ""),)


def _name(message: Message) -> str:
    text = _texts(message.id)[0]
    shortened = text if len(text) <= 60 else text[:57] + "…"
    return f"{message.context} “{shortened}”" if message.context else f"“{shortened}”"


def _placeholders(text: str) -> set[str]:
    """The `{names}` in a text; a text that is no format has none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()
