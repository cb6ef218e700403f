"""Nothing of fewer than five persons or firms is shown (DESIGN § 2, rule 19)."""

from __future__ import annotations

from assessment.methodology.disclosure import shown_groups, shown_tally
from tests.methodology.small import instrument, item, scored, several

ASKING = instrument([item("PAY_01")])


def result_of(firms: int, ministries: int, **register: int):
    responses = several(ASKING, "BIZ", "PAY_01", ["4"] * firms) + several(ASKING, "PUB", "PAY_01", ["2"] * ministries)
    return scored(ASKING, responses, register=register).questions["PAY_01"]


def test_four_firms_of_a_register_of_five_are_scored_and_not_shown_nor_what_would_tell_them_from_the_score():
    result = result_of(4, 3, BIZ=5)
    assert result.score == 50
    assert shown_groups(ASKING, result) == ()


def test_four_firms_that_do_not_count_hide_nobody_else():
    assert [part.group for part in shown_groups(ASKING, result_of(4, 3))] == ["PUB"]


def test_among_several_groups_only_as_many_are_hidden_as_it_takes():
    asking = instrument([item("PAY_01", groups=["PUB", "BIZ", "CIV"])])
    told = [*several(asking, "PUB", "PAY_01", ["2"] * 3), *several(asking, "BIZ", "PAY_01", ["4"] * 4)]
    result = scored(asking, [*told, *several(asking, "CIV", "PAY_01", ["5"] * 6)], register={"BIZ": 5})
    assert [part.group for part in shown_groups(asking, result.questions["PAY_01"])] == ["CIV"]


def test_five_firms_are_shown():
    assert [part.group for part in shown_groups(ASKING, result_of(5, 3))] == ["PUB", "BIZ"]


def test_institutions_are_shown_once_their_group_is_real():
    assert shown_groups(ASKING, result_of(0, 2)) == ()
    assert len(shown_groups(ASKING, result_of(0, 2, PUB=3))) == 1


def test_totals_are_made_of_shown_groups_alone():
    assert set(shown_tally(ASKING, result_of(4, 3))) == {"PUB"}


def test_no_score_is_the_answers_of_four_firms_alone():
    """Rule 19 before rule 8: of a register of five they count beside ministries, and by themselves they do not."""
    alone = scored(ASKING, several(ASKING, "BIZ", "PAY_01", ["4"] * 4), register={"BIZ": 5})
    assert alone.questions["PAY_01"].score is None
    assert alone.nodes["PAY-ALL"].score is None
    assert result_of(4, 3, BIZ=5).score == 50
