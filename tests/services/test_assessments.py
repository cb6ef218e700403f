"""Assessments: published questionnaires, names, scope, and when a local day begins and ends."""

from datetime import UTC, date, datetime

import pytest

from assessment.errors import InvalidInput, NotFound
from assessment.services.assessments import (
    assessment_of,
    ends_at,
    starts_at,
    visible_assessments,
)
from assessment.services.fieldwork import record_answers, submit
from assessment.services.versions import publish
from assessment.storage.assessments import questionnaire_named, register_of
from tests.builders import NOW, YES, a_questionnaire, a_sitting, access_to, an_assessment


@pytest.mark.parametrize(
    ("day", "zone", "begins", "ends"),
    [
        (date(2026, 6, 30), "Africa/Dakar", "2026-06-30T00:00+00:00", "2026-07-01T00:00+00:00"),
        (date(2026, 6, 30), "Pacific/Apia", "2026-06-29T11:00+00:00", "2026-06-30T11:00+00:00"),
        (date(2026, 6, 30), "America/Port-au-Prince", "2026-06-30T04:00+00:00", "2026-07-01T04:00+00:00"),
        (date(2026, 3, 28), "Europe/Chisinau", "2026-03-27T22:00+00:00", "2026-03-28T22:00+00:00"),
        (date(2026, 3, 29), "Europe/Chisinau", "2026-03-28T22:00+00:00", "2026-03-29T21:00+00:00"),
        (date(2026, 4, 23), "Africa/Cairo", "2026-04-22T22:00+00:00", "2026-04-23T22:00+00:00"),
        (date(2026, 4, 24), "Africa/Cairo", "2026-04-23T22:00+00:00", "2026-04-24T21:00+00:00"),
    ],
)
def test_a_local_day_begins_and_ends_with_the_countrys_clocks(day, zone, begins, ends):
    said = [moment.isoformat(timespec="minutes") for moment in (starts_at(day, zone), ends_at(day, zone))]
    assert said == [begins, ends]


def test_assessments_of_a_country_and_year_are_numbered(session):
    names = [
        an_assessment(session, **changes).name for changes in ({}, {}, {"country": "WSM"}, {"reference_year": 2027})
    ]
    assert names == ["SEN-2026-1", "SEN-2026-2", "WSM-2026-1", "SEN-2027-1"]


def test_a_person_sees_the_assessments_of_their_countries_only(session):
    """I2."""
    for country in ("SEN", "WSM", "KHM"):
        an_assessment(session, country=country)
    assert [one.name for one in visible_assessments(session, access_to("WSM", "viewer"))] == ["WSM-2026-1"]
    assert len(visible_assessments(session, access_to("*", "viewer"))) == 3
    assert visible_assessments(session, access_to("SEN")) == []


def test_an_assessment_of_another_country_looks_as_if_it_did_not_exist(session):
    """I2."""
    an_assessment(session)
    sentences = []
    for name in ("SEN-2026-1", "SEN-2026-9"):
        with pytest.raises(NotFound) as refused:
            assessment_of(session, access_to("WSM", "admin"), name)
        sentences.append(str(refused.value))
    assert sentences[0] == sentences[1]


def test_the_portfolio_counts_who_was_invited_and_who_submitted(session):
    assessment = an_assessment(session)
    sent = a_sitting(session, assessment)
    a_sitting(session, assessment)
    submit(session, sent, attribution="hidden", quotable=False, now=NOW)
    (summary,) = visible_assessments(session, access_to("SEN", "viewer"))
    assert (summary.invited, summary.submitted, summary.questionnaire) == (2, 1, "small/1")


def test_a_draft_finishes_on_the_version_it_began_with(session):
    """D13."""
    sitting = a_sitting(session)
    publish(session, a_questionnaire(version="2"), NOW)
    assert record_answers(session, sitting, {"PAY_01": YES}, now=NOW).instrument.identity == "small/1"


def test_a_version_that_is_not_published_is_never_guessed(session):
    """D14."""
    with pytest.raises(NotFound):
        an_assessment(session, questionnaire="small/9")


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Africa/Nowhere"},
        {"time_zone": "Africa"},
        {"closes_on": date(2026, 5, 31)},
        {"closes_on": date.max},
        {"opens_on": date.min},
        {"languages": ()},
    ],
    ids=str,
)
def test_an_assessment_needs_a_time_zone_dates_in_order_and_a_language(session, wrong):
    with pytest.raises(InvalidInput):
        an_assessment(session, **wrong)
    assert visible_assessments(session, access_to("*", "admin")) == []


def test_a_register_size_of_zero_is_a_size(session):
    """S1."""
    assessment = an_assessment(session, register={"PUB": 4, "BIZ": 0})
    assert register_of(session, assessment.id) == {"PUB": 4, "BIZ": 0}


def test_a_questionnaire_comes_back_as_it_was_published(session):
    assert an_assessment(session).instrument == a_questionnaire()


def test_times_come_back_in_utc(session):
    publish(session, a_questionnaire(), datetime(2026, 1, 1, 12, tzinfo=UTC))
    published = questionnaire_named(session, "small", "1")
    assert published is not None
    assert published.published_at.isoformat() == "2026-01-01T12:00:00+00:00"
