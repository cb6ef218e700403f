"""The languages we speak, and which of them a person gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from babel.core import get_global, parse_locale

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language by its catalogue folder's name; `locale` is the CLDR locale whose conventions it follows.

    A language for respondents only names the complete one in which its missing texts are said.
    """

    code: str
    name: str
    direction: Direction
    locale: str
    falls_back_to: str = ""

    @property
    def tag(self) -> str:
        """The BCP 47 form for `lang` attributes: `zh-Hans`."""
        return self.code.replace("_", "-")


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "ltr", "en_GB"),
        Language("fr", "Français", "ltr", "fr"),
        Language("es", "Español", "ltr", "es"),
        Language("pt", "Português", "ltr", "pt"),
        Language("ar", "العربية", "rtl", "ar"),
        Language("ru", "Русский", "ltr", "ru"),
        Language("zh_Hans", "简体中文", "ltr", "zh_Hans"),
    )
}

COMPLETE = ("en", "fr", "es", "pt", "ar", "ru", "zh_Hans")
"""The languages without an untranslated text, in which a report may be made."""


def direction_of(language: str) -> Direction:
    """The writing direction of a language; an unknown one is written from left to right."""
    known = LANGUAGES.get(language)
    return known.direction if known else "ltr"


def negotiate(requested: Sequence[str], offered: Sequence[str]) -> str:
    """The offered language that serves a person best, the first offered if none does.

    `requested` are BCP 47 tags, best first, as a browser sends them. A tag is served by the same language in
    the same script, by CLDR's likely subtags: `zh-CN` by `zh_Hans`, never `zh-TW`; `pt-BR` by `pt`.
    """
    for tag in requested:
        for candidate in offered:
            if is_same(tag, candidate):
                return candidate
    return offered[0]


def is_same(tag: str, other: str) -> bool:
    """Whether two tags mean the same language in the same script, wherever it is spoken."""
    likely = _likely(tag)
    return likely is not None and likely == _likely(other)


def _likely(tag: str) -> tuple[str, str] | None:
    """Language and script of a tag, the script from CLDR when it is not written; none for a malformed tag."""
    try:
        language, territory, script, *_ = parse_locale(tag.replace("-", "_"))
    except ValueError:
        return None
    if script:
        return language, script
    subtags = get_global("likely_subtags")
    likely = subtags.get(f"{language}_{territory}") or subtags.get(language) or language
    return language, parse_locale(likely)[2] or ""
