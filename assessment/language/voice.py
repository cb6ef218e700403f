"""A voice: one language's texts, numbers, dates and names, from a gettext catalogue and CLDR."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_minus_sign_symbol

from assessment.language.countries import country_name
from assessment.language.languages import LANGUAGES, Language
from assessment.language.offered import offered_languages
from assessment.language.rounding import round_half_up
from assessment.language.texts import Texts, falling_back, texts_of

BEFORE = ("¤", "¤\u00a0")
"""How CLDR's pattern of an amount begins where the currency stands before the number."""
FIRST_OF_MONTH = {"fr": "1er"}
"""How a language writes the first of a month where CLDR writes a bare 1."""


class CatalogueVoice:
    """Speaks one language; it implements the Voice that the method asks for.

    Messages without a translation are said in the language it falls back to, else in English. Among a message's
    values, numbers with a fraction and dates are written in the language's way, whole numbers as they are (years,
    codes), sentences are said.
    """

    def __init__(self, language: str, texts: Texts, known: Language | None = None) -> None:
        self.language = language
        self._texts = texts
        self._known = known or LANGUAGES.get(language)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale whose conventions the language follows."""
        return Locale.parse(self._known.locale if self._known else self.language)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self._known.direction if self._known else "ltr"

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language with its `{placeholders}` filled."""
        return self._filled(self._texts.gettext(message), message, values)

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """The message in the plural form for `number`, which fills `{number}` formatted."""
        values = {"number": self.number(number), **values}
        source = singular if number == 1 else plural
        return self._filled(self._texts.ngettext(singular, plural, number), source, values)

    def text(self, context: str, message: str) -> str:
        """A questionnaire's text by its context (questionnaire, version and path), else the text itself."""
        return self._texts.pgettext(context, message)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number, rounded half up, with this language's separators."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return self._signed(format_decimal(round_half_up(value, decimals), format=pattern, locale=self.locale))

    def percent(self, value: float, decimals: int = 0) -> str:
        """A share given as 0..100, with this language's per cent sign."""
        pattern = self.locale.percent_formats[None].pattern
        if decimals:
            pattern = pattern.replace("0", "0." + "0" * decimals, 1)
        share = round_half_up(value, decimals) / Decimal(100)
        return self._signed(format_percent(share, format=pattern, locale=self.locale))

    def _signed(self, number: str) -> str:
        """The number with this language's minus sign: in Arabic it carries a mark that keeps it before the digits."""
        return number.replace("-", get_minus_sign_symbol(self.locale), 1) if number.startswith("-") else number

    def money(self, amount: float, currency: str, decimals: int = 0) -> str:
        """An amount with the code of its currency (ISO 4217), on the side and with the space of this language."""
        stands_before = self.locale.currency_formats["standard"].pattern.partition("#")[0].endswith(BEFORE)
        number = self.number(amount, decimals)
        return f"{currency}\u00a0{number}" if stands_before else f"{number}\u00a0{currency}"

    def month(self, value: date) -> str:
        """The month of a day with its year, abbreviated, for the scale of a chart."""
        return format_skeleton("yMMM", value, locale=self.locale)

    def day(self, value: date) -> str:
        """A day with its month, abbreviated, for the scale of a chart."""
        return format_skeleton("MMMd", value, locale=self.locale)

    def date(self, value: date) -> str:
        """A date in full words."""
        words = format_date(value, format="long", locale=self.locale)
        return (
            FIRST_OF_MONTH[self.language] + words[1:] if self.language in FIRST_OF_MONTH and value.day == 1 else words
        )

    def time(self, value: datetime) -> str:
        """Hours and minutes of a moment that is in the reader's time zone already."""
        return format_time(value, format="short", locale=self.locale)

    def join(self, parts: Iterable[str]) -> str:
        """`a, b and c`."""
        return format_list(list(parts), style="standard", locale=self.locale)

    def row(self, parts: Iterable[str]) -> str:
        """`a; b; c`, with this language's sign between them."""
        return self.say("; ").join(parts)

    def as_of(self, text: str) -> str:
        """An ISO date of full or reduced precision (`2019-11-02`, `2019-11`, `2019`) in words."""
        match text.count("-"):
            case 2:
                return self.date(date.fromisoformat(text))
            case 1:
                return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=self.locale)
            case _:
                return text

    def country(self, iso3: str) -> str:
        """The official name of a country."""
        return country_name(iso3, self.locale)

    def _filled(self, text: str, source: str, values: dict[str, object]) -> str:
        if not values:
            return text
        written = {name: self._written(value) for name, value in values.items()}
        try:
            return text.format_map(written)
        except (KeyError, IndexError, ValueError, AttributeError):
            return source.format_map(written)

    def _written(self, value: object) -> object:
        if isinstance(value, float):
            return format_decimal(Decimal(repr(value)), locale=self.locale, decimal_quantization=False)
        if isinstance(value, date):
            return self.date(value)
        said = getattr(value, "said", None)
        return said(self) if callable(said) else value


def voice_for(language: str, folder: Path | None = None) -> CatalogueVoice:
    """The voice of a language by its catalogue folder's name (`en`, `fr`, `zh_Hans`).

    Raises:
        ValueError, babel.core.UnknownLocaleError: the code names no language that CLDR knows.
    """
    known = LANGUAGES.get(language) or offered_languages(folder).get(language)
    texts = texts_of(language, folder)
    if known and known.falls_back_to:
        texts = falling_back(texts, texts_of(known.falls_back_to, folder))
    return _voice(language, texts, known)


@lru_cache(maxsize=64)
def _voice(language: str, texts: Texts, known: Language | None) -> CatalogueVoice:
    voice = CatalogueVoice(language, texts, known)
    _ = voice.locale
    return voice
