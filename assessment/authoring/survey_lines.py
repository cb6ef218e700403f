"""What a line of responses tells of the draw of its respondent: weight, stratum, cluster; only in a survey."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument, Part, Text

KEYS = ("weight", "stratum", "cluster")


class SurveyLine(Part):
    """The survey keys of one line, as written: units of the population stood for, stratum, primary sampling unit."""

    weight: Annotated[float, Field(ge=0, le=1_000_000_000)] | None = None
    stratum: Text | None = None
    cluster: Text | None = None


def checked_keys(place: str, line: SurveyLine, instrument: Instrument) -> frozenset[str]:
    """The survey keys that a line has.

    Raises:
        InvalidInput: the questionnaire is no probability survey, or a key is null.
    """
    keys = [key for key in KEYS if key in line.model_fields_set]
    for key in keys:
        if instrument.survey is None:
            cure = f"{instrument.identity} is no probability survey: take it out, or declare survey: in it"
            raise InvalidInput(f"{place} {key}: {cure}")
        if getattr(line, key) is None:
            raise InvalidInput(f"{place} {key}: is null: leave the key out or fill it in")
    return frozenset(keys)


def check_alike(place: str, keys: frozenset[str], first: frozenset[str], unit: str) -> None:
    """Every respondent of a unit has the same survey keys: a weight for some of them would mean nothing.

    Raises:
        InvalidInput: a key stands here and not on the unit's first line, or the other way round.
    """
    for key in KEYS:
        if (key in keys) != (key in first):
            raise InvalidInput(f"{place} {key}: stands on some lines of {unit} only: give it to all of them or to none")
