"""What must hold of every assessment, whoever answers what: properties over invented responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.methodology.aggregation import Component, weighted_mean
from assessment.methodology.alternatives import varied
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Alternative, Instrument
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import GroupTally, Tally, tally_of
from tests.methodology.small import indicator, instrument, item, response, scored

SERIES = {
    "code": "I-ACC",
    "name": "Accounts",
    "unit": "%",
    "source": "Findex",
    "direction": "up",
    "goalposts": {"low": 0, "high": 100},
}
LAW = ("none", "draft", "in_force")
FIVE = ("1", "2", "3", "4", "5")
GIVEN: Mapping[str, tuple[object, ...]] = {
    "PAY_01": FIVE,
    "PAY_02": (["card"], ["cash"], ["card", "cash"]),
    "PAY_03": (0, 7.5, 30, 365),
    "PAY_04": LAW,
}
STATES = tuple({"state": state} for state in ("dont_know", "prefer_not_to_say", "not_applicable"))
UPWARD = ("PAY_01", "PAY_05")


def asking(weights: Sequence[float] = (1, 2, 1, 3, 1), scale: float = 1, aggregation: str = "arithmetic") -> Instrument:
    """Perceptions, a multiple choice, days of waiting, a law, a desk figure; indicators with weights times `scale`."""
    codes = ("PAY-ONE", "PAY-TWO", "PAY-THREE", "PAY-FOUR")
    options = [{"code": "card", "label": "Card", "score": 60}, {"code": "cash", "label": "Cash", "score": -20}]
    return instrument(
        [
            item("PAY_01"),
            item("PAY_02", type_="multiple", options=options),
            item("PAY_03", "experience", "number", minimum=0, direction="down", goalposts={"low": 0, "high": 30}),
            item("PAY_04", kind="fact", type_="law_status", groups=["PUB"]),
            item("PAY_05", when="PAY_04 = 'in_force' or group = 'BIZ'"),
        ],
        [
            indicator(code, *items, weight=weight * scale)
            for code, items, weight in zip(
                codes, (("PAY_01", "PAY_05"), ("PAY_02",), ("PAY_03",), ("PAY_04",)), weights, strict=False
            )
        ]
        + [indicator("PAY-FIVE", series=["I-ACC"], weight=weights[4] * scale)],
        series=[SERIES],
        overall=True,
        aggregation=aggregation,
    )


ASKING = asking()
DECLARED = [
    varied(
        ASKING,
        Alternative.model_validate(
            {
                "code": "declared",
                "label": "Declared",
                "aggregation": dict.fromkeys(("index", "area", "indicator"), aggregation),
                "weighting": {"area": weighting, "indicator": weighting},
                "group_weighting": groups,
            }
        ),
    )
    for aggregation in ("arithmetic", "geometric")
    for weighting, groups in (("author", "author"), ("equal", "voices"), ("author", "register"))
]
one_person = st.tuples(
    st.sampled_from(("PUB", "BIZ")),
    st.fixed_dictionaries(
        {}, optional={code: st.sampled_from((*values, *STATES)) for code, values in (*GIVEN.items(), ("PAY_05", FIVE))}
    ),
)
people = st.lists(one_person, max_size=14)
weights = st.lists(st.sampled_from((0.0, 0.5, 1.0, 3.0)), min_size=5, max_size=5).filter(any)
methods = st.sampled_from(DECLARED)
quick = settings(max_examples=60, deadline=None)


def judged(of: Instrument, told: Sequence[tuple[str, Mapping[str, object]]], **evidence: object) -> Scorecard:
    """The scorecard of people numbered from 0, with one desk figure; one voice makes a group unless said otherwise."""
    responses = [response(of, f"r{number}", group, answers) for number, (group, answers) in enumerate(told)]
    return scored(of, responses, desk=[("I-ACC", 2024, 56.2)], **{"register": {"PUB": 1, "BIZ": 1}, **evidence})


def figures(scorecard: Scorecard) -> dict[str, tuple[object, ...]]:
    return {
        code: (node.score and round(node.score, 9), round(node.coverage, 9), node.band, node.reason, node.provisional)
        for code, node in scorecard.nodes.items()
    }


def heavier(of: Instrument, factor: float) -> Instrument:
    """The same instrument with every weight in it, of groups, areas, indicators and their parts, times a factor."""

    def weighed(value: object) -> object:
        if isinstance(value, dict):
            return {key: one * factor if key == "weight" else weighed(one) for key, one in value.items()}
        return [weighed(one) for one in value] if isinstance(value, list) else value

    return Instrument.model_validate(weighed(of.model_dump(mode="json")))


def added(first: Tally, second: Tally) -> Tally:
    """The counts of two halves, cell by cell."""
    return {
        question: {
            group: _sum([half[question][group] for half in (first, second) if group in half.get(question, {})])
            for group in {*first.get(question, {}), *second.get(question, {})}
        }
        for question in {*first, *second}
    }


def _sum(cells: Sequence[GroupTally]) -> GroupTally:
    values, states = Counter[Any](), Counter[Any]()
    for cell in cells:
        values.update(cell.values)
        states.update(cell.states)
    return GroupTally(values, states, sum(one.unanswered for one in cells), sum(one.voices for one in cells))


@quick
@given(methods, people, st.randoms(use_true_random=False))
def test_the_order_of_respondents_is_irrelevant(of, told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert figures(judged(of, told)) == figures(judged(of, shuffled))


@quick
@given(methods, people, st.sampled_from((0.001, 0.3, 7.0, 1000.0)))
def test_scaling_all_weights_changes_nothing(of, told, factor):
    assert figures(judged(of, told)) == figures(judged(heavier(of, factor), told))


@quick
@given(methods, people, st.integers(0, 14))
def test_the_counts_of_two_halves_add_up_to_the_whole(of, told, cut):
    responses = [response(of, f"r{number}", group, answers) for number, (group, answers) in enumerate(told)]
    desk = desk_of([DeskFigure("I-ACC", 2024, 56.2)])
    whole = tally_of(of, responses)
    halves = added(tally_of(of, responses[:cut]), tally_of(of, responses[cut:]))
    one, other = (score(of, Evidence(tally, desk=desk), 2026) for tally in (whole, halves))
    assert figures(one) == figures(other)


@quick
@given(people, weights, st.sampled_from((0.001, 0.1, 7.0, 1000.0)), st.sampled_from(("arithmetic", "geometric")))
def test_only_the_proportion_of_weights_matters(told, chosen, scale, aggregation):
    one, other = (judged(asking(chosen, factor, aggregation), told) for factor in (1, scale))
    assert figures(one) == figures(other)


@quick
@given(methods, people, st.sampled_from(("PUB", "BIZ")), st.booleans())
def test_somebody_who_says_nothing_changes_no_score(of, told, group, refuses):
    """S2: silence is counted beside the score; only "not applicable" by everybody asked could be undone by it."""
    silence = {code: {"state": "dont_know"} for code in GIVEN if group == "PUB" or code != "PAY_04"} if refuses else {}
    assume(all({"state": "not_applicable"} not in answers.values() for _, answers in told))
    before, after = judged(of, told), judged(of, [*told, (group, silence)])
    assert figures(before) == figures(after)


@quick
@given(methods, people.filter(bool), st.data())
def test_a_better_answer_never_lowers_a_score(of, told, data):
    place = data.draw(st.integers(0, len(told) - 1))
    group, answers = told[place]
    raisable = [code for code in UPWARD if isinstance(answers.get(code), str) and answers[code] != "5"]
    assume(raisable)
    code = data.draw(st.sampled_from(raisable))
    better = [*told]
    better[place] = (group, {**answers, code: str(int(str(answers[code])) + 1)})
    before, after = judged(of, told), judged(of, better)
    for node in before.nodes.values():
        raised = after.nodes[node.code].score
        assert (node.score is None) == (raised is None)
        assert node.score is None or raised is None or raised >= node.score - 1e-9


@quick
@given(people, st.dictionaries(st.sampled_from(("PUB", "BIZ")), st.integers(0, 20)))
def test_every_node_has_a_score_in_range_or_a_reason(told, register):
    """S8"""
    for node in judged(ASKING, told, register=register).nodes.values():
        assert 0 <= node.coverage <= 1
        assert (node.score is None) == (node.reason is not None) == (node.band is None)
        assert node.score is None or 0 <= node.score <= 100


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.none() | st.floats(0, 100), st.booleans()), max_size=6),
    st.sampled_from(("arithmetic", "geometric")),
)
def test_a_mean_lies_between_its_parts(parts, method):
    components = [Component(weight, score, applies=applies) for weight, score, applies in parts]
    counted = [score for weight, score, applies in parts if weight > 0 and score is not None and applies]
    mean = weighted_mean(components, method)
    assert (mean is None) == (not counted)
    assert mean is None or min(counted) <= mean <= max(counted)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(("up", "down")), st.booleans())
def test_any_finite_figure_has_a_place_on_its_scale(value, direction, logarithm):
    scale = {**SERIES, "direction": direction, "goalposts": {"low": 10, "high": 1e6, "logarithm": logarithm}}
    asked = instrument([], [indicator("PAY-ACC", series=["I-ACC"])], series=[scale])
    result = scored(asked, desk=[("I-ACC", 2024, value)]).desk["I-ACC"]
    assert result.score is not None
    assert 0 <= result.score <= 100
    assert result.clipped == (not 10 <= value <= 1e6)
