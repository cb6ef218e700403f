"""Checks of the scales on which numbers score: one for each series or item, with ends, steps or codes that work."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from assessment.authoring.findings import Finding
from assessment.authoring.yaml_source import Place
from assessment.methodology.instrument import Ends, Item, Series, Step

SCALES = ("goalposts", "steps", "categories", "sample")


def scale_findings(place: Place, part: Item | Series) -> Iterator[Finding]:
    """The scale of a series or of a numeric item."""
    declared = [key for key in SCALES if getattr(part, key, None)]
    if len(declared) > 1:
        yield (*place, declared[1]), f"{part.code} scores by {declared[0]} already: keep one of {', '.join(declared)}"
    if part.goalposts:
        yield from goalpost_findings((*place, "goalposts"), part.goalposts)
    yield from _step_findings((*place, "steps"), part.steps)
    if isinstance(part, Series):
        yield from _category_findings((*place, "categories"), part.categories)


def goalpost_findings(place: Place, goalposts: Ends) -> Iterator[Finding]:
    """Goalposts of an item or series: two different ends, both positive where a logarithm is taken."""
    if goalposts.low >= goalposts.high:
        cure = "low must be less than high: a scale that falls is said with direction: down"
        yield (*place, "low"), cure
    if goalposts.logarithm and min(goalposts.low, goalposts.high) <= 0:
        yield (*place, "logarithm"), "a logarithm needs goalposts above 0"


def _step_findings(place: Place, steps: tuple[Step, ...]) -> Iterator[Finding]:
    if len(steps) == 1:
        yield place, "needs at least 2 steps, or every number would score the same"
    for index, (before, after) in enumerate(pairwise(steps), start=1):
        if after.start <= before.start:
            yield (*place, index, "start"), f"must be more than {before.start:g}, where the step above starts"


def _category_findings(place: Place, categories: dict[str, float]) -> Iterator[Finding]:
    for code in categories:
        if _as_published(code) != code:
            yield (*place, code), f"{code} never matches a published value: write a number, as in 3 or 0.5"


def _as_published(code: str) -> str | None:
    """The code as a published number is compared with it."""
    try:
        number = float(code)
    except ValueError:
        return None
    return f"{number:g}" if math.isfinite(number) else None
