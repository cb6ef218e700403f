"""The cyberlaw tracker: five laws from answers and trackers, its rules, and shares of economies by country group."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from assessment.authoring.review import reviewed
from assessment.cli import main
from assessment.methodology.burden import burdens_of
from assessment.methodology.instrument import Instrument
from tests.content.extremes import confirmed, everybody_at_best, everybody_at_worst, fired
from tests.methodology.small import response, scored, several

DIRECTORY = Path(__file__).parents[2] / "questionnaires" / "cyberlaw" / "2026"
LAWS = ["TRX", "CON", "DAT", "CYB", "TAX"]
COLUMNS = {
    "e_transactions": "TRX_01",
    "consumer_protection": "CON_01",
    "data_protection_privacy": "DAT_01",
    "cybercrime": "CYB_01",
    "indirect_taxation": "TAX_01",
}


@pytest.fixture(scope="module")
def tracker() -> Instrument:
    return reviewed(DIRECTORY)


def test_each_of_five_laws_has_status_scope_title_date_link_confirmer_body_and_practice(tracker):
    assert [area.code for area in tracker.areas] == LAWS
    assert {len(area.items) for area in tracker.areas} == {8}
    assert all(tracker.item_of[f"{law}_01"].practice == f"{law}_08" for law in LAWS)


def test_the_tracker_s_series_claim_the_status_of_all_five(tracker):
    assert [claim.item for claim in tracker.claims] == [f"{law}_01" for law in LAWS]


def test_how_a_law_works_is_asked_of_those_who_live_with_it_and_not_of_those_who_apply_it(tracker):
    assert [law for law in LAWS if "PUB" in tracker.item_of[f"{law}_08"].groups] == []


def test_those_who_live_with_a_law_are_asked_for_a_minute(tracker):
    asked = {burden.group.code: burden.whole.questions for burden in burdens_of(tracker)}
    assert (asked["BIZ"], asked["FSP"], asked["CIV"]) == (5, 3, 3)


def test_a_law_is_judged_by_its_state_its_scope_and_the_body_that_applies_it(tracker):
    """State 100 x 3 and scope 50 x 1 make 87.5; twice that and the body's 40 make 215 / 3."""
    told = {"TRX_01": "in_force", "TRX_02": ["contracts", "signatures"], "TRX_07": "named"}
    nodes = scored(tracker, [response(tracker, "p1", "PUB", told, role="ict")]).nodes
    assert nodes["TRX-LAW"].score == 87.5
    assert nodes["TRX"].score == pytest.approx(215 / 3)
    assert (nodes["TRX"].coverage, nodes["TRX"].provisional) == (1, True)


def test_the_scope_of_a_draft_is_not_asked_and_its_state_alone_is_judged(tracker):
    """State 40 alone, three quarters of the weight known; twice that and the body's 0 make 80 / 3."""
    told = {"CON_01": "draft", "CON_02": ["information"], "CON_07": "none"}
    nodes = scored(tracker, [response(tracker, "p1", "PUB", told, role="trade")]).nodes
    assert (nodes["CON-LAW"].score, nodes["CON-LAW"].coverage) == (40, 0.75)
    assert nodes["CON"].score == pytest.approx(80 / 3)


def test_a_regional_act_that_applies_directly_is_law_and_one_not_transposed_is_not_yet(tracker):
    facts = confirmed({"DAT_01": "regional_direct", "CYB_01": "regional_not_transposed"})
    nodes = scored(tracker, confirmations=facts).nodes
    assert (nodes["DAT-LAW"].score, nodes["CYB-LAW"].score) == (100, 30)


def test_a_ministry_and_the_published_tracker_that_differ_leave_the_law_contested(tracker):
    said = [response(tracker, "p1", "PUB", {"CYB_01": "draft"}, role="justice")]
    card = scored(tracker, said, desk=[("I-CYL-CC", 2026, 2.0), ("I-CYL-TX", 2026, 0.0)])
    assert card.questions["CYB_01"].reason == "contested"
    assert card.questions["TAX_01"].value == "none"


def test_the_practice_of_a_law_never_scores(tracker):
    said = several(tracker, "CIV", "CON_08", ["1"] * 5)
    assert scored(tracker, said, confirmations=confirmed({"CON_01": "in_force", "CON_07": "working"})).nodes[
        "CON"
    ].score == pytest.approx(100)


def test_there_is_no_overall_score(tracker):
    assert scored(tracker, everybody_at_best(tracker)).nodes["INDEX"].reason == "not_declared"


def test_with_everything_in_force_and_applied_nothing_is_recommended(tracker):
    card = scored(tracker, everybody_at_best(tracker))
    assert {law: card.score_of(law) for law in LAWS} == dict.fromkeys(LAWS, 100)
    assert fired(tracker, card) == set()


def test_with_no_law_at_all_five_laws_are_recommended_and_nothing_else(tracker):
    card = scored(tracker, everybody_at_worst(tracker))
    assert {law: card.score_of(law) for law in LAWS} == dict.fromkeys(LAWS, 0)
    assert fired(tracker, card) == {f"{law}-R01" for law in LAWS}


def test_with_nothing_known_only_the_data_are_asked_for(tracker):
    assert fired(tracker, scored(tracker)) == {"TRX-R03"}


IN_FORCE = {f"{law}_{item}": value for law in LAWS for item, value in (("01", "in_force"), ("07", "working"))}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"TRX_07": "named"}, {"TRX-R02"}),
        ({"TAX_01": "regional_not_transposed"}, {"TAX-R01"}),
        ({"CON_07": "none"}, {"CON-R02"}),
        ({"DAT_07": "named"}, {"DAT-R02"}),
        ({"CYB_07": "none"}, {"CYB-R01"}),
        ({"TAX_01": "draft"}, {"TAX-R01"}),
    ],
)
def test_one_thing_missing_calls_for_one_thing(tracker, changes, expected):
    assert fired(tracker, scored(tracker, confirmations=confirmed(IN_FORCE | changes))) == expected


@pytest.mark.parametrize(("rating", "expected"), [("2", {"CON-R02"}), ("4", set())])
def test_a_law_that_buyers_do_not_feel_calls_for_enforcement(tracker, rating, expected):
    said = several(tracker, "CIV", "CON_08", [rating] * 5)
    assert fired(tracker, scored(tracker, said, confirmations=confirmed(IN_FORCE))) == expected


def table(path: Path, header: str, rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


@pytest.fixture
def published(shared, tmp_path):
    """The published table of 195 economies, as rows and as the files that the command reads."""
    with (shared / "data" / "cyberlaw_2026.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (shared / "data" / "country_groups.csv").open(encoding="utf-8") as file:
        members = [(row["iso3"], row["group"], f"{row['as_of']}-01-01", "") for row in csv.DictReader(file)]
    claims = [
        (row["iso3"], item, row[column], "UNCTAD, Global Cyberlaw Tracker", "2026-03")
        for row in rows
        for column, item in COLUMNS.items()
        if row[column] != "no_data"
    ]
    facts = table(tmp_path / "facts.csv", "unit,item,value,source,as_of", claims)
    groups = table(tmp_path / "groups.csv", "country,group,valid_from,valid_to", members)
    return (
        rows,
        members,
        ["shares", str(DIRECTORY), f"--facts={facts}", f"--groups={groups}", "--items", *COLUMNS.values()],
    )


def test_shares_of_every_country_group_are_those_of_the_published_table_to_the_last_digit(published, capsys):
    rows, members, command = published
    assert main(command) == 0
    found = {(r["group"], r["item"], r["status"]): r for r in csv.DictReader(capsys.readouterr().out.splitlines())}
    groups = {"ALL": [row["iso3"] for row in rows]}
    for country, group, *_ in members:
        groups.setdefault(group, []).append(country)
    status = {(row["iso3"], item): row[column] for row in rows for column, item in COLUMNS.items()}
    for group, countries in groups.items():
        for item in COLUMNS.values():
            counts = Counter(status.get((country, item), "no_data") for country in countries)
            for state in ("in_force", "draft", "none", "no_data"):
                row = found[group, item, state]
                assert (int(row["economies"]), int(row["members"])) == (counts[state], len(countries))
                assert float(row["share"]) == float(f"{100 * counts[state] / len(countries):.10g}")


def test_the_world_and_the_least_developed_countries_stand_where_the_table_says(published, capsys):
    """119 of 195 economies have a law for buyers online in force, 55 none, and of 18 nothing is known."""
    _, _, command = published
    assert main([*command, "--format=json"]) == 0
    told = {(one["group"], one["item"]): one for one in json.loads(capsys.readouterr().out)}
    world = {one["status"]: len(one["economies"]) for one in told["ALL", "CON_01"]["statuses"] if one["economies"]}
    assert world == {"in_force": 119, "draft": 3, "none": 55, "no_data": 18}
    assert told["LDC", "TRX_01"]["members"] == 44
