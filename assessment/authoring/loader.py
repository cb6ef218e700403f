"""From a questionnaire directory to an instrument, or to every fault in it at once.

`questionnaires/<code>/<version>/` holds `questionnaire.yaml` (the keys of an instrument), and, where it is not
written there, `areas/*.yaml` (one area a file), `recommendations.yaml` or `recommendations/*.yaml`, and
`series.yaml` (`series` and `claims`). Files are joined in the order of their names.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from assessment.authoring.checks import problems_of
from assessment.authoring.cures import cures_of
from assessment.authoring.partners import PARTNERS, partner_codes
from assessment.authoring.source import Source, contents_of, source_of
from assessment.errors import Problem, QuestionnaireError
from assessment.methodology.instrument import Instrument


def load(directory: Path) -> Instrument:
    """The instrument of a questionnaire directory; raises QuestionnaireError with every problem found.

    Files that did not change since the last call are not read again.
    """
    return load_with_source(directory)[0]


def load_with_source(directory: Path) -> tuple[Instrument, Source]:
    """The instrument and where each of its parts was written; raises QuestionnaireError as `load` does."""
    instrument, source, problems = _examined(directory, contents_of(directory), _partners_beside(directory))
    if instrument is None or problems:
        raise QuestionnaireError(list(problems), directory)
    return instrument, source


def _partners_beside(directory: Path) -> frozenset[str] | None:
    path = directory.resolve().parent.parent / PARTNERS
    return partner_codes(path) if path.is_file() else None


@lru_cache(maxsize=32)
def _examined(
    directory: Path, contents: tuple[tuple[str, bytes], ...], partners: frozenset[str] | None
) -> tuple[Instrument | None, Source, tuple[Problem, ...]]:
    source = source_of(directory, contents)
    if source.problems:
        return None, source, tuple(source.problems)
    try:
        instrument = Instrument.model_validate_json(json.dumps(source.values), strict=True)
    except ValidationError as error:
        return None, source, _sorted([source.problem(place, cure) for place, cure in cures_of(error)])
    problems = [*_misplaced(instrument, source), *problems_of(instrument, source, partners)]
    return instrument, source, _sorted(problems)


def _misplaced(instrument: Instrument, source: Source) -> list[Problem]:
    """The folder's name is the questionnaire's identity; anything else would load one version as another."""
    code, _, version = source.name.partition("/")
    faults = []
    if instrument.code != code:
        faults.append(source.problem(("code",), f"the folder is called {code}: use the same code for both"))
    if instrument.version != version:
        faults.append(source.problem(("version",), f"the folder is called {version}: use the same version for both"))
    return faults


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line, problem.path)))
