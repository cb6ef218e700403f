"""Files of publishers: what is read of them, and what is listed because it could not be."""

import pytest

from assessment.authoring.desk_import.mapping import mapping_named
from assessment.authoring.desk_import.numbers import number_of
from assessment.authoring.desk_import.reading import read_figures
from assessment.authoring.spreadsheet import Limits, rows_of
from assessment.errors import InvalidInput
from assessment.language import voice_for
from tests.authoring.desk_import import publishers

NET = "I-NET-USE"
HOME, WITHOUT = "I-POST-HOME", "I-POST-NONE"


def read(content, name):
    given = content.encode() if isinstance(content, str) else content
    return read_figures(given, mapping_named(name), voice_for("en"))


def values(reading):
    return {key: figure.figure.value for key, figure in reading.figures.items()}


BANK = {
    ("NAM", NET, 2019): 51.0,
    ("NAM", NET, 2021): 62.5,
    ("COD", NET, 2020): 13.6,
    ("COD", NET, 2021): 22.9,
    ("CIV", NET, 2019): 0.0,
    ("CIV", NET, 2020): 36.5,
    ("CIV", NET, 2021): 101.5,
}


def test_the_world_banks_table_is_read_below_its_preamble_and_zero_is_a_value():
    assert values(read(publishers.WORLD_BANK, "world-bank")) == BANK


def test_the_world_banks_zip_tells_by_its_metadata_what_is_a_group():
    alone, beside = read(publishers.WORLD_BANK, "world-bank"), read(publishers.zipped(), "world-bank")
    assert values(beside) == BANK
    assert (set(alone.unmatched), set(beside.unmatched)) == (
        {"QQX · Demographic dividend area", "FRE · Freedonia"},
        {"FRE · Freedonia"},
    )
    assert beside.groups == {"SSF · Sub-Saharan Africa", "QQX · Demographic dividend area"}


def test_edition_source_and_licence_come_with_the_figures():
    reading = read(publishers.WORLD_BANK, "world-bank")
    one = reading.figures["NAM", NET, 2019]
    assert (reading.vintage, one.figure.source) == ("2026-07-01", "World Bank, World Development Indicators")
    assert one.licence.startswith("World Bank terms, CC BY 4.0")


def test_a_value_outside_the_range_of_its_series_and_a_series_not_asked_for_are_listed():
    reading = read(publishers.WORLD_BANK, "world-bank")
    assert reading.implausible == {("CIV", NET, 2021)}
    assert reading.passed_over == {"AG.LND.PRCP.MM"}


def test_a_workbook_keeps_years_as_numbers_and_its_formulas_and_errors_are_no_values():
    reading = read(publishers.workbook(publishers.WORLD_BANK_ROWS, metadata=publishers.METADATA_ROWS), "world-bank")
    assert values(reading) == {("NAM", NET, 2019): 51.0, ("NAM", NET, 2021): 62.0}
    assert reading.vintage == "2026-07-01"
    assert [(fault.row, fault.column, fault.sentence.split(".")[0]) for fault in reading.faults] == [
        (7, "2019", "This cell holds a formula"),
        (7, "2020", "This cell holds an error of the spreadsheet program"),
    ]
    assert reading.groups == {"QQX · Fragile area"}


def test_numbers_of_a_workbook_do_not_depend_on_the_notation_of_its_texts():
    heading = "8.5 Percentage of the population having mail delivered at home"
    rows = (("Country", "Year", heading), ("Senegal", 2019, 45.3), ("Mali", 2019, "45,3"))
    assert values(read(publishers.workbook(rows), "upu-postal")) == {
        ("SEN", HOME, 2019): 45.3,
        ("MLI", HOME, 2019): 45.3,
    }


def test_decimal_commas_footnotes_and_names_in_other_words_are_read():
    assert values(read(publishers.UPU, "upu-postal")) == {
        ("SEN", HOME, 2019): 45.3,
        ("TUR", HOME, 2019): 99.5,
        ("TUR", WITHOUT, 2019): 0.0,
        ("LAO", HOME, 2019): 12.5,
    }


def test_what_is_no_number_and_no_year_is_told_with_its_row():
    assert [(fault.row, fault.sentence) for fault in read(publishers.UPU, "upu-postal").faults] == [
        (5, "1.234,5 is no number in the notation of the mapping."),
        (6, "twenty is no year of four digits."),
    ]


def test_the_long_table_of_the_itu_is_read_by_codes_or_names_and_its_counts_are_passed_over():
    reading = read(publishers.ITU_HUB, "itu-long")
    assert values(reading) == {
        ("LAO", NET, 2021): 62.0,
        ("LAO", "I-FBB-SUB", 2021): 2.1,
        ("VNM", NET, 2021): 74.2,
    }
    assert (set(reading.unmatched), reading.passed_over) == ({"MLI · Senegal"}, {"i4213tfbb"})


def test_of_the_itus_three_columns_a_year_the_one_with_the_value_is_read():
    reading = read(publishers.workbook(publishers.ITU_WORKBOOK), "itu-internet-use")
    assert values(reading) == {("CIV", NET, 2019): 36.3, ("NAM", NET, 2019): 51.0}
    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "2020")]


@pytest.mark.parametrize("heading", ["Economy", "Country", "ShortName"])
def test_the_itus_names_of_economies_stand_under_a_heading_that_changed_over_time(heading):
    assert values(read(f"{heading},2017_value\nMali,12.7\n", "itu-internet-use")) == {("MLI", NET, 2017): 12.7}


def test_an_item_of_the_upu_is_known_by_its_number_and_other_columns_are_told():
    reading = read("Country;Year;8.5 % delivered at home;18.5 Parcels\nMali;2019;ND;3\n", "upu-postal")
    assert (values(reading), reading.faults, reading.passed_over) == ({}, [], {"18.5 parcels"})


def test_a_country_without_a_match_is_listed_with_the_nearest_name_and_never_guessed():
    reading = read("Economy,2020\nSenegall,50.1\nKorea,90.0\n", "itu-internet-use")
    assert (values(reading), reading.unmatched) == ({}, {"Senegall": "SEN", "Korea": ""})


def test_one_country_and_year_with_two_values_has_none():
    table = "iso3,indicator,year,value\nSEN,I-ATM,2020,1\nSEN,I-ATM,2020,2\nSEN,I-ATM,2020,1\nMLI,I-ATM,2020,3\n"
    reading = read(table, "own-long")
    assert values(reading) == {("MLI", "I-ATM", 2020): 3.0}
    assert reading.faults[0].sentence == "SEN I-ATM 2020 stands in the file twice, with two values."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Economy;2020\nSenegal;1", "no row with these headings"),
        ("Country Code,Indicator Code,Indicator Code\nSEN,IT.NET.USER.ZS,1", "Indicator Code stands twice"),
        (publishers.zipped(**{"API_second.csv": "x"}), "or several"),
        (b"PK\x03\x04 half of a download", "cannot be read as a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 the publisher's .xls", "Save it as XLSX"),
        ("Country Code,Indicator Code" + ",2020" * 301, "too large"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_one_meant_is_refused_in_a_sentence(content, said):
    with pytest.raises(InvalidInput, match=said):
        read(content, "world-bank")


def test_all_cells_of_a_file_together_are_limited():
    assert len(rows_of(b"a,b\n1,2\n3,4", Limits(cells=6))) == 3
    with pytest.raises(InvalidInput, match="too large"):
        rows_of(b"a,b\n1,2\n3,4", Limits(cells=5))


def test_a_year_with_two_columns_is_told():
    reading = read("Economy,2020,2020\nSenegal,1,2\n", "itu-internet-use")
    assert values(reading) == {("SEN", NET, 2020): 1.0}
    assert [fault.column for fault in reading.faults] == ["2020"]


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("1,234.5", {"thousands": ","}, 1234.5), ("1 234,5", {"decimal": ",", "thousands": " "}, 1234.5),
        ("1\u202f234,5", {"decimal": ",", "thousands": " "}, 1234.5), ("−2.5", {}, -2.5), ("45.3%", {}, 45.3),
        ("1e3", {}, 1000.0), ("1e5", {"footnotes": True}, 100000.0), ("12.4 (e)", {"footnotes": True}, 12.4),
        ("45.3*†", {"footnotes": True}, 45.3), ("7¹", {"footnotes": True}, 7.0), (".5", {}, 0.5), ("٤٥", {}, None),
        ("1,234", {}, None), ("1,23", {"thousands": ","}, None), ("45.3*", {}, None),
        ("(5)", {"footnotes": True}, None),
        ("1.234,5", {"thousands": ","}, None), ("nan", {}, None), ("1e999", {}, None), ("", {}, None),
    ],
)  # fmt: skip
def test_a_number_is_read_in_its_notation_or_not_at_all(text, notation, value):
    assert number_of(text, **notation) == value
