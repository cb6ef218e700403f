"""A language's texts as gettext reads them, compiled from the `.po` file when it has changed."""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo

from assessment.files import put_file
from assessment.language.po import read_catalogue

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
"""One folder a language, `LC_MESSAGES/messages.po` inside."""

Texts = gettext.NullTranslations


def po_file(language: str, folder: Path | None = None) -> Path:
    """Where a language's catalogue stands, among ours unless a folder is named."""
    return Path(_po_file(language, os.fspath(folder or TRANSLATIONS)))


def texts_of(language: str, folder: Path | None = None) -> Texts:
    """The compiled texts of a language, empty (every message stays English) where there is no catalogue.

    A `.mo` file is kept beside the `.po` file for the next start where the folder can be written; fuzzy
    entries are left out of it.
    """
    source = _po_file(language, os.fspath(folder or TRANSLATIONS))
    return _compiled(language, source, changed_at(source))


def changed_at(path: str | Path) -> int:
    """When a file or folder was last changed, in nanoseconds; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def falling_back(texts: Texts, others: Texts) -> Texts:
    """The texts, and for each that is missing the one of another language."""
    joined = copy.copy(texts)
    joined.add_fallback(others)
    return joined


def untranslated(language: str, texts: Iterable[tuple[str, str]], folder: Path | None = None) -> set[str]:
    """The contexts whose text is shown in another language, since its translation is missing or stale.

    `texts` are contexts (`etrade-rapid/2026.1 PAY_01.text`) with the text in the source language; the source
    language itself has no catalogue, so do not ask for it.
    """
    own = falling_back(texts_of(language, folder), _Silence())
    return {context for context, message in texts if not own.pgettext(context, message)}


class _Silence(gettext.NullTranslations):
    """Says nothing, where gettext would say the source."""

    def pgettext(self, context: str, message: str) -> str:
        return ""


@lru_cache(maxsize=256)
def _po_file(language: str, folder: str) -> str:
    return os.path.join(folder, language, "LC_MESSAGES", "messages.po")


@lru_cache(maxsize=64)
def _compiled(language: str, po: str, changed: int) -> Texts:
    if not changed:
        return gettext.NullTranslations()
    source = Path(po)
    kept = source.with_suffix(".mo")
    if not kept.is_file() or kept.stat().st_mtime_ns < changed:
        content = _compile(language, source)
        _keep(kept, content)
        return gettext.GNUTranslations(BytesIO(content))
    with kept.open("rb") as file:
        return gettext.GNUTranslations(file)


def _compile(language: str, source: Path) -> bytes:
    catalogue = read_catalogue(source, language)
    for message in catalogue:
        if message.pluralizable and not all(message.string or ()):
            message.string = ""  # else Babel fills the forms in English, and no other language is asked
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def _keep(path: Path, content: bytes) -> None:
    """Keep the file; in a folder that cannot be written it is compiled again at the next start."""
    with suppress(OSError):
        put_file(path, content)
