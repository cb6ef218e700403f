"""The rules that the database itself enforces, whatever the code does."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from assessment.services import fieldwork, followup
from assessment.services.confirmations import confirm_fact
from assessment.storage.tables import (
    Action,
    ActionEvent,
    Assessment,
    DeskFigure,
    Membership,
    RegisterSize,
    Rendering,
    Respondent,
    Response,
    StoredAnswer,
    User,
)
from tests.builders import NOW, YES, a_recommendation, a_sitting, access_to, an_assessment


@pytest.fixture
def place(session):
    """A sitting with one answer; whoever breaks a rule breaks it here."""
    assessment = an_assessment(session)
    return fieldwork.record_answers(session, a_sitting(session, assessment), {"PAY_01": YES}, now=NOW)


def respondent(place, **changes):
    whole = {
        "assessment_id": place.assessment.id, "group": "BIZ", "attributes": {}, "language": "en", "link_hash": "x",
        "origin": "personal", "created_at": NOW,
    }  # fmt: skip
    return Respondent(**(whole | changes))


def response(place, **changes):
    return Response(questionnaire_id=place.assessment.questionnaire_id, **changes)


def answer(place, **changes):
    whole = {"response_id": place.response_id, "question": "PAY_02", "state": "dont_know", "revision": 1}
    return StoredAnswer(**(whole | {"changed_at": NOW} | changes))


def rendering(place, **changes):
    whole = {"assessment_id": place.assessment.id, "language": "fr", "format": "pdf", "requested_by": "Awa"}
    return Rendering(**(whole | {"requested_at": NOW} | changes))


def assessment(place, **changes):
    whole = {
        "name": "SEN-2026-9", "country": "SEN", "questionnaire_id": place.assessment.questionnaire_id,
        "reference_year": 2026, "languages": ["en"], "time_zone": "UTC", "opens_on": date(2026, 1, 1),
        "closes_on": date(2026, 1, 1), "created_at": NOW,
    }  # fmt: skip
    return Assessment(**(whole | changes))


def action(place, **changes):
    whole = {
        "assessment_id": place.assessment.id, "code": "PAY-A01", "area": "PAY", "action": "x", "priority": "high",
        "time_frame": "short", "contributors": [], "partners": [], "adopted_at": NOW, "adopted_by": "Awa",
    }  # fmt: skip
    return Action(**(whole | changes))


def user():
    return User(email="awa@example.org", name="Awa", created_at=NOW)


BROKEN = {
    "one response for each respondent": lambda place: [response(place, respondent_id=place.respondent_id)],
    "one answer for each question": lambda place: [answer(place, question="PAY_01")],
    "submitted only with a date": lambda place: [
        one := respondent(place),
        response(place, respondent_id=one.id, state="submitted"),
    ],
    "dated only when submitted": lambda place: [
        one := respondent(place),
        response(place, respondent_id=one.id, submitted_at=NOW),
    ],
    "answered only with a value": lambda place: [answer(place, state="answered")],
    "a value only when answered": lambda place: [answer(place, value="yes")],
    "no other states of an answer": lambda place: [answer(place, state="maybe")],
    "a link for every respondent": lambda place: [respondent(place, link_hash=None)],
    "no link for two": lambda place: [respondent(place), respondent(place)],
    "no open link for two": lambda place: [
        assessment(place, open_link_hash="x"),
        assessment(place, open_link_hash="x", name="SEN-2026-8"),
    ],
    "no name for two assessments": lambda place: [assessment(place, name=place.assessment.name)],
    "no closing before opening": lambda place: [assessment(place, closes_on=date(2025, 12, 31))],
    "no way of showing results but three": lambda place: [assessment(place, results_shown="ranked")],
    "a country of three letters": lambda place: [assessment(place, country="SN")],
    "an answer belongs to a response": lambda place: [answer(place, response_id="0" * 32)],
    "no register of less than nobody": lambda place: [
        RegisterSize(assessment_id=place.assessment.id, group="PUB", size=-1)
    ],
    "one figure for each country, series and year": lambda _: [
        DeskFigure(country="SEN", series="X", year=2024, value=1, source="s", licence="l") for _ in range(2)
    ],
    "a report is done only with its file": lambda place: [rendering(place, state="done", finished_at=NOW)],
    "a report fails only with a reason": lambda place: [rendering(place, state="failed", finished_at=NOW)],
    "a report is finished only with a date": lambda place: [rendering(place, state="done", file_name="a.pdf")],
    "an action begins before it is due": lambda place: [
        action(place, starts_on=date(2026, 2, 1), due_on=date(2026, 1, 1))
    ],
    "one action for each code": lambda place: [action(place), action(place)],
    "one action for each recommendation": lambda place: [
        action(place, recommendation="PAY-R01"),
        action(place, recommendation="PAY-R01", code="PAY-A02"),
    ],
    "no per cent beyond a hundred": lambda place: [
        one := action(place),
        event(one, kind="progress", status="under_way", per_cent=101),
    ],
    "a per cent only while under way": lambda place: [
        one := action(place),
        event(one, kind="progress", status="completed", per_cent=100),
    ],
    "a report of progress has a status": lambda place: [one := action(place), event(one, kind="progress")],
    "no role but four": lambda _: [one := user(), Membership(user_id=one.id, country="SEN", role="king")],
    "no address for two": lambda _: [user(), user()],
}


def event(action, **changes):
    return ActionEvent(action_id=action.id, happened_at=NOW, person_name="Awa", changes={}, **changes)


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(session, place, rule):
    with pytest.raises(IntegrityError):  # noqa: PT012 (each row is sent before the next, which may point at it)
        for row in BROKEN[rule](place):
            session.add(row)
            session.flush()


@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("action_event", "note"), ("confirmation", "scope"), ("revision", "author")]
)
def test_the_database_refuses_to_rewrite_history(session, table, column, deed):
    """Rule 18: events are appended, and so is every change of an answer."""
    analyst, senegal = access_to("SEN", "analyst"), an_assessment(session)
    fieldwork.record_answers(session, a_sitting(session, senegal), {"PAY_01": YES}, now=NOW)
    followup.adopt(session, analyst, senegal, a_recommendation(), now=NOW)
    confirm_fact(session, analyst, senegal, "LEG_16.privacy", value="in_force", source="Gazette", now=NOW)
    with pytest.raises(DBAPIError, match="only appended to"):
        session.connection().exec_driver_sql(deed.format(table, column, "'other'"))
