"""Which texts a respondent meets: all that a language for respondents only has to say by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assessment.language.catalogue.sources import SourceText
from assessment.language.languages import LANGUAGES

SCREENS = (
    "assessment/language/",
    "assessment/methodology/paper.py",
    "assessment/methodology/responses.py",
    "assessment/methodology/voice.py",
    "assessment/methodology/wording.py",
    "assessment/services/attendance.py",
    "assessment/services/fieldwork.py",
    "assessment/services/sittings.py",
    "assessment/services/texts.py",
    "assessment/web/answer_fields.py",
    "assessment/web/context.py",
    "assessment/web/errors.py",
    "assessment/web/fieldwork",
    "assessment/web/templates/base.html",
    "assessment/web/templates/error.html",
    "assessment/web/templates/fieldwork/",
    "assessment/web/templates/statements/",
)
"""Where texts of the program stand that respondents meet: files, folders, beginnings of names."""
FOR_ANALYSTS = re.compile(r"desk_mappings/.*|.*/(recommendations\b.*|series\.yaml|partners\.yaml)")
"""Files, of questionnaires and beside them, that no respondent is shown."""
NOT_SHOWN = re.compile(
    r"description|(bands|severities|profiles|alternatives)\..*|.*\.(competent_body|data_action|goalposts\.reason)"
    r"|[A-Z][A-Z0-9]*-[A-Z0-9-]+\.label"  # of an indicator: items have an underscore
)
"""Paths in questionnaires that no respondent is shown."""


def texts_for(language: str, texts: Iterable[SourceText]) -> list[SourceText]:
    """The texts that a language has to say: all for ours, those that respondents meet for any other."""
    return [text for text in texts if language in LANGUAGES or is_for_respondents(text)]


def is_for_respondents(text: SourceText) -> bool:
    """Whether a respondent meets a text, on screen or on paper."""
    if not text.context:
        return text.location.startswith(SCREENS)
    return not FOR_ANALYSTS.fullmatch(text.location) and not NOT_SHOWN.fullmatch(text.name)
