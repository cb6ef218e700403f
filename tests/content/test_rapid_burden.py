"""What is asked of whom: five minutes first, modules by choice, and a core that carries the areas by itself."""

from __future__ import annotations

import pytest

from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.burden import burdens_of
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.expressions import names_in, parse
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import Answer, Respondent, Response, answer_from, limits_of
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import tally_of

BY_CHOICE = ("BIZ", "CIV")
OF_EACH_ROLE = 3
ATTRIBUTES = {"exports": "yes", "location": "rural"}
AREAS = ("STR", "ICT", "LOG", "LEG", "PAY", "SKI", "FIN")


def a_value(of: Instrument, item: Item) -> object:
    """The first option, the lowest number: everybody says the same, so no fact is contested."""
    options = of.options_of(item)
    if options:
        return [options[-1].code] if item.type == "multiple" else options[0].code
    if item.type == "money":
        return {"amount": 100.0, "currency": "XOF", "year": 2025}
    if item.type in ("date", "short_text", "long_text"):
        return "2025-01-01"
    return limits_of(item)[0] or 0.0


def answered(of: Instrument, respondent: Respondent) -> Response:
    answers: dict[str, Answer] = {}
    while fresh := [code for code in asked(of, respondent, answers) if code not in answers]:
        for code in fresh:
            answer = answer_from(of, of.question_of[code], a_value(of, of.question_of[code]))
            assert answer is not None
            answers[code] = answer
    return Response(respondent, answers)


@pytest.fixture(scope="module")
def core_only(rapid) -> list[Response]:
    """A few of every role; firms and persons choose no module."""
    return [
        answered(
            rapid,
            Respondent(
                f"{group.code} {role.code} {number}",
                group.code,
                role.code,
                attributes=ATTRIBUTES,
                modules=() if group.code in BY_CHOICE else None,
            ),
        )
        for group in rapid.groups
        for role in group.roles
        for number in range(OF_EACH_ROLE)
    ]


def scored(of: Instrument, responses: list[Response], *figures: DeskFigure) -> Scorecard:
    return score(of, Evidence(tally=tally_of(of, responses), desk=desk_of(figures)), of.reference_year)


@pytest.fixture(scope="module")
def without_figures(rapid, core_only) -> Scorecard:
    return scored(rapid, core_only)


def test_firms_and_persons_are_asked_twelve_questions_first_and_thirty_at_most(rapid):
    caps = {group.code: (group.core_items, group.most_items) for group in rapid.groups}
    assert {code: caps[code] for code in BY_CHOICE} == dict.fromkeys(BY_CHOICE, (12, 30))
    assert {most for code, (_, most) in caps.items() if code not in BY_CHOICE} == {40}


def test_nobody_is_asked_more_than_the_caps(rapid):
    assert [(one.group.code, one.role, one.faults) for one in burdens_of(rapid) if one.faults] == []


def test_firms_and_persons_choose_among_five_to_seven_modules(rapid):
    assert 5 <= len(rapid.modules) <= 7
    assert {module.groups for module in rapid.modules} == {BY_CHOICE}
    assert [module.code for module in rapid.modules if not module.description] == []


def test_a_module_that_is_offered_asks_something_whatever_was_answered(rapid):
    empty = []
    for code in BY_CHOICE:
        for role in rapid.group_of[code].roles:
            respondent = Respondent("r", code, role.code)
            path = {rapid.question_of[question].module for question in asked(rapid, respondent, {})}
            empty += [(role.code, one.code) for one in modules_for(rapid, respondent) if one.code not in path]
    assert empty == []


def test_everybody_who_is_invited_has_something_to_say(rapid):
    paths = [asked(rapid, Respondent("r", group.code, role.code), {}) for group in rapid.groups for role in group.roles]
    assert min(len(path) for path in paths) >= 2


def test_a_condition_rests_on_the_core_or_on_its_own_module(rapid):
    elsewhere = [
        item.code
        for item in rapid.item_of.values()
        if item.when and item.module
        for name in names_in(parse(item.when))
        if name in rapid.question_of and rapid.question_of[name].module not in (None, item.module)
    ]
    assert elsewhere == []


@pytest.mark.parametrize("area", AREAS)
def test_two_groups_are_heard_in_an_area_where_no_module_is_chosen(rapid, without_figures, area):
    groups = without_figures.nodes[area].groups
    assert len(groups) >= 2
    assert groups & set(BY_CHOICE)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_a_score_where_no_module_is_chosen_and_no_figure_is_published(without_figures, area):
    assert without_figures.nodes[area].score is not None


def test_all_areas_have_a_score_where_moreover_there_are_no_development_partners(rapid, core_only):
    small_state = [response for response in core_only if response.respondent.group != "DEV"]
    nodes = scored(rapid, small_state).nodes
    assert [area for area in AREAS if nodes[area].score is None] == []


def test_all_areas_have_a_score_where_all_figures_are_published(rapid, core_only):
    figures = [DeskFigure(one.code, 2026, one.goalposts.high if one.goalposts else 2.0) for one in rapid.series]
    nodes = scored(rapid, core_only, *figures).nodes
    assert [area for area in AREAS if nodes[area].score is None] == []
