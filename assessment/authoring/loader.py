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
from assessment.authoring.compiled import digest_of, keep_instrument, kept_instrument
from assessment.authoring.cures import cures_of
from assessment.authoring.partners import PARTNERS, partner_codes
from assessment.authoring.source import Source, contents_of, name_of, source_of
from assessment.errors import Problem, QuestionnaireError
from assessment.methodology.instrument import Instrument


def load(directory: Path) -> Instrument:
    """The instrument of a questionnaire directory; raises QuestionnaireError with every problem found.

    What was checked once, in this process or an earlier one, is not checked again while its files and this program stay
    the same.
    """
    files = (*contents_of(directory), *contents_of(_partners_file(directory).parent, (PARTNERS,)))
    return _loaded(directory, digest_of(name_of(directory), files))


@lru_cache(maxsize=32)
def _loaded(directory: Path, sources: str) -> Instrument:
    kept = kept_instrument(directory, sources)
    if kept is not None:
        return kept
    instrument, _ = load_with_source(directory)
    keep_instrument(directory, sources, instrument)
    return instrument


def load_with_source(directory: Path) -> tuple[Instrument, Source]:
    """The instrument and where each of its parts was written, read from its files and checked.

    Raises QuestionnaireError as `load` does. Files that did not change since the last call are not checked again.
    """
    instrument, source, problems = _examined(directory, contents_of(directory), _partners_beside(directory))
    if instrument is None or problems:
        raise QuestionnaireError(list(problems), directory)
    return instrument, source


def _partners_file(directory: Path) -> Path:
    return directory.resolve().parent.parent / PARTNERS


def _partners_beside(directory: Path) -> frozenset[str] | None:
    path = _partners_file(directory)
    contents = contents_of(path.parent, (PARTNERS,))
    return _partner_codes(path, contents) if contents else None


@lru_cache(maxsize=8)
def _partner_codes(path: Path, contents: tuple[tuple[str, bytes], ...]) -> frozenset[str]:
    """What all questionnaires beside it ask for; `contents` is what the answer holds for."""
    return partner_codes(path)


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
