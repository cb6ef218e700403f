"""Where what stands behind a number of the report is opened: its evidence, its recommendation, or what it counts."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

from assessment.methodology.instrument import ROOT, Instrument
from assessment.web.access import assessment, may_open

PAGES: Mapping[str, str] = {
    "respondents": "monitor.monitor",
    "gaps": "gaps.gaps",
    "recommendations": "followup.recommendations",
    "actions": "followup.actions",
}
"""The page of each of the lists of `methodology.report.model`."""


def opened_at(code: str) -> str:
    """The address at which a code of the report is opened; a recommendation where it may be decided on."""
    name, instrument = assessment().name, assessment().instrument
    if code in PAGES:
        return url_for(PAGES[code], name=name)
    if code == ROOT or _is_measured(instrument, code):
        return url_for("dashboard.evidence", name=name, code=code)
    if may_open("weighing.candidate"):
        return url_for("weighing.candidate", name=name, code=code)
    area = next((advice.area for advice in instrument.recommendations if advice.code == code), None)
    return url_for("followup.recommendations", name=name, area=area) + f"#{code}"


def _is_measured(instrument: Instrument, code: str) -> bool:
    known = (instrument.area_of, instrument.indicator_of, instrument.question_of, instrument.series_of)
    return any(code in codes for codes in known)
