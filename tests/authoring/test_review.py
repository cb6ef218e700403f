"""What would be measured in vain is told to the author by `etready check`, with file, line, path and cure."""

import pytest

from assessment.authoring.review import reviewed
from assessment.errors import QuestionnaireError
from tests.authoring.questionnaires import EXAMPLE, NUMBER, SWITCH, edited, written

PUB = "{code: PUB, label: Public sector, counts: institutions, minimum: 3, share: 0.6}"
TWO_ROLES = "{code: PUB, label: Public sector, roles: [{code: tax, label: Tax}, {code: ict, label: ICT}]}"
OPINION = "allows: [dont_know, not_applicable]"
SECOND = """\
      - code: PAY_03
        kind: fact
        text: Is it used?
        groups: [PUB]%s
recommendations:
"""
OFTEN = "[{code: often, label: Often, score: 100}, {code: never, label: Never, score: 0}]"
TWO_FACTS = (SWITCH, "items: [{code: PAY_02}, {code: PAY_03}]")
WITH_NUMBER = [("    items:\n", NUMBER), (SWITCH, "items: [{code: PAY_02}, {code: PAY_00}]")]
LIVE = "{code: live, label: It is live, score: 100}"
TESTED = f"{LIVE}\n          - {{code: tested, label: It is tested, score: 100}}"
LAW = f"  - {{code: law_status, options: {OFTEN}}}\nbands:\n"
RULE = "when: score('PAY-SWITCH') < 75"


def second(**more: str) -> tuple[str, str]:
    """A second fact after the first, with these further keys."""
    more = more if "type" in more else {"type": "single", "options": OFTEN, **more}
    return "recommendations:\n", SECOND % "".join(f"\n        {key}: {value}" for key, value in more.items())


def when(condition: str) -> tuple[str, str]:
    """The first fact, asked under a condition."""
    return "text: Is there a national payment switch?", f'text: Is there a switch?\n        when: "{condition}"'


def ruled(rule: str) -> list[tuple[str, str]]:
    """The first recommendation under another rule."""
    return [(RULE, f'when: "{rule}"')]


def complaints(directory) -> list[str]:
    """What a review finds, without file and line."""
    try:
        reviewed(directory)
    except QuestionnaireError as fault:
        return [f"{problem.path}: {problem.cure}" for problem in fault.problems]
    return []


NEVER = "is never true, whatever is answered: correct it, or take the item out"
NEVER_FIRES = "PAY-R01.when: is never true, whatever the results: correct it, or take the recommendation out"
CASES = {
    "two options of one item at once": ([when("PAY_01 = '1' and PAY_01 = '2'")], f"PAY_02.when: {NEVER}"),
    "an answer that is there and is not": ([when("PAY_01 = '1' and not answered(PAY_01)")], f"PAY_02.when: {NEVER}"),
    "a number above and below": (
        [*WITH_NUMBER, ("- code: PAY_01\n", "- code: PAY_01\n        when: PAY_00 > 20 and PAY_00 < 10\n")],
        f"PAY_01.when: {NEVER}",
    ),
    "a number beyond its maximum": (
        [*WITH_NUMBER, ("- code: PAY_01\n", "- code: PAY_01\n        when: PAY_00 > 60\n")],
        f"PAY_01.when: {NEVER}",
    ),
    "a path that contradicts itself": (
        [TWO_FACTS, when("PAY_01 = '1'"), second(when="\"PAY_02 = 'live' and PAY_01 = '5'\"")],
        f"PAY_03.when: {NEVER}",
    ),
    "a group that is never asked what the condition reads": (
        [*WITH_NUMBER, ("- code: PAY_01\n", "- code: PAY_01\n        when: PAY_00 > 20\n")],
        "PAY_01.groups.1: nobody of PUB can come to this item: take PUB out",
    ),
    "a role that never comes to an item": (
        [
            (PUB, TWO_ROLES),
            ("groups: [PUB]\n", "groups: [PUB]\n        roles: {PUB: [tax, ict]}\n        when: role = 'tax'\n"),
        ],
        "PAY_02.roles.PUB.2: `when` is never true for ict",
    ),
    "an item for nobody": ([("groups: [PUB]\n", "groups: [PUB]\n        roles: {PUB: []}\n")], "PAY_02.roles: names"),
    "a rule that contradicts itself": (ruled("score('PAY') < 20 and score('PAY') > 30"), NEVER_FIRES),
    "a state and a score that do not belong together": (
        ruled("value('PAY_02') = 'live' and score('PAY_02') < 50"),
        NEVER_FIRES,
    ),
    "a score between those of the options": (
        ruled("score('PAY_02') > 40 and score('PAY_02') < 100"),
        NEVER_FIRES,
    ),
    "a score of what is unknown": (ruled("not known('PAY') and score('PAY') < 50"), NEVER_FIRES),
    "an overall score that is not declared": (ruled("score('INDEX') < 50"), NEVER_FIRES),
    "a threshold beyond the points": (
        ruled("score('PAY') < 150"),
        "PAY-R01.when: column 16: score() lies between 0 and 100, never at 150",
    ),
    "a share written as per cent": (
        ruled("65 > coverage('PAY')"),
        "PAY-R01.when: column 1: coverage() lies between 0 and 1, never at 65",
    ),
    "options that score the same": (
        [(LIVE, TESTED)],
        "PAY_02.options: no score or rule tells live and tested apart: make them one, or say in `distinct`",
    ),
    "options that are always named together": (
        [(LIVE, TESTED), TWO_FACTS, second(when="\"PAY_02 in ('live', 'tested')\"")],
        "PAY_02.options: no score or rule tells live and tested apart",
    ),
    "options of a scale that score the same": (
        [('label: Disagree, score: 25', 'label: Disagree, score: 0')],
        "scales.agreement.options: no score or rule tells 1 and 2 apart",
    ),
    "choices that add nothing": (
        [(LIVE, LIVE.replace("100", "0")), ("kind: fact\n        type: single", "kind: fact\n        type: multiple")],
        "PAY_02.options: no score or rule tells live and none apart",
    ),
    "a sensitive item without a way out": (
        [(OPINION, f"sensitive: true\n        {OPINION}")],
        "PAY_01.allows: a sensitive item can always be declined: add prefer_not_to_say",
    ),
    "a law without its practice": (
        [("bands:\n", LAW), TWO_FACTS, second(type="law_status")],
        "PAY_03: a law needs its practice",
    ),
    "a law whose practice is a fact": (
        [TWO_FACTS, second(practice="PAY_02")],
        "PAY_03.practice: PAY_02 is of kind fact: ask those who live with the law",
    ),
    "opinions without weight": (
        [("groups: [PUB, BIZ, CIV]", "groups: [PUB]"), (PUB, PUB.replace("counts", "weight: 0, counts"))],
        "PAY_01.groups: the weights of these groups sum to 0, so it has never a score",
    ),
    "a role that is asked nothing": (
        [(PUB, TWO_ROLES), ("groups: [PUB]\n", "groups: [PUB]\n        roles: {PUB: [tax]}\n"), ("[PUB, BIZ", "[BIZ")],
        "groups.PUB.roles.ict: is asked nothing: put an item to it, or take it out",
    ),
    "more core questions than a group may be asked": (
        [(PUB, PUB.replace("counts", "core_items: 1, counts"))],
        "groups.PUB: is asked 2 core questions, more than 1: put some into a module",
    ),
    "more questions than a group may be asked": (
        [(PUB, PUB.replace("counts", "most_items: 1, counts"))],
        "groups.PUB: is asked up to 2 questions, more than 1: put fewer to it",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_is_in_vain_is_told(tmp_path, edits, expected):
    found = complaints(written(tmp_path, edited(*edits)))
    assert any(complaint.startswith(expected) for complaint in found), found


FAULTLESS = {
    "a path that branches": [TWO_FACTS, when("PAY_01 != '1'"), second(when="\"PAY_02 = 'live' and PAY_01 != '5'\"")],
    "an answer that may be missing": [when("not answered(PAY_01)")],
    "options that a condition tells apart": [(LIVE, TESTED), TWO_FACTS, second(when="\"PAY_02 = 'tested'\"")],
    "options that a rule tells apart": [(LIVE, TESTED), *ruled("value('PAY_02') = 'tested'")],
    "options that the author keeps apart": [(LIVE, TESTED), ("groups: [PUB]", "groups: [PUB]\n        distinct: Ask.")],
    "a rule over several results": ruled("value('PAY_02') = 'planned' and score('PAY_02') = 40 and known('PAY')"),
    "a rule of many parts": ruled(" and ".join(f"coverage('PAY') > 0.{n} and score('PAY') < 9{n}" for n in range(9))),
}  # fmt: skip


@pytest.mark.parametrize("edits", FAULTLESS.values(), ids=FAULTLESS)
def test_what_is_not_in_vain_is_accepted(tmp_path, edits):
    assert complaints(written(tmp_path, edited(*edits))) == []


def test_the_worked_example_is_faultless():
    assert complaints(EXAMPLE) == []


def test_a_fault_points_to_the_line_of_its_key(tmp_path):
    text = edited(when("PAY_01 = '1' and PAY_01 = '2'"))
    with pytest.raises(QuestionnaireError) as refused:
        reviewed(written(tmp_path, text))
    (problem,) = refused.value.problems
    assert text.splitlines()[problem.line - 1].strip().startswith("when:")
