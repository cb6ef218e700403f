"""Spreadsheets from strangers: nothing in them is calculated, expanded, fetched or left unbounded."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from assessment.authoring.xlsform import sheets
from assessment.authoring.xlsform.sheets import read_table, read_workbook
from assessment.errors import InvalidInput
from tests.authoring.xlsform.workbooks import workbook


def test_cells_are_texts_as_a_person_sees_them(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", survey=[["a", "b", "c"], [1.0, True, "=1+1"], ["", "", ""], [2.5, " x ", "-3"]]
    )
    rows = read_workbook(path)["survey"].rows
    assert [(row.number, dict(row.cells)) for row in rows] == [
        (2, {"a": "1", "b": "TRUE", "c": "=1+1"}),
        (4, {"a": "2.5", "b": "x", "c": "-3"}),
    ]


def test_a_formula_is_refused_with_its_row(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["type"])
    book.active.append(["=1+1"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InvalidInput, match=r"a.xlsx Sheet:2 A: holds a formula"):
        read_workbook(tmp_path / "a.xlsx")


def test_a_control_character_is_refused_by_its_number(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"name\nA\x07B\n")
    with pytest.raises(InvalidInput, match=r"a.csv:2 cell: holds the control character U\+0007"):
        read_table(tmp_path / "a.csv")


def test_a_column_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("name;name\nA;B\n")
    with pytest.raises(InvalidInput, match="stands twice"):
        read_table(tmp_path / "a.csv")


def test_an_archive_that_unpacks_without_end_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 3_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(InvalidInput, match="unpacks to more than 3 MB"):
        read_workbook(tmp_path / "bomb.xlsx")


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(InvalidInput, match="too large: at most 3 rows"):
        read_workbook(workbook(tmp_path / "a.xlsx", survey=[["a"], *(["x"] for _ in range(4))]))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xff\xfe\x00", b"<html>"])
def test_what_is_no_spreadsheet_is_refused(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(InvalidInput, match="is no XLSX file"):
        read_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\xd0\xcf\x11\xe0", b"<html>", b'{"results": []}'])
def test_a_table_in_another_format_is_named_with_the_cure(tmp_path, content):
    (tmp_path / "answers.xls").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"answers\.xls: .*save it as XLSX, or as CSV in UTF-8"):
        read_table(tmp_path / "answers.xls")


def test_entities_and_outer_paths_in_an_archive_do_nothing(tmp_path):
    path = workbook(tmp_path / "a.xlsx", survey=[["a"], ["x"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped.xml", b"<x/>")
    assert read_workbook(path)["survey"].rows[0]["a"] == "x"
    assert not list(tmp_path.parent.glob("escaped.xml"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/evil.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(InvalidInput, match="declares XML entities"):
        read_workbook(path)
