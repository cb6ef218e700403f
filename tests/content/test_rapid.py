"""The rapid assessment as its readers meet it: coverage of the field, burden, languages, partners."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assessment.authoring.loader import load
from assessment.authoring.partners import load_partners
from assessment.methodology.applicability import is_put_to
from assessment.methodology.instrument import Instrument

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
AREAS = ["STR", "ICT", "LOG", "LEG", "PAY", "SKI", "FIN"]
MOST_ITEMS = {"BIZ": 30, "CIV": 30}
MOST_ITEMS_OF_OTHERS = 40
TYPES = {
    "single", "multiple", "agreement", "law_status", "number", "percentage", "money", "date", "short_text",
    "long_text", "grid",
}  # fmt: skip


@pytest.fixture(scope="module")
def rapid() -> Instrument:
    return load(QUESTIONNAIRES / "etrade-rapid" / "2026.1")


def test_the_seven_policy_areas_stand_in_their_order(rapid):
    assert [area.code for area in rapid.areas] == AREAS


def test_it_has_the_size_of_a_rapid_assessment(rapid):
    assert len(rapid.item_of) >= 70
    assert len(rapid.indicator_of) >= 35


def test_all_kinds_and_types_of_item_occur(rapid):
    items = rapid.item_of.values()
    assert {item.kind for item in items} >= {"fact", "perception", "experience", "figure"}
    assert {item.type for item in items} == TYPES


def test_nobody_is_asked_more_than_the_cap(rapid):
    counts = {
        (group.code, role.code): sum(is_put_to(item, group.code, role.code) for item in rapid.item_of.values())
        for group in rapid.groups
        for role in group.roles
    }
    heavy = {who: count for who, count in counts.items() if count > MOST_ITEMS.get(who[0], MOST_ITEMS_OF_OTHERS)}
    assert heavy == {}


def test_everybody_who_is_invited_has_something_to_say(rapid):
    silent = [
        (group.code, role.code)
        for group in rapid.groups
        for role in group.roles
        if sum(is_put_to(item, group.code, role.code) for item in rapid.item_of.values()) < 2
    ]
    assert silent == []


def test_two_groups_or_more_can_be_heard_in_every_area(rapid):
    scored = {measure.code for indicator in rapid.indicator_of.values() for measure in indicator.items}
    for area in rapid.areas:
        groups = {
            group
            for code, item in rapid.question_of.items()
            if code in scored and item in area.items and item.kind in ("perception", "experience")
            for group in item.groups
            if group not in item.own_performance_of
        }
        assert len(groups) >= 2, area.code


def test_published_figures_weigh_at_most_a_third_of_an_area(rapid):
    for area in rapid.areas:
        weights = [
            (indicator.weight * sum(m.weight for m in indicator.series) / sum(m.weight for m in indicator.measures))
            for indicator in area.indicators
        ]
        total = sum(indicator.weight for indicator in area.indicators)
        assert sum(weights) <= total / 3, area.code


def test_every_indicator_names_who_could_close_its_data_gap(rapid):
    assert [code for code, one in rapid.indicator_of.items() if not (one.competent_body and one.data_action)] == []


def test_every_recommendation_names_partners_that_are_listed(rapid):
    listed = {partner.code for partner in load_partners(QUESTIONNAIRES / "partners.yaml")}
    assert [one.code for one in rapid.recommendations if not one.partners or set(one.partners) - listed] == []


def test_scored_series_are_those_of_the_desk_selection(rapid, shared):
    with (shared / "domain" / "desk_selection.csv").open(encoding="utf-8") as file:
        scoring = {row["indicator"]: row for row in csv.DictReader(file) if row["use"] == "score"}
    used = {m.code for indicator in rapid.indicator_of.values() for m in indicator.series}
    assert used <= set(scoring)
    assert [code for code in used if rapid.series_of[code].maximum_age != int(scoring[code]["max_age"])] == []


def test_topics_named_by_items_exist(rapid, shared):
    with (shared / "domain" / "topics.csv").open(encoding="utf-8") as file:
        topics = {row["topic_id"] for row in csv.DictReader(file)}
    named = {topic for item in rapid.item_of.values() for topic in item.topics}
    assert named <= topics
    assert len(named) >= 0.9 * len(topics)
