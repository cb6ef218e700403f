"""Small instruments for the tests of the method: only what a test speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, Response, answers_from
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import tally_of

FIVE = [{"code": str(step), "label": f"Step {step}", "score": (step - 1) * 25} for step in range(1, 6)]
LAW = [
    {"code": "in_force", "label": "In force", "score": 100},
    {"code": "draft", "label": "Draft", "score": 40},
    {"code": "none", "label": "None", "score": 0},
]
GROUPS = [
    {"code": "PUB", "label": "Public sector", "roles": [{"code": "customs", "label": "Customs"}]},
    {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 5},
    {"code": "CIV", "label": "Civil society", "counts": "persons", "minimum": 5},
]


def item(code: str, kind: str = "perception", type_: str = "agreement", **more: object) -> dict[str, object]:
    """An item as an author would write it, put to PUB and BIZ unless said otherwise."""
    return {"code": code, "kind": kind, "type": type_, "text": f"Text of {code}", "groups": ["PUB", "BIZ"], **more}


def indicator(code: str, *items: str, series: Sequence[str] = (), **more: object) -> dict[str, object]:
    """An indicator of items and series of equal weight."""
    return {
        "code": code,
        "label": f"Label of {code}",
        "items": [{"code": one} for one in items],
        "series": [{"code": one} for one in series],
        **more,
    }


def instrument(
    items: Sequence[Mapping[str, object]] = (), indicators: Sequence[Mapping[str, object]] = (), **more: object
) -> Instrument:
    """An instrument of one area, PAY; `more` are further keys of the questionnaire."""
    area = {
        "code": "PAY",
        "label": "Payment solutions",
        "short_label": "Payments",
        "items": list(items),
        "indicators": list(indicators) or [indicator("PAY-ALL", *(str(one["code"]) for one in items))],
    }
    whole = {
        "code": "small",
        "version": "1",
        "title": "Small",
        "reference_year": 2026,
        "groups": GROUPS,
        "scales": [{"code": "agreement", "options": FIVE}, {"code": "law_status", "options": LAW}],
        "bands": [
            {"code": "early", "label": "Early", "start": 0},
            {"code": "emerging", "label": "Emerging", "start": 25},
            {"code": "established", "label": "Established", "start": 50},
            {"code": "advanced", "label": "Advanced", "start": 75},
        ],
        "severities": [
            {"code": "minor", "label": "Minor", "start": 0},
            {"code": "moderate", "label": "Moderate", "start": 10},
            {"code": "major", "label": "Major", "start": 25},
            {"code": "critical", "label": "Critical", "start": 50},
        ],
        "areas": [area],
        **more,
    }
    return Instrument.model_validate(whole)


def response(
    of: Instrument, code: str, group: str, answers: Mapping[str, object], *, role: str = "", **attributes: str
) -> Response:
    """A response with answers in their plain form."""
    return Response(Respondent(code, group, role, attributes=attributes), answers_from(of, answers))


def several(of: Instrument, group: str, item_code: str, values: Sequence[object]) -> list[Response]:
    """One respondent of a group for each value of one item; None is unanswered."""
    return [
        response(of, f"{group}{number}", group, {} if value is None else {item_code: value})
        for number, value in enumerate(values)
    ]


def scored(of: Instrument, responses: Sequence[Response] = (), **evidence: Any) -> Scorecard:
    """The scorecard of these responses; `desk` as (series, year, value) triples."""
    desk = desk_of(DeskFigure(*figure) for figure in evidence.pop("desk", ()))
    return score(of, Evidence(tally=tally_of(of, responses), desk=desk, **evidence), 2026)
