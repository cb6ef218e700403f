"""What is wrong with a questionnaire that could be loaded: what nobody meets, nothing tells apart, or asks too much.

`load` refuses what cannot be measured with; a review also finds what would be measured in vain. Authors run it with
`etready check`, and nothing is published without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from assessment.authoring.distinction import undistinguished_options
from assessment.authoring.duties import burden_findings, duty_findings
from assessment.authoring.findings import Finding
from assessment.authoring.loader import load_with_source
from assessment.authoring.reach import unreachable_items
from assessment.authoring.rule_reach import unreachable_advice
from assessment.errors import QuestionnaireError
from assessment.methodology.instrument import Instrument

REVIEWS: tuple[Callable[[Instrument], Iterator[Finding]], ...] = (
    unreachable_items,
    unreachable_advice,
    undistinguished_options,
    duty_findings,
    burden_findings,
)


def reviewed(directory: Path) -> Instrument:
    """The instrument of a directory without any fault; raises QuestionnaireError with every problem found."""
    instrument, source = load_with_source(directory)
    findings = [finding for review in REVIEWS for finding in review(instrument)]
    if findings:
        problems = {source.problem(place, cure) for place, cure in findings}
        raise QuestionnaireError(sorted(problems, key=lambda one: (one.file, one.line, one.path)), directory)
    return instrument
