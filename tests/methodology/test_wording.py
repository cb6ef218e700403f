"""Conditions written back and said in words."""

from __future__ import annotations

import json

import pytest

from assessment.language import voice_for
from assessment.methodology.expressions import from_json, parse, written
from assessment.methodology.wording import condition_said
from tests.builders import a_questionnaire
from tests.conftest import ROOT

VECTORS = json.loads((ROOT / "tests" / "vectors" / "expressions.json").read_text("utf-8"))
CONDITIONS = (
    "not (a = 'x' or b = 'y') and c = 1",
    "a - (b - c) > 2 and a - b - c > 2",
    "-(a + b) * 2 < -1.5",
    "not not answered(a)",
    "a > date('2020-01-01')",
    "'card' in PAY_05 or not c in ('p', 'q')",
    "coalesce(a, 'x') = 'x'",
)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_written_back_reads_as_the_same_tree(condition):
    assert parse(written(parse(condition))) == parse(condition)


def test_every_condition_of_the_shared_vectors_can_be_written_back():
    trees = [from_json(vector["tree"]) for vector in VECTORS]
    assert [tree for tree in trees if parse(written(tree)) != tree] == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("PAY_01 = 'yes'", "PAY_01: “Yes”"),
        (
            "PAY_01 != 'yes' and group in ('PUB', 'BIZ')",
            "all of these: PAY_01: not “Yes”; stakeholder group: one of “Public sector”; “Business”",
        ),
        ("not answered(PAY_03) or PAY_03 >= 12.5", "at least one of these: PAY_03: not answered; PAY_03 >= 12.50"),
        ("PAY_03 * 2 > 8", "PAY_03 * 2 > 8"),
    ],
)
def test_a_condition_is_said_with_labels_instead_of_codes(condition, said):
    assert condition_said(voice_for("en"), a_questionnaire(), parse(condition)) == said
