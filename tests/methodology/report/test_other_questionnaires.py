"""Reports on questionnaires with other areas, other groups and another basis than the rapid assessment."""

from __future__ import annotations

import pytest

from assessment.authoring.loader import load
from assessment.methodology.report.model import Table
from tests.content.extremes import everybody_at_best, everybody_at_worst
from tests.methodology.report.builders import QUESTIONNAIRE, blocks, charts, report, section, texts
from tests.methodology.small import several

OTHERS = {
    name: load(QUESTIONNAIRE.parents[1] / name / "2026") for name in ("cyberlaw", "implementation-review", "regional")
}
ANSWERS = {"best": everybody_at_best, "worst": everybody_at_worst, "none": lambda of: []}


@pytest.fixture(params=[(name, answers) for name in OTHERS for answers in ANSWERS], ids="-".join)
def made(request):
    """A questionnaire and the report on it, for all at best, all at worst and no answer."""
    name, answers = request.param
    return OTHERS[name], report(OTHERS[name], ANSWERS[answers](OTHERS[name]))


def test_a_report_has_the_chapters_of_its_own_areas_and_opens_with_its_own_subject(made):
    of, told = made
    assert [part.heading for part in told.sections if part.layout == "chapter"] == [area.label for area in of.areas]
    assert of.description in texts(told)


def test_no_table_of_a_report_is_empty(made):
    _, told = made
    assert [block.caption for block in blocks(told.sections) if isinstance(block, Table) and not block.rows] == []


@pytest.mark.parametrize(
    ("name", "groups"), [("cyberlaw", False), ("implementation-review", False), ("regional", True)]
)
def test_the_method_names_the_rules_that_hold_for_the_questionnaire(name, groups):
    rules = " ".join(texts(report(OTHERS[name])))
    assert ("Groups are balanced" in rules, "or more groups answered" in rules) == (groups, groups)
    assert "Published figures are placed between two fixed ends" not in rules


def test_the_practice_of_a_law_stands_beside_it_although_it_never_scores():
    of = OTHERS["cyberlaw"]
    ministries = [response for response in everybody_at_best(of) if response.respondent.group == "PUB"]
    told = report(of, [*ministries, *several(of, "CIV", "CON_08", ["2", "2", "2", "4", "5"])])
    chapter = section(told, "Consumer protection online")
    (table,) = [b for b in blocks([chapter]) if isinstance(b, Table) and b.caption.startswith("Law and practice")]
    ((_, law, _, practice),) = [[cell.text for cell in row.cells] for row in table.rows]
    assert (law, practice) == ("In force", "Consumers and civil society: 40%")
    assert "How far are the rights of buyers online respected in the purchases you know of?" in [
        chart.caption for chart in charts(told)
    ]
