"""The steps of scoring on arrays agree with scoring itself, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.methodology.consolidation import Confirmation
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response
from assessment.methodology.robustness.answers import answer_table
from assessment.methodology.robustness.means import Array
from assessment.methodology.robustness.schemes import Scheme, drawn_means, levels_in, schemes_of
from assessment.methodology.robustness.separation import weight_draws
from assessment.methodology.robustness.tree import leaves_of, levels_of, weighed_codes
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import tally_of
from tests.methodology.small import response
from tests.methodology.test_properties import asking, people, weights

AGREE = 1e-9
CONFIRMED = {"PAY_04": Confirmation("PAY_04", "draft", "Official journal")}
quick = settings(max_examples=30, deadline=None)
methods = st.sampled_from(("arithmetic", "geometric"))
registers = st.dictionaries(st.sampled_from(("PUB", "BIZ")), st.integers(0, 20))
Told = Sequence[tuple[str, Mapping[str, object]]]


def of_institutions(chosen: Sequence[float] = (1, 2, 1, 3, 1), aggregation: str = "arithmetic") -> Instrument:
    """The questionnaire asked of institutions alone: whatever few of them say may show."""
    whole = asking(chosen, 1, aggregation).model_dump()
    groups = [{**group, "counts": "institutions"} for group in whole["groups"]]
    return Instrument.model_validate(whole | {"groups": groups})


def responses_of(of: Instrument, told: Told) -> list[Response]:
    return [response(of, f"r{number}", group, answers) for number, (group, answers) in enumerate(told)]


def evidence_of(of: Instrument, responses: Sequence[Response], **more: Any) -> Evidence:
    desk = desk_of([DeskFigure("I-ACC", 2024, 56.2)])
    return Evidence(tally_of(of, responses), desk=desk, **{"register": {"PUB": 1, "BIZ": 1}, **more})


def scheme_of(of: Instrument, responses: Sequence[Response], evidence: Evidence) -> Scheme:
    return schemes_of(of, answer_table(of, responses), evidence, 2026)[0]


def ones(of: Instrument) -> tuple[Array, Array]:
    return np.ones((1, len(weighed_codes(of)))), np.ones((1, len(of.groups)))


def assert_agree(levels: Mapping[str, Array], scorecard: Scorecard) -> None:
    for code, scores in levels.items():
        expected = scorecard.score_of(code)
        assert np.isnan(scores).all() if expected is None else abs(scores.item() - expected) < AGREE, code


@quick
@given(people, weights, methods, registers)
def test_a_draw_that_changes_nothing_is_the_score(told, chosen, method, register):
    of = asking(chosen, 1, method)
    responses = responses_of(of, told)
    evidence = evidence_of(of, responses, register=register)
    scheme = scheme_of(of, responses, evidence)
    drawn_once = {code: np.ones((1, len(group.scores))) for code, group in scheme.groups.items()}
    for means in (None, *drawn_means([scheme], drawn_once)):
        assert_agree(levels_in(scheme, means, *ones(of)), score(of, evidence, 2026))


@quick
@given(people, st.lists(st.sampled_from((0.75, 0.9, 1.25)), min_size=5, max_size=5), methods)
def test_drawn_weights_score_as_if_the_author_had_written_them(told, drawn, method):
    of, written = asking(aggregation=method), (1, 2, 1, 3, 1)
    responses = responses_of(of, told)
    of_nodes, of_groups = ones(of)
    codes = weighed_codes(of)
    for indicator, factor in zip(of.areas[0].indicators, drawn, strict=True):
        of_nodes[0, codes.index(indicator.code)] = factor
    levels = levels_in(scheme_of(of, responses, evidence_of(of, responses)), None, of_nodes, of_groups)
    other = asking([weight * factor for weight, factor in zip(written, drawn, strict=True)], 1, method)
    assert_agree(levels, score(other, evidence_of(other, responses), 2026))


@quick
@given(people.filter(bool), st.data(), methods)
def test_drawn_respondents_score_as_if_they_alone_had_answered(told, data, method):
    assume(all({"state": "not_applicable"} not in answers.values() for _, answers in told))
    of = of_institutions(aggregation=method)
    responses = sorted(responses_of(of, told), key=lambda one: one.respondent.code)
    times = {
        group: data.draw(st.lists(st.integers(0, 2), min_size=number, max_size=number))
        for group in ("PUB", "BIZ")
        if (number := sum(one.respondent.group == group for one in responses))
    }
    scheme = scheme_of(of, responses, evidence_of(of, responses, confirmations=CONFIRMED))
    rows = {group: _rows(of, [one for one in responses if one.respondent.group == group]) for group in times}
    again = [
        rows[group][place] for group, drawn in times.items() for place, often in enumerate(drawn) for _ in range(often)
    ]
    (means,) = drawn_means([scheme], {group: np.array([drawn], float) for group, drawn in times.items()})
    levels = levels_in(scheme, means, *ones(of))
    assert_agree(levels, score(of, evidence_of(of, again, confirmations=CONFIRMED), 2026))


def _rows(of: Instrument, responses: Sequence[Response]) -> list[Response]:
    """One group's responses in the order of the rows of its table."""
    single = [answer_table(of, [one]) for one in responses]
    whole = answer_table(of, responses)
    group = responses[0].respondent.group

    def told(table: Any, row: int) -> list[object]:
        places = table.groups[group].places[row]
        return [None if place < 0 else values[place] for place, values in zip(places, table.values, strict=True)]

    left, ordered = list(range(len(responses))), []
    for row in range(len(responses)):
        found = next(one for one in left if told(single[one], 0) == told(whole, row))
        left.remove(found)
        ordered.append(responses[found])
    return ordered


@quick
@given(st.lists(people, min_size=2, max_size=3), methods)
def test_many_units_at_once_score_as_each_alone(units, method):
    of = asking(aggregation=method)
    scorecards = [score(of, evidence_of(of, responses_of(of, told)), 2026) for told in units]
    levels = levels_of(of, leaves_of(of, scorecards), np.ones((1, len(weighed_codes(of)))))
    for place, scorecard in enumerate(scorecards):
        assert_agree({code: scores[:, [place]] for code, scores in levels.items()}, scorecard)


def test_a_node_of_which_nothing_carries_weight_has_no_score_in_any_draw():
    of = asking((0, 0, 0, 0, 0))
    scorecard = score(of, evidence_of(of, []), 2026)
    assert np.isnan(weight_draws(of, [scorecard, scorecard], draws=3)["PAY"]).all()
