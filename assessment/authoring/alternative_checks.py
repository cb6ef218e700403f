"""Checks of the author's alternatives: each names what is there and scored, and differs from the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.digests import method_of
from assessment.authoring.findings import Finding, unknown
from assessment.authoring.scale_checks import goalpost_findings
from assessment.authoring.yaml_source import Place
from assessment.methodology.alternatives import varied
from assessment.methodology.instrument import Alternative, Instrument


def alternative_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults of alternatives: unknown or unscored codes, goalposts that are no scale, nothing decided otherwise."""
    for index, alternative in enumerate(instrument.alternatives):
        place: Place = ("alternatives", index)
        found = [*_scale_findings(place, alternative, instrument)]
        yield from found
        if not found and method_of(varied(instrument, alternative)) == method_of(instrument):
            yield place, "says what the questionnaire says already: take it out, or decide something otherwise"


def _scale_findings(place: Place, alternative: Alternative, instrument: Instrument) -> Iterator[Finding]:
    series = [one.code for one in instrument.series if one.has_scale]
    numbers = [one.code for one in instrument.item_of.values() if one.goalposts or one.steps]
    for code, ends in alternative.goalposts.items():
        here = (*place, "goalposts", code)
        yield from unknown(here, code, [*series, *numbers], "the scored series or number")
        yield from goalpost_findings(here, ends)
    for code in alternative.samples:
        here = (*place, "samples", code)
        yield from unknown(here, code, series, "the scored series")
        if code in alternative.goalposts:
            yield here, f"{code} has goalposts in this alternative too: keep one of them"
