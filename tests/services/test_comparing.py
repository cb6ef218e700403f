"""Assessments are compared within one country and questionnaire, by those who may see the results of both."""

import pytest

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services.comparing import comparable_with, comparison_of, pair_of
from tests.builders import a_questionnaire, access_to, an_assessment

SEN = access_to("SEN", "viewer")


def two_rounds(session, **changes):
    """An assessment with version 1 and one with version 2, a year later, of the small questionnaire."""
    first = an_assessment(session, **changes)
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[1]["indicators"][0]["aggregation"] = "geometric"
    second = an_assessment(session, a_questionnaire(version="2", areas=areas), reference_year=2027)
    return first, second


def test_the_earlier_assessment_stands_first(session):
    first, second = two_rounds(session)
    for names in ((first.name, second.name), (second.name, first.name)):
        pair = pair_of(session, SEN, *names)
        assert (pair.old.name, pair.new.name) == ("SEN-2026-1", "SEN-2027-1")


def test_what_both_measured_alike_is_compared(session):
    first, second = two_rounds(session)
    comparison = comparison_of(session, pair_of(session, SEN, first.name, second.name))
    assert [change.standing.code for change in comparison.changes] == ["PAY", "PAY-ONLINE", "PAY_01", "LEG_16.privacy"]
    assert {one.code: one.reasons for one in comparison.rest} == {
        "INDEX": ("below",), "LEG": ("below",), "LEG-LAWS": ("aggregation",),
    }  # fmt: skip


def test_only_assessments_of_one_country_and_questionnaire_are_offered_and_no_invented_ones(session):
    first, second = two_rounds(session)
    an_assessment(session, country="KHM")
    an_assessment(session, a_questionnaire(code="other"))
    an_assessment(session, demonstration=True)
    offered = comparable_with(session, access_to("*", "analyst"), first)
    assert [one.name for one in offered] == [second.name]


def test_internal_results_are_neither_offered_nor_shown(session):
    first, second = two_rounds(session, results_shown="internal")
    assert comparable_with(session, SEN, second) == ()
    with pytest.raises(NotAllowed):
        pair_of(session, SEN, second.name, first.name)


def test_an_assessment_of_another_country_looks_as_if_it_did_not_exist(session):
    first, _ = two_rounds(session)
    other = an_assessment(session, country="KHM")
    with pytest.raises(NotFound):
        pair_of(session, SEN, first.name, other.name)
    with pytest.raises(InvalidInput):
        pair_of(session, access_to("*", "analyst"), first.name, other.name)


def test_an_assessment_is_not_compared_with_itself(session):
    first, _ = two_rounds(session)
    with pytest.raises(InvalidInput):
        pair_of(session, SEN, first.name, first.name)
