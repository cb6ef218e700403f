"""Official country names in the languages of the United Nations, CLDR's for the others; names of regional bodies.

A regional body has a code of the range XAA to XZZ, which ISO 3166 leaves to its users.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
NAMES = (HERE / "country_names.csv", HERE / "region_names.csv")
VARIANTS = HERE / "country_variants.csv"
UNITED_NATIONS = ("en", "fr", "es", "pt", "ar", "ru", "zh")
AGGREGATE = "*"


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


def spellings() -> Iterator[tuple[str, str]]:
    """Every way known to write a country, as (text, three-letter code): codes, M.49 numbers, names in all languages.

    A group of countries that statistics treat as one, such as Sub-Saharan Africa, has the code `AGGREGATE`.
    """
    for row in _names().values():
        yield from ((row[column], row["iso3"]) for column in ("iso3", "iso2", "m49") if row.get(column))
        yield from ((row[language], row["iso3"]) for language in UNITED_NATIONS if row.get(language))
    country_of = {row["iso2"]: row["iso3"] for row in _names().values() if row.get("iso2")}
    for language in UNITED_NATIONS:
        for territory, name in Locale.parse(language).territories.items():
            if territory.isdigit():
                yield from ((text, AGGREGATE) for text in (territory, name))
            elif territory in country_of:
                yield name, country_of[territory]
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        yield from ((row["name"], row["country"]) for row in csv.DictReader(file))


def group_of_region(iso3: str) -> str:
    """The country group whose members a regional body joins, such as ECOWAS; empty for a country."""
    return _names().get(iso3, {}).get("group", "")


def region_of_group(group: str) -> str:
    """The three-letter code of the regional body that a country group stands for; empty for another group."""
    return next((iso3 for iso3, row in _names().items() if row.get("group") == group), "")


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
