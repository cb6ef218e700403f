"""What does not fit together in a questionnaire is told to its author when it is loaded."""

import pytest

from assessment.authoring.loader import load, problems_in
from tests.authoring.questionnaires import EXAMPLE_TEXT, changed, complaints, written

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
NUMBER = """\
    items:
      - code: PAY_00
        kind: experience
        type: number
        text: How many days do you wait for your money?
        groups: [BIZ]
        minimum: 0
        maximum: 60
        goalposts: {low: 0, high: 30}
        direction: down
"""
SECOND_SERIES = (
    "  - {code: I-TWO, name: Two, unit: unit, source: source, direction: up, goalposts: {low: 0, high: 1}%s}\nareas:\n"
)


def edited(*edits: tuple[str, str]) -> str:
    text = EXAMPLE_TEXT
    for old, new in edits:
        text = changed(old, new, text)
    return text


def conditioned(when: str) -> tuple[str, str]:
    """The worked example's second item, asked under a condition."""
    return "text: Is there a national payment switch?", f'text: Is there a switch?\n        when: "{when}"'


BAND_END = "  - {code: established, label: Established, start: 75}"
SWITCH = "items: [{code: PAY_02}]"
TRUST = "items: [{code: PAY_01}]"
ACCOUNTS = "series: [{code: I-ACC}]"
CASES = {
    "an item twice": (
        [("code: PAY_02\n        kind", "code: PAY_01\n        kind")],
        "PAY_01.code: the item PAY_01 stands twice: give one of them another code",
    ),
    "an indicator twice": (
        [("code: PAY-SWITCH\n        label", "code: PAY-TRUST\n        label")],
        "PAY-TRUST.code: the code PAY-TRUST stands twice",
    ),
    "a code of an area as an indicator": (
        [("code: PAY-TRUST\n", "code: PAY\n")],
        "PAY.code: the code PAY stands twice",
    ),
    "the root as an area": (
        [("- code: PAY\n    label", "- code: INDEX\n    label")],
        "INDEX.code: the code INDEX stands",
    ),
    "an option twice": ([("code: planned,", "code: live,")], "PAY_02.options.live.code: the code live stands twice"),
    "a group twice": ([("code: CIV,", "code: BIZ,")], "groups.BIZ.code: the code BIZ stands twice"),
    "bands not from 0": (
        [("label: Early, start: 0", "label: Early, start: 5")],
        "bands.early.start: the first of the bands",
    ),
    "bands falling": (
        [(BAND_END, BAND_END.replace("75", "50"))],
        "bands.established.start: must be more than 50, where advancing starts",
    ),
    "severities not from 0": (
        [("label: Minor, start: 0", "label: Minor, start: 1")],
        "severities.minor.start: the first of",
    ),
    "a long text": (
        [("text: People trust digital payments.", f"text: {'word ' * 70}")],
        "PAY_01.text: has 349 characters: shorten it to 300 at most",
    ),
    "an unused item": (
        [(SWITCH, "series: [{code: I-ACC, weight: 2}]"), (ACCOUNTS, TRUST)],
        "PAY_02: PAY_02 is part of no indicator: add it to one or make the item kind context",
    ),
    "an item scored twice": ([(SWITCH, TRUST)], "PAY-SWITCH.items.PAY_01.code: PAY_01 is already part of PAY-TRUST"),
    "an unknown item": (
        [(SWITCH, "items: [{code: PAY_20}]")],
        "PAY-SWITCH.items.PAY_20.code: the item PAY_20 is unknown: did you",
    ),
    "a context item scored": (
        [("kind: fact", "kind: context")],
        "PAY-SWITCH.items.PAY_02.code: PAY_02 is context and never",
    ),
    "an indicator of nothing": ([(f"        {SWITCH}\n", "")], "PAY-SWITCH: needs at least one item or series"),
    "measures without weight": (
        [(SWITCH, "items: [{code: PAY_02, weight: 0}]")],
        "PAY-SWITCH: the weights of its items and series sum to 0",
    ),
    "own performance of all": (
        [("groups: [PUB]", "groups: [PUB]\n        own_performance_of: [PUB]")],
        "PAY-SWITCH.items.PAY_02.code: PAY_02 is asked only of those who judge their own work",
    ),
    "an unknown group": (
        [("groups: [PUB]", "groups: [PUP]")],
        "PAY_02.groups.1: the group PUP is unknown: did you mean PUB?",
    ),
    "a role of a group not asked": (
        [("groups: [PUB]", "groups: [PUB]\n        roles: {BIZ: [law_firm]}")],
        "PAY_02.roles.BIZ: BIZ is not among the groups of the item",
    ),
    "an unknown role": (
        [("groups: [PUB]", "groups: [PUB]\n        roles: {PUB: [customs]}")],
        "PAY_02.roles.PUB.1: in group PUB the role customs is unknown",
    ),
    "an unknown scale": (
        [("type: agreement\n", "type: agreement\n        scale: agrement\n")],
        "PAY_01.scale: the scale agrement is unknown: did you mean agreement?",
    ),
    "a choice without options": (
        [("type: agreement\n", "type: law_status\n")],
        "PAY_01.options: needs at least 2, or a scale",
    ),
    "options of a number": (
        [("type: single", "type: number")],
        "PAY_02.options: an item of type number has no options",
    ),
    "a score out of range": (
        [("score: 40", "score: 140")],
        "PAY_02.options.planned.score: must lie between 0 and 100, not 140",
    ),
    "goalposts of a choice": (
        [("type: single", "type: single\n        goalposts: {low: 0, high: 1}")],
        "PAY_02.goalposts: an item of type single has no goalposts",
    ),
    "a date that is a fact": ([("type: agreement", "type: date")], "PAY_01.kind: an answer of type date has no score"),
    "goalposts of one point": (
        [("{low: 0, high: 100}", "{low: 5, high: 5}")],
        "I-ACC.goalposts.low: low must be less than high",
    ),
    "a logarithm of zero": (
        [("{low: 0, high: 100}", "{low: 0, high: 100, logarithm: true}")],
        "I-ACC.goalposts.logarithm: a logarithm needs goalposts above 0",
    ),
    "an unknown series": (
        [(ACCOUNTS, "series: [{code: I-ACX}]")],
        "PAY-ACCOUNTS.series.I-ACX.code: the series I-ACX is unknown",
    ),
    "a context series scored": (
        [("direction: up", "direction: context")],
        "PAY-ACCOUNTS.series.I-ACC.code: I-ACC has no score: give the series goalposts",
    ),
    "a scored series as context": (
        [("short_label: Payments", "short_label: Payments\n    context: [I-ACC]")],
        "PAY.context.1: I-ACC is scored in PAY-ACCOUNTS: take it out of context",
    ),
    "one concept twice": (
        [
            ("direction: up\n", "direction: up\n    concept: accounts\n"),
            ("areas:\n", SECOND_SERIES % ", concept: accounts"),
            (ACCOUNTS, "series: [{code: I-ACC}, {code: I-TWO}]"),
        ],
        "PAY-ACCOUNTS.series.I-TWO.code: I-TWO measures accounts as I-ACC does: one concept scores once",
    ),
    "a composite and its part": (
        [("areas:\n", SECOND_SERIES % ", part_of: I-ACC"), (ACCOUNTS, "series: [{code: I-ACC}, {code: I-TWO}]")],
        "PAY-ACCOUNTS.series.I-TWO.code: I-TWO is a part of I-ACC, which is scored too: keep one of them",
    ),
    "a scored series with claims": (
        [("areas:\n", "claims:\n  - {series: I-ACC, item: PAY_02, values: {0: none}}\nareas:\n")],
        "claims.1.series: I-ACC is scored in PAY-ACCOUNTS: a series scores or makes claims, never both",
    ),
    "a claim with a wrong option": (
        [
            ("areas:\n", SECOND_SERIES % ""),
            ("areas:\n", "claims:\n  - {series: I-TWO, item: PAY_02, values: {0: no}}\nareas:\n"),
        ],
        "claims.1.values.0: in PAY_02 the option no is unknown",
    ),
    "a claim on an opinion": (
        [
            ("areas:\n", SECOND_SERIES % ""),
            ("areas:\n", 'claims:\n  - {series: I-TWO, item: PAY_01, values: {0: "1"}}\nareas:\n'),
        ],
        "claims.1.item: PAY_01 is of kind perception: a tracker makes claims on facts only",
    ),
    "items in a desk-only questionnaire": (
        [("minimum_groups: 2", "basis: desk_only")],
        "PAY_01: a questionnaire of basis desk_only",
    ),
    "opinions in a fact-only questionnaire": (
        [("minimum_groups: 2", "basis: fact_only")],
        "PAY_01.kind: a questionnaire of basis",
    ),
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
def test_what_does_not_fit_is_told(tmp_path, edits, expected):
    """L4: an author learns of a mistake when the questionnaire is loaded, not from a report."""
    assert any(complaint.startswith(expected) for complaint in complaints(written(tmp_path, edited(*edits))))


@pytest.mark.parametrize(
    "edits",
    [
        [conditioned("PAY_01 in ('4', '5') and answered(PAY_01) and group = 'PUB'")],
        [("    items:\n", GRID), conditioned("PAY_00.card = 'often'")],
        [("    items:\n", NUMBER), (SWITCH, "items: [{code: PAY_02}, {code: PAY_00}]")],
        [
            (
                "when: score('PAY-SWITCH') < 75",
                "when: difference('PAY_01', 'PUB', 'BIZ') > 20 and value('PAY_02') != 'live'",
            )
        ],
        [("scales:\n", ATTRIBUTE), ("text: People trust", "when: size = 'micro'\n        text: People trust")],
    ],
)
def test_what_fits_is_accepted(tmp_path, edits):
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
