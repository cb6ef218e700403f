"""Names of countries and of regional bodies."""

from __future__ import annotations

import csv

import pytest

from assessment.language import voice_for
from assessment.language.countries import NAMES


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Economic Community of West African States"),
        ("fr", "Communauté économique des États de l’Afrique de l’Ouest"),
        ("ar", "الجماعة الاقتصادية لدول غرب أفريقيا"),
        ("zh_Hans", "西非国家经济共同体"),
    ],
)
def test_a_region_has_its_name_in_the_language(language, name):
    assert voice_for(language).country("XEW") == name


def test_every_region_has_a_name_in_all_languages_and_a_code_that_no_country_has():
    with NAMES[1].open(encoding="utf-8") as file:
        regions = list(csv.DictReader(file))
    assert [row["iso3"] for row in regions if not all(row.values()) or not "XAA" <= row["iso3"] <= "XZZ"] == []
    with NAMES[0].open(encoding="utf-8") as file:
        assert not {row["iso3"] for row in csv.DictReader(file)} & {row["iso3"] for row in regions}
