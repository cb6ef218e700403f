"""Answers as they arrive: states, values, refusals (DESIGN § 2, rules 1, 2, 4)."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.responses import Money, Respondent, Unusable, answer_from, answers_from, plain
from tests.methodology.small import instrument, item

OPTIONS = [{"code": code, "label": code.upper(), "score": 0} for code in ("card", "cash", "wallet")]
ROWS = [{"code": "signature", "text": "Signature"}, {"code": "privacy", "text": "Privacy"}]
ASKING = instrument(
    [
        item("PAY_01"),
        item("PAY_02", type_="multiple", options=OPTIONS),
        item("PAY_03", type_="percentage", kind="context"),
        item("PAY_04", type_="money", kind="context", minimum=0),
        item("PAY_05", type_="date", kind="context"),
        item("PAY_06", type_="short_text", kind="context"),
        item("PAY_07", type_="grid", scale="agreement", rows=ROWS),
        item("PAY_08", type_="number", kind="experience", minimum=0, maximum=365),
    ]
)


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    [
        ("PAY_01", 4, "4"),
        ("PAY_02", ["wallet", "card"], ("card", "wallet")),
        ("PAY_03", 0, 0.0),
        ("PAY_04", {"amount": 12.5, "currency": "XOF", "year": 2025}, Money(12.5, "XOF", 2025)),
        ("PAY_05", "2026-01-31", date(2026, 1, 31)),
        ("PAY_06", " text\x00 with\x0b controls ", "text with controls"),
    ],
)
def test_a_plain_value_becomes_an_answer(code, raw, value):
    """D15: control characters are removed."""
    answer = answer_from(ASKING, ASKING.item_of[code], raw)
    assert (answer.state, answer.value) == ("answered", value)


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("PAY_01", 6),
        ("PAY_01", True),
        ("PAY_01", "Strongly agree"),
        ("PAY_02", []),
        ("PAY_02", "card"),
        ("PAY_02", ["card", "cheque"]),
        ("PAY_03", 101),
        ("PAY_03", float("nan")),
        ("PAY_03", float("inf")),
        ("PAY_04", 12.5),
        ("PAY_04", {"amount": 1, "currency": "euro", "year": 2025}),
        ("PAY_04", {"amount": -1, "currency": "EUR", "year": 2025}),
        ("PAY_05", "31/01/2026"),
        ("PAY_05", 20260131),
        ("PAY_06", "x" * 301),
        ("PAY_06", "\x00"),
        ("PAY_08", 366),
        ("PAY_08", "12"),
        ("PAY_01", {"state": "answered"}),
        ("PAY_01", {"state": None}),
    ],
)
def test_what_does_not_fit_the_item_is_refused(code, raw):
    """S3: out of range is rejected."""
    with pytest.raises(Unusable):
        answer_from(ASKING, ASKING.item_of[code], raw)


def test_a_grid_is_one_answer_for_each_row():
    answers = answers_from(ASKING, {"PAY_07": {"privacy": 2}})
    assert {code: answer.value for code, answer in answers.items()} == {"PAY_07.privacy": "2"}


def test_a_state_given_for_a_grid_holds_for_its_rows():
    answers = answers_from(ASKING, {"PAY_07": {"state": "dont_know"}})
    assert {answer.state for answer in answers.values()} == {"dont_know"}
    assert len(answers) == 2


def test_values_survive_their_plain_form():
    raw = {
        "PAY_02": ["cash", "wallet"],
        "PAY_04": {"amount": 3.0, "currency": "EUR", "year": 2020},
        "PAY_05": "2026-01-31",
    }
    assert {code: plain(answer.value) for code, answer in answers_from(ASKING, raw).items()} == raw


def test_the_item_at_fault_is_named():
    with pytest.raises(Unusable, match="PAY_03"):
        answers_from(ASKING, {"PAY_03": 101})


ROUTED = instrument(
    [
        item("PAY_01", groups=["BIZ"], type_="multiple", options=OPTIONS),
        item("PAY_02", groups=["BIZ"], when="'card' in PAY_01"),
        item("PAY_03", groups=["BIZ"], when="PAY_02 = '5'"),
        item("PAY_04", groups=["PUB"], roles={"PUB": ["customs"]}),
        item("PAY_05", groups=["PUB", "BIZ"], when="size = 'micro' or group = 'PUB'"),
    ],
    attributes=[{"code": "size", "text": "How many are you?", "groups": ["BIZ"], "options": [*OPTIONS]}],
)


def paths(group: str, answers: dict[str, object], role: str = "", **attributes: str) -> tuple[str, ...]:
    return asked(ROUTED, Respondent("r", group, role, attributes=attributes), answers_from(ROUTED, answers))


def test_items_are_asked_by_group_and_role():
    assert paths("PUB", {}, "customs") == ("PAY_04", "PAY_05")
    assert paths("PUB", {}, "other") == ("PAY_05",)


def test_a_condition_that_ends_missing_shows_nothing():
    assert paths("BIZ", {}) == ("PAY_01",)


def test_attributes_route():
    assert paths("BIZ", {}, size="micro") == ("PAY_01", "PAY_05")


def test_an_attribute_that_a_group_is_not_asked_counts_as_none():
    """L2"""
    assert paths("PUB", {}, size="micro") == ("PAY_05",)
    assert paths("BIZ", {}, PAY_02="5") == ("PAY_01",)


def test_an_answer_off_the_path_shows_nothing_further():
    """L2: PAY_02 is answered and no longer asked, so what hangs on it is not asked either."""
    assert paths("BIZ", {"PAY_01": ["cash"], "PAY_02": 5}) == ("PAY_01",)
    assert paths("BIZ", {"PAY_01": ["card"], "PAY_02": 5}) == ("PAY_01", "PAY_02", "PAY_03")


CHOOSING = instrument(
    [
        item("PAY_01", groups=["PUB", "BIZ"]),
        item("PAY_02", groups=["PUB", "BIZ"], module="fees"),
        item("PAY_03", groups=["PUB", "BIZ"], module="fees", when="PAY_02 = '5'"),
        item("PAY_04", groups=["PUB"], roles={"PUB": ["customs"]}, module="border"),
        item("PAY_05", groups=["BIZ"], when="not answered(PAY_02)"),
    ],
    modules=[
        {"code": "fees", "label": "Fees", "groups": ["BIZ"]},
        {"code": "border", "label": "Border", "groups": ["PUB", "BIZ"]},
    ],
)


def chosen_path(group: str, modules: tuple[str, ...] | None, role: str = "") -> tuple[str, ...]:
    answers = answers_from(CHOOSING, {"PAY_02": 5, "PAY_03": 1})
    return asked(CHOOSING, Respondent("r", group, role, modules=modules), answers)


@pytest.mark.parametrize(
    ("modules", "path"),
    [
        ((), ("PAY_01", "PAY_05")),
        (("fees",), ("PAY_01", "PAY_02", "PAY_03")),
        (("border",), ("PAY_01", "PAY_05")),
        (None, ("PAY_01", "PAY_02", "PAY_03")),
    ],
)
def test_items_of_a_module_are_asked_of_those_who_chose_it(modules, path):
    """L2, rule 1: the answer to a module that was given up is off the path, and conditions see none; None is all."""
    assert chosen_path("BIZ", modules) == path


def test_groups_that_do_not_choose_a_module_are_asked_its_items_as_usual():
    assert chosen_path("PUB", (), "customs") == ("PAY_01", "PAY_02", "PAY_03")
    assert chosen_path("PUB", ("border",), "customs") == ("PAY_01", "PAY_02", "PAY_03", "PAY_04")


def test_only_modules_with_an_item_for_the_role_are_offered():
    def offered(group: str, role: str = "") -> list[str]:
        return [module.code for module in modules_for(CHOOSING, Respondent("r", group, role))]

    assert (offered("BIZ"), offered("PUB"), offered("PUB", "customs")) == (["fees"], [], ["border"])


def test_a_condition_may_ask_for_one_row_of_a_grid():
    """L4: a row that a condition names is seen by it."""
    routed = instrument(
        [item("PAY_07", type_="grid", scale="agreement", rows=ROWS), item("PAY_08", when="PAY_07.privacy = '5'")]
    )
    answers = answers_from(routed, {"PAY_07": {"privacy": 5}})
    assert asked(routed, Respondent("r", "BIZ"), answers)[-1] == "PAY_08"


def test_an_option_that_stands_alone_is_not_chosen_beside_others():
    options = [{"code": "card", "label": "By card"}, {"code": "none", "label": "None of these", "exclusive": True}]
    asked = instrument([item("PAY_02", type_="multiple", options=options)])
    assert answers_from(asked, {"PAY_02": ["none"]})["PAY_02"].value == ("none",)
    with pytest.raises(Unusable, match="choose either “None of these” or the other answers"):
        answers_from(asked, {"PAY_02": ["card", "none"]})
