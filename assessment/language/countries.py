"""Official country names in the languages of the United Nations, CLDR's for the others; names of regional bodies.

A regional body has a code of the range XAA to XZZ, which ISO 3166 leaves to its users.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
NAMES = (HERE / "country_names.csv", HERE / "region_names.csv")


def country_name(iso3: str, locale: Locale) -> str:
    """The official name of a country or region by its three-letter code, the code itself if nobody knows it."""
    official = _names().get(iso3, {}).get(locale.language)
    if official:
        return official
    alpha2 = (get_global("territory_aliases").get(iso3) or [""])[0]
    return str(locale.territories.get(alpha2, iso3))


@cache
def _names() -> dict[str, dict[str, str]]:
    names = {}
    for path in NAMES:
        with path.open(encoding="utf-8", newline="") as file:
            names.update({row["iso3"]: row for row in csv.DictReader(file)})
    return names
