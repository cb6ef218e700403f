"""The recommendations of the rapid assessment as an adviser to a minister would judge them."""

from __future__ import annotations

import csv
from collections import Counter

from assessment.authoring.partners import load_partners
from assessment.methodology.expressions import Operation, nodes_of
from assessment.methodology.rules import rule_of
from tests.content.cases import HERE, RAPID, rapid

PARTNERS = RAPID.parents[1] / "partners.yaml"
LONGEST_ACTION, LONGEST_RESULT = 400, 300
LEVELS = {"level", "score", "index"}


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_area_has_eight_or_more():
    counts = Counter(advice.area for advice in rapid().recommendations)
    assert [area for area in rapid().area_of if counts[area] < 8] == []


def test_every_area_closes_its_own_data_gaps():
    assert {advice.area for advice in rapid().recommendations if advice.kind == "data"} == set(rapid().area_of)


def test_each_can_be_pasted_into_a_plan():
    """A verb and one sentence, short enough; an indicator that can be counted, with its unit and target."""
    faulty = [
        advice.code
        for advice in rapid().recommendations
        if len(advice.action) > LONGEST_ACTION
        or len(advice.expected_result) > LONGEST_RESULT
        or not advice.action.endswith(".")
        or ". " in advice.action
        or advice.unit in LEVELS
    ]
    assert faulty == []


def test_each_names_who_contributes_and_partners_that_work_in_its_areas():
    of = rapid()
    works_in = {partner.code: set(partner.areas) for partner in load_partners(PARTNERS)}
    area_of = {one.code: one.area for one in of.recommendations}
    assert [one.code for one in of.recommendations if not (one.contributors and one.partners)] == []
    strangers = [
        (one.code, partner)
        for one in of.recommendations
        for partner in one.partners
        if not works_in[partner] & {one.area, *(area_of[code] for code in one.absorbs)}
    ]
    assert strangers == []


def test_partners_are_those_of_the_reference_table(shared):
    with (shared / "domain" / "partners.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"]: row for row in csv.DictReader(file)}
    told = {partner.code: partner for partner in load_partners(PARTNERS)}
    assert set(told) == set(known)
    differing = [
        code
        for code, row in known.items()
        if set(told[code].areas) != set(row["areas"].split())
        or told[code].status != row["partnership_status"].replace(" ", "_")
        or len(told[code].services) != len(row["kinds_of_assistance"].split(";"))
    ]
    assert differing == []


def test_rules_use_everything_that_results_can_tell():
    used = {
        node.operator
        for one in rapid().recommendations
        for node in nodes_of(rule_of(one))
        if isinstance(node, Operation)
    }
    assert used >= {"score", "value", "law_gap", "difference", "dont_know", "coverage", "known"}


def test_every_law_that_waits_for_transposition_has_its_own_advice():
    of = rapid()
    laws = {code for code, item in of.question_of.items() if item.type == "law_status" and item.kind == "fact"}
    (advice,) = [one for one in of.recommendations if "regional_not_transposed" in one.when]
    assert {code for code in laws if f"value('{code}') = 'regional_not_transposed'" in advice.when} == laws


def test_no_rule_calls_a_directly_applicable_regional_act_a_gap():
    assert [one.code for one in rapid().recommendations if "!= 'in_force'" in one.when] == []


def test_every_published_action_is_covered_or_the_reason_is_given(shared):
    with (shared / "domain" / "published_actions.csv").open(encoding="utf-8", newline="") as file:
        published = [row["id"] for row in csv.DictReader(file)]
    assert [row["id"] for row in table("published_actions.csv")] == published


def test_published_actions_point_to_recommendations_that_exist():
    codes = {advice.code for advice in rapid().recommendations}
    rows = table("published_actions.csv")
    assert [row["id"] for row in rows if row["recommendation"] and row["recommendation"] not in codes] == []
    assert [row["id"] for row in rows if bool(row["recommendation"]) == bool(row["why_not"].strip())] == []
