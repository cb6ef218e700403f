"""Questionnaire files become an instrument, or every fault in them is told with file, line, path and cure."""

import pytest

from assessment.authoring.loader import load
from assessment.errors import QuestionnaireError
from tests.authoring.questionnaires import EXAMPLE, EXAMPLE_TEXT, changed, complaints, problems_in, written
from tests.conftest import ROOT

AREA = """\
code: LOG
label: Logistics
short_label: Logistics
indicators:
  - {code: LOG-POST, label: Post, items: [{code: LOG_01}]}
items:
  - code: LOG_01
    kind: perception
    type: agreement
    text: Parcels arrive.
    groups: [BIZ]
"""


def test_a_directory_becomes_an_instrument():
    instrument = load(EXAMPLE)
    assert instrument.identity == "worked-example/1"
    assert [indicator.code for indicator in instrument.areas[0].indicators] == [
        "PAY-TRUST",
        "PAY-SWITCH",
        "PAY-ACCOUNTS",
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "questionnaires").glob("*/*")), ids=lambda path: path.name)
def test_every_questionnaire_of_the_tests_is_sound(path):
    assert complaints(path) == []


def test_area_files_follow_in_the_order_of_their_names(tmp_path):
    second = AREA.replace("LOG", "SKI")
    directory = written(tmp_path, EXAMPLE_TEXT, **{"areas/02-skills": second, "areas/01-logistics": AREA})
    assert [area.code for area in load(directory).areas] == ["PAY", "LOG", "SKI"]


def test_recommendations_and_series_may_stand_in_files_of_their_own(tmp_path):
    head, recommendations = EXAMPLE_TEXT.split("recommendations:\n")
    before, rest = head.split("series:\n", 1)
    series, after = rest.split("areas:\n")
    files = {"recommendations/01-pay": f"recommendations:\n{recommendations}", "series": f"series:\n{series}"}
    assert load(written(tmp_path, f"{before}areas:\n{after}", **files)) == load(EXAMPLE)


def test_a_fault_names_file_line_path_and_cure(tmp_path):
    area = changed("type: agreement", "type: agrement", AREA)
    directory = written(tmp_path, EXAMPLE_TEXT, **{"areas/01-logistics": area})
    assert [str(problem) for problem in problems_in(directory)] == [
        "areas/01-logistics.yaml:9 LOG_01.type: cannot be 'agrement': did you mean agreement?"
    ]


def test_all_faults_are_told_at_once(tmp_path):
    text = changed("title: Worked example", "titel: Worked example")
    directory = written(tmp_path, changed("weight: 2", "weight: heavy", text))
    with pytest.raises(QuestionnaireError) as error:
        load(directory)
    assert [problem.path for problem in error.value.problems] == ["title", "titel", "PAY-SWITCH.weight"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Worked", "titel: Worked", "titel: is no key here: did you mean title?"),
        ("short_label: Payments", "short: Payments", "PAY.short_label: is missing: add it"),
        ("code: PAY_01\n", "code: PAY-01\n", "PAY-01.code: must be capitals, an underscore and a number: PAY_01"),
        ("code: PAY-TRUST", "code: pay_trust", "pay_trust.code: must be capitals and digits, parts joined by hyphens"),
        ("code: live,", "code: Live,", "PAY_02.options.Live.code: must be small letters, digits and underscores"),
        ('version: "1"', "version: 1", 'version: must be a text: put it in quotes, "1"'),
        ('code: "2"', "code: 2", 'scales.agreement.options.2.code: must be a text: put it in quotes, "2"'),
        ("weight: 2", 'weight: "2"', "PAY-SWITCH.weight: must be a number without quotes, not '2'"),
        ("weight: 2", "weight: yes", "PAY-SWITCH.weight: must be a number without quotes, not 'yes'"),
        ("weight: 2", "weight: -1", "PAY-SWITCH.weight: must be at least 0, not -1"),
        ("weight: 2", "weight: .inf", "PAY-SWITCH.weight: must be a number without quotes, not '.inf'"),
        ("reference_year: 2026", "reference_year: 2026.5", "reference_year: must be a whole number without quotes"),
        ("minimum_coverage: 0.65", "minimum_coverage: 1.2", "minimum_coverage: must be at most 1, not 1.2"),
        ("minimum_coverage: 0.65", "minimum_coverage: 0", "minimum_coverage: must be more than 0, not 0"),
        ("minimum_coverage: 0.65", "overall: maybe", "overall: must be true or false, not 'maybe'"),
        ("kind: perception", "kind: feeling", "PAY_01.kind: cannot be 'feeling': there are fact"),
        ("groups: [PUB]", "groups: PUB", "PAY_02.groups: must be a list, not 'PUB'"),
        ("groups: [PUB]", "groups: []", "PAY_02.groups: needs at least 1"),
        ("rests_on: [PAY-SWITCH]", "rests_on: []", "PAY-R01.rests_on: needs at least 1"),
        ("text: People trust digital payments.", 'text: ""', "PAY_01.text: is empty: write it or leave the key out"),
        ("text: People trust digital payments.", "text:", "PAY_01.text: is empty: write it or leave the key out"),
        ("goalposts: {low: 0, high: 100}", "goalposts: 100", "I-ACC.goalposts: must be a mapping of keys, not 100"),
        ("code: worked-example", "code: another", "code: the folder is called worked-example: use the same code"),
        ('version: "1"', 'version: "2"', "version: the folder is called 1: use the same version for both"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told_with_its_cure(tmp_path, old, new, expected):
    assert any(complaint.startswith(expected) for complaint in complaints(written(tmp_path, changed(old, new))))


def test_norway_stays_a_text(tmp_path):
    """YAML 1.1 reads NO as false."""
    text = changed("title: Worked example", "title: NO")
    assert load(written(tmp_path, text)).title == "NO"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: a\ncode: b\n", "questionnaire.yaml:2 code: stands twice, first on line 1: keep one"),
        ("code: [a\nversion: b\n", "questionnaire.yaml:2 file: is not YAML here: "),
        ("- a\n- b\n", "questionnaire.yaml:1 file: must be a mapping of keys"),
        ("", "questionnaire.yaml:1 file: must be a mapping of keys"),
        ("a: &a [1, 2]\nb: !!python/object:os.system [ls]\nc: *b\n", "questionnaire.yaml:3 file: is not YAML here: "),
        ("a: " + "[" * 30 + "]" * 30, "questionnaire.yaml:1 a.0"),
        ("a: " + "[" * 5000, "questionnaire.yaml:1 file: is nested deeper than 20 levels"),
        ('a: 1\nb: "x\\0"\n', "questionnaire.yaml:2 b: holds the control character U+0000"),
        ('a: 1\nb: "\\ud800"\n', "questionnaire.yaml:2 b: holds the control character U+D800"),
        ('a: 1\n"b\\nc": 2\n', "questionnaire.yaml:2 file: a key must be a word"),
        ("a: " + "x" * 2_000_001, "questionnaire.yaml:1 file: is larger than 2 MB: split it"),
    ],
    ids=["duplicate", "syntax", "list", "empty", "alias", "depth", "abyss", "null", "surrogate", "key", "size"],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path, text, expected):
    assert str(problems_in(written(tmp_path, text))[0]).startswith(expected)


def test_aliases_cannot_fill_the_memory(tmp_path):
    """P1: ten lists of ten of the one before would be ten thousand million values."""
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (complaint,) = complaints(written(tmp_path, "\n".join(lines)))
    assert "holds more than 100,000 values" in complaint


def test_an_alias_of_itself_is_refused(tmp_path):
    (complaint,) = complaints(written(tmp_path, "a: &a [*a]"))
    assert "is nested deeper than 20 levels" in complaint


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(tmp_path):
    directory = written(tmp_path, EXAMPLE_TEXT)
    (directory / "questionnaire.yaml").write_bytes(b"code: a\ntitle: caf\xe9\n")
    assert [str(problem) for problem in problems_in(directory)] == [
        "questionnaire.yaml:2 file: is not UTF-8: save it in that encoding"
    ]


def test_a_folder_without_questionnaire_is_refused(tmp_path):
    with pytest.raises(QuestionnaireError, match=r"questionnaire.yaml:1 .* is missing in"):
        load(tmp_path)


def test_a_key_in_the_wrong_file_is_refused(tmp_path):
    directory = written(tmp_path, EXAMPLE_TEXT, series="series: []\nareas: []\n")
    assert [str(problem) for problem in problems_in(directory)] == [
        "series.yaml:2 areas: is not for this file, which holds series, claims, profiles"
    ]


def test_a_changed_file_is_read_again(tmp_path):
    directory = written(tmp_path, EXAMPLE_TEXT)
    load(directory)
    written(tmp_path, changed("title: Worked example", "title: Corrected"))
    assert load(directory).title == "Corrected"


def test_three_hundred_questions_are_read_and_checked(tmp_path):
    """P1; what it costs is printed by `make bench`."""
    items = "".join(AREA.split("items:\n")[-1].replace("LOG_01", f"LOG_{number:03d}") for number in range(300))
    measures = ", ".join(f"{{code: LOG_{number:03d}}}" for number in range(300))
    area = AREA.split("items:\n  - code")[0].replace("{code: LOG_01}", measures) + "items:\n" + items
    directory = written(tmp_path, EXAMPLE_TEXT, **{"areas/01-logistics": area})
    assert sum(code.startswith("LOG_") for code in load(directory).item_of) == 300
