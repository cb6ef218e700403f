"""Catalogues: collected from the sources, merged into each language."""

from dataclasses import replace

import pytest

from assessment.language.catalogue import SourceText, program_texts, update
from assessment.language.po import entries_of, read_catalogue
from assessment.language.texts import po_file, texts_of, untranslated
from assessment.language.voice import CatalogueVoice
from tests.language.catalogues import FILES, HELLO, QUESTION, edit, faults, translated

CORRECTED = replace(QUESTION, message="Has a statute on electronic transactions been enacted?")
ELSEWHERE = replace(QUESTION, context="etrade/1 LEG_09.text")


def test_an_empty_catalogue_lists_every_text_as_not_translated(tmp_path):
    assert update(["fr"], [HELLO, FILES, QUESTION], tmp_path) == {"fr": 3}
    assert len(faults(tmp_path, "fr", HELLO, FILES, QUESTION)) == 3


@pytest.mark.parametrize(("language", "slots"), [("ar", 6), ("zh_Hans", 1), ("ru", 3)])
def test_a_new_catalogue_has_as_many_plural_slots_as_the_language(tmp_path, language, slots):
    update([language], [FILES], tmp_path)
    assert po_file(language, tmp_path).read_text("utf-8").count("msgstr[") == slots


def test_a_new_catalogue_says_that_it_awaits_review_and_goes_on_saying_so(tmp_path):
    update(["ru"], [HELLO], tmp_path)
    update(["ru"], [HELLO, FILES], tmp_path)
    assert (
        po_file("ru", tmp_path)
        .read_text("utf-8")
        .startswith(
            "# Russian catalogue of eTrade readiness: screens, reports and questionnaires.\n"
            "# Awaiting review by a native speaker.\n"
        )
    )


def test_a_header_of_our_own_survives_an_update(tmp_path):
    update(["fr"], [HELLO], tmp_path)
    edit(tmp_path, "fr", '"MIME-Version', '"X-Reviewed-By: Awa\\n"\n"MIME-Version')
    update(["fr"], [HELLO, FILES], tmp_path)
    assert "X-Reviewed-By: Awa" in po_file("fr", tmp_path).read_text("utf-8")


def test_a_translation_is_spoken_from_a_checkout_with_only_po_files(tmp_path):
    translated(tmp_path, "fr", HELLO, "Bonjour {name}")
    assert CatalogueVoice("fr", texts_of("fr", tmp_path)).say("Hello {name}", name="Awa") == "Bonjour Awa"


def test_a_questionnaire_text_is_found_by_its_context_only(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    voice = CatalogueVoice("fr", texts_of("fr", tmp_path))
    assert voice.text("etrade/1 LEG_01.text", "Is there a law?") == "Y a-t-il une loi ?"
    assert voice.text("etrade/1 LEG_02.text", "Is there a law?") == "Is there a law?"


def test_a_changed_text_of_the_program_keeps_its_translation_marked_fuzzy(tmp_path):
    translated(tmp_path, "fr", HELLO, "Bonjour {name}")
    changed = replace(HELLO, message="Hello, {name}")
    assert update(["fr"], [changed], tmp_path) == {"fr": 1}
    assert "is marked fuzzy" in faults(tmp_path, "fr", changed)[0]
    assert texts_of("fr", tmp_path).gettext("Hello, {name}") == "Hello, {name}"


def test_a_changed_question_is_stale_under_its_context_however_much_was_changed(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    update(["fr"], [CORRECTED], tmp_path)
    (entry,) = entries_of(read_catalogue(po_file("fr", tmp_path), "fr")).values()
    assert (entry.fuzzy, entry.string, entry.previous_id) == (True, "Y a-t-il une loi ?", ["Is there a law?"])


def test_the_text_before_a_change_stays_with_a_stale_entry_until_it_is_translated(tmp_path):
    long = replace(QUESTION, message="Is there a law on electronic transactions, signatures and records? " * 3)
    translated(tmp_path, "fr", long, "Y a-t-il une loi ?")
    update(["fr"], [CORRECTED], tmp_path)
    before = po_file("fr", tmp_path).read_bytes()
    update(["fr"], [CORRECTED], tmp_path)
    assert po_file("fr", tmp_path).read_bytes() == before
    assert b'#| msgid ""\n#| "Is there a law on electronic' in before


def test_a_text_that_changed_twice_keeps_the_text_that_was_translated(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    update(["fr"], [CORRECTED], tmp_path)
    update(["fr"], [replace(QUESTION, message="Which law is in force?")], tmp_path)
    (entry,) = entries_of(read_catalogue(po_file("fr", tmp_path), "fr")).values()
    assert entry.previous_id == ["Is there a law?"]


def test_a_stale_translation_is_never_said(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    update(["fr"], [CORRECTED], tmp_path)
    voice = CatalogueVoice("fr", texts_of("fr", tmp_path))
    assert voice.text(CORRECTED.context, CORRECTED.message) == CORRECTED.message


def test_what_is_shown_in_another_language_can_be_asked(tmp_path):
    translated(tmp_path, "fr", QUESTION, QUESTION.message)
    update(["fr"], [QUESTION, ELSEWHERE], tmp_path)
    asked = [(QUESTION.context, QUESTION.message), (ELSEWHERE.context, ELSEWHERE.message), ("etrade/1 X.text", "X")]
    assert untranslated("fr", asked, tmp_path) == {ELSEWHERE.context, "etrade/1 X.text"}


def test_a_new_version_takes_over_what_was_not_changed(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    following = replace(QUESTION, context="etrade/2 LEG_01.text")
    assert update(["fr"], [QUESTION, following], tmp_path) == {"fr": 0}


def test_the_same_text_elsewhere_is_proposed_and_not_taken_for_granted(tmp_path):
    translated(tmp_path, "fr", QUESTION, "Y a-t-il une loi ?")
    assert update(["fr"], [QUESTION, ELSEWHERE], tmp_path) == {"fr": 1}
    assert "is marked fuzzy" in faults(tmp_path, "fr", QUESTION, ELSEWHERE)[0]


def test_a_plural_half_translated_is_said_in_the_source_language(tmp_path):
    translated(tmp_path, "ru", FILES, "{number} файл")
    assert CatalogueVoice("ru", texts_of("ru", tmp_path)).count("One file", "{number} files", 5) == "5 files"


def test_texts_are_collected_from_python_and_from_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{{ _('Sign in') }}{{ ngettext('One', '{number}', n) }}", "utf-8")
    (tmp_path / "views.py").write_text(
        "N_('Saved')\nvoice.count('One answer', '{number} answers', n)\n[].count('a')", "utf-8"
    )
    found = {(text.message, text.plural) for text in program_texts(tmp_path)}
    assert found == {("Sign in", ""), ("One", "{number}"), ("Saved", ""), ("One answer", "{number} answers")}


def test_a_source_text_is_known_by_its_file_line_and_path():
    text = SourceText("Is there a law?", "questionnaires/etrade/1/areas/legal.yaml", 3, context="etrade/1 LEG_01.text")
    assert f"{text.place} {text.name}" == "questionnaires/etrade/1/areas/legal.yaml:3 LEG_01.text"
