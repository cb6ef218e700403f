"""Published figures of the rapid assessment: as selected, few, each concept once, on goalposts with a reason."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date

import pytest

from assessment.authoring.country_groups import members_on, read_memberships
from assessment.methodology.instrument import Instrument
from tests.conftest import ROOT

MOST_SCORED = 8
COUNTRY_GROUPS = ROOT / "questionnaires" / "country_groups.csv"


@pytest.fixture
def selection(shared) -> dict[str, dict[str, str]]:
    with (shared / "domain" / "desk_selection.csv").open(encoding="utf-8") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def scored(rapid: Instrument) -> dict[str, str]:
    """The area in which each scored series stands."""
    return {m.code: area.code for area in rapid.areas for one in area.indicators for m in one.series}


def test_exactly_the_series_selected_to_score_are_scored_each_in_its_area(rapid, selection):
    assert scored(rapid) == {code: row["area"] for code, row in selection.items() if row["use"] == "score"}


def test_a_series_is_scored_up_to_the_age_selected(rapid, selection):
    ages = {code: rapid.series_of[code].maximum_age for code in scored(rapid)}
    assert ages == {code: int(selection[code]["max_age"]) for code in ages}


def test_series_selected_as_context_are_shown_in_their_area_and_have_no_goalposts(rapid, selection):
    context = {code: area.code for area in rapid.areas for code in area.context}
    assert context == {code: row["area"] for code, row in selection.items() if row["use"] == "context"}
    assert [code for code in context if rapid.series_of[code].goalposts] == []


def test_series_selected_as_claims_are_claims_and_those_left_out_are_absent(rapid, selection):
    uses = {use: {code for code, row in selection.items() if row["use"] == use} for use in ("claim", "out")}
    assert {claim.series for claim in rapid.claims} == uses["claim"]
    assert uses["out"] & set(rapid.series_of) == set()


def test_an_area_scores_eight_series_at_most(rapid):
    assert max(Counter(scored(rapid).values()).values()) <= MOST_SCORED


def test_published_figures_weigh_at_most_a_third_of_an_area(rapid):
    for area in rapid.areas:
        weights = [
            indicator.weight * sum(m.weight for m in indicator.series) / sum(m.weight for m in indicator.measures)
            for indicator in area.indicators
        ]
        assert sum(weights) <= sum(indicator.weight for indicator in area.indicators) / 3, area.code


def test_a_concept_is_scored_once(rapid):
    concepts = Counter(rapid.series_of[code].concept for code in scored(rapid))
    assert [concept for concept, number in concepts.items() if number > 1 or concept is None] == []


def test_a_composite_is_never_scored_beside_its_parts(rapid):
    assert [code for code in scored(rapid) if rapid.series_of[code].part_of in scored(rapid)] == []


def test_every_pair_of_goalposts_has_its_reason(rapid):
    posts = {one.code: one.goalposts for one in (*rapid.series, *rapid.item_of.values()) if one.goalposts}
    assert len(posts) > len(scored(rapid))
    assert [code for code, one in posts.items() if not one.reason] == []


def test_ends_of_the_scale_of_a_source_are_those_of_its_catalogue(rapid, shared):
    with (shared / "data" / "indicators.csv").open(encoding="utf-8") as file:
        ends = {row["code"]: (row["goalpost_low"], row["goalpost_high"]) for row in csv.DictReader(file)}
    told = {
        code: (posts.low, posts.high)
        for code in scored(rapid)
        if all(ends.get(code, ("", ""))) and (posts := rapid.series_of[code].goalposts)
    }
    assert told
    assert told == {code: (float(ends[code][0]), float(ends[code][1])) for code in told}


def test_small_islands_are_told_a_source_for_every_series_that_half_of_them_lack(rapid, shared):
    islands = members_on(read_memberships(COUNTRY_GROUPS), _first_day(rapid))["SIDS"]
    young = defaultdict(set)
    with (shared / "data" / "desk_indicators.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series = rapid.series_of.get(row["indicator"])
            if series and row["iso3"] in islands and rapid.reference_year - int(row["year"]) <= series.maximum_age:
                young[series.code].add(row["iso3"])
    lacking = {code for code in scored(rapid) if 2 * len(young[code]) < len(islands)}
    profile = next(one for one in rapid.profiles if one.country_group == "SIDS")
    assert {one.code for one in profile.sources} == lacking


def test_a_profile_speaks_of_a_country_group_that_has_members(rapid):
    members = members_on(read_memberships(COUNTRY_GROUPS), _first_day(rapid))
    assert [one.code for one in rapid.profiles if not members.get(one.country_group)] == []


@pytest.mark.parametrize("group", ["LDC", "LLDC", "SIDS"])
def test_country_groups_are_those_of_the_published_table(rapid, shared, group):
    with (shared / "data" / "country_groups.csv").open(encoding="utf-8") as file:
        published = {row["iso3"] for row in csv.DictReader(file) if row["group"] == group}
    assert members_on(read_memberships(COUNTRY_GROUPS), _first_day(rapid))[group] == published


def test_a_country_that_leaves_a_group_is_no_member_from_that_day():
    memberships = read_memberships(COUNTRY_GROUPS)
    last = next(one for one in memberships if one.country == "NPL" and one.group == "LDC").valid_to
    assert last is not None
    assert "NPL" in members_on(memberships, last)["LDC"]
    assert "NPL" not in members_on(memberships, last.replace(day=last.day + 1))["LDC"]


def _first_day(rapid: Instrument) -> date:
    return date(rapid.reference_year, 1, 1)
