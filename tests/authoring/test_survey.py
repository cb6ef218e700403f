"""Survey keys on lines of responses, and the declaration they need."""

from __future__ import annotations

import json

import pytest

from assessment.authoring.loader import load
from assessment.authoring.response_lines import read_responses
from assessment.errors import InvalidInput
from tests.authoring.questionnaires import EXAMPLE, changed, complaints, edited, written

SURVEY = ("reference_year: 2026\n", "reference_year: 2026\nsurvey: {population: Firms, margins: [size]}\n")
SIZE = (
    "scales:\n",
    "attributes:\n"
    "  - {code: size, text: How many?, groups: [BIZ], options: [{code: few, label: Few}, {code: many, label: Many}]}\n"
    "scales:\n",
)
ONE = {"respondent": "r1", "unit": "SEN", "group": "BIZ"}
OTHER = {**ONE, "respondent": "r2"}


def responses_from(tmp_path, directory, *lines):
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return read_responses(path, load(directory))


@pytest.fixture
def survey(tmp_path):
    return written(tmp_path, edited(SURVEY, SIZE))


def test_a_respondent_keeps_weight_stratum_and_cluster(tmp_path, survey):
    line = {**ONE, "weight": 12.5, "stratum": "north", "cluster": "17"}
    (response,) = responses_from(tmp_path, survey, line)["SEN"]
    assert (response.respondent.weight, response.respondent.stratum, response.respondent.cluster) == (
        12.5,
        "north",
        "17",
    )


def test_zero_is_a_weight(tmp_path, survey):
    (response,) = responses_from(tmp_path, survey, {**ONE, "weight": 0})["SEN"]
    assert response.respondent.weight == 0


@pytest.mark.parametrize("key", [{"weight": 1}, {"stratum": "north"}, {"cluster": "17"}])
def test_a_questionnaire_that_is_no_survey_takes_no_survey_keys(tmp_path, key):
    with pytest.raises(InvalidInput, match=rf"r.jsonl:1 {min(key)}: worked-example/1 is no probability survey"):
        responses_from(tmp_path, EXAMPLE, {**ONE, **key})


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([{**ONE, "weight": -1}], "r.jsonl:1 weight: must be at least 0, not -1"),
        ([{**ONE, "weight": "3"}], "r.jsonl:1 weight: must be a number"),
        ([{**ONE, "weight": None}], "r.jsonl:1 weight: is null"),
        ([{**ONE, "stratum": ""}], "r.jsonl:1 stratum: is empty"),
        ([{**ONE, "weight": 1}, OTHER], "r.jsonl:2 weight: stands on some lines of SEN only"),
        ([ONE, {**OTHER, "cluster": "17"}], "r.jsonl:2 cluster: stands on some lines of SEN only"),
    ],
)
def test_a_survey_key_that_cannot_be_used_is_refused_with_its_line(tmp_path, survey, lines, fault):
    with pytest.raises(InvalidInput, match=fault):
        responses_from(tmp_path, survey, *lines)


def test_margins_are_attributes(tmp_path):
    directory = written(tmp_path, changed("[size]", "[size, sise, size]", edited(SURVEY, SIZE)))
    assert complaints(directory) == [
        "survey.margins.2: the attribute sise is unknown: did you mean size?",
        "survey.margins.3: the attribute size stands twice: keep one",
    ]
