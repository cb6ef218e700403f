"""Published figures beside those of others: hand-computed middles and positions, ages and waves as for every figure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.peers import Spread, beside_others, spread_of
from tests.builders import a_questionnaire

YEAR = 2026
SERIES = [
    {"code": "I-NET", "name": "Users", "unit": "%", "source": "ITU", "direction": "up", "maximum_age": 5},
    {"code": "I-ALL", "name": "All", "unit": "%", "source": "ITU", "direction": "context"},
    {"code": "I-WOMEN", "name": "Women", "unit": "%", "source": "ITU", "direction": "up", "ratio_to": "I-ALL"},
    {"code": "I-LAW", "name": "Law", "unit": "status", "source": "UNCTAD", "direction": "context"},
]
CLAIM = {"series": "I-LAW", "item": "LEG_16", "values": {"2": "in_force"}}


def the_questionnaire() -> Instrument:
    whole = a_questionnaire().model_dump(mode="json")
    return Instrument.model_validate({**whole, "series": SERIES, "claims": [CLAIM]})


def desk(*figures):
    return desk_of(DeskFigure(*figure) for figure in figures)


def net(value, year=2025):
    return desk(("I-NET", year, value))


def compared(own, **others):
    return {one.series: one for one in beside_others(the_questionnaire(), own, others, YEAR)}


def test_median_and_quartiles_lie_between_the_ordered_values():
    assert spread_of([40, 10, 20, 30, 70]) == Spread(10, 30, 70, 20, 40)
    assert spread_of([1, 2, 3, 4, 10, 20]) == Spread(1, 3.5, 20, 2.25, 8.5)


def test_of_fewer_than_five_values_no_quartiles_are_given():
    assert spread_of([4, 1, 2, 3]) == Spread(1, 2.5, 4)


def test_how_many_have_less_as_much_and_more_is_counted_and_nobody_is_ranked():
    found = compared(net(30.0), AAA=net(10), BBB=net(30.0000000001), CCC=net(50), DDD=net(20))["I-NET"]
    assert (found.lower, found.equal, found.higher) == (2, 1, 1)
    assert (len(found.others), found.spread.median) == (4, 25.00000000005)


def test_the_latest_value_not_after_the_reference_year_and_not_too_old_counts():
    late = desk(("I-NET", 2024, 5.0), ("I-NET", 2027, 99.0))
    found = compared(net(1.0), AAA=late, BBB=net(10, 2020), CCC=net(20), DDD=net(30, 2021))["I-NET"]
    assert {code: other.value for code, other in found.others.items()} == {"AAA": 5.0, "CCC": 20.0, "DDD": 30.0}
    assert found.years == (2021, 2025)


@pytest.mark.parametrize("own", [{}, net(50.0, 2020)])
def test_a_country_without_a_value_of_that_age_has_no_position(own):
    found = compared(own, AAA=net(1), BBB=net(2), CCC=net(3))["I-NET"]
    assert (found.lower, found.equal, found.higher, found.spread.median) == (None, None, None, 2)


def test_fewer_than_three_others_are_nobody_to_stand_beside():
    assert compared(net(1.0), AAA=net(1), BBB=net(2)) == {}


def test_a_ratio_is_made_of_one_wave_in_every_country():
    wave = desk(("I-WOMEN", 2023, 40.0), ("I-ALL", 2023, 50.0), ("I-ALL", 2025, 80.0))
    found = compared(wave, AAA=wave, BBB=wave, CCC=wave)["I-WOMEN"]
    assert (found.own.value, found.own.year, found.spread.median, found.equal) == (80.0, 2023, 80.0, 3)


def test_a_trackers_status_is_no_quantity():
    law = desk(("I-LAW", 2025, 2.0))
    assert compared(law, AAA=law, BBB=law, CCC=law) == {}


@settings(max_examples=30)
@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30), st.randoms())
def test_the_order_of_countries_is_irrelevant_and_everybody_is_counted(values, random):
    shuffled = random.sample(values, len(values))
    one, other = (
        compared(net(values[0]), **{f"C{place}": net(value) for place, value in enumerate(given)})["I-NET"]
        for given in (values, shuffled)
    )
    assert (one.spread, one.lower, one.equal, one.higher) == (other.spread, other.lower, other.equal, other.higher)
    assert (one.lower or 0) + (one.equal or 0) + (one.higher or 0) == len(values)
    assert one.spread.lowest <= one.spread.median <= one.spread.highest
