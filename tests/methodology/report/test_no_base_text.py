"""S9: a report in another language says nothing in the questionnaire's own, neither a band nor a reason nor a unit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assessment.language import voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import localised
from assessment.methodology.report.build import build_report
from assessment.methodology.report.model import Report
from tests.methodology.report.builders import answers, material, payments, shipped, shipped_material, texts

LETTER = re.compile(r"[A-Za-zé’]")
OUTSIDE_BRACES = re.compile(r"(\{[a-z_]+\})")
WORD = re.compile(
    r"(?<!\.\u200b)(?<!\.)\b\w*[a-z]{2}\w*"
)  # codes are in capitals, those of rows of a grid behind a point


def foreign(text: str) -> str:
    """The text in a language that has one letter, placeholders kept."""
    return "".join(part if part.startswith("{") else LETTER.sub("ж", part) for part in OUTSIDE_BRACES.split(text))


class ForeignVoice:
    """Says every message, name and date in that language."""

    language = "ru"

    def __init__(self) -> None:
        self._voice = voice_for("en")

    def say(self, message: str, /, **values: Any) -> str:
        return foreign(message).format(**values)

    def count(self, singular: str, plural: str, number: int, /, **values: Any) -> str:
        return foreign(plural).format(number=str(number), **values)

    def row(self, parts: Any) -> str:
        return "; ".join(parts)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._voice, name)
        return (lambda *parts, **more: _said(found(*parts, **more))) if callable(found) else found


def _said(found: Any) -> Any:
    return foreign(found) if isinstance(found, str) else found


def in_that_language(of: Instrument) -> Instrument:
    return localised(of, lambda _, text: foreign(text))


def words_left(of: Instrument, made: Report) -> set[str]:
    """Words of the base language; the code and version of a questionnaire are the same in every language."""
    return {word for text in texts(made) for word in WORD.findall(text.replace(of.identity, ""))}


@pytest.mark.parametrize("shown", ["bands", "published"])
@pytest.mark.parametrize("first", [(1, 1, 1, 1, 1), (1, 5, 1, 5, 5), ()])
def test_nothing_is_left_in_the_base_language(first, shown):
    of = in_that_language(payments())
    made = build_report(material(of, answers(of, first=first), results_shown=shown), ForeignVoice())
    assert words_left(of, made) == set()


def test_nothing_is_left_of_the_shipped_questionnaire():
    of = in_that_language(shipped())
    made = build_report(shipped_material(of, results_shown="published"), ForeignVoice())
    assert words_left(of, made) == set()
