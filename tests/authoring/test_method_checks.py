"""Scales, weights and alternatives that cannot mean anything are told to their author, with a cure."""

from __future__ import annotations

import pytest

from assessment.authoring.differences import changes_between
from assessment.authoring.digests import method_digest
from assessment.authoring.loader import load
from assessment.methodology.localisation import texts_of
from tests.authoring.questionnaires import NUMBER, SWITCH, complaints, edited, problems_in, written

GOALPOSTS = "goalposts: {low: 0, high: 100}"
STEPS = "steps: [{start: 0, score: 0}, {start: %s, score: 100}]"
ALTERNATIVE = "alternatives:\n  - {code: other, label: Other, %s}\nareas:\n"
TWO_SCALES = "goalposts: {I-ACC: {low: 0, high: 9}}, samples: {I-ACC: {method: z_score, reference: all}}"
CASES = {
    "two scales of a series": (
        [(GOALPOSTS, GOALPOSTS + "\n    categories: {'1': 100}")],
        "I-ACC.categories: I-ACC scores by goalposts already: keep one of goalposts, categories",
    ),
    "steps that fall": ([(GOALPOSTS, STEPS % 0)], "I-ACC.steps.2.start: must be more than 0, where the step above"),
    "one step alone": ([(GOALPOSTS, "steps: [{start: 0, score: 0}]")], "I-ACC.steps: needs at least 2 steps"),
    "a code that is no number": ([(GOALPOSTS, "categories: {good: 100}")], "I-ACC.categories.good: good never matches"),
    "a code in other digits": ([(GOALPOSTS, "categories: {'3.0': 100}")], "I-ACC.categories.3.0: 3.0 never matches"),
    "a code without end": ([(GOALPOSTS, "categories: {nan: 100}")], "I-ACC.categories.nan: nan never matches"),
    "a score beyond a hundred": ([(GOALPOSTS, "categories: {'3': 101}")], "I-ACC.categories.3: must be at most 100"),
    "a sample of nobody": (
        [(GOALPOSTS, "sample: {method: min_max, reference: everybody}")],
        "I-ACC.sample.reference: must match",
    ),
    "an unknown method": (
        [(GOALPOSTS, "sample: {method: zscore, reference: all}")],
        "I-ACC.sample.method: cannot be 'zscore': did you mean z_score?",
    ),
    "steps of a choice": (
        [("groups: [PUB]", "groups: [PUB]\n        " + STEPS % 1)],
        "PAY_02.steps: an item of type single has no steps",
    ),
    "a scale of two kinds for a number": (
        [("    items:\n", NUMBER + f"        {STEPS % 9}\n"), (SWITCH, SWITCH[:-1] + ", {code: PAY_00}]")],
        "PAY_00.steps: PAY_00 scores by goalposts already",
    ),
    "an unknown way of weighing": (
        [("weight: 2", "weighting: even")],
        "PAY-SWITCH.weighting: cannot be 'even': there are author, equal",
    ),
    "a weighing of groups where nothing is averaged": (
        [("groups: [PUB]", "groups: [PUB]\n        group_weighting: equal")],
        "PAY_02.group_weighting: answers of kind fact are not averaged over groups",
    ),
    "a coverage of an index that is not declared": (
        [("areas:\n", "index_coverage: 0.5\nareas:\n")],
        "index_coverage: there is no overall score to need it",
    ),
    "a coverage of nothing": (
        [("weight: 2", "weight: 2\n        minimum_coverage: 0")],
        "PAY-SWITCH.minimum_coverage: must be more than 0",
    ),
    "an alternative that changes nothing": (
        [("areas:\n", ALTERNATIVE % "weighting: {area: author}")],
        "alternatives.other: says what the questionnaire says already",
    ),
    "an alternative scale of nothing": (
        [("areas:\n", ALTERNATIVE % "goalposts: {I-AC: {low: 0, high: 1}}")],
        "alternatives.other.goalposts.I-AC: the scored series or number I-AC is unknown: did you mean I-ACC?",
    ),
    "an alternative scale without length": (
        [("areas:\n", ALTERNATIVE % "goalposts: {I-ACC: {low: 1, high: 1}}")],
        "alternatives.other.goalposts.I-ACC.low: low must be less than high",
    ),
    "two scales in one alternative": (
        [("areas:\n", ALTERNATIVE % TWO_SCALES)],
        "alternatives.other.samples.I-ACC: I-ACC has goalposts in this alternative too",
    ),
    "an unknown level": (
        [("areas:\n", ALTERNATIVE % "aggregation: {pillar: geometric}")],
        "alternatives.other.aggregation.pillar",
    ),
}
GOOD = "aggregation: {area: geometric}, samples: {I-ACC: {method: z_score, reference: LDC}}, reason: Why not"


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_a_method_that_cannot_be_meant_is_told(tmp_path, edits, expected):
    told = complaints(written(tmp_path, edited(*edits)))
    assert any(complaint.startswith(expected) for complaint in told), told


def test_a_fault_of_an_alternative_has_the_line_of_its_key(tmp_path):
    text = edited(("areas:\n", ALTERNATIVE % "\n     goalposts: {\n     I-AC: {low: 0, high: 1}}"))
    (problem,) = problems_in(written(tmp_path, text))
    assert (problem.file, problem.line) == ("questionnaire.yaml", 1 + text[: text.index("I-AC:")].count("\n"))


def test_an_alternative_belongs_to_the_method_and_its_words_to_the_texts(tmp_path):
    plain, other = (
        load(written(tmp_path / name, edited(("areas:\n", text))))
        for name, text in (("plain", "areas:\n"), ("other", ALTERNATIVE % GOOD))
    )
    assert method_digest(plain) != method_digest(other)
    assert [path for path, _ in texts_of(other) if "alternatives" in path] == [
        "alternatives.other.label", "alternatives.other.reason",
    ]  # fmt: skip
    assert [(one.family, one.code, one.deed) for one in changes_between(plain, other)] == [
        ("alternatives", "other", "added")
    ]


def test_a_change_of_steps_is_a_change_of_the_scale(tmp_path):
    old, new = (load(written(tmp_path / str(start), edited((GOALPOSTS, STEPS % start)))) for start in (50, 60))
    (change,) = changes_between(old, new)
    assert [(one.key, one.aspect, one.new) for one in change.differences] == [
        ("steps", "goalposts", [{"start": 0, "score": 0}, {"start": 60, "score": 100}])
    ]
