"""What analysts decide on recommendations, folded; and the list that a report takes from results and decisions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.advice_candidates import Candidate, candidates_of, decided_of
from assessment.methodology.advice_decisions import (
    Decision,
    Deed,
    in_given_order,
    moved,
    standings_of,
    unwritten_in,
    worded,
)
from assessment.methodology.gaps import gaps_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import Recommendation
from tests.builders import NOW
from tests.methodology import small

RULE = {
    "area": "PAY",
    "expected_result": "Money arrives at once.",
    "measure": "Speed",
    "unit": "level",
    "target": "Immediate",
    "priority": "medium",
    "time_frame": "short",
    "effort": "low",
    "lead": "Central bank",
    "partners": ["UNCTAD"],
}
FIRST, SECOND, THIRD = "PAY-R01", "PAY-R02", "PAY-R03"


def payments(**first: Any) -> Instrument:
    """Two indicators; the first two recommendations rest on PAY-SPEED, the third on PAY-TRUST."""
    return small.instrument(
        [small.item("PAY_01"), small.item("PAY_02")],
        [small.indicator("PAY-SPEED", "PAY_01"), small.indicator("PAY-TRUST", "PAY_02")],
        recommendations=[
            {**RULE, "code": FIRST, "when": "score('PAY-SPEED') < 60", "rests_on": ["PAY-SPEED"], "action": "A"}
            | first,
            {**RULE, "code": SECOND, "when": "score('PAY-SPEED') < 60", "rests_on": ["PAY-SPEED"], "action": "B"},
            {**RULE, "code": THIRD, "when": "score('PAY-TRUST') < 60", "rests_on": ["PAY-TRUST"], "action": "C"},
        ],
    )


def decision(code: str, deed: Deed, revision: int = 1, **more: Any) -> Decision:
    return Decision(code, deed, revision, "Awa Diop", NOW, **more)


def weighed(
    of: Instrument, *decisions: Decision, speed: str = "2", trust: str = "2", language: str = "en"
) -> tuple[dict[str, Candidate], tuple[Recommendation, ...]]:
    """The candidates by code and the list, after five firms and three ministries answered alike."""
    told = {"PAY_01": speed, "PAY_02": trust}
    voices = [("BIZ", 5), ("PUB", 3)]
    card = small.scored(of, [small.response(of, f"{g}{n}", g, told) for g, number in voices for n in range(number)])
    gaps, standings = gaps_of(of, card), standings_of(decisions)
    found = candidates_of(of, card, gaps, standings=standings, language=language)
    return {one.code: one for one in found}, decided_of(of, gaps, found, standings)


def codes(listed: tuple[Recommendation, ...]) -> list[str]:
    return [one.advice.code for one in listed]


def test_what_nobody_decided_on_stands_as_proposed():
    found, listed = weighed(payments())
    assert codes(listed) == [FIRST, SECOND, THIRD]
    assert {one.standing.state for one in found.values()} == {"proposed"}


def test_what_is_rejected_vanishes_from_the_list_and_stays_among_the_candidates():
    found, listed = weighed(payments(), decision(SECOND, "rejected", reason="In force since May."))
    assert codes(listed) == [FIRST, THIRD]
    assert [one.rank for one in listed] == [1, 2]
    assert found[SECOND].standing.reason == "In force since May."


def test_a_rejection_can_be_taken_back():
    _, listed = weighed(payments(), decision(SECOND, "rejected", reason="No."), decision(SECOND, "reopened", 2))
    assert codes(listed) == [FIRST, SECOND, THIRD]


def test_what_is_merged_stands_under_its_host_which_answers_its_gaps():
    _, listed = weighed(payments(), decision(THIRD, "merged", host=FIRST))
    assert codes(listed) == [FIRST, SECOND]
    assert codes(listed[0].includes) == [THIRD]
    assert {gap.code for gap in listed[0].gaps} == {"PAY-SPEED", "PAY-TRUST"}


def test_a_merger_by_hand_stands_against_what_the_author_absorbs():
    _, listed = weighed(payments(absorbs=[SECOND]), decision(FIRST, "merged", host=SECOND))
    assert codes(listed) == [SECOND, THIRD]
    assert codes(listed[0].includes) == [FIRST]


def test_what_is_absorbed_by_a_rejected_one_stands_by_itself_again():
    _, listed = weighed(payments(absorbs=[SECOND]), decision(FIRST, "rejected", reason="Too wide."))
    assert codes(listed) == [SECOND, THIRD]


def test_what_was_accepted_stays_with_a_mark_once_its_rule_no_longer_fires():
    found, listed = weighed(payments(), decision(FIRST, "accepted", grounds="f" * 64), speed="5")
    assert FIRST in codes(listed)
    assert not found[FIRST].holds
    assert next(one for one in listed if one.advice.code == FIRST).basis == "kept"


def test_what_nobody_decided_on_goes_with_its_rule():
    found, listed = weighed(payments(), speed="5")
    assert codes(listed) == [THIRD]
    assert set(found) == {THIRD}


def test_a_host_stays_as_long_as_others_are_merged_into_it():
    _, listed = weighed(payments(), decision(THIRD, "merged", host=FIRST), speed="5")
    assert codes(listed) == [FIRST]


def test_a_decision_taken_on_other_findings_is_marked():
    before, _ = weighed(payments())
    accepted = decision(FIRST, "accepted", grounds=before[FIRST].grounds)
    same, _ = weighed(payments(), accepted)
    worse, _ = weighed(payments(), accepted, speed="1")
    assert (same[FIRST].has_moved, worse[FIRST].has_moved) == (False, True)


def test_findings_on_other_things_do_not_mark_a_decision():
    before, _ = weighed(payments())
    found, _ = weighed(payments(), decision(FIRST, "accepted", grounds=before[FIRST].grounds), trust="5")
    assert not found[FIRST].has_moved


def test_edited_words_stand_and_the_original_stays_visible():
    found, listed = weighed(payments(), decision(FIRST, "edited", wording={"en": {"action": "Do it now"}}))
    assert listed[0].advice.action == "Do it now"
    original = found[FIRST].original
    assert original is not None
    assert original.action == "A"


def test_a_priority_set_by_analysts_stands_even_where_others_are_merged_in():
    edited = decision(FIRST, "edited", plan={"priority": "low"})
    _, listed = weighed(payments(), edited, decision(THIRD, "merged", host=FIRST))
    (first,) = [one for one in listed if one.advice.code == FIRST]
    assert (first.priority, first.reason.decided) == ("low", True)


def test_words_of_another_language_stand_where_the_reader_has_none():
    edited = decision(FIRST, "edited", wording={"fr": {"action": "Agir"}, "en": {"action": "Act", "lead": "Bank"}})
    standings = standings_of([edited])
    french, arabic = (worded(payments(), standings, language)[FIRST] for language in ("fr", "ar"))
    assert (french.action, french.lead, arabic.action) == ("Agir", "Bank", "Act")
    assert unwritten_in(standings.of(FIRST), "fr") == ("lead",)


def test_editing_one_language_leaves_the_others():
    first = decision(FIRST, "edited", wording={"en": {"action": "Act"}})
    again = decision(FIRST, "edited", 2, wording={"fr": {"action": "Agir"}})
    assert worded(payments(), standings_of([first, again]), "en")[FIRST].action == "Act"


ADDED = decision(
    "PAY-OWN1",
    "added",
    reason="Ministries asked for it.",
    wording={"en": {"action": "Open a desk", "lead": "Post"}},
    plan={"area": "PAY", "indicator": "PAY-TRUST", "priority": "high", "time_frame": "short", "partners": ("UPU",)},
)


def test_one_of_the_analysts_own_answers_the_gap_of_its_indicator():
    _, listed = weighed(payments(), ADDED)
    (own,) = [one for one in listed if one.basis == "own"]
    assert (own.advice.action, own.argument, own.priority) == ("Open a desk", "Ministries asked for it.", "high")
    assert [gap.code for gap in own.gaps] == ["PAY-TRUST"]
    assert own.advice.partners == ("UPU",)


def test_an_edit_does_not_move_one_of_the_analysts_own_to_another_area():
    edited = decision("PAY-OWN1", "edited", 2, wording={"en": {"action": "Open two"}}, plan={"priority": "low"})
    standing = standings_of([ADDED, edited]).of("PAY-OWN1")
    assert (standing.plan["area"], standing.plan["indicator"], standing.plan["priority"]) == ("PAY", "PAY-TRUST", "low")
    assert standing.reason == "Ministries asked for it."


def test_one_of_the_analysts_own_that_is_taken_back_from_rejection_is_accepted():
    rejected, reopened = decision("PAY-OWN1", "rejected", 2, reason="No."), decision("PAY-OWN1", "reopened", 3)
    assert standings_of([ADDED, rejected, reopened]).of("PAY-OWN1").state == "accepted"


def test_the_given_order_stands():
    _, listed = weighed(payments(), decision("", "ordered", places=(THIRD, FIRST, SECOND)))
    assert codes(listed) == [THIRD, FIRST, SECOND]


def test_what_comes_later_follows_what_it_follows_by_itself():
    assert in_given_order(["a", "b", "c", "d"], ["d", "b"]) == ["a", "d", "b", "c"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [({"c": 1}, "cabd"), ({"a": 3}, "bcad"), ({"a": 9}, "bcda"), ({"d": 1, "c": 2}, "dcab"), ({}, "abcd")],
)
def test_what_is_moved_takes_its_place_and_the_others_keep_their_order(wanted, expected):
    assert "".join(moved("abcd", wanted)) == expected


@settings(max_examples=25)
@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")))
def test_an_order_loses_nothing_and_doubles_nothing(given_places, left):
    remaining = sorted(left)
    ordered = in_given_order(remaining, given_places)
    assert sorted(ordered) == remaining
    assert ordered == [one for one in given_places if one in left]
