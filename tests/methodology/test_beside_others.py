"""Own answers beside those of the group: in steps that protect everybody, and the areas with a gap of one's own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assessment.methodology.beside_others import (
    areas_with_a_gap,
    compared_questions,
    distribution_of,
    own_choices,
    step_of,
)
from tests.builders import DONT_KNOW, NO, YES, a_questionnaire, a_questionnaire_with_modules

SMALL = a_questionnaire()


def voices(*options):
    return [(f"voice {place}", option) for place, option in enumerate(options)]


def test_persons_are_shown_by_fives_and_institutions_by_threes():
    assert (step_of(SMALL.group_of["BIZ"]), step_of(SMALL.group_of["PUB"])) == (5, 3)


def test_fewer_voices_than_a_step_show_nothing():
    assert distribution_of(voices("yes", "no", "no", "yes"), 5) is None


def test_a_distribution_counts_the_earliest_voices_in_whole_steps():
    found = distribution_of(voices("yes", "no", "no", "yes", "yes", "no"), 5)
    assert found is not None
    assert (found.voices, found.share("yes"), found.share("maybe")) == (5, 60, 0)


def test_an_institution_is_one_voice_however_often_it_answers():
    assert distribution_of([("Customs", "yes")] * 9, 3) is None


@given(st.lists(st.sampled_from(["yes", "no"]), max_size=40), st.sampled_from([3, 5]))
def test_whoever_looks_again_sees_the_same_or_a_whole_step_more(options, step):
    seen = [distribution_of(voices(*options[:number]), step) for number in range(len(options) + 1)]
    sizes = [found.voices if found else 0 for found in seen]
    assert all(after - before in (0, step) for before, after in pairwise(sizes))


def test_questions_of_the_core_with_one_answer_are_compared():
    whole = a_questionnaire_with_modules()
    assert compared_questions(whole, "BIZ") == ("PAY_01", "PAY_02", "LEG_01")


def test_rows_of_a_grid_are_questions_of_their_own():
    assert compared_questions(SMALL, "PUB") == ("PAY_01", "PAY_02", "LEG_16.privacy", "LEG_16.consumer")


def test_what_is_sensitive_is_not_compared():
    whole = SMALL.model_dump(mode="json")
    whole["areas"][0]["items"][0]["sensitive"] = True
    assert compared_questions(type(SMALL).model_validate(whole), "BIZ") == ("PAY_02",)


def test_only_what_was_answered_is_compared():
    assert own_choices(SMALL, "BIZ", {"PAY_01": YES, "PAY_02": DONT_KNOW}) == {"PAY_01": "yes"}


def test_an_area_whose_own_answers_score_below_the_target_has_a_gap():
    assert areas_with_a_gap(SMALL, "BIZ", {"PAY_01": NO}) == ("PAY",)
    assert areas_with_a_gap(SMALL, "BIZ", {"PAY_01": YES}) == ()


def test_who_does_not_know_tells_of_no_gap():
    assert areas_with_a_gap(SMALL, "BIZ", {"PAY_01": DONT_KNOW}) == ()
