"""What a hidden answer means: shown, hidden, never shown and cleared, side by side."""

from __future__ import annotations

import pytest

from assessment.methodology.applicability import asked, on_path
from assessment.methodology.responses import Answer, Respondent, Response
from assessment.methodology.tally import tally_of
from tests.builders import DONT_KNOW, NO, YES, a_questionnaire

FIRM = Respondent("r1", "BIZ")
SHOWN = {"PAY_01": YES, "PAY_02": YES}
HIDDEN = {"PAY_01": NO, "PAY_02": YES}
NEVER_SHOWN = {"PAY_01": NO}
CLEARED = {"PAY_01": YES}


@pytest.mark.parametrize(
    ("answers", "is_asked", "counted"),
    [(SHOWN, True, YES), (HIDDEN, False, None), (NEVER_SHOWN, False, None), (CLEARED, True, None)],
    ids=["shown", "hidden", "never shown", "cleared"],
)
def test_only_an_answer_that_is_shown_counts(answers, is_asked, counted):
    """L1, L2: no item has a default, so what nobody answered is missing however it came to be so."""
    response = Response(FIRM, answers)
    assert ("PAY_02" in asked(a_questionnaire(), FIRM, answers)) is is_asked
    assert on_path(a_questionnaire(), response).get("PAY_02") == counted


@pytest.mark.parametrize(("answers", "asked_of"), [(SHOWN, 1), (HIDDEN, 0), (NEVER_SHOWN, 0), (CLEARED, 1)])
def test_a_hidden_question_is_counted_neither_as_asked_nor_as_answered(answers, asked_of):
    """L1, S2."""
    tally = tally_of(a_questionnaire(), [Response(FIRM, answers)])
    group = tally.get("PAY_02", {}).get("BIZ")
    assert (group.asked if group else 0) == asked_of


def test_an_answer_counts_again_when_its_path_returns():
    """L1, L2: it was kept while it was hidden."""
    assert on_path(a_questionnaire(), Response(FIRM, {**HIDDEN, "PAY_01": YES}))["PAY_02"] == YES


def test_a_condition_takes_a_non_answer_for_missing_and_hides():
    """L1, S2: “don’t know” is neither yes nor no."""
    answers: dict[str, Answer] = {"PAY_01": DONT_KNOW, "PAY_02": YES}
    assert "PAY_02" not in asked(a_questionnaire(), FIRM, answers)
