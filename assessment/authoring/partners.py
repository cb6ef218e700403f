"""The development partners that recommendations name: who they are, what they offer, in which areas."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field, ValidationError

from assessment.authoring.cures import cures_of
from assessment.authoring.source import Source, source_of_document
from assessment.authoring.yaml_source import read_document
from assessment.errors import QuestionnaireError
from assessment.methodology.instrument import Code, Part, Text

PARTNERS = "partners.yaml"


class Partner(Part):
    """A body that offers assistance; `areas` are those it works in, `status` what its entry rests on."""

    code: Code
    name: Text
    short_name: Text
    areas: tuple[Code, ...] = ()
    services: tuple[Text, ...] = ()
    website: Text | None = None
    status: Text | None = None


class _Partners(Part):
    partners: tuple[Partner, ...] = Field(min_length=1)


def load_partners(path: Path) -> tuple[Partner, ...]:
    """The partners of `partners.yaml` (a list under `partners`), in its order.

    Raises QuestionnaireError with every fault, a code that stands twice among them.
    """
    return load_partners_with_source(path)[0]


def load_partners_with_source(path: Path) -> tuple[tuple[Partner, ...], Source]:
    """The partners and where each of their keys was written; raises as `load_partners` does."""
    source = source_of_document(read_document(path, path.name))
    if source.problems:
        raise QuestionnaireError(source.problems, path.parent)
    try:
        partners = _Partners.model_validate_json(json.dumps(source.values), strict=True).partners
    except ValidationError as error:
        problems = [source.problem(place, cure) for place, cure in cures_of(error, _Partners)]
        raise QuestionnaireError(problems, path.parent) from None
    codes = [partner.code for partner in partners]
    twice = [index for index, code in enumerate(codes) if code in codes[:index]]
    if twice:
        cure = "stands twice: keep one"
        problems = [source.problem(("partners", index, "code"), cure) for index in twice]
        raise QuestionnaireError(problems, path.parent)
    return partners, source


def partner_codes(path: Path) -> frozenset[str]:
    """The codes that recommendations may name."""
    return frozenset(partner.code for partner in load_partners(path))
