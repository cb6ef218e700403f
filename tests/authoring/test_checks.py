"""What does not fit together in a questionnaire is told to its author when it is loaded."""

import pytest

from assessment.authoring.loader import load
from tests.authoring.questionnaires import NUMBER, SWITCH, complaints, edited, written

SECOND_SERIES = (
    "  - {code: I-TWO, name: Two, unit: unit, source: source, direction: up, goalposts: {low: 0, high: 1}%s}\nareas:\n"
)
REVISIONS = "revisions:\n  - {date: %s, note: Wording}\n  - {date: %s, note: Wording}\nareas:\n"
MODULE = "modules:\n  - {code: more, label: More, groups: [BIZ]}\nareas:\n"
PROFILE = "profiles: [{code: SIDS, label: S, country_group: SIDS, sources: [{source: Office, code: %s}]}]\nareas:\n"
BAND_END = "  - {code: established, label: Established, start: 75}"
TRUST = "items: [{code: PAY_01}]"
ACCOUNTS = "series: [{code: I-ACC}]"
END = "  - {code: CIV, label: Civil society, counts: persons, minimum: 5, share: 0.6}\n"
ATTRIBUTE = "attributes: [{code: role, text: x, groups: [BIZ], options: [{code: a, label: A}, {code: b, label: B}]}]\n"
CASES = {
    "an attribute named like a word of conditions": (
        [(END, END + ATTRIBUTE)],
        "attributes.role.code: role is a word of conditions: give it another code",
    ),
    "an endless weight": ([("weight: 2", "weight: 1e999")], "PAY-SWITCH.weight: must be a finite number"),
    "a year that is none": ([("reference_year: 2026", "reference_year: 0")], "reference_year: must be at least 1900"),
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
    "severities of another kind of gap not from 0": (
        [("label: Minor, start: 0", "label: Minor, start: 0, starts: {groups: 5}")],
        "severities.minor.starts: for groups the first must start at 0",
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
        "claims.1.series: I-ACC is scored in PAY-ACCOUNTS: a concept scores as a figure or makes claims, never both",
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
    "a text nobody reads to its end": (
        [("title: Worked example", "title: " + 301 * "x")],
        "title: has 301 characters: shorten it to 300 at most",
    ),
    "revisions out of order": (
        [("areas:\n", REVISIONS % ("2026-03-02", "2026-03-01"))],
        "revisions.2.date: must not lie before 2026-03-02, the revision above",
    ),
    "a revision on no day": (
        [("areas:\n", REVISIONS % ("2026-03-02", "2026-02-30"))],
        "revisions.2.date: is no day that exists, such as 2026-01-31: '2026-02-30'",
    ),
    "a revision in a year": (
        [("areas:\n", REVISIONS % ("2026-03-02", "2026"))],
        "revisions.2.date: must be a day, year-month-day such as 2026-01-31, not 2026",
    ),
    "an unknown module": (
        [("groups: [PUB]", "groups: [PUB]\n        module: pay")],
        "PAY_02.module: the module pay is unknown",
    ),
    "a module without items": ([("areas:\n", MODULE)], "modules.more: holds no item: give some `module: more`"),
    "a module for others": (
        [("areas:\n", MODULE), ("groups: [PUB]", "groups: [PUB]\n        module: more")],
        "PAY_02.module: more is for BIZ, who are not asked: take it out",
    ),
    "a module for a group that is asked nothing in it": (
        [
            ("areas:\n", MODULE.replace("[BIZ]", "[BIZ, PUB]")),
            ("groups: [PUB]", "groups: [PUB]\n        module: more"),
        ],
        "modules.more.groups.1: no item of the module is put to BIZ: take BIZ out",
    ),
    "a module for an unknown group": (
        [("areas:\n", MODULE.replace("[BIZ]", "[BIX]"))],
        "modules.more.groups.1: the group BIX is unknown: did you mean BIZ?",
    ),
    "a national source of an unknown series": (
        [("areas:\n", PROFILE % "I-ACX")],
        "profiles.SIDS.sources.I-ACX.code: the series I-ACX is unknown: did you mean I-ACC?",
    ),
    "two national sources of one series": (
        [("areas:\n", PROFILE % "I-ACC}, {source: The same, code: I-ACC")],
        "profiles.SIDS.sources.I-ACC.code: the series I-ACC stands twice",
    ),
    "a claim on what a figure of the same concept scores": (
        [
            ("direction: up\n", "direction: up\n    concept: accounts\n"),
            ("areas:\n", SECOND_SERIES % ", concept: accounts"),
            ("areas:\n", "claims:\n  - {series: I-TWO, item: PAY_02, values: {0: none}}\nareas:\n"),
        ],
        "claims.1.series: I-ACC is scored in PAY-ACCOUNTS: a concept scores as a figure or makes claims, never both",
    ),
    "a series in relation to itself": (
        [("direction: up\n", "direction: up\n    ratio_to: I-ACC\n")],
        "I-ACC.ratio_to: I-ACC is this series itself: name another one",
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_does_not_fit_is_told(tmp_path, edits, expected):
    """L4: an author learns of a mistake when the questionnaire is loaded, not from a report."""
    assert any(complaint.startswith(expected) for complaint in complaints(written(tmp_path, edited(*edits))))


def test_a_number_with_goalposts_is_accepted(tmp_path):
    text = edited(("    items:\n", NUMBER), (SWITCH, "items: [{code: PAY_02}, {code: PAY_00}]"))
    assert load(written(tmp_path, text)).question_of["PAY_00"].unit is None


def test_money_is_never_scored(tmp_path):
    money = NUMBER.replace("type: number", "type: money")
    text = edited(("    items:\n", money), (SWITCH, "items: [{code: PAY_02}, {code: PAY_00}]"))
    assert complaints(written(tmp_path, text)) == [
        "PAY_00.kind: an answer of type money has no score: make the item kind context"
    ]


def test_a_tracker_makes_claims_on_single_choices_only(tmp_path):
    claim = "claims: [{series: I-TWO, item: PAY_02, values: {'1': live}}]\n"
    series = SECOND_SERIES.replace("areas:", claim + "areas:") % ""
    text = edited(("areas:\n", series), ("kind: fact\n        type: single", "kind: fact\n        type: multiple"))
    (complaint,) = complaints(written(tmp_path, text))
    assert complaint.endswith("PAY_02 is of type multiple: a tracker makes claims on single choices only")
