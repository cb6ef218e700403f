"""When enough is known: the questionnaire's rule, and where a node has its own (rule 10)."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.methodology.instrument import Instrument
from assessment.methodology.scoring import NodeScore
from tests.methodology.small import indicator, instrument, item, scored, several


def asking(area: dict[str, Any] | None = None, first: dict[str, Any] | None = None, **more: Any) -> Instrument:
    """PAY-ONE of two items that weigh 1 and 1, PAY-TWO of one; keys of the area and of PAY-ONE as given."""
    whole = instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03")],
        [indicator("PAY-ONE", "PAY_01", "PAY_02", **(first or {})), indicator("PAY-TWO", "PAY_03")],
        **more,
    ).model_dump()
    whole["areas"][0].update(area or {})
    return Instrument.model_validate(whole)


def judged(of: Instrument, *codes: str, groups: tuple[str, ...] = ("BIZ", "PUB")) -> dict[str, NodeScore]:
    """Five voices of each group say 5 to each of these items and nothing else."""
    told = [one for code in codes for group in groups for one in several(of, group, code, ["5"] * 5)]
    return dict(scored(of, told).nodes)


@pytest.mark.parametrize(
    ("of", "expected"),
    [(asking(), None), (asking(first={"minimum_coverage": 0.5}), 100), (asking(indicator_coverage=0.5), 100)],
)
def test_an_indicator_may_need_less_than_the_others(of, expected):
    assert judged(of, "PAY_01")["PAY-ONE"].score == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [(asking(), None), (asking({"minimum_coverage": 0.5}), 100), (asking(minimum_coverage=0.5), 100)],
)
def test_an_area_may_need_less_than_the_others(of, expected):
    assert judged(of, "PAY_03")["PAY"].score == expected


def test_an_indicator_may_need_more_than_the_others():
    of = asking(first={"minimum_coverage": 1, "items": [{"code": "PAY_01", "weight": 3}, {"code": "PAY_02"}]})
    assert judged(of, "PAY_01")["PAY-ONE"].reason == "low_coverage"


@pytest.mark.parametrize(("area", "expected"), [({}, "few_groups"), ({"minimum_groups": 1}, None)])
def test_an_area_may_need_fewer_groups(area, expected):
    assert judged(asking(area), "PAY_01", "PAY_02", "PAY_03", groups=("BIZ",))["PAY"].reason == expected


@pytest.mark.parametrize(
    ("more", "expected"), [({}, 100), ({"index_coverage": 1}, None), ({"index_coverage": 0.5}, 100)]
)
def test_the_index_may_need_another_share_than_areas(more, expected):
    of = asking({"minimum_coverage": 0.5}, minimum_coverage=0.5, overall=True, **more)
    assert judged(of, "PAY_03")["INDEX"].score == expected
