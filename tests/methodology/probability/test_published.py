"""Estimates of two samples of Californian schools, and of a sample of firms, against figures that others published.

The figures stand in the R package `survey` 4.1-1 (Lumley), in `doc/survey.pdf`, `tests/testoutput/api.Rout.saved` and
`tests/rakecheck.Rout.save`; the interval in the README of the R package `srvyr`. The data: `california/README.md`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from assessment.methodology.probability.estimation import Estimate, means, medians, totals
from assessment.methodology.probability.margins import Margin
from assessment.methodology.probability.weights import Frame, Weighted, weighted
from tests.methodology import small
from tests.methodology.probability.sample import everybody, firm

FILES = Path(__file__).parent / "california"
SCHOOLS = {"e": 4421, "h": 755, "m": 1018}
TARGET_MET = {"no": 1072, "yes": 5122}
LEFT = math.sqrt(1 - 15 / 757)
"""What is left of a standard error when 15 of 757 districts were drawn; ours takes districts as drawn from many."""

OF_SCHOOLS = small.instrument(
    [small.item("PAY_01", "experience", groups=["BIZ"])],
    [small.indicator("PAY-ALL", "PAY_01")],
    attributes=[
        {
            "code": code,
            "text": code,
            "groups": ["BIZ"],
            "options": [{"code": one, "label": one} for one in options],
        }
        for code, options in (("stype", SCHOOLS), ("schoolwide", TARGET_MET))
    ],
    survey={"population": "Schools", "margins": ["stype", "schoolwide"]},
)


def rows(file: str) -> dict[str, dict[str, str]]:
    """The schools of a file by a code that keeps their order."""
    with (FILES / file).open(encoding="utf-8") as lines:
        return {f"{number:03}": row for number, row in enumerate(csv.DictReader(lines))}


def by_strata(sizes: Mapping[str, float] = SCHOOLS) -> tuple[Weighted, dict[str, dict[str, str]]]:
    """The stratified sample; without `sizes` the strata count as endless."""
    schools = rows("schools.csv")
    drawn = {stype: sum(row["stype"] == stype for row in schools.values()) for stype in SCHOOLS}
    sample = [firm(code, SCHOOLS[row["stype"]] / drawn[row["stype"]], row["stype"]) for code, row in schools.items()]
    return weighted(OF_SCHOOLS, sample, Frame(sizes=sizes)), schools


def by_districts(*margins: Margin) -> tuple[Weighted, dict[str, dict[str, str]]]:
    """The sample of districts, brought to the margins."""
    schools = rows("districts.csv")
    sample = [
        firm(code, 6194 / 183, "", row["district"], stype=row["stype"], schoolwide=row["schoolwide"])
        for code, row in schools.items()
    ]
    return weighted(OF_SCHOOLS, sample, Frame(margins=margins)), schools


def mean_and_total(of: tuple[Weighted, dict[str, dict[str, str]]]) -> tuple[Estimate, Estimate]:
    """The mean of the index in 2000 and the total of the pupils."""
    sample, schools = of
    told = [schools[one.code] for one in sample.respondents]
    members = everybody(len(told))
    (mean,) = means(sample.design, np.array([float(row["api00"]) for row in told]), members)
    ((total,),) = totals(sample.design, np.array([[float(row["enroll"])] for row in told]), members)
    return mean, total


def test_a_stratified_mean_and_total_are_those_published():
    mean, total = mean_and_total(by_strata())
    assert (round(mean.value, 2), round(mean.error or 0, 4)) == (662.29, 9.4089)
    assert (round(total.value), round(total.error or 0)) == (3687178, 114642)


def test_the_interval_of_a_stratified_mean_is_the_one_published():
    """It takes no account of how many schools there are."""
    sample, schools = by_strata(sizes={})
    told = [schools[one.code] for one in sample.respondents]
    gains = np.array([float(row["api00"]) - float(row["api99"]) for row in told])
    (gain,) = means(sample.design, gains, everybody(len(told)))
    assert (round(gain.value, 1), round(gain.low or 0, 1), round(gain.high or 0, 1)) == (32.9, 28.8, 37.0)


@pytest.mark.parametrize(
    ("margins", "mean", "total"),
    [
        ((), (644.17, 23.542), (3404940, 932235)),
        ((Margin("stype", SCHOOLS),), (642.31, 23.921), (3680893, 406293)),
        ((Margin("stype", SCHOOLS), Margin("schoolwide", TARGET_MET)), (641.23, 23.704), (3647280, 400603)),
    ],
    ids=["as drawn", "post-stratified", "raked"],
)
def test_a_mean_and_a_total_of_clusters_are_those_published(margins, mean, total):
    """To one unit of the last digit: an older saved output ends the post-stratified error of 23.9205 in 1."""
    found, pupils = mean_and_total(by_districts(*margins))
    assert round(found.value, 2) == mean[0]
    assert LEFT * (found.error or 0) == pytest.approx(mean[1], abs=0.001)
    assert (round(pupils.value), round(LEFT * (pupils.error or 0))) == total


def test_how_many_schools_there_are_of_each_type_is_as_published():
    sample, schools = by_districts()
    types = np.array([[schools[one.code]["stype"] == stype for stype in SCHOOLS] for one in sample.respondents])
    (found,) = totals(sample.design, types.astype(float), everybody(len(types)))
    assert [(round(one.value, 2), round(LEFT * (one.error or 0), 2)) for one in found] == [
        (4873.97, 1333.32),
        (473.86, 158.70),
        (846.17, 167.55),
    ]


@pytest.mark.parametrize(
    ("column", "published"),
    [
        ("ell", [(29.69444, 1.411617), (15.00000, 5.347065), (22.68000, 2.952862)]),
        ("meals", [(53.09028, 7.070399), (37.57143, 5.912262), (43.08000, 6.017110)]),
    ],
)
def test_means_of_a_part_of_the_sample_are_those_published(column, published):
    """Of elementary, high and middle schools: districts without one of a type count in its error."""
    sample, schools = by_districts()
    told = [schools[one.code] for one in sample.respondents]
    types = np.array([[row["stype"] == stype for stype in SCHOOLS] for row in told])
    found = means(sample.design, np.array([float(row[column]) for row in told]), types)
    assert [(round(one.value, 5), round(LEFT * (one.error or 0), 6)) for one in found] == published


def test_a_median_of_clusters_is_the_one_published():
    sample, schools = by_districts()
    told = np.array([float(schools[one.code]["api00"]) for one in sample.respondents])
    (median,) = medians(sample.design, told, everybody(len(told)))
    assert median.value == 652


def test_the_design_effect_of_unequal_weights_is_the_one_published():
    """Ten firms drawn with unequal probabilities (Tsuchiya, in `tests/deff.Rout.save` of the same package)."""
    sales = np.array([15.0, 143, 21, 51, 337, 50, 274, 145, 15, 86])
    weights = [20.0, 200, 11, 25, 550, 30, 250, 100, 10, 55]
    sample = weighted(OF_SCHOOLS, [firm(f"{number:03}", weight) for number, weight in enumerate(weights)], Frame())
    (mean,) = means(sample.design, sales, everybody(10))
    assert (round(mean.value, 3), round(mean.error or 0, 3)) == (243.914, 48.752)
    assert round(mean.design_effect or 0, 4) == 1.9741
