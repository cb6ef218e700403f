"""Catalogues: collected from the sources, merged into each language, checked."""

import pytest

from assessment.language.catalogue import SourceText, problems, program_texts, update
from assessment.language.texts import po_file, texts_of
from assessment.language.voice import CatalogueVoice

HELLO = SourceText("Hello {name}", "screen.py", 1)
FILES = SourceText("One file", "screen.py", 2, plural="{number} files")
QUESTION = SourceText("Is there a law?", "areas/legal.yaml", 3, context="etrade/1 LEG_01.text")


def edit(folder, language, before, after):
    path = po_file(language, folder)
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def test_an_empty_catalogue_lists_every_text_as_not_translated(tmp_path):
    assert update(["fr"], [HELLO, FILES, QUESTION], tmp_path) == {"fr": 3}
    assert len(problems("fr", tmp_path)) == 3


@pytest.mark.parametrize(("language", "slots"), [("ar", 6), ("zh_Hans", 1), ("ru", 3)])
def test_a_new_catalogue_has_as_many_plural_slots_as_the_language(tmp_path, language, slots):
    update([language], [FILES], tmp_path)
    assert po_file(language, tmp_path).read_text("utf-8").count("msgstr[") == slots


def test_a_translation_is_spoken_from_a_checkout_with_only_po_files(tmp_path):
    update(["fr"], [HELLO], tmp_path)
    edit(tmp_path, "fr", 'msgid "Hello {name}"\nmsgstr ""', 'msgid "Hello {name}"\nmsgstr "Bonjour {name}"')
    assert CatalogueVoice("fr", texts_of("fr", tmp_path)).say("Hello {name}", name="Awa") == "Bonjour Awa"


def test_a_questionnaire_text_is_found_by_its_context_only(tmp_path):
    update(["fr"], [QUESTION], tmp_path)
    edit(tmp_path, "fr", 'law?"\nmsgstr ""', 'law?"\nmsgstr "Y a-t-il une loi ?"')
    voice = CatalogueVoice("fr", texts_of("fr", tmp_path))
    assert voice.text("etrade/1 LEG_01.text", "Is there a law?") == "Y a-t-il une loi ?"
    assert voice.text("etrade/1 LEG_02.text", "Is there a law?") == "Is there a law?"


def test_a_changed_source_keeps_its_translation_marked_fuzzy(tmp_path):
    update(["fr"], [HELLO], tmp_path)
    edit(tmp_path, "fr", 'msgid "Hello {name}"\nmsgstr ""', 'msgid "Hello {name}"\nmsgstr "Bonjour {name}"')
    update(["fr"], [SourceText("Hello, {name}", "screen.py", 1)], tmp_path)
    assert "fuzzy" in problems("fr", tmp_path)[0]
    assert texts_of("fr", tmp_path).gettext("Hello, {name}") == "Hello, {name}"


@pytest.mark.parametrize(
    ("said", "fault"), [("Bonjour", "{name} is missing"), ("Bonjour {nom}", "unknown placeholder")]
)
def test_a_translation_with_other_placeholders_is_a_problem(tmp_path, said, fault):
    update(["fr"], [HELLO], tmp_path)
    edit(tmp_path, "fr", 'msgid "Hello {name}"\nmsgstr ""', f'msgid "Hello {{name}}"\nmsgstr "{said}"')
    assert fault in problems("fr", tmp_path)[0]


def test_a_wrong_placeholder_in_a_translation_falls_back_to_the_source(tmp_path):
    update(["fr"], [HELLO], tmp_path)
    edit(tmp_path, "fr", 'msgid "Hello {name}"\nmsgstr ""', 'msgid "Hello {name}"\nmsgstr "Bonjour {nom}"')
    assert CatalogueVoice("fr", texts_of("fr", tmp_path)).say("Hello {name}", name="Awa") == "Hello Awa"


def test_texts_are_collected_from_python_and_from_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{{ _('Sign in') }}{{ ngettext('One', '{number}', n) }}", "utf-8")
    (tmp_path / "views.py").write_text(
        "N_('Saved')\nvoice.count('One answer', '{number} answers', n)\n[].count('a')", "utf-8"
    )
    found = {(text.message, text.plural) for text in program_texts(tmp_path)}
    assert found == {("Sign in", ""), ("One", "{number}"), ("Saved", ""), ("One answer", "{number} answers")}
