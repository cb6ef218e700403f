"""Checks of the declaration of a probability survey."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, unknown
from assessment.methodology.instrument import Instrument


def survey_findings(instrument: Instrument) -> Iterator[Finding]:
    """Margins are attributes, each named once."""
    survey = instrument.survey
    if survey is None:
        return
    attributes = [attribute.code for attribute in instrument.attributes]
    for index, code in enumerate(survey.margins):
        yield from unknown(("survey", "margins", index), code, attributes, "the attribute")
        if code in survey.margins[:index]:
            yield ("survey", "margins", index), f"the attribute {code} stands twice: keep one"
