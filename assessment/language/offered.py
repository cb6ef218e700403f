"""Languages that are offered to respondents: those of the table, and any whose catalogue's header names it.

A further language (Wolof, Hausa, Samoan) needs no line of code: a folder in `translations/` whose catalogue says
`X-Language-Name: Wolof` and `X-Falls-Back-To: fr` is enough. Whatever it lacks is said in the language it falls
back to. Reports are made in the complete languages only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel import localedata

from assessment.errors import InvalidInput
from assessment.language import texts
from assessment.language.languages import COMPLETE, LANGUAGES, Direction, Language

NAME, FALLS_BACK_TO, DIRECTION = "X-Language-Name", "X-Falls-Back-To", "X-Direction"
CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
"""A language's code as a folder: `wo`, `uz_Cyrl`, `ar_TD`."""


def offered_languages(folder: Path | None = None) -> dict[str, Language]:
    """Every language a questionnaire can be answered in, by its code: the complete ones first, then by code."""
    return LANGUAGES | {language.code: language for language in _named(folder or texts.TRANSLATIONS)}


def locale_of(code: str, falls_back_to: str) -> str:
    """The CLDR locale of a language: its own, or that of the language it falls back to if CLDR lacks it."""
    return code if localedata.exists(code) else LANGUAGES[falls_back_to].locale


def _named(folder: Path) -> Iterator[Language]:
    for code in _further_in(folder, texts.changed_at(folder)):
        if not texts.po_file(code, folder).is_file():
            continue
        header = _header_of(code, folder)
        name = header.get(NAME.lower(), "")
        fallback = header.get(FALLS_BACK_TO.lower(), "en")
        if name and fallback in COMPLETE:
            direction: Direction = "rtl" if header.get(DIRECTION.lower()) == "rtl" else "ltr"
            yield Language(code, name, direction, locale_of(code, fallback), fallback)


@lru_cache(maxsize=16)
def _further_in(folder: Path, changed: int) -> tuple[str, ...]:
    """The codes of a folder that are not in the table, as of its last change: it is looked up for every page."""
    names = sorted(os.listdir(folder)) if changed else []
    return tuple(code for code in names if code not in LANGUAGES and CODE.fullmatch(code))


def _header_of(code: str, folder: Path) -> dict[str, str]:
    """The header of a catalogue; none of one that cannot be read, which `etready translations check` tells."""
    try:
        return texts.texts_of(code, folder).info()
    except InvalidInput:
        return {}
