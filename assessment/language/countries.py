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


def known_countries() -> tuple[str, ...]:
    """The three-letter codes of the countries and regions whose official name is known, in order."""
    return tuple(sorted(_names()))


def time_zone_of(iso3: str) -> str:
    """The time zone of a country that has but one, such as Africa/Dakar; else empty."""
    alpha2 = (get_global("territory_aliases").get(iso3) or [""])[0]
    zones = [zone for zone, territory in get_global("zone_territories").items() if territory == alpha2]
    return zones[0] if len(zones) == 1 else ""


def time_zones() -> tuple[str, ...]:
    """Every time zone of a territory, by name."""
    return tuple(sorted(zone for zone in get_global("zone_territories") if "/" in zone))


@cache
def _names() -> dict[str, dict[str, str]]:
    names = {}
    for path in NAMES:
        with path.open(encoding="utf-8", newline="") as file:
            names.update({row["iso3"]: row for row in csv.DictReader(file)})
    return names
