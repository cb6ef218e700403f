"""The annex on robustness: ranges beside scores, levels where scores are not shown, what moves results most."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assessment.language import voice_for
from assessment.methodology.reliability import reliabilities
from assessment.methodology.report.build import build_report
from assessment.methodology.report.model import Block, Bullets, Chart, Report, Table
from assessment.methodology.robustness.ranges import robustness_of
from assessment.methodology.scoring import Evidence
from assessment.methodology.tally import tally_of
from tests.methodology.report.builders import charts, material
from tests.methodology.report.builders import report as plain_report
from tests.methodology.robustness.test_effects import EQUAL, answers, asking

HEADING = "How far the results hold"


def told(of: Any = None, **facts: object) -> Report:
    """The report of an area that scores 62.5: opinions of three ministries and six firms."""
    instrument = of or asking(alternatives=[EQUAL])
    responses = answers(instrument)
    evidence = Evidence(tally_of(instrument, responses))
    drawn = robustness_of(instrument, responses, evidence, 2026, draws=200, unit="SEN")
    whole = replace(
        material(instrument, responses, **facts),  # type: ignore[arg-type]
        robustness=drawn,
        reliabilities=reliabilities(instrument, responses),
    )
    return build_report(whole, voice_for("en"))


def annex(of: Report) -> list[Block]:
    """The blocks of the annex, those of its parts behind its own."""
    section = next(one for one in of.sections if one.heading == HEADING)
    return [*section.blocks, *(block for part in section.sections for block in part.blocks)]


def table(of: Report, caption: str) -> list[list[str]]:
    found = next(block for block in annex(of) if isinstance(block, Table) and block.caption == caption)
    return [[cell.text for cell in row.cells] for row in found.rows]


def sentences(of: Report) -> list[str]:
    return [item.text for block in annex(of) if isinstance(block, Bullets) for item in block.items]


def test_each_area_and_indicator_has_its_range_beside_its_score():
    rows = table(told(), "Robustness ranges")
    assert [row[:2] for row in rows] == [
        ["Payment solutions", "62.5"], ["Label of PAY-ONE", "75.0"], ["Label of PAY-TWO", "25.0"],
    ]  # fmt: skip
    assert rows[0][3:] == ["62.5 to 62.5", rows[0][4], "the method", "0%"]


def test_where_scores_are_not_shown_the_draws_tell_of_levels_alone():
    report = told(results_shown="bands")
    (area, *_) = table(report, "How often the draws give another level")
    assert area[1] == "Established"
    assert area[2].endswith("%")
    assert "62.5" not in repr(annex(report))
    assert not [block for block in annex(report) if isinstance(block, Chart)]


def test_a_sentence_names_the_choice_that_moves_an_area_most():
    assert sentences(told()) == [
        "“Payment solutions” moves most with this choice: All indicators weigh the same. It then scores 50.0 instead "
        "of 62.5. The level stays. These choices leave it without a level: without “Business”; without “Public sector”."
    ]


def test_without_scores_the_sentence_tells_which_choices_change_the_level():
    (sentence,) = sentences(told(results_shown="bands"))
    assert sentence.startswith("No single choice changes the level of “Payment solutions”.")


def test_the_tornado_has_the_largest_effect_on_top():
    (chart,) = [block for block in annex(told()) if isinstance(block, Chart)]
    assert chart.bars[0].label == "Payments: All indicators weigh the same"
    assert chart.bars[0].values == (-12.5, 0.0)
    assert chart.bars[0].texts == ("-12.5", "")


def test_charts_of_scores_draw_the_range_over_the_bar():
    (chart, *_) = [one for one in charts(told()) if one.kind == "bars"]
    low, high = chart.bars[0].low, chart.bars[0].high
    assert low is not None
    assert high is not None
    assert low < 62.5 < high
    assert "robustness range" in chart.note


def test_the_annex_prints_generator_seed_and_number_of_draws_and_claims_no_confidence():
    opening = annex(told())[0].text  # type: ignore[union-attr]
    assert "200 times" in opening
    assert "generator PCG64, seed 20260101" in opening
    assert "no confidence intervals" in opening


def test_a_report_without_draws_or_scores_has_no_such_annex():
    of = asking()
    assert HEADING not in [section.heading for section in plain_report(of, answers(of)).sections]
