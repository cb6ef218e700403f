"""From scores to gaps, to what could not be judged, to advice with its reason (DESIGN § 2, rules 11, 13, 16)."""

from __future__ import annotations

import pytest

from assessment.methodology.gaps import gaps_of, severity_of, unjudged_of
from assessment.methodology.recommendations import recommendations_of
from assessment.methodology.rules import Observed
from tests.methodology.small import indicator, instrument, item, scored, several


def advice(code: str, when: str, *rests_on: str, **more: object) -> dict[str, object]:
    """Advice as an author would write it."""
    return {
        "code": code,
        "area": "PAY",
        "when": when,
        "action": f"Do {code}",
        "expected_result": "Done",
        "measure": "Share",
        "unit": "%",
        "target": "100",
        "priority": "low",
        "time_frame": "short",
        "effort": "medium",
        "lead": "Central bank",
        "rests_on": list(rests_on),
        **more,
    }


def asking(*rules: dict[str, object]):
    return instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03", kind="fact", type_="law_status", groups=["PUB"])],
        [
            indicator("PAY-TRUST", "PAY_01", weight=1, target=50),
            indicator("PAY-FEES", "PAY_02", weight=4, competent_body="Central bank", data_action="Publish fees"),
            indicator("PAY-LAW", "PAY_03", weight=1),
        ],
        recommendations=list(rules),
    )


def judged(of, rates: dict[str, str], law: str | None = None):
    responses = [
        one
        for code, value in rates.items()
        for group in ("BIZ", "PUB")
        for one in several(of, group, code, [value] * 5)
    ]
    return scored(of, responses + several(of, "PUB", "PAY_03", [law] if law else []))


def test_a_gap_is_target_minus_score_and_the_weightiest_comes_first():
    of = asking()
    gaps = gaps_of(of, judged(of, {"PAY_01": "2", "PAY_02": "3"}))
    assert [(gap.code, gap.size, gap.severity) for gap in gaps] == [
        ("PAY-FEES", 25, "major"),
        ("PAY-TRUST", 25, "major"),
    ]


def test_a_target_set_with_the_country_wins():
    of = asking()
    assert gaps_of(of, judged(of, {"PAY_01": "2"}), {"PAY-TRUST": 25}) == ()


def test_a_fifth_of_the_weight_is_a_fifth_whatever_floats_make_of_it():
    """S7: 0.7 of 3.5 is a fifth, and 0.19999999999999998 in floats."""
    codes = [f"PAY_0{number}" for number in range(1, 6)]
    of = instrument(
        [item(code) for code in codes],
        [indicator(f"PAY-{place}", code, weight=0.7) for place, code in zip("ABCDE", codes, strict=True)],
        recommendations=[advice("PAY-R01", "score('PAY-A') < 50", "PAY-A")],
    )
    told = [one for code in codes for group in ("BIZ", "PUB") for one in several(of, group, code, ["2"] * 5)]
    card = scored(of, told)
    assert recommendations_of(of, card, gaps_of(of, card))[0].reason.important


@pytest.mark.parametrize(("size", "code"), [(0, "minor"), (9.99, "minor"), (10, "moderate"), (100, "critical")])
def test_severities_begin_at_their_start(size, code):
    assert severity_of(asking(), size).code == code


def test_what_could_not_be_judged_names_the_body_and_the_action():
    of = asking()
    missing = {one.code: one for one in unjudged_of(of, judged(of, {"PAY_01": "2"}))}
    assert set(missing) == {"PAY-FEES", "PAY-LAW"}
    assert missing["PAY-FEES"].competent_body == "Central bank"
    assert missing["PAY-FEES"].data_action == "Publish fees"


def test_a_rule_fires_and_says_what_it_saw():
    of = asking(advice("PAY-R01", "score('PAY-TRUST') < 50 and value('PAY_03') != 'in_force'", "PAY-TRUST"))
    card = judged(of, {"PAY_01": "2"}, "draft")
    (fired,) = recommendations_of(of, card, gaps_of(of, card))
    assert [(seen.function, seen.codes, seen.found) for seen in fired.observed] == [
        ("score", ("PAY-TRUST",), 25),
        ("value", ("PAY_03",), "draft"),
    ]


@pytest.mark.parametrize(
    "rule",
    ["score('PAY-FEES') < 50", "value('PAY_03') = 'none'", "difference('PAY_01', 'PUB', 'CIV') > 10"],
)
def test_a_rule_that_ends_missing_does_not_fire(rule):
    of = asking(advice("PAY-R01", rule, "PAY-TRUST"))
    card = judged(of, {"PAY_01": "2"})
    assert recommendations_of(of, card, gaps_of(of, card)) == ()


def test_a_zero_score_fires_like_any_other():
    """S1"""
    of = asking(advice("PAY-R01", "score('PAY-TRUST') = 0", "PAY-TRUST"))
    card = judged(of, {"PAY_01": "1"})
    assert len(recommendations_of(of, card, gaps_of(of, card))) == 1


def test_priority_comes_from_severity_weight_and_effort():
    of = asking(
        advice("PAY-R01", "score('PAY-FEES') < 75", "PAY-FEES", effort="high"),
        advice("PAY-R02", "score('PAY-FEES') < 75", "PAY-FEES"),
        advice("PAY-R03", "score('PAY-TRUST') < 50", "PAY-TRUST", priority="high"),
    )
    card = judged(of, {"PAY_01": "2", "PAY_02": "1"})
    fired = {one.advice.code: one.priority for one in recommendations_of(of, card, gaps_of(of, card))}
    assert fired == {"PAY-R01": "high", "PAY-R02": "high", "PAY-R03": "medium"}


def test_advice_without_a_measured_gap_keeps_its_authors_priority_and_data_advice_comes_last():
    of = asking(
        advice("PAY-R01", "not known('PAY-LAW')", "PAY-LAW", kind="data", priority="high"),
        advice("PAY-R02", "score('PAY-TRUST') < 50", "PAY-TRUST"),
    )
    card = judged(of, {"PAY_01": "2"})
    fired = recommendations_of(of, card, gaps_of(of, card))
    assert [(one.advice.code, one.rank, one.priority) for one in fired] == [
        ("PAY-R02", 1, "medium"),
        ("PAY-R01", 2, "high"),
    ]


def test_differences_between_groups_are_seen():
    of = asking(advice("PAY-R01", "difference('PAY_01', 'PUB', 'BIZ') >= 75", "PAY-TRUST"))
    split = several(of, "PUB", "PAY_01", ["5"] * 3) + several(of, "BIZ", "PAY_01", ["2"] * 5)
    card = scored(of, split)
    assert len(recommendations_of(of, card, gaps_of(of, card))) == 1


def test_a_law_ahead_of_its_practice_is_seen():
    law = item("PAY_03", kind="fact", type_="law_status", groups=["PUB"], practice="PAY_01")
    of = instrument([item("PAY_01"), law], recommendations=[advice("PAY-R01", "law_gap('PAY_03') >= 50", "PAY-ALL")])
    card = scored(of, several(of, "BIZ", "PAY_01", ["2"] * 5) + several(of, "PUB", "PAY_03", ["in_force"]))
    (fired,) = recommendations_of(of, card, gaps_of(of, card))
    assert fired.observed == (Observed("law_gap", ("PAY_03",), 75),)


@pytest.mark.parametrize("answers", [{"PAY_01": "2"}, {"PAY_03": "in_force"}])
def test_a_law_whose_state_or_practice_is_not_known_has_no_gap_between_them(answers):
    law = item("PAY_03", kind="fact", type_="law_status", groups=["PUB"], practice="PAY_01")
    of = instrument([item("PAY_01"), law], recommendations=[advice("PAY-R01", "law_gap('PAY_03') > 0", "PAY-ALL")])
    card = scored(of, [one for code, value in answers.items() for one in several(of, "PUB", code, [value] * 3)])
    assert recommendations_of(of, card, gaps_of(of, card)) == ()


def including(fees: str):
    """A wide recommendation on trust that includes one on fees, beside a third; trust stands at 25."""
    of = asking(
        advice("PAY-R01", "score('PAY-TRUST') < 50", "PAY-TRUST", effort="high", absorbs=["PAY-R02"]),
        advice("PAY-R02", "score('PAY-FEES') < 50", "PAY-FEES"),
        advice("PAY-R03", "score('PAY-TRUST') < 50", "PAY-TRUST"),
    )
    card = judged(of, {"PAY_01": "2", "PAY_02": fees})
    return recommendations_of(of, card, gaps_of(of, card))


def test_what_another_recommendation_includes_stands_under_it():
    wide, other = including(fees="1")
    assert [one.advice.code for one in wide.includes] == ["PAY-R02"]
    assert (wide.rank, other.advice.code, other.rank) == (1, "PAY-R03", 2)


def test_what_includes_another_answers_its_gaps_and_takes_the_priority_that_follows():
    wide, _ = including(fees="1")
    assert [gap.code for gap in wide.gaps] == ["PAY-FEES", "PAY-TRUST"]
    assert (wide.priority, wide.reason.severity, wide.weight) == (
        "high",
        "critical",
        pytest.approx(75 * 4 / 6 + 25 / 6),
    )


def test_what_includes_another_stands_alone_where_the_other_did_not_fire():
    first, second = including(fees="5")
    assert [(one.advice.code, one.includes) for one in (first, second)] == [("PAY-R03", ()), ("PAY-R01", ())]


def test_a_strategic_recommendation_stands_before_others_of_higher_priority():
    of = asking(
        advice("PAY-R01", "score('PAY-FEES') < 75", "PAY-FEES"),
        advice("PAY-R02", "score('PAY-TRUST') < 75", "PAY-TRUST", strategic=True, effort="high"),
    )
    card = judged(of, {"PAY_01": "2", "PAY_02": "1"})
    fired = recommendations_of(of, card, gaps_of(of, card))
    assert [(one.advice.code, one.priority) for one in fired] == [("PAY-R02", "low"), ("PAY-R01", "high")]
