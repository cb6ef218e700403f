"""Responses from a JSON Lines file: one respondent a line, as exported or as collected elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assessment.authoring.desk_data import UNIT
from assessment.authoring.tables import text_of
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, Response, Unusable, answers_from


class ResponseLine(BaseModel):
    """One line of the file, as written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    respondent: str = Field(min_length=1)
    institution: str = ""
    unit: str = Field(pattern=UNIT.pattern)
    group: str
    role: str = ""
    attributes: dict[str, str] = {}
    answers: dict[str, object] = {}


def read_responses(path: Path, instrument: Instrument) -> Mapping[str, list[Response]]:
    """Responses by unit, checked against the instrument.

    Raises:
        InvalidInput: naming the line, the respondent and the item at fault; nothing is returned in part.
    """
    responses: dict[str, dict[str, Response]] = {}
    for number, text in enumerate(text_of(path).split("\n"), start=1):
        if not text.strip():
            continue
        place = f"{path}:{number}"
        line = _parsed(place, text)
        known = responses.setdefault(line.unit, {})
        if line.respondent in known:
            raise InvalidInput(f"{place} respondent: {line.respondent} answers twice for {line.unit}")
        known[line.respondent] = _response(place, line, instrument)
    return {unit: list(known.values()) for unit, known in responses.items()}


def _parsed(place: str, text: str) -> ResponseLine:
    try:
        return ResponseLine.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as fault:
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
        raise InvalidInput(f"{place}: is no valid JSON ({reason})") from None
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "line"
        raise InvalidInput(f"{place} {where}: {first['msg']}") from None


def _response(place: str, line: ResponseLine, instrument: Instrument) -> Response:
    group = instrument.group_of.get(line.group)
    if group is None:
        raise InvalidInput(f"{place} group: {line.group} is none of {', '.join(instrument.group_of)}")
    roles = {role.code for role in group.roles}
    if line.role and roles and line.role not in roles:
        raise InvalidInput(f"{place} role: {line.role} is none of {', '.join(sorted(roles))}")
    respondent = Respondent(line.respondent, line.group, line.role, line.institution, line.attributes)
    try:
        return Response(respondent, answers_from(instrument, line.answers))
    except Unusable as fault:
        raise InvalidInput(f"{place} respondent {line.respondent}, {fault}") from None
