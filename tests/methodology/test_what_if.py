"""What if: one thing moved, the same code judging; and nothing moved from which the answers of few would follow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.gaps import gaps_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import recommendations_of
from assessment.methodology.scoring import Evidence, score
from assessment.methodology.tally import tally_of
from assessment.methodology.what_if import WhatIf, instrument_under, refusals_of, room_for
from assessment.methodology.what_if_differences import differences_of
from assessment.services.analysis import Findings, judged
from tests.methodology.small import indicator, instrument, item, response

ALTERNATIVES = [
    {"code": "equal", "label": "Equal weights", "weighting": {"area": "equal", "indicator": "equal"}},
    {"code": "voices", "label": "Each answer the same", "group_weighting": "voices"},
]
ADVICE = {
    "code": "PAY-R01", "area": "PAY", "when": "score('PAY-TWO') < 50", "action": "Act", "expected_result": "Better",
    "measure": "Share", "unit": "%", "target": "60", "priority": "low", "time_frame": "short", "effort": "low",
    "lead": "Central bank", "rests_on": ["PAY_02"],
}  # fmt: skip
GIVEN = {"BIZ": {"PAY_01": "5", "PAY_02": "2", "PAY_03": "3"}, "PUB": {"PAY_01": "3", "PAY_02": "2", "PAY_03": "5"}}


def asking(**more: object) -> Instrument:
    """Two indicators of weight 3 and 1, the first of two questions."""
    return instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03")],
        [indicator("PAY-ONE", "PAY_01", "PAY_03", weight=3), indicator("PAY-TWO", "PAY_02")],
        **{"alternatives": ALTERNATIVES, "recommendations": [ADVICE], **more},
    )


def evidence(of: Instrument, firms: int = 6, register: int = 0) -> Evidence:
    """Firms, of as many as the register knows, and three ministries."""
    told = [response(of, f"b{n}", "BIZ", GIVEN["BIZ"]) for n in range(firms)]
    told += [response(of, f"p{n}", "PUB", GIVEN["PUB"]) for n in range(3)]
    return Evidence(tally_of(of, told), register={"BIZ": register} if register else {})


def under(what_if: WhatIf, of: Instrument | None = None) -> Findings:
    """The findings under a choice."""
    of = of or asking()
    return judged(instrument_under(of, what_if), evidence(of), 2026, what_if.targets)


def reasons(what_if: WhatIf, *, freely: bool = True, of: Instrument | None = None, **told: int) -> list[str]:
    """Why a choice is refused, on these answers."""
    of = of or asking()
    known = evidence(of, **told)
    room = room_for(of, score(of, known, 2026), freely=freely)
    return [one.reason for one in refusals_of(of, room, what_if)]


def test_a_weight_in_per_cent_multiplies_what_the_author_gave():
    """PAY-ONE is (75 + 75) / 2, PAY-TWO 25: (3 x 75 + 25) / 4 becomes (1.5 x 75 + 25) / 2.5."""
    assert under(WhatIf()).scorecard.score_of("PAY") == 62.5
    assert under(WhatIf(weights={"PAY-ONE": 50.0})).scorecard.score_of("PAY") == 55


def test_a_weight_multiplies_what_the_alternative_gives():
    """Equal weights, the second doubled: (75 + 2 x 25) / 3."""
    found = under(WhatIf(weights={"PAY-TWO": 200.0}, alternative="equal"))
    assert found.scorecard.score_of("PAY") == pytest.approx(125 / 3)


def test_an_indicator_that_is_taken_out_takes_its_gap_and_its_advice_with_it():
    found = differences_of(under(WhatIf()), under(WhatIf(taken_out=frozenset({"PAY-TWO"}))))
    assert (found.areas[0].difference, found.indicators[0].after) == (12.5, None)
    assert [(move.code, move.after) for move in (*found.gaps, *found.recommendations)] == [
        ("PAY-TWO", None),
        ("PAY-R01", None),
    ]


def test_without_a_group_the_others_are_averaged_and_an_area_may_have_too_few():
    """Firms alone say 100, ministries 50: of the first question the ministries' mean is left."""
    after = under(WhatIf(left_out=frozenset({"BIZ"})))
    assert after.scorecard.score_of("PAY_01") == 50
    found = differences_of(under(WhatIf()), after)
    assert (found.areas[0].is_lost, after.scorecard.nodes["PAY"].reason) == (True, "few_groups")


def test_another_target_opens_and_closes_gaps_and_changes_no_score():
    found = differences_of(under(WhatIf()), under(WhatIf(targets={"PAY-ONE": 90.0, "PAY-TWO": 20.0})))
    assert {move.code: move.before is None for move in found.gaps} == {"PAY-ONE": True, "PAY-TWO": False}
    assert (found.areas[0].is_moved, found.indicators) == (False, ())


def test_what_is_not_moved_differs_in_nothing():
    found = differences_of(under(WhatIf()), under(WhatIf()))
    assert (found.indicators, found.gaps, found.recommendations) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(st.floats(min_value=0.5, max_value=4.0))
def test_moving_all_weights_alike_moves_nothing(factor):
    weights = dict.fromkeys(("PAY-ONE", "PAY-TWO"), 100 * factor)
    found = differences_of(under(WhatIf()), under(WhatIf(weights=weights)))
    assert not any(move.is_moved for move in (*found.areas, *found.indicators))


def test_the_same_findings_follow_as_if_its_author_had_written_it_so():
    """One code path: the instrument under a choice is judged like any other."""
    written = instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03")],
        [indicator("PAY-ONE", "PAY_01", "PAY_03", weight=6), indicator("PAY-TWO", "PAY_02")],
        recommendations=[ADVICE],
    )
    card = score(written, evidence(written), 2026)
    gaps = gaps_of(written, card)
    tried = under(WhatIf(weights={"PAY-ONE": 200.0}))
    assert (tried.scorecard.nodes, tried.gaps) == (card.nodes, gaps)
    assert [one.priority for one in tried.recommendations] == [
        one.priority for one in recommendations_of(written, card, gaps)
    ]


@pytest.mark.parametrize(
    ("what_if", "reason"),
    [
        (WhatIf(weights={"PAY-ONE": 401.0}), "weight"),
        (WhatIf(weights={"PAY-NONE": 50.0}), "unknown"),
        (WhatIf(weights={"PAY": 50.0}), "unknown"),
        (WhatIf(targets={"PAY-ONE": 101.0}), "target"),
        (WhatIf(targets={"PAY_01": 50.0}), "unknown"),
        (WhatIf(taken_out=frozenset({"PAY_01"})), "unknown"),
        (WhatIf(taken_out=frozenset({"PAY-ONE", "PAY-TWO"})), "emptied"),
        (WhatIf(weights={"PAY-ONE": 0.0}, taken_out=frozenset({"PAY-TWO"})), "emptied"),
        (WhatIf(left_out=frozenset({"CIV"})), "unknown"),
        (WhatIf(alternative="none"), "unknown"),
    ],
)
def test_what_cannot_be_moved_is_refused_with_its_reason(what_if, reason):
    assert reasons(what_if) == [reason]


def test_weights_of_areas_are_moved_where_there_is_an_index_over_several():
    """An area alone has no weight to move."""
    assert reasons(WhatIf(weights={"PAY": 50.0}), of=asking(overall=True)) == ["unknown"]


@pytest.mark.parametrize(
    ("what_if", "reason"),
    [
        (WhatIf(taken_out=frozenset({"PAY-ONE"}), left_out=frozenset({"BIZ"})), "one_change"),
        (WhatIf(weights={"PAY-ONE": 50.0}), "no_weights"),
        (WhatIf(targets={"PAY-ONE": 50.0}), "no_targets"),
    ],
)
def test_whoever_sees_levels_alone_cannot_feel_for_scores(what_if, reason):
    """Rule 11: from the target at which a gap vanishes, or the weight at which a level changes, the score follows."""
    assert reasons(what_if, freely=False) == [reason]


@given(weights=st.lists(st.floats(0, 400), min_size=1, max_size=9))
@settings(max_examples=20)
def test_no_row_of_weights_brings_whoever_sees_levels_nearer_to_a_score(weights):
    """Rule 11: whatever is asked one by one, all that can be learnt is one short list of outcomes, fixed beforehand."""
    of = asking()
    card = score(of, evidence(of), 2026)
    room = room_for(of, card, freely=False)
    for weight in weights:
        assert [one.reason for one in refusals_of(of, room, WhatIf(weights={"PAY-ONE": weight}))] == ["no_weights"]


def test_one_thing_at_a_time_is_free_to_all_who_see_results():
    for what_if in (
        WhatIf(taken_out=frozenset({"PAY-ONE"})),
        WhatIf(left_out=frozenset({"BIZ"})),
        WhatIf(alternative="equal"),
    ):
        assert reasons(what_if, freely=False) == []


HIDDEN: dict[str, int] = {"firms": 4, "register": 6}
"""Four firms of six: they count (60 % of the register), and may not be shown."""


@pytest.mark.parametrize("what_if", [WhatIf(left_out=frozenset({group})) for group in ("BIZ", "PUB")])
def test_neither_the_hidden_group_nor_the_one_beside_it_is_left_out(what_if):
    """Rule 19: without the ministries the score is the mean of the four firms."""
    assert reasons(what_if, **HIDDEN) == ["guarded"]


@pytest.mark.parametrize("alternative", ["equal", "voices"])
def test_no_alternative_weighs_a_hidden_group_or_what_stands_beside_it_otherwise(alternative):
    """Two ways of averaging the same two questions would be two equations with two unknowns."""
    assert reasons(WhatIf(alternative=alternative), **HIDDEN) == ["guarded"]


def test_a_combination_with_something_harmless_is_refused_as_well():
    what_if = WhatIf(weights={"PAY-TWO": 50.0}, left_out=frozenset({"PUB"}))
    assert reasons(what_if, **HIDDEN) == ["guarded"]


def test_what_an_alternative_leaves_alone_does_not_close_it():
    aside = [{"code": "areas", "label": "Geometric areas", "aggregation": {"area": "geometric"}}]
    assert reasons(WhatIf(alternative="areas"), of=asking(alternatives=aside), **HIDDEN) == []


def test_a_group_is_closed_by_a_question_beside_the_one_that_hides():
    """Firms hide in PAY_03 alone; its indicator is shown, so civil society may not move PAY_01 beside it either."""
    of = instrument(
        [item("PAY_01", groups=["PUB", "BIZ", "CIV"]), item("PAY_03")], [indicator("PAY-ONE", "PAY_01", "PAY_03")]
    )
    told = [
        response(of, f"b{n}", "BIZ", {"PAY_01": "5", "PAY_03": "3"} if n < 4 else {"PAY_01": "1"}) for n in range(6)
    ]
    told += [response(of, f"p{n}", "PUB", {"PAY_01": "3", "PAY_03": "3"}) for n in range(3)]
    told += [response(of, f"c{n}", "CIV", {"PAY_01": "4"}) for n in range(5)]
    card = score(of, Evidence(tally_of(of, told), register={"BIZ": 6}), 2026)
    assert room_for(of, card, freely=True).groups == {"PUB": False, "BIZ": False, "CIV": False}
