"""Shares of economies by status and country group: every member stands in exactly one place."""

from __future__ import annotations

from assessment.methodology.consolidation import Confirmation
from assessment.methodology.shares import facts_of_one_choice, standings
from tests.methodology.small import LAW, instrument, item, scored, several

LAWS = instrument(
    [
        item("PAY_01", "fact", "law_status"),
        item("PAY_02", "fact", "grid", options=LAW, rows=[{"code": "fees", "text": "Fees"}]),
        item("PAY_03", "fact", "multiple", options=LAW),
        item("PAY_04"),
    ],
    [
        {
            "code": "PAY-ALL",
            "label": "All",
            "items": [{"code": c} for c in ("PAY_01", "PAY_02.fees", "PAY_03", "PAY_04")],
        }
    ],
)


def told(value: str):
    return scored(LAWS, confirmations={"PAY_01": Confirmation("PAY_01", value, source="Official journal")})


CARDS = {
    "AAA": told("in_force"),
    "BBB": told("none"),
    "CCC": told("not_applicable"),
    "DDD": scored(LAWS, several(LAWS, "PUB", "PAY_01", ["in_force", "draft"])),
    "EEE": scored(LAWS),
}


def standing(group: str, *members: str):
    return list(standings(LAWS, CARDS, {group: members}, ["PAY_01"]))[1]


def test_only_facts_with_one_right_option_can_be_told_in_shares():
    assert facts_of_one_choice(LAWS) == ("PAY_01", "PAY_02.fees")


def test_all_economies_together_come_first_and_each_stands_in_one_place():
    everywhere = next(standings(LAWS, CARDS, {}, ["PAY_01"]))
    assert everywhere.economies == {
        "in_force": ("AAA",),
        "draft": (),
        "none": ("BBB",),
        "contested": ("DDD",),
        "not_applicable": ("CCC",),
        "no_data": ("EEE",),
    }
    assert everywhere.share_of("none") == 20


def test_a_member_of_which_nothing_is_known_has_no_data_and_not_no_law():
    group = standing("SIDS", "BBB", "ZZZ")
    assert (group.share_of("none"), group.share_of("no_data"), group.members) == (50, 50, 2)


def test_a_group_without_members_has_no_shares():
    assert standing("NONE").share_of("in_force") is None
