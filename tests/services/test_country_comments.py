"""Comments of the country and its workshop: appended, decided on with a reason, told in an annex of the report."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import voice_for
from assessment.services.country_comments import (
    CommentDraft,
    change_comment,
    comments_for_report,
    comments_of,
    history_of,
    record_comment,
)
from assessment.services.reporting import report_of
from assessment.services.workshops import WorkshopDraft, record_workshop, workshop_of
from tests.builders import NOW, access_to, an_assessment
from tests.methodology.report.builders import texts

ANALYST = access_to("SEN", "analyst")
TODAY = NOW.date()
DRAFT = CommentDraft("Ministry of Trade", "The fees were lowered in May.", TODAY, "PAY-ONLINE", "12")
REFUSED = replace(DRAFT, outcome="not_taken_up", reason="The law says otherwise.", decided_by="Steering committee")
WORKSHOP = WorkshopDraft(TODAY, "Dakar", [("Ministry of Trade", 3), ("Chamber", 2)], "Adopted.\nFees come first.")

IMPOSSIBLE_COMMENTS = [
    {"body": " "},
    {"text": ""},
    {"received_on": None},
    {"received_on": TODAY + timedelta(1)},
    {"code": "PAY-R99"},
    {"outcome": "perhaps"},
    {"outcome": "taken_up"},
    {"outcome": "partly", "decided_by": "Steering committee"},
]
IMPOSSIBLE_WORKSHOPS = [
    {"held_on": None},
    {"held_on": TODAY + timedelta(1)},
    {"place": ""},
    {"participants": [("", 2)]},
    {"participants": [("Port", 0)]},
    {"participants": [("Port", 1)] * 201},
]


def recorded(session, draft=DRAFT):
    assessment = an_assessment(session)
    return assessment, record_comment(session, ANALYST, assessment, draft, now=NOW)


def test_comments_are_numbered_and_belong_to_the_area_of_what_they_concern(session):
    assessment, first = recorded(session)
    second = record_comment(session, ANALYST, assessment, replace(DRAFT, code="PAY-R01"), now=NOW)
    third = record_comment(session, ANALYST, assessment, replace(DRAFT, code=""), now=NOW)
    assert (first, second, third) == (1, 2, 3)
    assert [one.comment.area for one in comments_of(session, assessment)] == ["PAY", "PAY", ""]


def test_a_decision_is_appended_and_what_stood_before_stays(session):
    assessment, number = recorded(session)
    change_comment(session, ANALYST, assessment, number, REFUSED, seen=1, now=NOW)
    now, before = history_of(session, assessment, number)
    assert (now.comment.outcome, now.comment.reason, before.comment.outcome) == (
        "not_taken_up", "The law says otherwise.", "open",
    )  # fmt: skip


def test_a_comment_that_cannot_be_stores_nothing(session):
    assessment = an_assessment(session)
    for changes in IMPOSSIBLE_COMMENTS:
        with pytest.raises(InvalidInput):
            record_comment(session, ANALYST, assessment, replace(DRAFT, **changes), now=NOW)
    assert not comments_of(session, assessment)


def test_of_two_who_change_a_comment_at_once_the_second_is_shown_the_first(session):
    assessment, number = recorded(session)
    change_comment(session, ANALYST, assessment, number, REFUSED, seen=1, now=NOW)
    with pytest.raises(Conflict):
        change_comment(session, ANALYST, assessment, number, DRAFT, seen=1, now=NOW)
    with pytest.raises(NotFound):
        change_comment(session, ANALYST, assessment, number + 1, DRAFT, seen=1, now=NOW)


def test_only_an_analyst_of_the_country_records(session):
    assessment = an_assessment(session)
    for access in (access_to("SEN", "focal_point"), access_to("KHM", "analyst")):
        with pytest.raises(NotAllowed):
            record_comment(session, access, assessment, DRAFT, now=NOW)
        with pytest.raises(NotAllowed):
            record_workshop(session, access, assessment, WORKSHOP, seen=0, now=NOW)


def test_the_database_refuses_to_rewrite_either(session):
    assessment, _ = recorded(session)
    record_workshop(session, ANALYST, assessment, WORKSHOP, seen=0, now=NOW)
    for table in ("country_comment", "workshop"):
        with pytest.raises(DatabaseError, match=r"(?i)append"):
            session.connection().execute(text(f"UPDATE {table} SET recorded_by = 'nobody'"))  # noqa: S608 (two names)
        session.rollback()


def test_the_workshop_counts_who_came_and_can_be_told_anew(session):
    assessment = an_assessment(session)
    record_workshop(session, ANALYST, assessment, WORKSHOP, seen=0, now=NOW)
    record_workshop(session, ANALYST, assessment, replace(WORKSHOP, participants=[("Port", 1)]), seen=1, now=NOW)
    assert workshop_of(session, assessment).attendance == 1
    with pytest.raises(Conflict):
        record_workshop(session, ANALYST, assessment, WORKSHOP, seen=1, now=NOW)


def test_a_workshop_that_cannot_be_stores_nothing(session):
    assessment = an_assessment(session)
    for changes in IMPOSSIBLE_WORKSHOPS:
        with pytest.raises(InvalidInput):
            record_workshop(session, ANALYST, assessment, replace(WORKSHOP, **changes), seen=0, now=NOW)
    assert workshop_of(session, assessment) is None


def test_an_annex_of_the_report_tells_comments_and_workshop(session):
    assessment, number = recorded(session)
    change_comment(session, ANALYST, assessment, number, REFUSED, seen=1, now=NOW)
    record_workshop(session, ANALYST, assessment, WORKSHOP, seen=0, now=NOW)
    report = report_of(session, assessment, voice_for("en"), NOW)
    assert report.sections[-1].heading == "Comments of the country and what became of them"
    said = "\n".join(texts(report))
    for words in ("Not taken up", "The law says otherwise.", "Decided by: Steering committee", "Dakar", "Fees come"):
        assert words in said


def test_a_comment_taken_back_is_left_out_and_without_any_there_is_no_annex(session):
    assessment, _ = recorded(session, replace(DRAFT, outcome="withdrawn", decided_by="Ministry of Trade"))
    assert comments_for_report(session, assessment) == ()
    report = report_of(session, assessment, voice_for("en"), NOW)
    assert "Comments of the country" not in "\n".join(texts(report))
