"""The country report: the same figures everywhere, nothing that may not be shown, reasons in words."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.language import voice_for
from assessment.methodology.followup import ActionState, implementation_rates
from assessment.methodology.report import MatrixAction
from assessment.methodology.report.baselines import baseline_of
from assessment.methodology.report.build import build_report
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.glossary import texts_of
from assessment.methodology.report.model import Paragraph, Table
from tests.methodology import small
from tests.methodology.report.builders import (
    answers,
    blocks,
    charts,
    material,
    payments,
    report,
    section,
    shipped,
    shipped_material,
    texts,
)

LOW, LESS_LOW = (2, 2, 2, 2, 3), (2, 2, 2, 3, 3)


def all_text(part):
    return "\n".join(texts_of([part]))


def places_of_scores(of, first):
    """The score of PAY-SPEED as summary, chapter, chart, annex and matrix give it."""
    made = report(of, answers(of, first=first))
    chapter = section(made, "Payment solutions")
    chart = next(chart for chart in charts(made) if chart.caption.startswith("Levels of the indicators"))
    return {
        "summary": all_text(section(made, "Summary of findings")),
        "chapter": all_text(chapter),
        "chart": chart.bars[0].texts[0],
        "matrix": all_text(section(made, "Action matrix")),
        "annex": all_text(section(made, "Areas and indicators")),
    }


def test_one_changed_answer_changes_summary_chapter_chart_and_matrix_alike():
    before, after = (places_of_scores(payments(), first) for first in (LOW, LESS_LOW))
    # PAY-SPEED: the mean of 25 (ministries) and 30 or 35 (firms); the area: the mean with 50 for PAY-TRUST
    assert ("27.5" in before["chart"], "30.0" in after["chart"]) == (True, True)
    for place in ("chapter", "matrix", "annex"):
        assert ("27.5" in before[place], "30.0" in after[place]) == (True, True), place
    assert ("38.8" in before["summary"], "40.0" in after["summary"]) == (True, True)


def test_the_method_says_who_went_on_by_choice():
    def asked(of):
        return all_text(section(report(of, answers(of, first=LOW)), "How the assessment was made"))

    modules = [{"code": "fees", "label": "Fees", "groups": ["CIV", "BIZ"]}]
    assert "Business and Civil society. The topics are: Fees." in asked(payments(modules=modules))
    assert "topics" not in asked(payments())


def test_an_edition_by_bands_says_no_number_from_which_a_score_follows():
    of = payments()
    made = material(of, answers(of, first=(2, 2, 3, 3, 4)))
    nodes = made.scorecard.nodes.values()
    told = [node.score for node in nodes if node.score is not None] + [gap.size for gap in made.gaps]
    means = [part.mean for result in made.scorecard.questions.values() for part in result.groups]
    forbidden = {f"{value:.1f}" for value in (*told, *means)}
    by_bands = replace(made, facts=replace(made.facts, results_shown="bands"))
    text = "\n".join(texts(build_report(by_bands, voice_for("en"))))
    assert {number for number in forbidden if number in text} == set()


def test_an_edition_by_bands_draws_steps_and_never_bars_of_scores():
    made = report(payments(), answers(payments(), first=LOW), results_shown="bands")
    assert {chart.kind for chart in charts(made)} <= {"steps", "stacked", "dots", "matrix"}


@pytest.mark.parametrize("results_shown", ["internal", "bands", "published"])
def test_every_chart_of_a_demonstration_bears_the_notice(results_shown):
    made = report(payments(), answers(payments(), first=LOW), demonstration=True, results_shown=results_shown)
    assert {chart.stamp for chart in charts(made)} == {"Demonstration: synthetic responses"}
    assert made.notice in made.keywords
    assert made.notice in made.identity.values()


def test_a_report_on_real_answers_bears_no_notice():
    made = report(payments(), answers(payments(), first=LOW))
    assert made.notice == ""
    assert not any("emonstration" in text for text in texts(made))


@pytest.mark.parametrize("results_shown", ["internal", "bands", "published"])
def test_answers_of_four_firms_are_never_shown_even_where_they_count(results_shown):
    groups = [
        {"code": "PUB", "label": "Public sector"},
        {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 4},
    ]
    of = payments(groups=groups, when="group_score('PAY_01', 'BIZ') < 60")
    made = material(of, answers(of, first=(1, 1, 1, 5)), results_shown=results_shown)
    assert made.scorecard.questions["PAY_01"].group_result("BIZ").counts
    text = "\n".join(texts(build_report(made, voice_for("en"))))
    assert "Business (n = 4)" not in text
    assert "Not shown: Public sector and Business" in text
    assert "in order to protect respondents" in text


def test_no_level_of_a_question_tells_what_four_hidden_firms_answered():
    groups = [
        {"code": "PUB", "label": "Public sector"},
        {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 4},
    ]
    of = payments(groups=groups)
    made = report(of, answers(of, first=(1, 1, 1, 5)))
    rows = section(made, "Questions and answers").blocks[1].rows
    assert next(row.cells[-1].text for row in rows if row.anchor == "PAY_01") == ""


def test_the_reason_of_a_recommendation_names_only_what_made_its_rule_true():
    of = payments(when="score('PAY-TRUST') < 10 or score('PAY-SPEED') < 60")
    made = report(of, answers(of, first=LOW))
    rows = [row for block in blocks(made.sections) if isinstance(block, Table) for row in block.rows]
    reasons = next(row.cells[2].text for row in rows if row.cells[0].text == "PAY-R01" and len(row.cells) == 4)
    assert "“Label of PAY-SPEED” stands at Emerging (27.5)." in reasons
    assert "PAY-TRUST" not in reasons


def test_what_could_not_be_judged_is_listed_with_its_body_and_stands_in_the_matrix():
    made = report(payments(), [])
    missing = all_text(section(made, "What could not be judged"))
    assert "Central bank" in missing
    assert "Time ten transfers." in missing
    assert "Time ten transfers." in all_text(section(made, "Action matrix"))


def test_the_country_with_the_fewest_data_does_not_get_the_shortest_matrix():
    def lines(responses):
        matrix = section(report(payments(), responses), "Action matrix")
        return sum(len(block.rows) for block in matrix.blocks if isinstance(block, Table))

    assert lines([]) >= lines(answers(payments(), first=LOW))


def test_a_missing_level_is_explained_in_words_and_not_by_a_code():
    text = "\n".join(texts(report(payments(), [])))
    assert "No usable answer and no usable published figure is at hand." in text
    assert "no_value" not in text


def test_an_adopted_action_replaces_its_proposal_and_shows_its_state_and_dates():
    of = payments()
    action = MatrixAction(
        "PAY-A01",
        "PAY",
        "Make transfers immediate.",
        "",
        "high",
        "short",
        "Central bank",
        baseline="PAY-SPEED",
        due_on=date(2027, 5, 1),
        status="under_way",
        per_cent=40,
        recommendation="PAY-R01",
    )
    made = replace(material(of, answers(of, first=LOW)), actions=(action,))
    matrix = all_text(section(build_report(made, voice_for("en")), "Action matrix"))
    assert "Due 1 May 2027" in matrix
    assert "Baseline: Emerging (27.5)" in matrix
    assert "Under way\n40%" in matrix
    assert "PAY-R01" not in matrix


def test_the_baseline_of_an_action_on_what_firms_report_is_their_median():
    days = small.item("PAY_01", "experience", "number", unit="days", direction="down", goalposts={"low": 0, "high": 10})
    of = small.instrument([days], [small.indicator("PAY-SPEED", "PAY_01")])
    responses = small.several(of, "BIZ", "PAY_01", [2, 3, 4, 9, 9])
    edition = Edition(material(of, responses), voice_for("en"))
    assert baseline_of(edition, "PAY_01") == "Business: median 4 days"


def test_implementation_is_never_one_unlabelled_percentage():
    of = payments()
    rates = implementation_rates([ActionState("completed"), ActionState("under_way", 50), ActionState("on_hold")])
    made = replace(material(of, answers(of, first=LOW)), rates=rates, rates_by_area={"PAY": rates})
    strip = section(build_report(made, voice_for("en")), "Follow-up").blocks[1]
    assert [(figure.label, figure.value) for figure in strip.items] == [
        ("Completed", "33%"),
        ("Under way or completed", "67%"),
        ("Weighted progress", "50%"),
    ]


@pytest.mark.parametrize(("results_shown", "demonstration"), [("bands", True), ("published", False)])
def test_no_paragraph_stands_twice_in_a_report_on_the_whole_questionnaire(results_shown, demonstration):
    made = shipped_material(shipped(), results_shown=results_shown, demonstration=demonstration)
    paragraphs = [
        text for block in blocks(build_report(made, voice_for("en")).sections) for text in paragraphs_of(block)
    ]
    assert sorted({text for text in paragraphs if paragraphs.count(text) > 1}) == []


def test_no_paragraph_stands_twice_in_a_report_without_any_answer():
    made = build_report(material(shipped(), demonstration=True, results_shown="bands"), voice_for("en"))
    paragraphs = [text for block in blocks(made.sections) for text in paragraphs_of(block)]
    assert sorted({text for text in paragraphs if paragraphs.count(text) > 1}) == []


def paragraphs_of(block):
    """The sentences of a block: paragraphs, points of a list, notes other than the notice."""
    items = [block] if isinstance(block, Paragraph) else getattr(block, "items", ())
    note = getattr(block, "note", "")
    return [
        *(item.text for item in items if isinstance(item, Paragraph)),
        *([note] if note not in ("", "Demonstration: synthetic responses") else []),
    ]


def test_every_figure_leads_to_a_line_of_the_annexes():
    made = build_report(shipped_material(shipped()), voice_for("en"))
    tables = [block for block in blocks(made.sections) if isinstance(block, Table)]
    anchors = {row.anchor for table in tables for row in table.rows}
    named = {cell.evidence for table in tables for row in table.rows for cell in row.cells}
    named |= {block.evidence for block in blocks(made.sections) if isinstance(block, Paragraph)}
    assert named - anchors - {""} == set()
