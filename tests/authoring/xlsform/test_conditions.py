"""Exported conditions: XPath is true exactly where our three-valued condition is true, whatever is missing."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.authoring.xlsform.conditions import Operand, Translator, asked_operand
from assessment.authoring.xlsform.export import form_of
from assessment.authoring.xlsform.form import Row, wording_of
from assessment.authoring.xlsform.names import attribute_name, modules_name, question_name, role_name
from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.expressions import Value, evaluate, parse
from assessment.methodology.expressions.checks import Kind
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Respondent
from tests.authoring.xlsform.xpath import evaluated, truth
from tests.builders import a_questionnaire_with_modules

STATES = ("dont_know", "not_applicable")
CODES = ("yes", "no", "card")
NAMES: Mapping[str, Operand | str] = {
    "C_01": asked_operand("C_01", Kind("choice"), STATES),
    "C_02": asked_operand("C_02", Kind("choice")),
    "M_01": asked_operand("M_01", Kind("multiple"), STATES),
    "N_01": asked_operand("N_01", Kind("number")),
    "N_02": asked_operand("N_02", Kind("number")),
    "D_01": asked_operand("D_01", Kind("date")),
    "D_02": asked_operand("D_02", Kind("date")),
    "group": "BIZ",
}
choices = st.sampled_from(["C_01", "C_02", "group"])
codes = st.sampled_from([f"'{code}'" for code in CODES])
dates = st.sampled_from(["D_01", "D_02", "date('2026-01-31')"])
orders = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
numbers = st.recursive(
    st.sampled_from(["N_01", "N_02", "count(M_01)", "0", "2", "0.3"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner)
        | st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "avg", "coalesce"]), inner, inner)
        | st.builds("round({})".format, inner)
        | st.builds("(-{})".format, inner)
    ),
    max_leaves=4,
)
simple = (
    st.builds("{} {} {}".format, choices, st.sampled_from(["=", "!="]), codes)
    | st.builds("{} in ({}, {})".format, choices, codes, codes)
    | st.builds("{} in M_01".format, codes | st.just("C_02"))
    | st.builds("{} {} {}".format, numbers, orders, numbers)
    | st.builds("{} {} {}".format, dates, orders, dates)
    | st.builds("answered({})".format, st.sampled_from(["C_01", "M_01", "N_01", "D_01"]))
    | st.builds("coalesce(C_01, C_02) = {}".format, codes)
)
conditions = st.recursive(
    simple,
    lambda inner: (
        st.builds("({} and {})".format, inner, inner)
        | st.builds("({} or {})".format, inner, inner)
        | st.builds("not ({})".format, inner)
        | st.builds("coalesce({}, {})".format, inner, inner)
    ),
    max_leaves=5,
)
answers = st.fixed_dictionaries(
    {
        "C_01": st.sampled_from(["", *CODES, *STATES]),
        "C_02": st.sampled_from(["", *CODES]),
        "M_01": st.sampled_from(["", "yes", "yes card", "no", "dont_know"]),
        "N_01": st.sampled_from(["", "0", "0.1", "2", "-3", "40"]),
        "N_02": st.sampled_from(["", "0", "0.2", "2", "7.5"]),
        "D_01": st.sampled_from(["", "2026-01-31", "2025-12-31"]),
        "D_02": st.sampled_from(["", "2026-01-31", "2027-02-01"]),
    }
)


def ours(name: str, text: str) -> Value | None:
    """What our language sees of a cell of the form."""
    if not text or text in STATES:
        return None
    if name.startswith("M"):
        return tuple(text.split())
    return float(text) if name.startswith("N") else text


@settings(max_examples=250, deadline=None)
@given(conditions, answers)
@example("not (C_01 = 'no')", {"C_01": ""})
@example("N_01 + N_02 = 0.3", {"N_01": "0.1", "N_02": "0.2"})
@example("N_01 / N_02 > 1 or C_02 != 'yes'", {"N_01": "2", "N_02": "0", "C_02": ""})
@example("C_01 != 'no'", {"C_01": "dont_know"})
def test_a_form_finds_a_condition_true_or_false_exactly_when_we_do(condition, answers):
    verdict = Translator(NAMES).verdict(parse(condition))
    names = {"group": "BIZ", **{name: ours(name, text) for name, text in answers.items()}}
    outcome = evaluate(parse(condition), names)
    holds, fails = (truth(evaluated(part.text, answers)) for part in verdict)
    assert (holds, fails) == (outcome is True, outcome is False), verdict


def test_what_is_known_beforehand_is_decided_and_not_asked():
    verdict = Translator(NAMES).verdict(parse("group = 'BIZ' and C_02 = 'yes' or group = 'PUB'"))
    assert verdict.holds.text == "${C_02} = 'yes'"


def test_a_code_that_is_equal_needs_no_guard_and_one_that_differs_does():
    translator = Translator(NAMES)
    assert translator.verdict(parse("C_01 = 'yes'")).holds.text == "${C_01} = 'yes'"
    assert translator.verdict(parse("C_01 != 'yes'")).holds.text == (
        "${C_01} != '' and ${C_01} != 'dont_know' and ${C_01} != 'not_applicable' and ${C_01} != 'yes'"
    )


SURVEYS: dict[int, tuple[Instrument, tuple[Row, ...]]] = {}


def survey_of(instrument: Instrument) -> tuple[Row, ...]:
    """The rows of its form, made once."""
    if id(instrument) not in SURVEYS:
        SURVEYS[id(instrument)] = instrument, form_of(instrument, wording_of(instrument, [])).survey
    return SURVEYS[id(instrument)][1]


WITH_MODULES = a_questionnaire_with_modules()


def filled_in(instrument: Instrument, respondent: Respondent, given: Mapping[str, Answer]) -> dict[str, str]:
    """The form as it is filled in: each question in turn, if the form shows it."""
    group = instrument.group_of[respondent.group]
    told = respondent.attributes
    values = {
        "group": respondent.group,
        role_name(group): respondent.role,
        modules_name(group): " ".join(respondent.modules or ()),
        **{attribute_name(one): told[one.code] for one in instrument.attributes if one.code in told},
    }
    relevant: list[bool] = []
    for row in survey_of(instrument):
        kind, name = row.cells["type"], row.cells["name"]
        if kind == "end_group":
            relevant.pop()
            continue
        shown = truth(evaluated(row.cells.get("relevant", "true()"), values)) and all(relevant)
        if kind == "begin_group":
            relevant.append(shown)
        elif kind == "calculate":
            values[name] = str(evaluated(row.cells["calculation"], values))
        elif shown and name in given:
            values[name] = entered(given[name])
    return values


def entered(answer: Answer) -> str:
    if answer.state != "answered":
        return answer.state
    return " ".join(answer.value) if isinstance(answer.value, tuple) else str(answer.value)


@pytest.mark.parametrize("seed", range(4))
def test_a_form_asks_what_the_survey_asks(shipped, seed):
    generator = random.Random(seed)
    for instrument in (WITH_MODULES, *shipped):
        for group in instrument.groups[seed % 2 :: 2]:
            role = generator.choice([role.code for role in group.roles] or [""])
            told = {one.code: generator.choice(one.options).code for one in instrument.attributes}
            person = Respondent("R", group.code, role, "", told)
            chosen = [one.code for one in modules_for(instrument, person) if generator.random() < 0.5]
            person = Respondent("R", group.code, role, "", told, tuple(chosen))
            answers = {code: a for code in instrument.question_of if (a := invented(instrument, code, generator))}
            given = {question_name(code): answer for code, answer in answers.items()}
            filled = filled_in(instrument, person, given)
            path = asked(instrument, person, answers)
            kept = [code for code in answers if question_name(code) in filled]
            assert kept == [code for code in path if code in answers], f"{instrument.identity} {group.code} {role}"


def invented(instrument: Instrument, code: str, generator: random.Random) -> Answer | None:
    item = instrument.question_of[code]
    options = [option.code for option in instrument.options_of(item)]
    if generator.random() < 0.2 or not options:
        return Answer("answered", 3.0) if item.type == "number" and generator.random() < 0.8 else None
    if generator.random() < 0.2 and item.allows:
        return Answer(generator.choice(item.allows))
    one = generator.choice(options)
    return Answer("answered", (one,) if item.type == "multiple" else one)
