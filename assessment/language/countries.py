"""Official country names in the languages of the United Nations; CLDR's for the others."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

NAMES = Path(__file__).with_name("country_names.csv")


def country_name(iso3: str, locale: Locale) -> str:
    """The official name of a country by its ISO 3166-1 alpha-3 code, the code itself if nobody knows it."""
    official = _names().get(iso3, {}).get(locale.language)
    if official:
        return official
    alpha2 = (get_global("territory_aliases").get(iso3) or [""])[0]
    return str(locale.territories.get(alpha2, iso3))


@cache
def _names() -> dict[str, dict[str, str]]:
    if not NAMES.is_file():
        return {}
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}
