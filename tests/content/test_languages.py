"""The catalogues of the languages that are declared complete."""

from __future__ import annotations

import gettext

import pytest

from assessment.authoring.extraction import source_texts
from assessment.language import COMPLETE
from assessment.language.catalogue import SourceText, standing_of, update
from assessment.language.catalogue.merging import AWAITING_REVIEW
from assessment.language.po import LanguageCatalogue, read_catalogue
from assessment.language.texts import po_file
from tests.conftest import ROOT

TRANSLATED = [language for language in COMPLETE if language != "en"]


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
def test_a_catalogue_says_in_its_header_that_it_awaits_review(language):
    assert AWAITING_REVIEW in read_catalogue(po_file(language), language).header_comment


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_counts_as_its_language_does(language):
    kept, known = read_catalogue(po_file(language), language), LanguageCatalogue(language)
    choose, expected = gettext.c2py(kept.plural_expr), gettext.c2py(known.plural_expr)
    assert [choose(number) for number in range(1_000)] == [expected(number) for number in range(1_000)]
