"""The rapid assessment as a whole: its areas, its size, its partners."""

from __future__ import annotations

from assessment.authoring.partners import load_partners
from tests.conftest import ROOT

QUESTIONNAIRES = ROOT / "questionnaires"
AREAS = ["STR", "ICT", "LOG", "LEG", "PAY", "SKI", "FIN"]
TYPES = {
    "single", "multiple", "agreement", "law_status", "number", "percentage", "money", "date", "short_text",
    "long_text", "grid",
}  # fmt: skip


def test_the_seven_policy_areas_stand_in_their_order(rapid):
    assert [area.code for area in rapid.areas] == AREAS


def test_it_has_the_size_of_a_rapid_assessment(rapid):
    assert len(rapid.item_of) >= 150
    assert len(rapid.indicator_of) >= 35


def test_all_kinds_and_types_of_item_occur(rapid):
    items = rapid.item_of.values()
    assert {item.kind for item in items} >= {"fact", "perception", "experience", "figure"}
    assert {item.type for item in items} == TYPES


def test_every_indicator_names_who_could_close_its_data_gap(rapid):
    assert [code for code, one in rapid.indicator_of.items() if not (one.competent_body and one.data_action)] == []


def test_every_recommendation_names_partners_that_are_listed(rapid):
    listed = {partner.code for partner in load_partners(QUESTIONNAIRES / "partners.yaml")}
    assert [one.code for one in rapid.recommendations if not one.partners or set(one.partners) - listed] == []
