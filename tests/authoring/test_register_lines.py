"""Registers as people fill them in: columns by code or in words, and every fault by row and column with its cure."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from assessment.authoring import spreadsheet
from assessment.authoring.register_cells import Rules
from assessment.authoring.register_lines import read_register
from assessment.errors import InvalidInput
from assessment.language import voice_for
from tests.builders import a_questionnaire

RULES = Rules(a_questionnaire(), ("en", "fr", "ar"), voice_for("en"), date(2026, 6, 15))
HEADER = "group,institution,name,email"


def read(text, rules=RULES):
    return read_register(text.encode(), rules)


def sentences(text):
    return [(fault.row, fault.column, fault.sentence) for fault in read(text).faults]


def workbook(*rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def test_columns_and_choices_are_named_by_code():
    columns = "group,role,email,language,consent,legal_basis,retain_until"
    (person,) = read(f"{columns}\nPUB,trade,a@example.org,fr,given,consent,2027-01-31").people.values()
    assert (person.group, person.role, person.language, person.consent) == ("PUB", "trade", "fr", "given")
    assert (person.legal_basis, person.retain_until) == ("consent", date(2027, 1, 31))


def test_columns_and_choices_are_named_in_words():
    header = "Stakeholder group;Role;Institution;Contact person;Language;Consent to be contacted"
    (person,) = read(f"{header}\nPublic sector;Trade;Ministry;Awa;Français;refused").people.values()
    assert (person.group, person.role, person.institution, person.name) == ("PUB", "trade", "Ministry", "Awa")
    assert (person.language, person.consent) == ("fr", "refused")


def test_what_respondents_are_asked_of_themselves_may_be_told_before():
    (person,) = read("group,institution,How many are you?\nBIZ,Shop,Few").people.values()
    assert person.attributes == {"size": "small"}


def test_an_xlsx_file_is_read_with_numbers_and_dates_as_people_see_them():
    content = workbook(["group", "name", "phone", "retain_until"], ["BIZ", "Awa", 338211234.0, date(2027, 1, 31)])
    (person,) = read_register(content, RULES).people.values()
    assert (person.phone, person.retain_until) == ("338211234", date(2027, 1, 31))


@pytest.mark.parametrize(
    ("row", "column", "cure"),
    [
        ("XYZ,Shop,,", "Stakeholder group", "“XYZ” is not among the choices: Public sector; Business"),
        (",Shop,,", "Stakeholder group", "Enter the stakeholder group."),
        ("BIZ,,,", "Institution", "Enter an institution, a person, an e-mail address or a phone number."),
        ("BIZ,,,awa at example", "E-mail", "This is no e-mail address. Write it like name@example.org."),
        ("BIZ,,A\x07wa,", "Contact person", spreadsheet.CONTROL),
        ("BIZ,Shop,,,what", "E", "This cell stands outside the columns that are read. Delete it."),
        (f"BIZ,{'x' * 201},,", "Institution", "Shorten it to 200 characters at most."),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_and_column_with_its_cure(row, column, cure):
    """D15: a control character is refused where it stands."""
    reading = read(f"{HEADER}\nBIZ,Good,,\n{row}")
    assert (3, column, cure) in sentences(f"{HEADER}\nBIZ,Good,,\n{row}")
    assert list(reading.people) == [2]


def test_every_fault_of_a_row_is_told_at_once():
    faults = sentences("group,role,email,retain_until,size\nPUB,baker,x,2020-01-01,small")
    assert [column for _, column, _ in faults] == ["Role", "E-mail", "Keep contact until", "How many are you?"]


def test_faults_are_told_in_the_readers_language():
    french = Rules(RULES.instrument, RULES.languages, voice_for("fr"), RULES.today)
    assert read_register(b"group,name\n,Awa", french).people == {}


def test_a_column_that_nobody_knows_is_a_fault_of_the_header_alone():
    assert sentences("group,name,mood\nBIZ,Awa,good") == [
        (1, "mood", "There is no such column. Name it as in the template, or delete it.")
    ]


def test_a_formula_is_refused_and_not_read():
    """C1: nothing that is calculated comes in."""
    content = workbook(["group", "institution", "name"], ["BIZ", "Shop", '=HYPERLINK("http://example.org")'])
    (fault,) = read_register(content, RULES).faults
    assert (fault.row, fault.column, fault.sentence) == (2, "Contact person", spreadsheet.FORMULA)


@pytest.mark.parametrize(
    ("header", "row"),
    [("email", "a@example.org\r\nBcc: b@example.org"), ("email", "Awa <a@example.org>"), ("phone", "+221 33\nBcc: x")],
)
def test_nothing_that_ends_a_line_of_a_mails_header_comes_in(header, row):
    """X4: a header cannot be added through the register."""
    assert read(f'group,{header}\nBIZ,"{row}"').people == {}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04 broken", b"\x89PNG\xff\xfe", b'a"b"c\n"'])
def test_what_is_no_spreadsheet_is_refused_in_a_sentence(content):
    with pytest.raises(InvalidInput, match=r"^This file"):
        read_register(content, RULES)


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_or_oddly_packed_workbook_is_refused_in_a_sentence(packed):
    """R4: half of a download, or a way of packing that asks for memory as it likes."""
    content, name = io.BytesIO(), "xl/workbook.xml"
    with zipfile.ZipFile(content, "w", packed) as archive:
        archive.writestr(name, "<workbook/>" * 1000)
    damaged = bytearray(content.getvalue())
    damaged[30 + len(name) : 40 + len(name)] = b"\xff" * 10
    for sent in (bytes(damaged), content.getvalue()):
        with pytest.raises(InvalidInput, match=r"^This file"):
            read_register(sent, RULES)


def test_a_file_without_the_column_of_the_group_is_refused():
    with pytest.raises(InvalidInput, match="stakeholder group"):
        read("name,email\nAwa,a@example.org")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "OF_A_FORM", spreadsheet.Limits(rows=3))
    with pytest.raises(InvalidInput, match="too large"):
        read("group\n" + "BIZ\n" * 5)


def test_utf_16_as_spreadsheet_programs_write_it_is_read():
    content = "group\tname\nBIZ\tعائشة".encode("utf-16")
    assert [person.name for person in read_register(content, RULES).people.values()] == ["عائشة"]
