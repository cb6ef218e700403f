"""The report tells the rules that its questionnaire declares, and no others."""

from __future__ import annotations

import pytest

from assessment.methodology.instrument import Instrument
from tests.methodology.report.builders import answers, payments, report, texts

BALANCED = "Groups are balanced"
AMONG = "judged by their place among other countries"
FIXED = "placed between two fixed ends"
SERIES = {"code": "I-ACC", "name": "Accounts", "unit": "%", "source": "Findex", "direction": "up"}


def told(of: Instrument) -> str:
    return " ".join(texts(report(of, answers(of, first=(1, 1, 1, 1, 1)))))


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [("author", BALANCED), ("voices", "number of its members who answered"), ("register", "that are known to exist")],
)
def test_it_says_what_groups_weigh(weighting, expected):
    assert expected in told(payments(group_weighting=weighting))


@pytest.mark.parametrize(
    ("scale", "said", "unsaid"),
    [
        ({"goalposts": {"low": 0, "high": 100}}, FIXED, AMONG),
        ({"sample": {"method": "z_score", "reference": "LDC"}}, AMONG, FIXED),
    ],
)
def test_it_says_how_published_figures_are_placed(scale, said, unsaid):
    whole = payments(series=[{**SERIES, **scale}]).model_dump(mode="json")
    whole["areas"][0]["indicators"][0]["series"] = [{"code": "I-ACC"}]
    text = told(Instrument.model_validate(whole))
    assert said in text
    assert unsaid not in text


def test_it_names_what_needs_more_or_less_than_the_others():
    whole = payments().model_dump(mode="json")
    whole["areas"][0]["minimum_groups"] = 1
    whole["areas"][0]["indicators"][1]["minimum_coverage"] = 0.9
    text = told(Instrument.model_validate(whole))
    assert "Other limits hold for “Label of PAY-TRUST”: 90% of its weight; “Payment solutions”: 1 group." in text
    assert "Other limits" not in told(payments())
