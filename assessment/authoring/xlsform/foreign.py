"""A simple XLSForm from elsewhere as a questionnaire: groups become areas, questions items, lists options or scales.

XLSForm says nothing of who is asked, of scores or of indicators: everybody is one stakeholder group, every item is
context, and an author goes on from there. What has no counterpart is refused, all of it at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from assessment.authoring.checks import problems_of
from assessment.authoring.cures import cures_of
from assessment.authoring.source import Source
from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.own_form import Returned
from assessment.authoring.xlsform.sheets import Sheet, SheetRow
from assessment.authoring.xlsform.survey_reader import EVERYBODY, SurveyReader
from assessment.authoring.xlsform.tables import source_language, table_of
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument

YEAR = re.compile(r"(19|20)[0-9]{2}")
WHAT_IS_LEFT = (
    "everybody is one stakeholder group, called Respondents, and every item is context, never scored",
    "write the indicators of each area; then etready check says what else is missing",
)


def foreign_form(sheets: Mapping[str, Sheet], code: str, version: str) -> tuple[Returned, list[str]]:
    """The questionnaire `code/version` of a form, and what its author should know.

    Raises:
        InvalidInput: there is no survey, or neither version nor form names a year.
        FormError: with everything that has no counterpart, by sheet, row and reason.
    """
    if "survey" not in sheets:
        raise InvalidInput("there is no sheet survey: this is no XLSForm")
    settings = next(iter(sheets["settings"].rows if "settings" in sheets else ()), SheetRow(1, {}))
    year = YEAR.search(version) or YEAR.search(settings["version"])
    if year is None:
        raise InvalidInput(f"{code}/{version}: name the version by its year, such as {code}/2026")
    language, guessed = source_language(sheets["survey"], settings)
    survey = table_of(sheets["survey"], "survey", language)
    choices = table_of(sheets.get("choices", Sheet("choices")), "choices", language)
    reader = SurveyReader(survey, choices, Source(f"{code}/{version}", file=survey.place))
    areas = reader.areas()
    scales = reader.lists.scales()
    if problems := [*survey.problems, *choices.problems]:
        raise FormError(problems)
    values = {
        "code": code,
        "version": version,
        "title": settings["form_title"] or settings["title"] or code,
        "language": language,
        "reference_year": int(year.group()),
        "minimum_groups": 1,
        "groups": [{"code": EVERYBODY, "label": "Respondents", "counts": "persons", "minimum": 5}],
        "scales": scales,
        "areas": areas,
    }
    instrument = _checked(values, reader.source)
    translations = _translations({**survey.words, **choices.words}, language)
    notes = [*guessed, *survey.notes, *choices.notes, *reader.codes.notes, *WHAT_IS_LEFT]
    return Returned(instrument, translations), notes


def _checked(values: dict[str, Any], source: Source) -> Instrument:
    """The instrument, found faultless but for its indicators, for which others stand in meanwhile."""
    codes = [f"STAND-IN-{number}" for number, _ in enumerate(values["areas"], start=1)]
    series = {"name": "none", "unit": "none", "source": "none", "direction": "up", "goalposts": {"low": 0, "high": 1}}
    with_stand_ins = {
        **values,
        "series": [{"code": f"{code}-SERIES", **series} for code in codes],
        "areas": [
            {**area, "indicators": [{"code": code, "label": "none", "series": [{"code": f"{code}-SERIES"}]}]}
            for code, area in zip(codes, values["areas"], strict=True)
        ],
    }
    try:
        instrument = Instrument.model_validate_json(json.dumps(with_stand_ins), strict=True)
    except ValidationError as fault:
        raise FormError([source.problem(place, cure) for place, cure in cures_of(fault)]) from None
    if problems := problems_of(instrument, source):
        raise FormError(problems)
    areas = tuple(area.model_copy(update={"indicators": ()}) for area in instrument.areas)
    return instrument.model_copy(update={"areas": areas, "series": ()})


def _translations(words: Mapping[str, Mapping[str, str]], own: str) -> dict[str, dict[str, str]]:
    """Texts by language and path, without the form's own language."""
    languages = dict.fromkeys(language for texts in words.values() for language in texts if language != own)
    return {
        language: {path: texts[language] for path, texts in words.items() if language in texts}
        for language in languages
    }
