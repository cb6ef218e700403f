"""Checks of what recommendations include: one level deep, each under one, and of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, unknown
from assessment.authoring.yaml_source import Place
from assessment.methodology.instrument import Advice, Instrument


def absorption_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults in the codes that recommendations absorb: whatever would leave one of them out of the list."""
    known = {advice.code: advice for advice in instrument.recommendations}
    includes: dict[str, str] = {}
    for index, advice in enumerate(instrument.recommendations):
        for n, code in enumerate(advice.absorbs):
            place: Place = ("recommendations", index, "absorbs", n)
            yield from unknown(place, code, known, "the recommendation")
            if code in known and (cure := _why_not_absorbed(known[code], advice)):
                yield place, cure
            if includes.setdefault(code, advice.code) != advice.code:
                yield place, f"{code} is absorbed by {includes[code]} already: keep it under one"


def _why_not_absorbed(other: Advice, advice: Advice) -> str:
    if other.code == advice.code:
        return "is this recommendation itself"
    if other.absorbs:
        return f"{other.code} absorbs others: name those here, and take them out there"
    if other.strategic:
        return f"{other.code} is strategic and stands by itself"
    return f"{other.code} is of kind {other.kind}, not {advice.kind}" if other.kind != advice.kind else ""
