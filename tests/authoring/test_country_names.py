"""Countries as tables write them: matched whatever the spelling, listed where nothing fits, never guessed."""

import csv

import pytest

from assessment.authoring.country_names import country_of, nearest
from assessment.language.countries import known_countries, spellings


@pytest.mark.parametrize(
    ("texts", "country"),
    [
        (["NA"], "NAM"), (["NAM"], "NAM"), (["516"], "NAM"), (["516.0"], "NAM"), (["4"], "AFG"),
        (["Côte d’Ivoire"], "CIV"), (["Cote d'Ivoire"], "CIV"), (["COTE DIVOIRE"], "CIV"), (["Ivory Coast"], "CIV"),
        (["Congo, Dem. Rep."], "COD"), (["Congo, Rep."], "COG"), (["ZAR", "Congo, Dem. Rep."], "COD"),
        (["Türkiye"], "TUR"), (["TURKEY"], "TUR"), (["TÜRKİYE"], "TUR"), (["Lao PDR"], "LAO"), (["Laos"], "LAO"),
        (["Bahamas, The"], "BHS"), (["St. Lucia"], "LCA"), (["Korea, Rep."], "KOR"), (["Swaziland"], "SWZ"),
        (["السنغال"], "SEN"), (["Сенегал"], "SEN"), (["塞内加尔"], "SEN"), (["ROM"], "ROU"), (["", "Mali"], "MLI"),
        (["Nowhere", "Mali"], "MLI"), (["SEN", "Mali"], ""), (["Korea"], ""), (["nan"], ""), (["na"], ""), ([""], ""),
        (["World", "Mali"], ""),
        (["Niger"], "NER"), (["Republic of the Niger"], "NER"), (["Nigeria"], "NGA"), (["NE", "Nigeria"], ""),
        (["Guinea"], "GIN"), (["Republic of Guinea"], "GIN"), (["Guinea-Bissau"], "GNB"), (["Papua New Guinea"], "PNG"),
        (["Equatorial Guinea"], "GNQ"), (["D.R. Congo"], "COD"), (["Democratic Rep. of the Congo"], "COD"),
        (["Rep. of the Congo"], "COG"), (["Congo"], "COG"), (["Dominica"], "DMA"), (["Dominican Rep."], "DOM"),
        (["Samoa"], "WSM"), (["American Samoa"], "ASM"), (["Georgia"], "GEO"), (["St. Kitts & Nevis"], "KNA"),
        (["Federated States of Micronesia"], "FSM"), (["Virgin Islands (U.S.)"], "VIR"), (["Virgin Islands"], ""),
        (["Gambia (Republic of The)"], "GMB"), (["Korea, D.P.R."], "PRK"), (["South Sudan"], "SSD"), (["Sudan"], "SDN"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_or_by_name_in_any_spelling(texts, country):
    assert country_of(texts).country == country


@pytest.mark.parametrize("text", ["Sub-Saharan Africa", "SSF", "WLD", "World", "LDCs", "Afrique occidentale", "419"])
def test_a_group_of_countries_is_known_to_be_one(text):
    assert country_of([text]).is_aggregate


def test_the_nearest_name_is_suggested_and_nothing_far_off():
    assert [nearest(text) for text in ("Senegall", "Freedonia", "x" * 100_000)] == ["SEN", "", ""]


def test_every_country_is_found_by_each_of_its_names_in_seven_languages(shared):
    with (shared / "data" / "countries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    languages = [column for column in rows[0] if column.startswith("name_")]
    missed = {row[column] for row in rows for column in languages if country_of([row[column]]).country != row["iso3"]}
    assert missed == set()


def test_every_variant_leads_to_a_country_that_is_known():
    assert {country for _, country in spellings()} - {"*"} <= set(known_countries())
