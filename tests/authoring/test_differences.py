"""What changed between two versions is told part by part and key by key."""

import pytest

from assessment.authoring.differences import changes_between
from assessment.authoring.loader import load
from tests.authoring.questionnaires import EXAMPLE, SWITCH, changed, edited, written

LIVE = "          - {code: live, label: It is live, score: 100}\n"


def differences(directory) -> list[tuple[str, str, str]]:
    """Part, key and aspect of everything that differs from the worked example."""
    return [
        (change.code, one.key, one.aspect)
        for change in changes_between(load(EXAMPLE), load(directory))
        for one in change.differences
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("score: 40", "score: 45", ("PAY_02", "options.planned.score", "scores")),
        ("label: It is live", "label: It works", ("PAY_02", "options.live.label", "wording")),
        ("groups: [PUB]", "groups: [PUB, BIZ]", ("PAY_02", "groups", "routing")),
        ("groups: [PUB]", "groups: [PUB]\n        when: answered(PAY_01)", ("PAY_02", "when", "routing")),
        ("weight: 2", "weight: 3", ("PAY-SWITCH", "weight", "weights")),
        (SWITCH, "items: [{code: PAY_02, weight: 2}]", ("PAY-SWITCH", "items.PAY_02.weight", "weights")),
        ("{low: 0, high: 100}", "{low: 0, high: 90}", ("I-ACC", "goalposts", "goalposts")),
        ("{low: 0, high: 100}", "{low: 0, high: 100, reason: Natural}", ("I-ACC", "goalposts.reason", "wording")),
        ("when: score('PAY-SWITCH') < 75", "when: score('PAY-SWITCH') < 70", ("PAY-R01", "when", "rules")),
        ("Advancing, start: 50", "Advancing, start: 55", ("worked-example", "bands.advancing.start", "content")),
        (LIVE, "", ("PAY_02", "options", "content")),
    ],
)  # fmt: skip
def test_a_key_that_differs_is_named_with_its_aspect(tmp_path, old, new, expected):
    assert differences(written(tmp_path, changed(old, new))) == [expected]


def test_parts_of_one_version_alone_are_added_or_removed(tmp_path):
    text = edited(
        ("groups: [PUB]\n", "groups: [PUB]\n        when: answered(PAY_01)\n"),
        ("code: PAY-R02", "code: PAY-R03"),
    )
    old, new = load(EXAMPLE), load(written(tmp_path, text))
    found = [(change.family, change.code, change.deed) for change in changes_between(old, new)]
    assert found == [
        ("items", "PAY_02", "changed"),
        ("recommendations", "PAY-R03", "added"),
        ("recommendations", "PAY-R02", "removed"),
    ]


def test_the_order_of_parts_is_a_difference_of_what_holds_them(tmp_path):
    first, second = EXAMPLE.joinpath("questionnaire.yaml").read_text("utf-8").split("  - code: PAY-R02")
    head, advice = first.split("  - code: PAY-R01")
    text = f"{head}  - code: PAY-R02{second}  - code: PAY-R01{advice}"
    assert differences(written(tmp_path, text)) == [("worked-example", "recommendations", "content")]


def test_the_same_files_do_not_differ():
    assert changes_between(load(EXAMPLE), load(EXAMPLE)) == ()
