"""The browser's evaluator of conditions gives what the server's gives, in real Chromium."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from assessment.methodology.expressions import Operation, evaluate, from_json, to_json
from assessment.methodology.expressions.tree import Json
from tests.conftest import ROOT

SCRIPT = (ROOT / "assessment" / "web" / "static" / "expressions.js").read_text("utf-8")
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "expressions.json").read_text("utf-8"))
CASES = 1_200

NUMBERS = st.one_of(
    st.sampled_from([0.0, 1.0, 2.0, 0.1, 0.2, 0.3, 0.5, 2.5, -2.5, 1e-9, 5e-10, 999_999.9999999999, 1e6, 1e300]),
    st.floats(-1e7, 1e7, allow_nan=False),
    st.integers(0, 10).map(float),
)
DATES = st.dates().map(lambda day: day.isoformat())
CODES = st.sampled_from(["live", "planned", "none"])
SETS = st.lists(st.sampled_from(["card", "cash", "wallet", "none"]), unique=True)
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "A_01": NUMBERS,
    "A_02": NUMBERS,
    "B_01": CODES,
    "B_02": CODES,
    "C_01": SETS,
    "D_01": DATES,
    "LEG_16.privacy": CODES,
}
# An item off the respondent's path, unanswered, or answered with a value of another kind than its own.
NAMES = st.fixed_dictionaries({}, optional={code: st.none() | own | NUMBERS | SETS for code, own in ANSWERS.items()})


def item(*codes: str) -> st.SearchStrategy[Json]:
    return st.sampled_from([["item", code] for code in codes])


def operation(operators: list[str], *operands: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    return st.tuples(st.sampled_from(operators), *operands).map(list)


def listed(operator: str, operands: st.SearchStrategy[Json], most: int = 3) -> st.SearchStrategy[Json]:
    return st.lists(operands, min_size=1, max_size=most).map(lambda parts: [operator, *parts])


def larger_numbers(parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    functions = st.sampled_from(["min", "max", "avg", "coalesce"]).flatmap(lambda name: listed(name, parts))
    return st.one_of(operation(["+", "-", "*", "/"], parts, parts), operation(["neg", "round"], parts), functions)


def larger_conditions(parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    joined = st.sampled_from(["and", "or"]).flatmap(lambda name: listed(name, parts))
    return st.one_of(joined, operation(["not"], parts))


LITERALS: st.SearchStrategy[Json] = NUMBERS
COUNT = st.just(["count", ["item", "C_01"]])
NUMERIC = st.recursive(LITERALS | item("A_01", "A_02") | COUNT, larger_numbers, max_leaves=6)
CHOICE: st.SearchStrategy[Json] = item("B_01", "B_02", "LEG_16.privacy") | CODES
DAY: st.SearchStrategy[Json] = item("D_01") | DATES.map(lambda iso: ["date", iso])
ANY = item(*ANSWERS)
ORDERS = ["=", "!=", "<", "<=", ">", ">="]
CONDITIONS = st.recursive(
    st.one_of(
        operation(ORDERS, NUMERIC, NUMERIC),
        operation(ORDERS, DAY, DAY),
        operation(["=", "!="], CHOICE, CHOICE | ANY),
        operation(["in"], CHOICE | ANY, item("C_01") | listed("list", CODES) | listed("list", LITERALS)),
        operation(["answered"], ANY),
        operation(["="], listed("coalesce", CHOICE), CHOICE),
    ),
    larger_conditions,
    max_leaves=6,
)


@pytest.fixture(scope="module")
def evaluator(browser: Browser) -> Iterator[Page]:
    """A blank page that knows `evaluate`, as the survey's script imports it."""
    page = browser.new_page()
    page.add_script_tag(content=f"{SCRIPT}\nwindow.evaluateCondition = evaluate;", type="module")
    page.wait_for_function("() => Boolean(window.evaluateCondition)")
    yield page
    page.close()


def in_browser(page: Page, cases: list[tuple[Json, dict[str, Any]]]) -> list[Any]:
    """What the browser makes of every case, in one call."""
    values = page.evaluate("cases => cases.map(([tree, names]) => evaluateCondition(tree, names))", cases)
    return [as_held(value) for value in values]


def as_held(value: Any) -> Any:
    """A number as the browser holds it: a large one is told in rounded digits, as if it were whole."""
    return float(value) if type(value) is int else value


def test_the_browser_gives_the_expected_value_for_every_shared_vector(evaluator):
    """L3: the same file is run by the server."""
    values = in_browser(evaluator, [(vector["tree"], vector["names"]) for vector in VECTORS])
    differing = [vector for vector, value in zip(VECTORS, values, strict=True) if value != vector["expected"]]
    assert differing == []


def test_browser_and_server_agree_on_conditions_that_nobody_thought_of(evaluator):
    """L3: generated conditions over generated answers, missing and misplaced ones among them."""
    cases: list[tuple[Json, dict[str, Any]]] = []

    @settings(
        max_examples=CASES,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(CONDITIONS | NUMERIC, NAMES)
    def gather(tree, names):
        if isinstance(from_json(tree), Operation):
            cases.append((to_json(from_json(tree)), names))

    gather()
    here = [evaluate(tree, names) for tree, names in cases]
    there = in_browser(evaluator, cases)
    differing = [case for case, python, javascript in zip(cases, here, there, strict=True) if python != javascript]
    assert differing == []
    assert min(sum(value is outcome for value in here) for outcome in (True, False, None)) > 50


def test_the_script_stays_small():
    assert len(SCRIPT.encode()) < 4_000
