"""Gaps of every kind in one list, and the matrix of importance and severity that is drawn from it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from assessment.documents import charts
from assessment.language import direction_of, voice_for
from assessment.methodology.cohort import cohort_of
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.gap_kinds import Shortfall, importance_in_area, shortfalls_of
from assessment.methodology.gaps import severity_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.peers import PeerComparison, beside_others
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.gap_matrix import MOST, column_of, gap_matrix_section, matrix_chart
from assessment.methodology.report.glossary import texts_of
from assessment.methodology.report.material import Since
from assessment.methodology.report.model import Words
from assessment.methodology.rounds import Round, rounds_of
from assessment.methodology.scoring import Evidence
from assessment.methodology.tally import tally_of
from tests.methodology import small
from tests.methodology.report.builders import material, payments

YES_NO = [{"code": "yes", "label": "Yes", "score": 100}, {"code": "no", "label": "No", "score": 0}]


def answered(of: Instrument, public: dict[str, str], firms: dict[str, str]) -> list[Any]:
    """Three ministries and five firms, each group of one mind."""
    told = [("PUB", 3, public), ("BIZ", 5, firms)]
    return [small.response(of, f"{g}{n}", g, given) for g, number, given in told for n in range(number)]


def edition(of: Instrument, public: dict[str, str], firms: dict[str, str], **changes: Any) -> Edition:
    """The English edition of these answers; `changes` are those of its material."""
    return Edition(replace(material(of, answered(of, public, firms)), **changes), voice_for("en"))


def of_kind(found: Edition, kind: str) -> list[Shortfall]:
    return [gap for gap in shortfalls_of(found) if gap.kind == kind]


def test_an_indicator_below_its_target_is_a_gap_against_the_target():
    found = of_kind(edition(payments(), {"PAY_01": "2", "PAY_02": "5"}, {"PAY_01": "2", "PAY_02": "5"}), "target")
    assert [(gap.code, gap.size, gap.severity, gap.importance) for gap in found] == [
        ("PAY-SPEED", 50.0, "critical", 0.5)
    ]


def test_two_groups_of_another_mind_are_a_gap_between_them():
    found = edition(payments(), {"PAY_01": "5", "PAY_02": "3"}, {"PAY_01": "1", "PAY_02": "3"})
    (gap,) = of_kind(found, "groups")
    assert (gap.code, gap.groups, gap.size) == ("PAY_01", ("PUB", "BIZ"), 100.0)


def test_a_group_of_fewer_than_five_firms_makes_no_gap():
    """Rule 19."""
    of = payments()
    few = answered(of, {"PAY_01": "5"}, {"PAY_01": "1"})[:-1]
    assert of_kind(Edition(material(of, few), voice_for("en")), "groups") == []


GOALPOSTS = {"goalposts": {"low": 0, "high": 100, "reason": "A policy target"}}


def with_series(**changes: Any) -> Instrument:
    series = {
        "code": "SPEED", "name": "Speed", "unit": "Mbit/s", "source": "ITU", "direction": "up", "decimals": 0,
        **(changes or GOALPOSTS),
    }  # fmt: skip
    return small.instrument(
        [small.item("PAY_01")], [small.indicator("PAY-SPEED", "PAY_01", series=["SPEED"])], series=[series]
    )


def beside(of: Instrument, own: float, others: tuple[float, ...]) -> Edition:
    """The country's figure beside others', who with it are everybody that a sample may hold."""
    desk = desk_of([DeskFigure("SPEED", 2025, own)])
    peers = {f"P{n:02d}": desk_of([DeskFigure("SPEED", 2025, value)]) for n, value in enumerate(others)}
    cohort = cohort_of(of, {"SEN": desk, **peers}, {}, 2026)
    evidence = Evidence(tally=tally_of(of, []), desk=desk, cohort=cohort)
    lines = beside_others(of, desk, peers, 2026, cohort=cohort)
    comparison = PeerComparison(group="", day=date(2026, 3, 2), countries=tuple(peers), lines=lines)
    return Edition(replace(material(of, evidence=evidence), beside=comparison), voice_for("en"))


def test_a_figure_below_the_middle_of_the_peers_is_a_gap_on_the_series_own_scale():
    (gap,) = of_kind(beside(with_series(), 20.0, (30.0, 50.0, 90.0)), "peers")
    assert (gap.code, gap.size, gap.importance) == ("SPEED", 30.0, 0.5)


@pytest.mark.parametrize(
    ("scale", "size"),
    [
        ({"sample": {"method": "min_max", "reference": "all", "minimum": 4}}, 75.0),  # 50 between 20 and 60
        ({"sample": {"method": "z_score", "reference": "all", "minimum": 4}}, 300 / math.sqrt(1000 / 3)),
        ({"steps": [{"start": 0, "score": 0}, {"start": 25, "score": 40}, {"start": 50, "score": 100}]}, 100.0),
        (
            {"goalposts": {"low": 1, "high": 10_000, "logarithm": True, "reason": "A policy target"}},
            25 * math.log10(2.5),
        ),
    ],
    ids=["extremes", "standard scores", "steps", "logarithm"],
)
def test_a_figure_behind_the_peers_is_a_gap_on_every_kind_of_scale(scale, size):
    (gap,) = of_kind(beside(with_series(**scale), 20.0, (30.0, 50.0, 60.0)), "peers")
    assert gap.size == pytest.approx(size)


def test_a_figure_of_too_small_a_sample_is_no_gap_against_peers():
    of = with_series(sample={"method": "min_max", "reference": "all", "minimum": 5})
    assert of_kind(beside(of, 20.0, (30.0, 50.0, 60.0)), "peers") == []


def test_a_figure_at_the_middle_of_the_peers_is_none():
    assert of_kind(beside(with_series(), 50.0, (30.0, 50.0, 90.0)), "peers") == []


def test_an_indicator_that_fell_since_the_last_round_is_a_gap():
    of = payments()
    told = [
        answered(of, {"PAY_01": one, "PAY_02": two}, {"PAY_01": one, "PAY_02": two})
        for one, two in (("5", "3"), ("3", "4"))
    ]
    before, now = (
        Round(name, of, responses, Evidence(tally=tally_of(of, responses)), 2026)
        for name, responses in zip(("SEN-2025-1", "SEN-2026-1"), told, strict=True)
    )
    since = Since(rounds_of(before, now, draws=10), shows_scores=True)
    found = Edition(replace(material(of, told[1]), since=since), voice_for("en"))
    assert [(gap.code, gap.size) for gap in of_kind(found, "last_round")] == [("PAY-SPEED", 50.0)]


def test_a_law_ahead_of_its_practice_is_a_gap_that_opens_at_the_law():
    law = small.item("LEG_01", "fact", "law_status", groups=["PUB"], practice="LEG_02")
    of = small.instrument(
        [law, small.item("LEG_02", type_="single", options=YES_NO)],
        [small.indicator("LEG-LAW", "LEG_01"), small.indicator("LEG-USE", "LEG_02")],
    )
    found = edition(of, {"LEG_01": "in_force", "LEG_02": "no"}, {"LEG_02": "no"})
    (gap,) = of_kind(found, "practice")
    assert (gap.code, gap.practice, gap.size) == ("LEG_01", "LEG_02", 100.0)


def test_the_gravest_come_first_whatever_their_kind():
    found = shortfalls_of(edition(payments(), {"PAY_01": "5", "PAY_02": "3"}, {"PAY_01": "1", "PAY_02": "3"}))
    places = ["minor", "moderate", "major", "critical"]
    assert [places.index(gap.severity) for gap in found] == sorted(
        (places.index(gap.severity) for gap in found), reverse=True
    )


def test_a_kind_of_gap_may_have_bands_of_its_own():
    severities = [
        {"code": "small", "label": "Small", "start": 0},
        {"code": "large", "label": "Large", "start": 50, "starts": {"groups": 20}},
    ]
    of = payments(severities=severities)
    found = [severity_of(of, 30.0), severity_of(of, 30.0, "groups"), severity_of(of, 10.0, "groups")]
    assert [one.code if one else "" for one in found] == ["small", "large", "small"]


def test_the_importance_of_a_question_is_its_share_of_its_area():
    assert importance_in_area(with_series(), "PAY_01") == 0.5
    assert importance_in_area(with_series(), "PAY_99") == 0.0


@pytest.mark.parametrize(("share", "column"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.2, 2), (1.0, 2)])
def test_a_step_of_importance_begins_with_its_share(share, column):
    assert column_of(share) == column


def drawn(language: str) -> ElementTree.Element:
    found = edition(payments(), {"PAY_01": "1", "PAY_02": "3"}, {"PAY_01": "1", "PAY_02": "3"})
    chart = matrix_chart(found, dict(enumerate(shortfalls_of(found), start=1)))
    markup = charts.svg(chart, direction=direction_of(language), words=Words("", "Figure", "", "", "", ""))
    return ElementTree.fromstring(markup)  # noqa: S314 (our own drawing)


def test_the_matrix_names_its_gaps_by_number_and_in_words():
    root = drawn("en")
    told = "".join(root.itertext())
    assert "Critical · " in told
    assert re.search(r"20% and more 1 gap – No. 1", told)


def test_the_matrix_counts_every_gap_and_names_those_that_come_first():
    found = edition(payments(), {"PAY_01": "1", "PAY_02": "3"}, {"PAY_01": "1", "PAY_02": "3"})
    grave, *_others = shortfalls_of(found)
    chart = matrix_chart(found, dict.fromkeys(range(1, MOST + 10), grave))
    assert sum(value or 0 for bar in chart.bars for value in bar.values) == MOST + 9
    (cell,) = [text for bar in chart.bars for text in bar.texts if text]
    assert cell == "24 gaps\nNo. " + "; ".join(str(number) for number in range(1, MOST + 1))
    assert chart.note == "The cells count 24 gaps in all. The 15 that come first bear their numbers in the table."


def test_a_gap_without_a_severity_has_a_row_of_its_own():
    of = payments(severities=[{"code": "large", "label": "Large", "start": 99}])
    found = edition(of, {"PAY_01": "3", "PAY_02": "3"}, {"PAY_01": "3", "PAY_02": "3"})
    chart = matrix_chart(found, dict(enumerate(shortfalls_of(found), start=1)))
    assert [bar.label for bar in chart.bars] == ["Large", "Without a severity"]
    assert sum(value or 0 for bar in chart.bars for value in bar.values) == len(shortfalls_of(found)) > 0


def test_the_matrix_begins_on_the_other_side_in_arabic():
    def places(language: str) -> list[float]:
        boxes = [one for one in drawn(language).iter() if one.tag.endswith("rect")]
        return [float(one.get("x", "0")) + float(one.get("width", "0")) / 2 for one in boxes]

    assert places("ar") == pytest.approx([640 - x for x in places("en")], abs=0.1)


def test_the_section_of_the_report_leads_from_every_gap_to_its_evidence():
    found = edition(payments(), {"PAY_01": "1", "PAY_02": "3"}, {"PAY_01": "5", "PAY_02": "3"})
    section = gap_matrix_section(found)
    table = section.blocks[-1]
    assert [row.cells[1].evidence for row in table.rows] == [gap.code for gap in shortfalls_of(found)]  # type: ignore[union-attr]


def test_the_section_tells_no_score_where_only_bands_are_shown():
    """Rule 11."""
    of = payments()
    told = material(
        of, answered(of, {"PAY_01": "2", "PAY_02": "3"}, {"PAY_01": "1", "PAY_02": "3"}), results_shown="bands"
    )
    said = " ".join(texts_of((gap_matrix_section(Edition(told, voice_for("en"))),)))
    assert "Early" in said
    assert not re.search(r"\d\.\d", said)
