"""What is looked at first: order, thresholds, and that nothing hidden is compared."""

from __future__ import annotations

from assessment.language import voice_for
from assessment.methodology.consolidation_view import (
    contested,
    differences,
    disagreements,
    practice_gaps,
    range_of,
    seldom_known,
)
from assessment.methodology.instrument import Instrument
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.results import favourable
from assessment.methodology.responses import Response
from tests.methodology import small
from tests.methodology.report.builders import material

EVERYBODY = ["PUB", "BIZ", "CIV"]
ASKING = small.instrument(
    [
        small.item("PAY_01", groups=EVERYBODY),
        small.item("PAY_02", groups=EVERYBODY),
        small.item("PAY_03", "context", "number", groups=EVERYBODY),
        small.item("PAY_04", "fact", "law_status", groups=["PUB"], practice="PAY_02"),
    ]
)


def edition(responses: list[Response], of: Instrument = ASKING) -> Edition:
    return Edition(material(of, responses), voice_for("en"))


def answered(group: str, question: str, values: list[object]) -> list[Response]:
    return small.several(ASKING, group, question, values)


def pairs(of: Edition) -> list[tuple[str, str, str]]:
    return [(one.question, one.first, one.second) for one in disagreements(of, of.instrument.areas)]


def test_government_against_firms_comes_before_wider_differences():
    told = [
        *answered("PUB", "PAY_01", ["5"] * 4),
        *answered("BIZ", "PAY_01", ["5", "5", "5", "1", "1"]),
        *answered("CIV", "PAY_01", ["1"] * 5),
    ]
    assert pairs(edition(told)) == [("PAY_01", "PUB", "BIZ"), ("PAY_01", "PUB", "CIV")]


def test_firms_above_government_give_a_difference_below_nought():
    (one,) = differences(
        edition([*answered("PUB", "PAY_01", ["1"] * 3), *answered("BIZ", "PAY_01", ["4"] * 5)]), "PAY_01"
    )
    assert (one.first, one.second, one.size) == ("PUB", "BIZ", -100.0)


def test_differences_of_fewer_points_than_the_report_speaks_of_are_not_listed():
    told = [*answered("PUB", "PAY_01", ["4"] * 9 + ["1"]), *answered("BIZ", "PAY_01", ["4"] * 8 + ["1"])]
    assert pairs(edition(told)) == []


def test_a_group_of_four_firms_is_compared_with_nobody():
    told = [*answered("PUB", "PAY_01", ["5"] * 4), *answered("BIZ", "PAY_01", ["1"] * 4)]
    assert differences(edition(told), "PAY_01") == ()


def test_the_figures_compared_are_those_of_the_report_to_the_last_digit():
    of = edition([*answered("PUB", "PAY_01", ["5", "4", "1"]), *answered("BIZ", "PAY_01", ["4"] + ["2"] * 6)])
    (one,) = differences(of, "PAY_01")
    tallies = [part.tally for part in of.scorecard.questions["PAY_01"].groups]
    assert one.figures == tuple(favourable(of.instrument, of.instrument.item_of["PAY_01"], tally) for tally in tallies)


def test_numbers_are_compared_by_their_medians():
    of = edition([*answered("PUB", "PAY_03", [1, 2, 9]), *answered("BIZ", "PAY_03", [4, 5, 6, 7])])
    assert differences(of, "PAY_03") == ()
    of = edition([*answered("PUB", "PAY_03", [1, 2, 9]), *answered("BIZ", "PAY_03", [4, 5, 6, 7, 8])])
    (one,) = differences(of, "PAY_03")
    assert one.figures == (2.0, 6.0)
    found = range_of(of, one)
    assert found is not None
    assert found.low <= one.size <= found.high


def test_practice_behind_the_law_is_listed_and_practice_beside_it_is_not():
    law = answered("PUB", "PAY_04", ["in_force"])
    behind = edition([*law, *answered("BIZ", "PAY_02", ["1"] * 5)])
    assert [one.law.question for one in practice_gaps(behind, behind.instrument.areas)] == ["PAY_04"]
    beside = edition([*law, *answered("BIZ", "PAY_02", ["5"] * 5)])
    assert practice_gaps(beside, beside.instrument.areas) == ()


def test_what_a_group_says_of_its_own_work_is_no_part_of_the_gap_between_law_and_practice():
    of = small.instrument(
        [
            small.item("PAY_01", "fact", "law_status", groups=["PUB"], practice="PAY_02"),
            small.item("PAY_02", own_performance_of=["PUB"]),
        ]
    )
    itself = [*small.several(of, "PUB", "PAY_02", ["5"] * 3), small.response(of, "p", "PUB", {"PAY_01": "in_force"})]
    whole = edition([*itself, *small.several(of, "BIZ", "PAY_02", ["1"] * 5)], of)
    (found,) = practice_gaps(whole, of.areas)
    assert (found.gap, dict(found.favourable)) == (100.0, {"PUB": 100.0, "BIZ": 0.0})
    assert practice_gaps(edition(itself, of), of.areas) == ()


def test_contested_facts_and_what_is_seldom_known_are_listed():
    of = edition([*answered("PUB", "PAY_04", ["in_force", "none"]), *answered("BIZ", "PAY_01", ["1"] * 5 + [None])])
    assert [one.question for one in contested(of, of.instrument.areas)] == ["PAY_04"]
    unknown = answered("BIZ", "PAY_01", ["1"] * 4 + [{"state": "dont_know"}])
    (rate,) = seldom_known(edition(unknown), of.instrument.areas)
    assert (rate.question, rate.share, rate.asked) == ("PAY_01", 20.0, 5)
