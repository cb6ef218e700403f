"""The catalogues of the languages that are declared complete."""

from __future__ import annotations

import csv
import gettext
import re

import pytest

from assessment.authoring.extraction import source_texts
from assessment.language import COMPLETE, voice_for
from assessment.language.catalogue import SourceText, standing_of, update
from assessment.language.catalogue.faults import placeholders
from assessment.language.catalogue.glossary import EXCEPTIONS, GLOSSARY, rows_of
from assessment.language.catalogue.identical import IDENTICAL
from assessment.language.catalogue.merging import AWAITING_REVIEW
from assessment.language.po import LanguageCatalogue, read_catalogue
from assessment.language.texts import TRANSLATIONS, po_file
from tests.conftest import ROOT

TRANSLATED = [language for language in COMPLETE if language != "en"]
NUMBERS = (0, 1, 2, 3, 11, 100)
AREA = re.compile(r"etrade-rapid/2026\.1 [A-Z]{3}\.label")
FOLDERS = {"zh": "zh_Hans"}
"""What the published table calls our folders."""


@pytest.fixture(scope="module")
def texts() -> list[SourceText]:
    """Everything that is translated."""
    return list(source_texts(ROOT / "questionnaires"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_complete_language_has_nothing_stale_missing_or_wrong(language, texts):
    """Placeholders, plural forms, glossary and copies of the source too, each with file, line and cure."""
    standing = standing_of(language, texts)
    assert list(map(str, standing.faults)) == []
    assert (standing.stale, standing.missing) == (0, 0)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_exactly_what_the_sources_say(language, texts, tmp_path):
    """Collecting the texts again leaves nothing to translate and changes no entry."""
    copy = po_file(language, tmp_path)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(po_file(language).read_bytes())
    assert update([language], texts, tmp_path) == {language: 0}
    assert copy.read_text(encoding="utf-8") == po_file(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_says_in_its_header_who_reviewed_it_or_that_it_awaits_review(language):
    catalogue = read_catalogue(po_file(language), language)
    assert (AWAITING_REVIEW in catalogue.header_comment) is not bool(catalogue.last_translator)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_counts_as_its_language_does(language):
    kept, known = read_catalogue(po_file(language), language), LanguageCatalogue(language)
    choose, expected = gettext.c2py(kept.plural_expr), gettext.c2py(known.plural_expr)
    assert [choose(number) for number in range(1_000)] == [expected(number) for number in range(1_000)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_counted_message_can_be_said_of_every_number(language, texts):
    """No placeholder is left open, and no form is missing, whatever the number."""
    voice = voice_for(language)
    names = {name: "…" for text in texts for form in text.forms for name in placeholders(form) if name != "number"}
    said = {
        (text.message, number): voice.count(text.message, text.plural, number, **names)
        for text in texts
        if text.plural
        for number in NUMBERS
    }
    assert len(said) > 100
    assert [where for where, sentence in said.items() if not sentence.strip() or "{" in sentence] == []


def in_glossary(language):
    """The name to use of each term in a language, by its English name."""
    rows = rows_of(TRANSLATIONS / GLOSSARY)
    return {row["en"].split("|")[0].strip(): row[language].split("|")[0].strip() for row in rows}


def test_the_areas_have_the_names_that_are_published(shared):
    """The names of the seven areas, official or working, stand in the glossary as they are published."""
    with (shared / "domain" / "area_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    english = {row["area"]: row["name"] for row in rows if row["language"] == "en"}
    published = [(row["area"], FOLDERS.get(row["language"], row["language"]), row["name"]) for row in rows]
    assert [(area, code, in_glossary(code)[english[area]]) for area, code, _ in published] == published


def test_the_glossary_calls_official_what_was_published(shared):
    with (shared / "domain" / "area_names.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["status"].startswith("working")]
    english = {row["area"]: row["name"] for row in rows if row["language"] == "en"}
    official = {
        name: " ".join(row["language"] for row in rows if row["area"] == area) for area, name in english.items()
    }
    assert {name: in_glossary("official")[name] for name in official} == official


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_questionnaire_names_its_areas_as_the_glossary_does(language, texts):
    terms, voice = in_glossary(language), voice_for(language)
    areas = [text for text in texts if AREA.fullmatch(text.context) and text.message in terms]
    assert len(areas) == 7
    assert [voice.text(*text.key) for text in areas] == [terms[text.message] for text in areas]


def test_the_lists_of_exceptions_hold_nothing_that_is_no_longer_said(texts):
    said = {text.message for text in texts} | {text.context for text in texts}
    listed = {row["text"] for row in rows_of(TRANSLATIONS / IDENTICAL)}
    listed |= {row["where"] for row in rows_of(TRANSLATIONS / EXCEPTIONS)}
    assert sorted(listed - said) == []
