"""What can be wrong across an instrument although each of its parts is well formed; each with its place and cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import get_args

from assessment.authoring.absorption_checks import absorption_findings
from assessment.authoring.alternative_checks import alternative_findings
from assessment.authoring.condition_checks import condition_findings, rule_findings
from assessment.authoring.findings import Finding, items_of, repeated
from assessment.authoring.indicator_checks import indicator_findings, series_findings
from assessment.authoring.item_checks import item_findings
from assessment.authoring.source import Source
from assessment.authoring.survey_checks import survey_findings
from assessment.authoring.yaml_source import Place
from assessment.errors import Problem
from assessment.methodology.instrument import ROOT, Band, GapKind, Instrument, Severity
from assessment.methodology.localisation import text_places

LONGEST_TEXT = 300


def problems_of(instrument: Instrument, source: Source, partners: frozenset[str] | None = None) -> list[Problem]:
    """Every fault of an instrument with the file and line of the key that is wrong.

    `partners` are the codes that recommendations may name; None leaves those unchecked.
    """
    findings = [
        *_code_findings(instrument),
        *_basis_findings(instrument),
        *_range_findings("bands", instrument.bands),
        *_range_findings("severities", instrument.severities),
        *_starts_findings(instrument.severities),
        *_text_findings(instrument),
        *_revision_findings(instrument),
        *survey_findings(instrument),
        *item_findings(instrument),
        *indicator_findings(instrument),
        *series_findings(instrument),
        *alternative_findings(instrument),
        *condition_findings(instrument),
        *rule_findings(instrument, partners),
        *absorption_findings(instrument),
    ]
    return [source.problem(place, cure) for place, cure in findings]


def _code_findings(instrument: Instrument) -> Iterator[Finding]:
    nodes: list[tuple[Place, str]] = [((), ROOT)]
    for index, area in enumerate(instrument.areas):
        nodes.append((("areas", index), area.code))
        nodes += [(("areas", index, "indicators", n), one.code) for n, one in enumerate(area.indicators)]
    nodes += [(("series", index), series.code) for index, series in enumerate(instrument.series)]
    yield from repeated(nodes, "the code")
    yield from repeated(((place, item.code) for place, item in items_of(instrument)), "the item")
    for key in (
        "groups",
        "modules",
        "attributes",
        "scales",
        "bands",
        "severities",
        "profiles",
        "alternatives",
        "recommendations",
    ):
        parts = getattr(instrument, key)
        yield from repeated((((key, index), part.code) for index, part in enumerate(parts)), "the code")
    for place, parts in _lists_of_codes(instrument):
        yield from repeated((((*place, index), code) for index, code in enumerate(parts)), "the code")


def _lists_of_codes(instrument: Instrument) -> Iterator[tuple[Place, list[str]]]:
    for index, scale in enumerate(instrument.scales):
        yield ("scales", index, "options"), [option.code for option in scale.options]
    for index, attribute in enumerate(instrument.attributes):
        yield ("attributes", index, "options"), [option.code for option in attribute.options]
    for index, group in enumerate(instrument.groups):
        yield ("groups", index, "roles"), [role.code for role in group.roles]
    for place, item in items_of(instrument):
        yield (*place, "options"), [option.code for option in item.options]
        yield (*place, "rows"), [row.code for row in item.rows]


def _basis_findings(instrument: Instrument) -> Iterator[Finding]:
    if instrument.index_coverage is not None and not instrument.overall:
        yield ("index_coverage",), "there is no overall score to need it: take it out, or declare overall: true"
    for place, item in items_of(instrument):
        if instrument.basis == "desk_only":
            yield place, "a questionnaire of basis desk_only asks no items: take it out or change basis"
        elif instrument.basis == "fact_only" and item.kind not in ("fact", "figure", "context"):
            yield (*place, "kind"), f"a questionnaire of basis fact_only has no {item.kind} items"


def _range_findings(key: str, parts: Sequence[Band | Severity]) -> Iterator[Finding]:
    """Bands and severities cover 0 to 100 without a hole: the first starts at 0, each later one higher."""
    for index, part in enumerate(parts):
        place: Place = (key, index, "start")
        if index == 0 and part.start != 0:
            yield place, f"the first of the {key} must start at 0, not {part.start:g}"
        if index > 0 and part.start <= parts[index - 1].start:
            yield place, f"must be more than {parts[index - 1].start:g}, where {parts[index - 1].code} starts"


def _starts_findings(severities: Sequence[Severity]) -> Iterator[Finding]:
    """For each kind of gap that has starts of its own, severities begin at 0 and rise as well."""
    for kind in get_args(GapKind):
        if not any(kind in severity.starts for severity in severities):
            continue
        starts = [severity.starts.get(kind, severity.start) for severity in severities]
        if starts[0] != 0:
            yield ("severities", 0, "starts"), f"for {kind} the first must start at 0, not {starts[0]:g}"
        for index, (before, after) in enumerate(pairwise(starts), start=1):
            if after <= before:
                cure = f"for {kind} it must be more than {before:g}, where {severities[index - 1].code} starts"
                yield ("severities", index, "starts"), cure


def _text_findings(instrument: Instrument) -> Iterator[Finding]:
    for _, place, text in text_places(instrument):
        if len(text) > LONGEST_TEXT:
            yield place, f"has {len(text)} characters: shorten it to {LONGEST_TEXT} at most"


def _revision_findings(instrument: Instrument) -> Iterator[Finding]:
    for index, (before, after) in enumerate(pairwise(instrument.revisions), start=1):
        if after.date < before.date:
            yield ("revisions", index, "date"), f"must not lie before {before.date}, the revision above: add at the end"
