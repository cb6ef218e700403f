"""The condition language: what it means, what it refuses, and what it costs."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import ExpressionError
from assessment.methodology.expressions import (
    Codes,
    Kind,
    Signature,
    Value,
    Vocabulary,
    check,
    codes_in,
    compiled,
    evaluate,
    from_json,
    names_in,
    parse,
    to_json,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "expressions.json").read_text("utf-8"))

VOCABULARY = Vocabulary(
    names={
        "PAY_01": Kind("number"),
        "PAY_02": Kind("choice", ("live", "planned", "none")),
        "PAY_05": Kind("multiple", ("card", "cash")),
        "PAY_08": Kind("text"),
        "PAY_09": Kind("date"),
        "LEG_16.privacy": Kind("choice", ("in_force", "draft", "none")),
        "group": Kind("choice", ("PUB", "BIZ")),
    },
    unavailable={"PAY_30": "is asked later"},
)
RULES = Vocabulary(
    functions={
        "score": Signature((Codes("indicator", frozenset({"PAY-SWITCH", "PAY"})),), Kind("number")),
        "known": Signature((Codes("indicator", frozenset({"PAY-SWITCH", "PAY"})),), Kind("boolean")),
        "value": Signature(
            (Codes("fact", frozenset({"PAY_02"})),),
            Kind("number"),
            {"PAY_02": Kind("choice", ("live", "none"))},
        ),
    }
)


def messages(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    return [f"{fault.column}: {fault.message}" for fault in check(parse(text), vocabulary)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["expression"])
def test_every_shared_vector_has_the_expected_value(vector):
    """L3: the same file is run by the browser."""
    assert to_json(parse(vector["expression"])) == vector["tree"]
    assert evaluate(vector["tree"], vector["names"]) == vector["expected"]


def test_there_are_enough_shared_vectors():
    assert len(VECTORS) >= 120


def test_a_tree_survives_json():
    condition = parse("not (PAY_01 >= 2.5 and PAY_09 < date('2026-01-31')) or group in ('PUB', 'BIZ')")
    assert from_json(json.loads(json.dumps(to_json(condition)))) == condition


def test_dates_and_sets_of_python_are_understood():
    names: dict[str, Value | None] = {"PAY_09": date(2026, 2, 1), "PAY_05": frozenset({"card"})}
    assert evaluate(parse("PAY_09 > date('2026-01-31') and 'card' in PAY_05"), names) is True


def test_numbers_without_end_are_missing():
    """S8: a number that JSON cannot carry is no value."""
    assert evaluate(parse("PAY_01 > 1"), {"PAY_01": float("inf")}) is None
    assert evaluate(parse("PAY_01 > 1"), {"PAY_01": 10**400}) is None


def test_rule_functions_are_called_with_their_codes():
    scores = {"PAY-SWITCH": 40.0}
    rule = parse("score('PAY-SWITCH') < 50 and not score('PAY-TRUST') < 50")
    assert evaluate(rule, {}, {"score": scores.get}) is None
    assert evaluate(parse("score('PAY-SWITCH') < 50"), {}, {"score": scores.get}) is True


def test_a_rule_function_in_the_condition_of_an_item_is_refused():
    with pytest.raises(ExpressionError, match="belongs to the rules"):
        evaluate(parse("score('PAY') < 50"), {})


def test_names_and_codes_of_a_condition_are_listed():
    assert names_in(parse("PAY_01 > 1 and group = 'PUB'")) == {"PAY_01", "group"}
    assert codes_in(parse("difference('PAY_01', 'PUB', 'BIZ') > 20 or value('LEG_01') = 'none'")) == {
        "PAY_01",
        "PUB",
        "BIZ",
        "LEG_01",
    }


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "the condition is empty"),
        ("PAY_01 == 1", 8, "write = once"),
        ("PAY_01 = 1 && PAY_02 = 'live'", 12, "write and"),
        ('PAY_02 = "live"', 10, "single quotes"),
        ("PAY_02 = 'live", 10, "never closed"),
        ("PAY_01 = 1 AND PAY_01 = 2", 12, "write and in small letters"),
        ("PAY_01 =", 9, "a name or a value is missing here; the condition ends"),
        ("(PAY_01 = 1", 12, r"\) is missing here"),
        ("PAY_01 = 1 PAY_02", 12, "should end here"),
        ("1 < PAY_01 < 3", 12, "two things at a time"),
        ("anwsered(PAY_01)", 1, "did you mean answered"),
        ("answered()", 1, "takes 1 argument, not 0"),
        ("difference('PAY_01', 'PUB')", 1, "takes 3 arguments, not 2"),
        ("PAY_09 > date('2026-02-30')", 10, "there is no day 2026-02-30"),
        ("PAY_09 > date(2026)", 10, "write a date as"),
        ("PAY_02 in ('live', PAY_01)", 20, "a list holds values only"),
        ("PAY_02 not in ('live')", 8, "write not in front"),
        ("3PAY = 1", 1, "3PAY is neither a number nor a name"),
        ("PAY_01.__class__ = 1", 7, "is not understood"),
        ("PAY_01 > 9999999999999999", 10, "too large"),
    ],
)
def test_a_mistake_is_named_with_column_and_cure(text, column, message):
    with pytest.raises(ExpressionError, match=message) as error:
        parse(text)
    assert error.value.column == column


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "1" + ")" * 499,
        "not " * 240 + "a = 1",
        "-" * 900 + "1",
        "1" + "+1" * 400,
        "answered(" * 100,
        "a" * 1001,
    ],
    ids=["brackets", "negations", "signs", "sums", "calls", "length"],
)
def test_length_and_depth_are_limited(text):
    """E1: no condition costs more than its limits."""
    with pytest.raises(ExpressionError, match=r"too (deeply|long)"):
        parse(text)


def test_the_number_of_nodes_is_limited():
    """E1: a flat condition is limited as well."""
    with pytest.raises(ExpressionError, match="at most 200"):
        parse(" or ".join(["a=1"] * 80))


@pytest.mark.parametrize("tree", [True, ["eval", "1"], ["item"], ["=", 1], {"a": 1}, None, [["item", "a"]]])
def test_a_foreign_tree_is_refused(tree):
    """E1: only what the parser can write is evaluated."""
    with pytest.raises(ExpressionError, match="not the tree of a condition"):
        from_json(tree)


@given(st.text(alphabet="'()<>=!+-*/., aPAY_019\"inot", max_size=60))
def test_any_text_is_parsed_or_refused_with_a_place(text):
    """E1: nothing but ExpressionError ever leaves the parser."""
    column = 1
    try:
        condition = parse(text)
        assert from_json(to_json(condition)) == condition
    except ExpressionError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAY_02 = 'live' and 'card' in PAY_05 and PAY_09 > date('2026-01-01')", []),
        ("coalesce(PAY_02, 'none') in ('none', 'planned') or answered(PAY_08)", []),
        ("LEG_16.privacy != 'in_force'", []),
        ("PAI_02 = 1", ["1: PAI_02 is unknown: did you mean PAY_02?"]),
        ("PAY_30 = 1", ["1: PAY_30 is asked later"]),
        ("PAY_02 = 'yess'", ["10: 'yess' is no option of PAY_02; there are 'live', 'planned', 'none'"]),
        ("group in ('PUB', 'BUS')", ["18: 'BUS' is no option of group; there are 'PUB', 'BIZ'"]),
        ("PAY_05 = 'card'", ["1: PAY_05 is a multiple choice: write 'code' in PAY_05"]),
        ("'cheque' in PAY_05", ["1: 'cheque' is no option of PAY_05; there are 'card', 'cash'"]),
        ("PAY_02 > 'live'", ["1: PAY_02 is a choice: > orders numbers or dates; use =, != or in"]),
        ("PAY_01 = 'live'", ["10: a number cannot be compared with a text"]),
        ("PAY_02 = 1", ["10: a choice cannot be compared with a number: option codes stand in quotes, '1'"]),
        ("PAY_01 + 1", ["8: this is a number: a condition must be true or false: compare it with something"]),
        ("PAY_02", ["1: PAY_02 is a choice: a condition must be true or false: compare it with something"]),
        ("PAY_02 + 1 > 2", ["1: PAY_02 is a choice: + calculates with numbers"]),
        ("count(PAY_01) > 1", ["7: PAY_01 is a number: count needs a multiple choice"]),
        ("PAY_01 and PAY_01 > 1", ["1: PAY_01 is a number: and joins conditions; compare it first"]),
        ("'live' in PAY_02", [
            "11: PAY_02 is a choice: in needs a multiple choice or a list in round brackets on its right"
        ]),
        ("coalesce(PAY_01, 'x') = 1", ["18: coalesce mixes a number and a text"]),
        ("answered(1)", ["10: answered needs the code of an item or attribute"]),
        ("answered(PAY_01) = answered(PAY_02)", ["1: = compares values: join conditions with and, or, not"]),
        ("score('PAY') > 1", ["1: score() belongs to the rules of recommendations, not here"]),
        ("PAI_02 = 1 and PAY_02 = 'x'", [
            "1: PAI_02 is unknown: did you mean PAY_02?",
            "25: 'x' is no option of PAY_02; there are 'live', 'planned', 'none'",
        ]),
    ],
)  # fmt: skip
def test_a_condition_is_checked_against_its_vocabulary(text, expected):
    """L4: a mistake in a condition is seen when the questionnaire is loaded."""
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("score('PAY-SWITCH') < 50 and value('PAY_02') != 'live' or known('PAY')", []),
        ("score('PAY-SWICH') < 50", ["7: 'PAY-SWICH' is no indicator: did you mean 'PAY-SWITCH'?"]),
        ("score(PAY) < 50", ["7: give the code of the indicator in single quotes"]),
        ("score('XYZ') < 50", ["7: 'XYZ' is no indicator; there are PAY, PAY-SWITCH"]),
        ("value('PAY_02') = 'lve'", ["19: 'lve' is no option of value(…); there are 'live', 'none'"]),
        ("PAY_02 = 'live'", ["1: rules use functions, such as score('PAY') or value('PAY_02'), not PAY_02"]),
        (
            "score('PAY')",
            ["1: score(…) is a number: a condition must be true or false: compare it with something"],
        ),
    ],
)
def test_a_rule_is_checked_against_its_functions(text, expected):
    """L4: a rule that could never fire is an error of the author, not silence."""
    assert messages(text, RULES) == expected


def test_two_hundred_rules_over_three_hundred_items_take_less_than_fifty_milliseconds():
    """P1: the conditions of a large form are cheap on the server."""
    names = {f"ITM_{number:03d}": float(number % 5) for number in range(300)}
    conditions = [
        compiled(parse(f"ITM_{n:03d} > 2 and (ITM_{n + 50:03d} = 1 or not answered(ITM_{n + 99:03d}))"))
        for n in range(200)
    ]
    start = time.process_time()
    for condition in conditions:
        condition(names)
    assert time.process_time() - start < 0.05
