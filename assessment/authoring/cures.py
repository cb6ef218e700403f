"""What is wrong with a value in a questionnaire file, said so that its author can put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assessment.methodology.instrument import Instrument, Part

PATTERNS = {
    r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$": "must be capitals and digits, parts joined by hyphens: PAY-SWITCH",
    r"^[A-Z][A-Z0-9]*_[0-9]{2,3}[a-z]?$": "must be capitals, an underscore and a number: PAY_01",
    r"^[a-z0-9][a-z0-9_]*$": "must be small letters, digits and underscores: in_force",
    r"^[a-z][a-z0-9_]*$": "must be small letters, digits and underscores: law_status",
    r"^[a-z][a-z0-9-]*$": "must be small letters, digits and hyphens: etrade-rapid",
    r"^[0-9]{1,4}(\.[0-9]+)?$": 'must be a number of a version in quotes: "2026.1"',
    r"^[A-Z]{3}$": "must be the three capitals of a country or region: SEN",
    r"^[a-z]{2}(_[A-Za-z]{2,4})?$": "must be the code of a language: en, fr, zh_Hans",
}

Sentence = Callable[[dict[str, Any], Any], str]
SENTENCES: dict[str, Sentence] = {
    "missing": lambda limits, value: "is missing: add it",
    "string_type": lambda limits, value: _text_cure(value),
    "string_too_short": lambda limits, value: "is empty: write it or leave the key out",
    "string_pattern_mismatch": lambda limits, value: _pattern_cure(limits["pattern"], value),
    "finite_number": lambda limits, value: "must be a finite number",
    "float_type": lambda limits, value: f"must be a number without quotes, not {_shown(value)}",
    "int_type": lambda limits, value: f"must be a whole number without quotes, not {_shown(value)}",
    "bool_type": lambda limits, value: f"must be true or false, not {_shown(value)}",
    "literal_error": lambda limits, value: _literal_cure(limits["expected"], value),
    "greater_than_equal": lambda limits, value: f"must be at least {limits['ge']:g}, not {_shown(value)}",
    "greater_than": lambda limits, value: f"must be more than {limits['gt']:g}, not {_shown(value)}",
    "less_than_equal": lambda limits, value: f"must be at most {limits['le']:g}, not {_shown(value)}",
    "less_than": lambda limits, value: f"must be less than {limits['lt']:g}, not {_shown(value)}",
    "date_type": lambda limits, value: f"must be a day, year-month-day such as 2026-01-31, not {_shown(value)}",
    "date_from_datetime_parsing": lambda limits, value: f"is no day that exists, such as 2026-01-31: {_shown(value)}",
    "date_parsing": lambda limits, value: f"is no day that exists, such as 2026-01-31: {_shown(value)}",
    "too_short": lambda limits, value: f"needs at least {limits['min_length']}",
    "tuple_type": lambda limits, value: f"must be a list, not {_shown(value)}: [a, b], or a line with - for each",
    "list_type": lambda limits, value: f"must be a list, not {_shown(value)}: [a, b]",
    "dict_type": lambda limits, value: f"must be a mapping of keys, not {_shown(value)}",
    "model_type": lambda limits, value: f"must be a mapping of keys, not {_shown(value)}",
}


def cures_of(error: ValidationError, model: type[Part] = Instrument) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Place and cure of every fault that pydantic found in a `model`."""
    for fault in error.errors(include_url=False):
        if fault["type"] != "too_short" or len(fault["input"]) < fault["ctx"]["min_length"]:  # not: its parts are wrong
            yield fault["loc"], cure_of(fault, model)


def cure_of(error: ErrorDetails, model: type[Part]) -> str:
    """The sentence for one fault; pydantic's own stands in for a type without one here."""
    if error["type"] == "extra_forbidden":
        return _unknown_key(error["loc"], model)
    sentence = SENTENCES.get(error["type"])
    return sentence(error.get("ctx", {}), error["input"]) if sentence else error["msg"]


def _unknown_key(place: tuple[str | int, ...], model: type[Part]) -> str:
    keys = list(_model_at(place[:-1], model).model_fields)
    near = get_close_matches(str(place[-1]), keys, 1)
    return f"is no key here: did you mean {near[0]}?" if near else f"is no key here; there are {', '.join(keys)}"


def _model_at(place: tuple[str | int, ...], model: type[Part]) -> type[Part]:
    """The class of the part at a place within a model."""
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            model = _part_in(model.model_fields[step].annotation) or model
    return model


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for one in get_args(annotation) if (part := _part_in(one))), None)


def _text_cure(value: Any) -> str:
    if isinstance(value, (bool, int, float)):
        written = str(value).lower() if isinstance(value, bool) else f"{value}"
        return f'must be a text: put it in quotes, "{written}"'
    return "is empty: write it or leave the key out" if value is None else f"must be a text, not {_shown(value)}"


def _pattern_cure(pattern: str, value: Any) -> str:
    return f"{PATTERNS.get(pattern, f'must match {pattern}')}; not {_shown(value)}"


def _literal_cure(expected: str, value: Any) -> str:
    permitted = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    near = get_close_matches(str(value), permitted, 1)
    advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(permitted)}"
    return f"cannot be {_shown(value)}: {advice}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else repr(value)[:60]
