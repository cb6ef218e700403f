"""Checks of the author's alternatives: each names what is there and scored, and differs from the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.digests import method_of
from assessment.authoring.findings import Finding, unknown
from assessment.authoring.item_checks import goalpost_findings
from assessment.authoring.yaml_source import Place
from assessment.methodology.alternatives import varied
from assessment.methodology.instrument import Alternative, Instrument


def alternative_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults of alternatives: unknown or unscored codes, goalposts that are no scale, nothing decided otherwise."""
    scales = {part.code: part.goalposts for part in (*instrument.series, *instrument.item_of.values())}
    for index, alternative in enumerate(instrument.alternatives):
        place: Place = ("alternatives", index)
        for code, ends in alternative.goalposts.items():
            here = (*place, "goalposts", code)
            yield from unknown(here, code, [one for one, goalposts in scales.items() if goalposts], "with goalposts")
            yield from goalpost_findings(here, ends)
        if not _decides(instrument, alternative):
            yield place, "says what the questionnaire says already: take it out, or decide something otherwise"


def _decides(instrument: Instrument, alternative: Alternative) -> bool:
    return bool(method_of(varied(instrument, alternative)) != method_of(instrument))
