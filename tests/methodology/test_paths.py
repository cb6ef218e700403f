"""What can be asked at all, and how much of it at most, is known before anybody answers."""

from itertools import product

import pytest

from assessment.methodology import paths
from assessment.methodology.applicability import asked
from assessment.methodology.burden import burdens_of
from assessment.methodology.expressions import Kind, parse
from assessment.methodology.expressions.cases import cases_of, uses_in
from assessment.methodology.paths import Most, can_be_asked, most_asked
from assessment.methodology.responses import Answer, Respondent
from tests.builders import a_questionnaire_with_modules
from tests.methodology.small import indicator, instrument, item

OPTIONS = [{"code": "yes", "label": "Yes", "score": 100}, {"code": "no", "label": "No", "score": 0}]
SIZE = {"code": "size", "text": "Size?", "groups": ["BIZ"], "options": OPTIONS}


def most(*items, group="BIZ", **more):
    whole = instrument(items, [indicator("PAY-ALL", "PAY_01")], **more)
    return most_asked(whole, Respondent("", group))


def single(code, when=None, **more):
    return item(code, "fact", "single", options=OPTIONS, when=when, **more)


def cases(condition, kind, *ends):
    ((_, use),) = uses_in([parse(condition)]).items()
    return cases_of(kind, use, *ends)


def test_follow_ups_that_exclude_one_another_are_not_added_up():
    follow_ups = [single("PAY_02", "PAY_01 = 'yes'"), single("PAY_03", "PAY_01 = 'no'")]
    assert most(single("PAY_01"), *follow_ups) == Most(2)


def test_an_attribute_leads_to_one_of_its_paths():
    long = [single(f"PAY_0{n}", "size = 'yes'") for n in (1, 2, 3)]
    assert most(*long, single("PAY_04", "size = 'no'"), single("PAY_05"), attributes=[SIZE]) == Most(4)


def test_rows_of_a_grid_count_as_questions():
    rows = [{"code": code, "text": code} for code in ("card", "cash", "other")]
    grid = item("PAY_01", "fact", "grid", options=OPTIONS, rows=rows)
    assert most(grid, single("PAY_02", "PAY_01.card = 'yes'"), single("PAY_03", "PAY_01.card = 'no'")) == Most(4)


def test_a_question_that_hangs_on_one_not_asked_is_not_counted():
    assert most(single("PAY_01", groups=["CIV"]), single("PAY_02", "PAY_01 = 'yes'"), single("PAY_03")) == Most(1)


def test_what_is_too_much_to_try_is_counted_on_the_safe_side(monkeypatch):
    monkeypatch.setattr(paths, "MOST_STATES", 3)
    chain = [single("PAY_01"), single("PAY_02", "PAY_01 = 'yes'"), single("PAY_03", "PAY_01 = 'no'")]
    assert most(*chain, single("PAY_04", "PAY_02 = PAY_03 and PAY_01 = 'no'")) == Most(4, exact=False)


def test_numbers_that_are_calculated_with_are_counted_on_the_safe_side():
    numbers = [item("PAY_01", "context", "number"), single("PAY_02", "PAY_01 * 2 < PAY_01 and PAY_01 > 5")]
    assert most(*numbers) == Most(2, exact=False)


def test_the_modules_chosen_decide_how_much_is_asked():
    whole = a_questionnaire_with_modules()
    asked = [most_asked(whole, Respondent("", "BIZ", modules=chosen)).questions for chosen in ((), ("costs",), None)]
    assert asked == [3, 5, 9]


def test_the_burden_is_known_of_every_role():
    burdens = [(one.group.code, one.role, one.core.questions, one.whole.questions) for one in burdens_of(
        a_questionnaire_with_modules()
    )]  # fmt: skip
    assert burdens == [("PUB", "trade", 9, 9), ("BIZ", "", 3, 9)]


def test_an_item_is_reached_through_those_before_it():
    chain = [single("PAY_01"), single("PAY_02", "PAY_01 = 'yes'"), single("PAY_03", "PAY_02 = 'no' or PAY_01 = 'no'")]
    whole = instrument(chain)
    assert can_be_asked(whole, whole.item_of["PAY_03"], "BIZ", "")
    assert not can_be_asked(whole, whole.item_of["PAY_03"], "CIV", "")


@pytest.mark.parametrize(
    ("condition", "kind", "ends", "values"),
    [
        ("x > 5", Kind("number"), (0, None), (0, 2.5, 5, 6, None)),
        ("x > 5", Kind("number"), (None, None), (4, 5, 6, None)),
        ("x in ('a', 'c')", Kind("choice", ("a", "b", "c", "d")), (), ("a", "c", "b", None)),
        ("'a' in x", Kind("multiple", ("a", "b", "c")), (), (("a", "b"), ("a",), ("b",), None)),
        ("count(x) > 1", Kind("multiple", ("a", "b")), (), (("a", "b"), ("a",), ("b",), None)),
        ("answered(x)", Kind("text"), (), ("…", None)),
        ("known('PAY')", Kind("boolean"), (), (True, False, None)),
        ("x < date('2026-01-31')", Kind("date"), (), ("0001-01-01", "2026-01-31", "2026-02-01", "9999-12-31", None)),
    ],
)
def test_a_few_values_stand_for_all(condition, kind, ends, values):
    found = cases(condition, kind, *ends)
    assert found.values == values
    assert found.complete


def test_sets_of_many_options_are_not_all_tried():
    many = Kind("multiple", tuple("abcdefghij"))
    assert not cases("count(x) = 5", many).complete


def test_what_is_found_is_what_respondents_come_to_by_any_answers():
    items = [
        single("PAY_01", "size != 'no'"),
        single("PAY_02", "PAY_01 = 'yes' or not answered(PAY_01)"),
        single("PAY_03", "PAY_02 = PAY_01"),
        single("PAY_04", "PAY_03 = 'no' and size = 'yes'"),
        single("PAY_05", "PAY_01 = 'no' and answered(PAY_02)"),
    ]
    whole = instrument(items, attributes=[SIZE])
    states = (None, Answer("answered", "yes"), Answer("answered", "no"))
    came_to = [
        asked(whole, Respondent("", "BIZ", attributes=told), dict(zip(whole.question_of, given, strict=True)))
        for told in ({}, {"size": "yes"}, {"size": "no"})
        for given in product(states, repeat=len(items))
    ]
    assert most_asked(whole, Respondent("", "BIZ")) == Most(max(map(len, came_to)))
    reached = {code for code, item in whole.item_of.items() if can_be_asked(whole, item, "BIZ", "")}
    assert reached == {code for path in came_to for code in path}
