"""Texts go out to translators and come back as a spreadsheet or a `.po` file; what would break a screen is refused."""

from dataclasses import replace

import openpyxl
import pytest

from assessment.errors import InvalidInput
from assessment.language import LANGUAGES
from assessment.language.catalogue import SourceText, update
from assessment.language.catalogue.cells import cells_of, read_cells
from assessment.language.catalogue.entries import read_entries, write_entries
from assessment.language.catalogue.exchange import STATES, chosen_texts, take
from assessment.language.catalogue.worksheet import read_worksheet, write_worksheet
from assessment.language.po import entries_of, read_catalogue
from assessment.language.texts import po_file
from tests.language.catalogues import FILES, HELLO, QUESTION, edit, translated

TEXTS = [HELLO, FILES, QUESTION]
ENGLISH, TRANSLATION, NOTE = 2, 4, 5


@pytest.fixture
def folder(tmp_path):
    """Catalogues of three texts, nothing translated."""
    update(["fr", "ru", "ar"], TEXTS, tmp_path)
    return tmp_path


def exported(folder, language, texts=TEXTS, states=STATES):
    path = folder / f"{language}.xlsx"
    chosen = chosen_texts(language, texts, states, folder)
    write_worksheet(path, LANGUAGES[language], (cell for each in chosen for cell in cells_of(language, *each)))
    return path


def filled(path, *translations):
    """The file as a spreadsheet program writes it, with the translations in its rows."""
    book = openpyxl.load_workbook(path)
    for row, said in enumerate(translations, start=2):
        book.active.cell(row, TRANSLATION + 1).value = said
    book.save(path)
    return path


def brought_back(folder, language, path, texts=TEXTS):
    return read_cells(language, texts, read_worksheet(path, language))


def kept(folder, language):
    return {
        key: message.string for key, message in entries_of(read_catalogue(po_file(language, folder), language)).items()
    }


def test_a_spreadsheet_comes_back_into_the_catalogue(folder):
    path = filled(
        exported(folder, "fr"), "Y a-t-il une loi ?", "Bonjour {name}", "{number} fichier", "{number} fichiers"
    )
    reading = brought_back(folder, "fr", path)
    assert (take("fr", TEXTS, reading, folder), reading.rejected) == (3, ())
    assert kept(folder, "fr") == {
        QUESTION.key: "Y a-t-il une loi ?",
        HELLO.key: "Bonjour {name}",
        FILES.key: ("{number} fichier", "{number} fichiers"),
    }


def test_what_comes_back_unchanged_changes_no_byte(folder):
    translated(folder, "fr", HELLO, "Bonjour {name}")
    before = po_file("fr", folder).read_bytes()
    reading = brought_back(folder, "fr", exported(folder, "fr", [HELLO]))
    assert take("fr", TEXTS, reading, folder) == 0
    assert po_file("fr", folder).read_bytes() == before


def test_each_plural_form_has_a_row_that_says_for_which_numbers_it_is(folder):
    rows = list(openpyxl.load_workbook(exported(folder, "ru", [FILES])).active.iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["1, 21, 31, 41, 51, 61 …", "2, 3, 4, 22, 23, 24 …", "0, 5, 6, 7, 8, 9 …"]


def test_only_the_translations_can_be_edited(folder):
    sheet = openpyxl.load_workbook(exported(folder, "fr")).active
    locked = [cell.protection.locked for cell in sheet[2]]
    assert (sheet.protection.sheet, [index for index, one in enumerate(locked) if not one]) == (True, [TRANSLATION])


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("fr", False)])
def test_a_sheet_is_laid_out_in_the_direction_of_its_language(folder, language, mirrored):
    sheet = openpyxl.load_workbook(exported(folder, language)).active
    assert bool(sheet.sheet_view.rightToLeft) is mirrored


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "{=1}", "http://example.org", "007", "_x0041_"]
)
def test_a_text_is_never_taken_for_a_formula_a_link_or_a_number(folder, text):
    source = SourceText(text, "page.html", 9)
    translated(folder, "fr", source, text)
    path = exported(folder, "fr", [source])
    cell = openpyxl.load_workbook(path).active.cell(2, ENGLISH + 1)
    assert (cell.data_type, cell.hyperlink, cell.quotePrefix) == ("s", None, True)
    assert read_worksheet(path, "fr")[0].text == text


def test_a_stale_translation_stands_in_the_note_and_not_in_the_cell(folder):
    translated(folder, "fr", QUESTION, "Y a-t-il une loi ?")
    changed = replace(QUESTION, message="Is there a decree?")
    update(["fr"], [changed], folder)
    row = openpyxl.load_workbook(exported(folder, "fr", [changed], ["stale"])).active[2]
    assert row[TRANSLATION].value is None
    assert "Before: “Is there a law?”, translated “Y a-t-il une loi ?”" in row[NOTE].value


def test_a_note_names_the_placeholders_to_keep(folder):
    assert "Keep as it is: {name}" in openpyxl.load_workbook(exported(folder, "fr", [HELLO])).active[2][NOTE].value


@pytest.mark.parametrize(
    ("translations", "refused"),
    [
        (["Loi", "Bonjour"], "row 3: placeholder {name} is missing"),
        (["Loi", "Bonjour {nom}"], "row 3: unknown placeholder {nom}"),
        (["Loi", "Salut {name}", "{number} fichier"], "row 4: needs 2 plural forms, has 1"),
        (["Loi", "Salut {name}", "un", "{number}"], "row 4: placeholder {number} is missing in form 0"),
        (["Loi_x0007_"], "row 2: holds the control character U+0007: take it out"),
        (["=1+1"], "row 2: is a formula, a number or a date: enter a text"),
        ([2.5], "row 2: is a formula, a number or a date: enter a text"),
    ],
)
def test_a_cell_that_would_break_a_screen_is_refused_with_its_row_and_reason(folder, translations, refused):
    reading = brought_back(folder, "fr", filled(exported(folder, "fr"), *translations))
    assert list(map(str, reading.rejected)) == [refused]


def test_a_text_that_was_changed_meanwhile_is_refused(folder):
    path = filled(exported(folder, "fr"), "Y a-t-il une loi ?")
    later = [HELLO, FILES, replace(QUESTION, message="Is there a decree?")]
    assert "no longer: export again" in str(brought_back(folder, "fr", path, later).rejected[0])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(InvalidInput, match="cannot be read as a spreadsheet"):
        read_worksheet(tmp_path / "x.xlsx", "fr")


def test_a_spreadsheet_of_another_language_is_refused(folder):
    with pytest.raises(InvalidInput, match="has no sheet ru, only fr"):
        read_worksheet(exported(folder, "fr"), "ru")


def test_a_po_file_comes_back_into_the_catalogue(folder):
    path = folder / "out.po"
    assert write_entries(path, LANGUAGES["ru"], chosen_texts("ru", [HELLO], STATES, folder)) == 1
    path.write_text(path.read_text("utf-8").replace('{name}"\nmsgstr ""', '{name}"\nmsgstr "Привет, {name}"'), "utf-8")
    assert take("ru", TEXTS, read_entries("ru", TEXTS, path), folder) == 1
    assert kept(folder, "ru")[HELLO.key] == "Привет, {name}"


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ('{name}"\nmsgstr ""', '{name}"\nmsgstr "Привет"', "placeholder {name} is missing"),
        ('msgid "Hello {name}"\nmsgstr ""', 'msgid "Hi"\nmsgstr "Привет"', "its source text is not ours, or no longer"),
        ('{name}"\nmsgstr ""', '{name}"\nmsgstr "\x07 {name}"', "holds the control character U+0007: take it out"),
    ],
)
def test_an_entry_of_a_po_file_that_would_break_a_screen_is_refused(folder, before, after, refused):
    edit(folder, "ru", before, after)
    (rejected,) = read_entries("ru", TEXTS, po_file("ru", folder)).rejected
    assert rejected.reason == refused


def test_a_po_file_of_another_language_is_refused(folder):
    with pytest.raises(InvalidInput, match="is in fr, not in ru"):
        read_entries("ru", TEXTS, po_file("fr", folder))


def test_a_file_that_is_no_catalogue_is_refused(tmp_path):
    (tmp_path / "x.po").write_text("no catalogue at all", "utf-8")
    with pytest.raises(InvalidInput, match="catalogue"):
        read_entries("ru", TEXTS, tmp_path / "x.po")
