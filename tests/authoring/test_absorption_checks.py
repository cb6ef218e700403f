"""What a recommendation includes is told to its author where it would be lost or stand twice."""

import pytest

from tests.authoring.questionnaires import complaints, edited, written

FIRST = "  - code: PAY-R01\n    area: PAY\n"
SECOND = "  - code: PAY-R02\n    area: PAY\n"
THIRD = """\
  - code: PAY-R03
    area: PAY
    absorbs: [PAY-R02]
    when: score('PAY-SWITCH') < 25
    action: Found a national payment switch.
    expected_result: There is one.
    measure: State of the switch
    unit: state
    target: Founded within a year
    priority: high
    time_frame: short
    effort: high
    lead: Central bank
    rests_on: [PAY-SWITCH]
"""


def absorbing(place: str, codes: str, more: str = "") -> tuple[str, str]:
    """A recommendation of the worked example that absorbs others."""
    return place, f"{place}    absorbs: [{codes}]\n{more}"


ALIKE = ("when: not known('PAY-SWITCH')\n    kind: data", "when: score('PAY-SWITCH') < 50")
CASES = {
    "an unknown one": ([absorbing(FIRST, "PAY-R03")], "absorbs.1: the recommendation PAY-R03 is unknown"),
    "itself": ([absorbing(FIRST, "PAY-R01")], "absorbs.1: is this recommendation itself"),
    "one of another kind": ([absorbing(FIRST, "PAY-R02")], "absorbs.1: PAY-R02 is of kind data, not gap"),
    "one that absorbs others": (
        [ALIKE, absorbing(FIRST, "PAY-R02"), absorbing(SECOND, "PAY-R01")],
        "absorbs.1: PAY-R02 absorbs others: name those here",
    ),
    "one that stands under another already": (
        [ALIKE, absorbing(FIRST, "PAY-R02"), (SECOND, f"{THIRD}{SECOND}")],
        "absorbs.1: PAY-R02 is absorbed by PAY-R01 already: keep it under one",
    ),
    "a strategic one": (
        [ALIKE, absorbing(FIRST, "PAY-R02"), (SECOND, f"{SECOND}    strategic: true\n")],
        "absorbs.1: PAY-R02 is strategic and stands by itself",
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_cannot_be_included_is_told(tmp_path, edits, expected):
    assert any(expected in complaint for complaint in complaints(written(tmp_path, edited(*edits))))


def test_what_can_be_included_is_accepted(tmp_path):
    assert complaints(written(tmp_path, edited(ALIKE, absorbing(FIRST, "PAY-R02")))) == []
