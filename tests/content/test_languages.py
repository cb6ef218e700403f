"""The catalogues of the languages that are declared complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.cli.questionnaires import source_texts
from assessment.language import COMPLETE
from assessment.language.catalogue import problems, update

TRANSLATED = [language for language in COMPLETE if language != "en"]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_complete_language_has_no_gap_and_nothing_fuzzy(language):
    assert problems(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_exactly_what_the_sources_say(language, tmp_path):
    """Collecting the texts again leaves nothing to translate and changes no entry."""
    kept = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    copy = tmp_path / language / "LC_MESSAGES" / "messages.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(kept.read_bytes())
    assert update([language], source_texts(ROOT / "questionnaires"), tmp_path) == {language: 0}
    assert copy.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
