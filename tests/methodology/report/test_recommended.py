"""Recommendations in the report: the strategic ones first, and what is included in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessment.language import voice_for
from assessment.methodology.report.build import build_report
from assessment.methodology.report.material import MatrixAction, ReportMaterial
from assessment.methodology.report.model import Report
from tests.methodology import small
from tests.methodology.report.builders import material, payments, section, texts

WIDE = {
    "code": "PAY-R02",
    "area": "PAY",
    "when": "score('PAY-TRUST') < 60",
    "strategic": True,
    "absorbs": ["PAY-R01"],
    "action": "Bring payments forward as one programme.",
    "expected_result": "Firms are paid.",
    "measure": "Trust",
    "unit": "level",
    "target": "Advanced",
    "priority": "low",
    "time_frame": "short",
    "effort": "low",
    "lead": "Central bank",
    "rests_on": ["PAY-TRUST"],
}


def found(**changes: Any) -> ReportMaterial:
    """The material of two indicators at 25: a strategic recommendation includes the one on speed."""
    of = payments()
    of = of.model_copy(
        update={"recommendations": (*of.recommendations, type(of.recommendations[0]).model_validate(WIDE))}
    )
    responses = [
        small.response(of, f"{group}{n}", group, {"PAY_01": "2", "PAY_02": "2"})
        for group in ("BIZ", "PUB")
        for n in range(5)
    ]
    return replace(material(of, responses), **changes)


def said(of: Report, heading: str) -> str:
    return "\n".join(texts(replace(of, sections=(section(of, heading),))))


def test_the_summary_names_what_is_strategic_and_what_it_includes():
    summary = said(build_report(found(), voice_for("en")), "Summary of findings")
    assert "PAY-R02, strategic: Bring payments forward as one programme." in summary
    assert "It includes PAY-R01." in summary


def test_the_matrix_holds_one_line_for_what_belongs_together():
    matrix = said(build_report(found(), voice_for("en")), "Action matrix")
    assert "The matrix holds 1 action." in matrix
    assert "It includes PAY-R01." in matrix


def test_what_was_adopted_as_an_action_of_its_own_is_not_named_twice():
    action = MatrixAction(
        "PAY-A01", "PAY", "Make transfers immediate.", "", "high", "short", "Bank", recommendation="PAY-R01"
    )
    matrix = said(build_report(found(actions=(action,)), voice_for("en")), "Action matrix")
    assert "PAY-A01" in matrix
    assert "It includes" not in matrix


def test_a_chapter_gives_the_reason_and_priority_of_what_another_recommendation_includes():
    chapter = said(build_report(found(), voice_for("en")), "Payment solutions")
    assert "Part of PAY-R02" in chapter
    assert "What is part of another recommendation is carried out with it." in chapter


@pytest.mark.parametrize(
    ("effort", "expected"),
    [
        (
            "low",
            "Priority “High”: the worst gap it answers, that of “Label of PAY-SPEED”, is “Critical” and has a fifth",
        ),
        ("high", "more of the area’s weight; great effort lowers the priority one step."),
    ],
)
def test_the_priority_is_explained_in_one_sentence(effort, expected):
    of = payments(when="score('PAY-SPEED') < 60")
    laborious = of.recommendations[0].model_copy(update={"effort": effort})
    of = of.model_copy(update={"recommendations": (laborious,)})
    responses = [small.response(of, f"b{n}", "BIZ", {"PAY_01": "1", "PAY_02": "2"}) for n in range(5)]
    assert expected in said(build_report(material(of, responses), voice_for("en")), "Payment solutions")
