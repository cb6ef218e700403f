"""Conditions and rules that could never be true are told to their author when the questionnaire is loaded."""

import pytest

from assessment.authoring.loader import load
from tests.authoring.questionnaires import NUMBER, SWITCH, complaints, edited, problems_in, written

ATTRIBUTE = """\
attributes:
  - code: size
    text: How many people work in your firm?
    groups: [BIZ]
    options: [{code: micro, label: Up to nine}, {code: small, label: Ten or more}]
scales:
"""
GRID = """\
    items:
      - code: PAY_00
        kind: context
        type: grid
        text: Which ways of paying do you accept?
        groups: [PUB]
        rows: [{code: card, text: Cards}, {code: wallet, text: Wallets}]
        options: [{code: often, label: Often}, {code: never, label: Never}]
"""

IN_A_MODULE = [
    ("scales:\n", "modules:\n  - {code: fees, label: Fees, groups: [PUB]}\nscales:\n"),
    ("text: People trust", "module: fees\n        text: People trust"),
    ("text: Is there a national", "when: answered(PAY_01)\n        text: Is there a national"),
]


def conditioned(when: str) -> tuple[str, str]:
    """The worked example's second item, asked under a condition."""
    return "text: Is there a national payment switch?", f'text: Is there a switch?\n        when: "{when}"'


CASES = {
    "a condition that cannot be read": (
        [conditioned("PAY_01 == '5'")],
        "PAY_02.when: column 8: == is not understood: write = once",
    ),
    "a condition on a wrong option": (
        [conditioned("PAY_01 = '6'")],
        "PAY_02.when: column 10: '6' is no option of PAY_01; there are '1'",
    ),
    "a condition on itself": ([conditioned("answered(PAY_02)")], "PAY_02.when: column 10: PAY_02 is this item itself"),
    "a condition on a group not asked": (
        [conditioned("group = 'BIZ'")],
        "PAY_02.when: column 9: 'BIZ' is no option of group; there",
    ),
    "a condition on what others are asked": (
        [("    items:\n", NUMBER), (SWITCH, "items: [{code: PAY_02}, {code: PAY_00}]"), conditioned("PAY_00 > 3")],
        "PAY_02.when: column 1: PAY_00 is asked only of BIZ: nobody is asked both",
    ),
    "a condition on others' attribute": (
        [("scales:\n", ATTRIBUTE), conditioned("size = 'micro'")],
        "PAY_02.when: column 1: size is asked only of BIZ",
    ),
    "a condition on a whole grid": (
        [("    items:\n", GRID), conditioned("PAY_00 = 'often'")],
        "PAY_02.when: column 1: PAY_00 is a grid",
    ),
    "a rule on an unknown indicator": (
        [("when: score('PAY-SWITCH')", "when: score('PAY-SWICH')")],
        "PAY-R01.when: column 7: 'PAY-SWICH' is no scored area, indicator, item or series: did you mean 'PAY-SWITCH'?",
    ),
    "a rule on an opinion as a fact": (
        [("when: score('PAY-SWITCH') < 75", "when: value('PAY_01') = '5'")],
        "PAY-R01.when: column 7: 'PAY_01' is no fact or figure: did you mean 'PAY_02'?",
    ),
    "a rule on a group that is not asked": (
        [("when: score('PAY-SWITCH') < 75", "when: difference('PAY_02', 'PUB', 'BIZ') > 20")],
        "PAY-R01.when: column 1: BIZ is not asked PAY_02, so this has never a value",
    ),
    "a rule of kind data that asks nothing about data": (
        [("when: not known('PAY-SWITCH')", "when: score('PAY-SWITCH') < 50")],
        "PAY-R02.when: a recommendation of kind data asks what is missing: use coverage, dont_know, known",
    ),
    "a rule on what is never scored": (
        [("    items:\n", GRID), ("when: not known('PAY-SWITCH')", "when: not known('PAY_00.card')")],
        "PAY-R02.when: column 11: 'PAY_00.card' is no scored area, indicator, item or series",
    ),
    "a condition on what other roles are asked": (
        [
            (
                "{code: PUB, label: Public sector,",
                "{code: PUB, label: Public sector, roles: [{code: tax, label: Tax}, {code: ict, label: ICT}],",
            ),
            ("groups: [PUB, BIZ, CIV]", "groups: [PUB]\n        roles: {PUB: [tax]}"),
            (
                "groups: [PUB]\n        options",
                "groups: [PUB]\n        roles: {PUB: [ict]}\n        when: answered(PAY_01)\n        options",
            ),
        ],
        "PAY_02.when: column 10: PAY_01 is asked only of other roles: nobody is asked both",
    ),
    "a core item that rests on a module": (
        IN_A_MODULE,
        "PAY_02.when: column 10: PAY_01 is in the module fees, which not everybody of PUB chooses: take this item into",
    ),
    "evidence that is not there": (
        [("rests_on: [PAY-SWITCH]", "rests_on: [PAY-X]")],
        "PAY-R01.rests_on.1: the code PAY-X is unknown",
    ),
    "a recommendation for no area": (
        [("- code: PAY-R01\n    area: PAY", "- code: PAY-R01\n    area: LOG")],
        "PAY-R01.area: the area LOG",
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_cannot_be_true_is_told(tmp_path, edits, expected):
    """L4: a mistake in a condition is visible to its author, never silent."""
    assert any(complaint.startswith(expected) for complaint in complaints(written(tmp_path, edited(*edits))))


@pytest.mark.parametrize(
    "edits",
    [
        [conditioned("PAY_01 in ('4', '5') and answered(PAY_01) and group = 'PUB'")],
        [("    items:\n", GRID), conditioned("PAY_00.card = 'often'")],
        [
            (
                "when: score('PAY-SWITCH') < 75",
                "when: difference('PAY_01', 'PUB', 'BIZ') > 20 and value('PAY_02') != 'live'",
            )
        ],
        [*IN_A_MODULE, ("text: Is there a national", "module: fees\n        text: Is there a national")],
        [*IN_A_MODULE, ("groups: [PUB]}", "groups: [BIZ]}")],
        [("scales:\n", ATTRIBUTE), ("text: People trust", "when: size = 'micro'\n        text: People trust")],
    ],
)
def test_what_can_be_true_is_accepted(tmp_path, edits):
    assert load(written(tmp_path, edited(*edits))).code == "worked-example"


def test_a_fault_points_to_the_line_of_its_key(tmp_path):
    text = edited(conditioned("PAY_03 = 1"))
    (problem,) = problems_in(written(tmp_path, text))
    assert text.splitlines()[problem.line - 1].strip() == 'when: "PAY_03 = 1"'


def test_partners_are_known_where_their_list_stands_beside(tmp_path):
    text = edited(("effort: high", "effort: high\n    partners: [UPX]"))
    (tmp_path / "partners.yaml").write_text(
        "partners:\n  - {code: UPU, name: Universal Postal Union, short_name: UPU}\n"
    )
    assert complaints(written(tmp_path, text)) == ["PAY-R01.partners.1: the partner UPX is unknown: did you mean UPU?"]
