"""Tables as XLSX and CSV: what people wrote stays what they wrote, and is never calculated."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest

from assessment.documents.data.tables import described, printed
from assessment.documents.spreadsheet import Table, csv_of, xlsx_of
from assessment.language import COMPLETE, voice_for

HOSTILE = ["=1+1", "+221 33 821", "-cmd", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1+1", "'=1"]


def cells_of(content):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_as_a_formula_does(text):
    """C1: whatever was typed, a spreadsheet program shows it as text."""
    rows = list(csv.reader(io.StringIO(csv_of(Table("t", ("a",), [[text]])).decode("utf-8-sig"), newline="")))
    assert rows[1][0].startswith("'")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_an_xlsx_file_is_a_formula(text):
    """C1."""
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(Table("t", ("a",), [[text]])))).active
    assert sheet["A2"].data_type == "s"


def test_a_header_is_no_formula_either():
    """C1: our own labels, and those of authors."""
    assert csv_of(Table("t", ("=a",), [])).decode("utf-8-sig") == "'=a\r\n"


def test_negative_numbers_stay_numbers():
    """C1."""
    table = Table("t", ("a", "b"), [[-5, "-5.5"]])
    assert csv_of(table).decode("utf-8-sig").splitlines()[1] == "-5,-5.5"
    assert cells_of(xlsx_of(table))[1][0] == -5


def test_a_control_character_breaks_no_file():
    """D15: the XLSX file opens, without the character."""
    assert cells_of(xlsx_of(Table("t\x07", ("a\x0b",), [["b\x00c\ud800"]]))) == [["a"], ["bc"]]


def test_days_are_days():
    assert cells_of(xlsx_of(Table("t", ("a",), [[dt.date(2027, 1, 31)]])))[1][0] == dt.datetime(2027, 1, 31)  # noqa: DTZ001


def test_the_same_table_makes_the_same_file():
    table = Table("Register: [2026] / all", ("a",), [["b"]])
    assert xlsx_of(table) == xlsx_of(table)


@pytest.mark.parametrize("language", COMPLETE)
def test_no_two_columns_of_a_code_book_have_one_heading(language):
    voice = voice_for(language)
    for book in (described([], [], voice), printed([], voice)):
        assert len(set(book.header)) == len(book.header)
