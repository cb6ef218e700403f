"""Two versions are compared on the nodes whose method did not change, and the reader learns why not elsewhere."""

import pytest

from assessment.methodology.comparability import compare, standings_of
from assessment.methodology.instrument import (
    Area,
    Attribute,
    Claim,
    Group,
    Indicator,
    Instrument,
    Item,
    Measure,
    Module,
    Part,
    Series,
)
from assessment.methodology.scoring import Evidence, score
from tests.methodology.small import indicator, instrument, item

TWO = [{"code": "yes", "label": "Yes", "score": 100}, {"code": "no", "label": "No", "score": 0}]
SERIES = {
    "code": "I-ACC", "name": "Accounts", "unit": "%", "source": "Findex", "direction": "up",
    "goalposts": {"low": 0, "high": 100},
}  # fmt: skip


def an_instrument() -> dict:
    """Two indicators: a condition and a law, and an opinion beside a published figure."""
    items = [
        item("PAY_01", "fact", "single", options=TWO),
        item("PAY_02", "fact", "law_status", when="PAY_01 = 'yes'"),
        item("PAY_03", groups=["PUB", "BIZ"]),
    ]
    indicators = [indicator("PAY-LAW", "PAY_01", "PAY_02"), indicator("PAY-USE", "PAY_03", series=["I-ACC"])]
    return instrument(items, indicators, series=[SERIES]).model_dump(mode="json")


def changed(path: str, value: object) -> Instrument:
    """The instrument with what stands at a path, `areas.0.items.2.groups`, replaced."""
    whole = an_instrument()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = whole
    for step in steps:
        part = part[step]
    part[last] = value
    return Instrument.model_validate(whole)


def reasons(new: Instrument, old: Instrument | None = None) -> dict[str, tuple[str, ...]]:
    before = old or Instrument.model_validate(an_instrument())
    return {one.code: one.reasons for one in standings_of(before, new) if not one.is_comparable}


UP_TO_THE_ROOT = {"PAY": ("below",), "INDEX": ("below",)}
OPTIONS = [*TWO, {"code": "partly", "label": "Partly", "score": 50}]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("areas.0.items.2.groups", ["BIZ"], {"PAY_03": ("respondents",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("groups.1.weight", 2, {"PAY_03": ("respondents",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("scales.0.options.0.score", 10, {"PAY_03": ("scores",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("series.0.goalposts.high", 90, {"I-ACC": ("goalposts",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("series.0.maximum_age", 5, {"I-ACC": ("age",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("areas.0.items.1.when", None, {"PAY_02": ("routing",), "PAY-LAW": ("below",), **UP_TO_THE_ROOT}),
        ("areas.0.indicators.0.items.0.weight", 3, {"PAY-LAW": ("weights",), **UP_TO_THE_ROOT}),
        ("areas.0.indicators.0.weight", 3, {"PAY": ("weights",), "INDEX": ("below",)}),
        ("areas.0.indicators.0.aggregation", "geometric", {"PAY-LAW": ("aggregation",), **UP_TO_THE_ROOT}),
        ("group_weighting", "voices", {"PAY_03": ("respondents",), "PAY-USE": ("below",), **UP_TO_THE_ROOT}),
        ("minimum_groups", 3, {"PAY": ("coverage",), "INDEX": ("below",)}),
        ("overall", True, {"INDEX": ("coverage",)}),
        (
            "areas.0.items.0.options",
            OPTIONS,
            {"PAY_01": ("options",), "PAY_02": ("routing",), "PAY-LAW": ("below",), **UP_TO_THE_ROOT},
        ),
        (
            "areas.0.items.0.options.0.score",
            90,
            {"PAY_01": ("scores",), "PAY-LAW": ("below",), **UP_TO_THE_ROOT},
        ),
        (
            "areas.0.indicators.0.items",
            [{"code": "PAY_01"}],
            {"PAY-LAW": ("parts",), "PAY_02": ("removed",), **UP_TO_THE_ROOT},
        ),
    ],
)
def test_what_decides_a_value_decides_whether_it_can_be_compared(path, value, expected):
    assert reasons(changed(path, value)) == expected


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", "2"),
        ("target", 60),
        ("areas.0.weight", 4),
        ("areas.0.items.1.when", "(PAY_01)  = 'yes'"),
        ("scales.0.options.0.label", "Not at all"),
        ("areas.0.items.2.text", "Other words"),
    ],
)
def test_what_decides_no_value_leaves_everything_comparable(path, value):
    assert reasons(changed(path, value)) == {}


def test_weights_in_the_same_relation_are_the_same():
    new = changed("areas.0.indicators.0.items", [{"code": "PAY_01", "weight": 2}, {"code": "PAY_02", "weight": 2}])
    assert reasons(new) == {}


def test_a_question_in_other_words_is_marked_all_the_way_up():
    standings = standings_of(Instrument.model_validate(an_instrument()), changed("areas.0.items.2.text", "Other words"))
    assert [one.code for one in standings if one.reworded] == ["INDEX", "PAY", "PAY-USE", "PAY_03"]


def test_an_area_with_another_indicator_keeps_those_in_common():
    whole = an_instrument()
    whole["areas"][0]["items"].append(item("PAY_04", "fact", "single", options=TWO))
    whole["areas"][0]["indicators"].append(indicator("PAY-NEW", "PAY_04"))
    new = Instrument.model_validate(whole)
    assert reasons(new) == {
        "PAY-NEW": ("added",), "PAY_04": ("added",), "PAY": ("parts",), "INDEX": ("below",),
    }  # fmt: skip


def test_scores_stand_side_by_side_where_they_mean_the_same():
    old, new = Instrument.model_validate(an_instrument()), changed("series.0.goalposts.high", 90)
    cards = [score(one, Evidence(), 2026) for one in (old, new)]
    comparison = compare(old, cards[0], new, cards[1])
    assert [change.standing.code for change in comparison.changes] == ["PAY-LAW", "PAY_01", "PAY_02", "PAY_03"]
    assert [standing.code for standing in comparison.rest] == ["INDEX", "PAY", "PAY-USE", "I-ACC"]
    assert {change.difference for change in comparison.changes} == {None}


DECIDES_NOTHING: dict[type[Part], set[str]] = {
    Item: {"text", "hint", "unit", "distinct", "practice", "sensitive", "evidence", "topics", "code"},
    Series: {"code", "name", "unit", "source", "concept", "part_of", "decimals"},
    Claim: set(),
    Measure: {"code"},
    Indicator: {"code", "label", "target", "competent_body", "data_action"},
    Area: {"code", "label", "short_label", "introduction", "items", "context"},
    Group: {"label", "core_items", "most_items", "roles"},
    Module: {"label", "description"},
    Attribute: {"code", "text", "hint", "allows"},
}
DECIDES: dict[type[Part], set[str]] = {
    Item: {
        "kind", "type", "groups", "roles", "when", "module", "scale", "options", "rows", "minimum", "maximum",
        "direction", "goalposts", "steps", "allows", "own_performance_of", "group_weighting",
    },
    Series: {"direction", "goalposts", "steps", "categories", "sample", "maximum_age", "ratio_to"},
    Claim: set(Claim.model_fields),
    Measure: {"weight"},
    Indicator: {"weight", "aggregation", "weighting", "minimum_coverage", "items", "series"},
    Area: {"weight", "aggregation", "weighting", "minimum_coverage", "minimum_groups", "indicators"},
    Group: {"code", "weight", "counts", "minimum", "share"},
    Module: {"code", "groups"},
    Attribute: {"groups", "options"},
}  # fmt: skip


@pytest.mark.parametrize("part", DECIDES, ids=lambda part: part.__name__)
def test_of_every_key_it_is_known_whether_it_decides_a_value(part):
    assert set(part.model_fields) == DECIDES[part] | DECIDES_NOTHING[part]
