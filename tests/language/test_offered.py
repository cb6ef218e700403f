"""Languages for respondents only: offered by their catalogue's header, falling back text by text."""

from datetime import date

import pytest

from assessment.language import COMPLETE, LANGUAGES, negotiate, offered_languages, voice_for
from assessment.language.catalogue.merging import new_catalogue
from assessment.language.po import write_catalogue
from assessment.language.texts import po_file
from tests.language.catalogues import FILES, HELLO, QUESTION, faults, translated


def begun(folder, code, **headers):
    """A catalogue with headers of its own, written as `X_Language_Name`."""
    catalogue = new_catalogue(code, code)
    catalogue.own = {name.replace("_", "-"): value for name, value in headers.items()}
    write_catalogue(po_file(code, folder), catalogue)


@pytest.fixture
def folder(tmp_path):
    """French and Wolof, each with a text that the other lacks, and a Samoan that has none."""
    begun(tmp_path, "wo", X_Language_Name="Wolof", X_Falls_Back_To="fr")
    begun(tmp_path, "sm", X_Language_Name="Gagana Sāmoa")
    translated(tmp_path, "wo", HELLO, "Salaam {name}")
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    return tmp_path


def test_a_catalogue_that_names_its_language_is_enough(folder):
    offered = offered_languages(folder)
    assert (offered["wo"].name, offered["wo"].falls_back_to, offered["sm"].falls_back_to) == ("Wolof", "fr", "en")
    assert list(offered) == [*LANGUAGES, "sm", "wo"]


def test_no_report_is_made_in_it(folder):
    assert "wo" in offered_languages(folder)
    assert "wo" not in COMPLETE


@pytest.mark.parametrize("headers", [{}, {"X_Language_Name": "Wolof", "X_Falls_Back_To": "wo"}])
def test_a_catalogue_without_a_name_or_a_complete_language_behind_it_is_not_offered(tmp_path, headers):
    begun(tmp_path, "wo", **headers)
    assert "wo" not in offered_languages(tmp_path)


def test_each_text_is_said_in_the_language_or_the_one_it_falls_back_to(folder):
    voice = voice_for("wo", folder)
    said = (voice.say("Hello {name}", name="Awa"), voice.text(QUESTION.context, QUESTION.message), voice.say("Send"))
    assert said == ("Salaam Awa", "Y a-t-il une loi ?", "Send")


def test_a_plural_that_is_missing_is_counted_as_the_other_language_counts(tmp_path):
    begun(tmp_path, "wo", X_Language_Name="Wolof", X_Falls_Back_To="ru")
    translated(tmp_path, "wo", FILES, "")
    translated(tmp_path, "ru", FILES, "{number} файл", "{number} файла", "{number} файлов")
    assert voice_for("wo", tmp_path).count("One file", "{number} files", 22) == "22 файла"


def test_a_language_that_cldr_lacks_writes_numbers_and_dates_as_the_other_does(tmp_path):
    begun(tmp_path, "sm", X_Language_Name="Gagana Sāmoa", X_Falls_Back_To="fr")
    voice = voice_for("sm", tmp_path)
    assert (voice.number(1234.5, 1), voice.date(date(2026, 11, 2))) == ("1\u202f234,5", "2 novembre 2026")


def test_a_language_that_cldr_lacks_has_plural_forms_in_its_header(folder):
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in po_file("sm", folder).read_text("utf-8")


def test_a_language_may_be_written_from_right_to_left(tmp_path):
    begun(tmp_path, "ur", X_Language_Name="اردو", X_Falls_Back_To="en", X_Direction="rtl")
    assert voice_for("ur", tmp_path).direction == "rtl"


def test_a_person_whose_browser_asks_for_it_gets_it(folder):
    assert negotiate(["sm-WS", "en"], tuple(offered_languages(folder))) == "sm"


def test_a_translation_that_comes_later_is_said_without_a_restart(folder):
    assert voice_for("wo", folder).text(QUESTION.context, QUESTION.message) == "Y a-t-il une loi ?"
    translated(folder, "wo", QUESTION, "Ndax am na yoon?")
    assert voice_for("wo", folder).text(QUESTION.context, QUESTION.message) == "Ndax am na yoon?"


def test_its_header_survives_what_translators_do(folder):
    translated(folder, "wo", QUESTION, "Ndax am na yoon?")
    assert offered_languages(folder)["wo"].falls_back_to == "fr"
    assert faults(folder, "wo", QUESTION) == []
