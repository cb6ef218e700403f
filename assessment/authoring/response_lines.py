"""Responses from a JSON Lines file: one respondent a line, as exported or as collected elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

from pydantic import Field, StringConstraints, ValidationError

from assessment.authoring.cures import cures_of
from assessment.authoring.desk_data import UNIT
from assessment.authoring.findings import unknown
from assessment.authoring.survey_lines import SurveyLine, check_alike, checked_keys
from assessment.authoring.tables import text_of
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument, Text
from assessment.methodology.responses import STATES, Respondent, Response, Unusable, answers_from

LONGEST_NUMBER = 300


class ResponseLine(SurveyLine):
    """One line of the file, as written; without the key `modules` the respondent was put every module."""

    respondent: Text
    institution: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    unit: Annotated[str, StringConstraints(pattern=UNIT.pattern)]
    group: str
    role: str = ""
    attributes: dict[str, str] = Field(default_factory=dict)
    modules: list[str] = Field(default_factory=list)
    answers: dict[str, object] = Field(default_factory=dict)


def read_responses(path: Path, instrument: Instrument) -> Mapping[str, list[Response]]:
    """Responses by unit, checked against the instrument.

    Raises:
        InvalidInput: naming the line, the respondent and the item at fault; nothing is returned in part.
    """
    responses: dict[str, dict[str, Response]] = {}
    survey_keys: dict[str, frozenset[str]] = {}
    for number, text in enumerate(text_of(path).split("\n"), start=1):
        if not text.strip():
            continue
        place = f"{path}:{number}"
        line = _parsed(place, text)
        known = responses.setdefault(line.unit, {})
        if line.respondent in known:
            raise InvalidInput(f"{place} respondent: {line.respondent} answers twice for {line.unit}")
        keys = checked_keys(place, line, instrument)
        check_alike(place, keys, survey_keys.setdefault(line.unit, keys), line.unit)
        known[line.respondent] = _response(place, line, instrument)
    return {unit: list(known.values()) for unit, known in responses.items()}


def _parsed(place: str, text: str) -> ResponseLine:
    try:
        values = json.loads(
            text, object_pairs_hook=_without_repetition, parse_constant=_no_constant, parse_int=_whole_number
        )
        return ResponseLine.model_validate(values, strict=True)
    except RecursionError:
        raise InvalidInput(f"{place}: is nested too deeply") from None
    except ValidationError as fault:
        where, cure = next(cures_of(fault, ResponseLine))
        raise InvalidInput(f"{place} {'.'.join(map(str, where)) or 'line'}: {cure}") from None
    except json.JSONDecodeError as fault:
        raise InvalidInput(f"{place}: is no valid JSON at column {fault.colno} ({fault.msg})") from None
    except ValueError as fault:
        raise InvalidInput(f"{place}: {fault}") from None


def _without_repetition(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose every key stands once: of two answers to one item none can be trusted."""
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)} stands twice: keep one")
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON: leave the item out where nothing was answered")


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number has more than {LONGEST_NUMBER} digits")
    return int(digits)


def _response(place: str, line: ResponseLine, instrument: Instrument) -> Response:
    group = instrument.group_of.get(line.group)
    if group is None:
        raise InvalidInput(f"{place} group: {_advice(line.group, instrument.group_of, 'the group')}")
    roles = [role.code for role in group.roles]
    if line.role and roles and line.role not in roles:
        raise InvalidInput(f"{place} role: {_advice(line.role, roles, f'in group {group.code} the role')}")
    for code, answer in line.answers.items():
        if answer is None:
            raise InvalidInput(f"{place} answers.{code}: is null: leave the key out where nothing was answered")
    told = _attributes(place, line.attributes, instrument)
    chosen = _modules(place, line, instrument)
    try:
        answers = answers_from(instrument, line.answers)
    except Unusable as fault:
        raise InvalidInput(f"{place} respondent {line.respondent}, {fault}") from None
    respondent = Respondent(
        line.respondent,
        line.group,
        line.role,
        line.institution,
        told,
        chosen,
        line.weight,
        line.stratum or "",
        line.cluster or "",
    )
    return Response(respondent, answers)


def _attributes(place: str, attributes: Mapping[str, str], instrument: Instrument) -> dict[str, str]:
    """What respondents say of themselves, by option code; a non-answer is left out."""
    known = {attribute.code: [option.code for option in attribute.options] for attribute in instrument.attributes}
    for code, value in attributes.items():
        if code not in known:
            raise InvalidInput(f"{place} attributes.{code}: {_advice(code, known, 'the attribute')}")
        if value not in known[code] and value not in STATES[1:]:
            raise InvalidInput(f"{place} attributes.{code}: {_advice(value, known[code], 'the option')}")
    return {code: value for code, value in attributes.items() if value in known[code]}


def _modules(place: str, line: ResponseLine, instrument: Instrument) -> tuple[str, ...] | None:
    """The modules chosen; None where the line does not speak of them."""
    offered = [module.code for module in instrument.modules if line.group in module.groups]
    for code in line.modules:
        if code not in offered:
            raise InvalidInput(f"{place} modules: {_advice(code, offered, f'for group {line.group} the module')}")
    return tuple(line.modules) if "modules" in line.model_fields_set else None


def _advice(code: str, permitted: Mapping[str, object] | Sequence[str], what: str) -> str:
    return next(cure for _, cure in unknown((), code, permitted, what))
