"""What a catalogue is blamed for: placeholders, plural forms, words that are not in the glossary, copies."""

import pytest

from assessment.language.catalogue import SourceText
from assessment.language.texts import texts_of
from assessment.language.voice import CatalogueVoice
from tests.language.catalogues import FILES, HELLO, faults, translated

SCORE = SourceText("Score of the area", "page.html", 4)
GLOSSARY = """\
en,fr,ru,checked,official,not_in,notes
score | scores,score | scores,балл | балл…,yes,,test score,
area score,score du domaine,балл области,no,,,
"""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Bonjour", "placeholder {name} is missing"),
        ("Bonjour {nom}", "unknown placeholder {nom}"),
        ("Bonjour {name:>9}", "unknown placeholder {name:>9}"),
        ("Bonjour {name", "placeholder {name} is missing"),
    ],
)
def test_a_translation_with_other_placeholders_is_a_fault(tmp_path, said, fault):
    translated(tmp_path, "fr", HELLO, said)
    assert faults(tmp_path, "fr", HELLO) == [f"screen.py:1 “Hello {{name}}”: {fault}"]


def test_a_wrong_placeholder_in_a_translation_falls_back_to_the_source(tmp_path):
    translated(tmp_path, "fr", HELLO, "Bonjour {nom}")
    assert CatalogueVoice("fr", texts_of("fr", tmp_path)).say("Hello {name}", name="Awa") == "Hello Awa"


def test_a_form_that_is_said_of_one_number_alone_may_leave_it_out(tmp_path):
    forms = ("لا ملفات", "ملف واحد", "ملفان", "{number} ملفات", "{number} ملفا", "{number} ملف")
    translated(tmp_path, "ar", FILES, *forms)
    assert faults(tmp_path, "ar", FILES) == []


def test_a_form_that_is_said_of_several_numbers_must_name_the_number(tmp_path):
    translated(tmp_path, "ru", FILES, "один файл", "{number} файла", "{number} файлов")
    assert "placeholder {number} is missing in form 0" in faults(tmp_path, "ru", FILES)[0]


def test_plural_forms_that_are_empty_are_a_fault(tmp_path):
    translated(tmp_path, "ru", FILES, "{number} файл")
    assert "is not translated" in faults(tmp_path, "ru", FILES)[0]


def test_a_language_that_is_not_complete_is_not_blamed_for_what_is_missing(tmp_path):
    translated(tmp_path, "wo", HELLO, "Salaam {tur}")
    assert faults(tmp_path, "wo", HELLO, FILES) == ["screen.py:1 “Hello {name}”: unknown placeholder {tur}"]


def test_a_copy_of_the_source_is_a_fault_unless_it_is_listed(tmp_path):
    translated(tmp_path, "es", SCORE, "Score of the area")
    assert "says the same as the source" in faults(tmp_path, "es", SCORE)[0]
    (tmp_path / "identical.csv").write_text("text,languages,reason\nScore of the area,es,a name\n", "utf-8")
    assert faults(tmp_path, "es", SCORE) == []


def test_layout_without_words_may_be_copied(tmp_path):
    row = SourceText("{label} ({share})", "page.html", 4)
    translated(tmp_path, "es", row, "{label} ({share})")
    assert faults(tmp_path, "es", row) == []


@pytest.mark.parametrize(
    ("source", "said", "departs"),
    [
        ("The score is known", "Балл известен", False),
        ("Two scores", "Два балла", False),
        ("The score is known", "Оценка известна", True),
        ("Scores", "Оценки", True),
        ("Their test score", "Результат экзамена", False),
        ("The area score", "Результат", False),
        ("Underscore", "Подчеркивание", False),
    ],
)
def test_a_term_has_one_name_where_its_word_means_it(tmp_path, source, said, departs):
    (tmp_path / "glossary.csv").write_text(GLOSSARY, "utf-8")
    text = SourceText(source, "page.html", 4)
    translated(tmp_path, "ru", text, said)
    assert (faults(tmp_path, "ru", text) != []) is departs


def test_a_listed_exception_may_use_another_word(tmp_path):
    (tmp_path / "glossary.csv").write_text(GLOSSARY, "utf-8")
    (tmp_path / "glossary_exceptions.csv").write_text(
        "term,languages,where,reason\nscore,ru fr,Score of the area,a heading\n", "utf-8"
    )
    translated(tmp_path, "ru", SCORE, "Оценка области")
    assert faults(tmp_path, "ru", SCORE) == []
