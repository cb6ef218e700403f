"""A batch of paper answers: one sheet of paper a row, every cell that cannot be read told with its cure."""

import io

import openpyxl
import pytest

from assessment.authoring.paper_answers import columns_of, read_paper
from assessment.errors import InvalidInput
from assessment.language import voice_for
from assessment.methodology.responses import Answer
from tests.builders import NO, YES, a_questionnaire

HERE = a_questionnaire()
ABOUT = ["reference", "group", "role", "institution", "size", "quotable", "attribution"]
HEADER = [*ABOUT, "PAY_01", "PAY_03", "LEG_16.privacy"]
FIRM = ["B-1", "BIZ", None, None, "s", "x", None, "yes", 12.5, None]
MINISTRY = ["M-1", "PUB", "trade", "Ministry of Trade", None, None, "type", 2, None, "draft"]


def read(*rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return read_paper(content.getvalue(), HERE, ("en", "fr"), voice_for("en"))


def test_rows_become_submissions_with_their_codes():
    reading = read(FIRM, MINISTRY)
    firm, ministry = reading.submissions
    assert reading.rejected == []
    assert (firm.group, firm.attributes, firm.quotable, firm.attribution) == ("BIZ", {"size": "small"}, True, "hidden")
    assert firm.answers == {"PAY_01": YES, "PAY_03": Answer("answered", 12.5)}
    assert (ministry.role, ministry.institution, ministry.attribution) == ("trade", "Ministry of Trade", "type")
    assert ministry.answers == {"PAY_01": NO, "LEG_16.privacy": Answer("answered", "draft")}


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_of_its_row_is_taken():
    reading = read([*FIRM[:7], "maybe", 12.5, None])
    assert reading.submissions[0].answers == {"PAY_03": Answer("answered", 12.5)}
    (fault,) = reading.rejected
    assert (fault.row, fault.column, fault.value) == (2, "PAY_01", "maybe")
    assert "maybe is none of: yes, no, dont_know" in fault.reason


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ([None, *FIRM[1:]], "reference", "short reference"),
        (["B-1", "ELF", *FIRM[2:]], "group", "PUB, BIZ"),
        ([*MINISTRY[:2], "fishing", *MINISTRY[3:]], "role", "trade"),
        ([*MINISTRY[:4], "small", *MINISTRY[5:]], "size", "not asked of the group"),
        ([*FIRM[:5], "perhaps", *FIRM[6:]], "quotable", "yes or no"),
        ([*FIRM[:7], "=1+1", None, None], "PAY_01", "formula"),
        ([*FIRM[:3], "x" * 201, *FIRM[4:]], "institution", "200"),
    ],
)
def test_every_fault_names_its_row_column_and_cure(row, column, told):
    """C1: a formula is not read, whatever it shows."""
    (fault,) = read(row).rejected
    assert (fault.row, fault.column) == (2, column)
    assert told in fault.reason


def test_the_same_reference_twice_is_one_sheet_of_paper():
    reading = read(FIRM, ["b-1", *FIRM[1:]])
    assert len(reading.submissions) == 1
    assert "row 2" in reading.rejected[0].reason


def test_an_unknown_column_is_told():
    reading = read([*FIRM, "x"], header=[*HEADER, "PAY_99"])
    assert [(fault.row, fault.column) for fault in reading.rejected] == [(1, "PAY_99")]


@pytest.mark.parametrize("header", [HEADER[1:], [*HEADER, "PAY_01"]])
def test_a_table_without_its_columns_is_refused(header):
    with pytest.raises(InvalidInput):
        read([], header=header)


def test_the_template_names_every_question_as_the_paper_does():
    assert set(HEADER) <= set(columns_of(HERE))
