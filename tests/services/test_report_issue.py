"""The issue of the report: recorded once respondents had the time they were told, withdrawn with a reason only."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import voice_for
from assessment.services import fieldwork
from assessment.services.assessments import assessment_by_id
from assessment.services.course import Agreement, agree_scope, course_of, plan_stage, scope_of, stage_of
from assessment.services.open_data import data_file, give_out
from assessment.services.persons import withdraw
from assessment.services.report_issue import IssueDraft, issue_of, issued_among, issued_on, record_issue
from assessment.storage.database import Database
from assessment.storage.tables import METADATA
from tests.builders import NOW, access_to, an_assessment, an_invitation, later

ANALYST = access_to("SEN", "analyst")
DAYS = 30
AUGUST = later(days=61)
ISSUED = IssueDraft("issued", AUGUST.date(), "UNCTAD/DTL/2026/7")
WITHDRAWN = IssueDraft("withdrawn", AUGUST.date(), "A chapter was missing")


@pytest.fixture
def session(tmp_path, migrated_sqlite):
    """SQLite alone: both databases are met where people act at once, and where history is rewritten."""
    file = tmp_path / "issue.sqlite"
    shutil.copyfile(migrated_sqlite, file)
    kept = Database(f"sqlite:///{file}")
    with kept.writing() as session:
        yield session
    kept.close()


def recorded(session, assessment, *drafts, access=ANALYST, now=AUGUST, days=DAYS):
    for seen, draft in enumerate(drafts):
        record_issue(session, access, assessment, draft, seen=seen, days=days, now=now)
    return issued_on(session, assessment)


def deeds(session):
    trail = METADATA.tables["audit"]
    return list(session.connection().execute(select(trail.c.deed).order_by(trail.c.at, trail.c.deed)).scalars())


def give_out_open_data(session, assessment):
    made = data_file(session, ANALYST, assessment, "open", "csv", voice_for("en"), AUGUST)
    give_out(session, assessment, "open", made, now=AUGUST)


def test_an_issue_is_kept_with_its_day_who_recorded_it_and_a_remark(session):
    assessment = an_assessment(session)
    assert issued_on(session, assessment) is None
    assert recorded(session, assessment, ISSUED) == AUGUST.date()
    (held,) = issue_of(session, assessment, DAYS).decisions
    assert (held.decision, held.note, held.recorded_by, held.recorded_at) == (
        "issued", "UNCTAD/DTL/2026/7", "Awa Diop", AUGUST,
    )  # fmt: skip


def test_an_issue_that_is_withdrawn_stays_on_record_and_can_follow_again(session):
    assessment = an_assessment(session)
    assert recorded(session, assessment, ISSUED, WITHDRAWN) is None
    assert recorded(session, assessment) is None
    record_issue(session, ANALYST, assessment, ISSUED, seen=2, days=DAYS, now=AUGUST)
    history = issue_of(session, assessment, DAYS).decisions
    assert [one.decision for one in history] == ["issued", "withdrawn", "issued"]
    assert deeds(session) == ["issue", "issue", "issue_withdrawal"]


def test_of_many_assessments_those_issued_are_told_with_their_day(session):
    first, second, third = (an_assessment(session) for _ in range(3))
    recorded(session, first, ISSUED)
    recorded(session, second, ISSUED, WITHDRAWN)
    assert issued_among(session, [first.id, second.id, third.id]) == {first.id: AUGUST.date()}


@pytest.mark.parametrize(("grace_days", "days", "first"), [(0, 30, 31), (0, 0, 1), (40, 30, 41)])
def test_the_first_day_of_issue_follows_closing_grace_and_the_days_respondents_were_told(
    session, grace_days, days, first
):
    assessment = an_assessment(session, grace_days=grace_days)
    earliest = issue_of(session, assessment, days).earliest
    assert (earliest - assessment.closes_on).days == first


def test_no_report_is_issued_before_the_day_that_respondents_were_told(session):
    assessment = an_assessment(session)
    last, first = NOW.replace(month=7, day=30), NOW.replace(month=7, day=31)
    for draft, now in (
        (replace(ISSUED, decided_on=last.date()), last),
        (replace(ISSUED, decided_on=last.date()), first),
    ):
        with pytest.raises(InvalidInput, match="Respondents were told a later day"):
            recorded(session, assessment, draft, now=now)
    assert recorded(session, assessment, replace(ISSUED, decided_on=first.date()), now=first)


@pytest.mark.parametrize(
    "wrong",
    [{"decision": "perhaps"}, {"decision": "withdrawn"}, {"decided_on": None}, {"decided_on": date(2026, 8, 16)}],
)
def test_an_issue_that_cannot_be_stores_nothing(session, wrong):
    assessment = an_assessment(session)
    with pytest.raises(InvalidInput):
        recorded(session, assessment, replace(ISSUED, **wrong))
    assert not issue_of(session, assessment, DAYS).decisions


@pytest.mark.parametrize("wrong", [{"note": " "}, {"decided_on": date(2026, 8, 14)}, {"decision": "issued"}])
def test_a_withdrawal_of_the_issue_needs_a_reason_and_a_day_after_it(session, wrong):
    assessment = an_assessment(session)
    with pytest.raises(InvalidInput):
        recorded(session, assessment, ISSUED, replace(WITHDRAWN, **wrong))
    assert issued_on(session, assessment)


def test_only_an_analyst_of_the_country_records_an_issue(session):
    """I2: neither another role nor another country's analyst."""
    assessment = an_assessment(session)
    for access in (access_to("SEN", "focal_point"), access_to("SEN", "viewer"), access_to("KHM", "analyst")):
        with pytest.raises(NotAllowed):
            recorded(session, assessment, ISSUED, access=access)


def test_of_two_who_record_at_once_the_second_is_shown_the_first(session):
    assessment = an_assessment(session)
    recorded(session, assessment, ISSUED)
    with pytest.raises(Conflict):
        recorded(session, assessment, WITHDRAWN)


@pytest.mark.parametrize("rewriting", ["UPDATE report_issue SET note = 'x'", "DELETE FROM report_issue"])
def test_the_database_refuses_to_rewrite_an_issue(database, rewriting):
    with database.writing() as session:
        recorded(session, an_assessment(session), ISSUED)
        with pytest.raises(DatabaseError, match="report_issue is only appended to"):
            session.connection().execute(text(rewriting))


def test_once_open_data_were_given_out_the_issue_stands(session):
    """Two releases, between which somebody withdrew, would tell whose answers went."""
    assessment = an_assessment(session)
    recorded(session, assessment, ISSUED)
    give_out_open_data(session, assessment)
    assert issue_of(session, assessment, DAYS).is_final
    with pytest.raises(NotAllowed):
        record_issue(session, ANALYST, assessment, WITHDRAWN, seen=1, days=DAYS, now=AUGUST)
    assert issued_on(session, assessment)


def test_open_data_made_before_an_issue_was_withdrawn_are_not_given_out(session):
    assessment = an_assessment(session)
    recorded(session, assessment, ISSUED)
    made = data_file(session, ANALYST, assessment, "open", "csv", voice_for("en"), AUGUST)
    record_issue(session, ANALYST, assessment, WITHDRAWN, seen=1, days=DAYS, now=AUGUST)
    with pytest.raises(NotAllowed):
        give_out(session, assessment, "open", made, now=AUGUST)
    assert "open_data" not in deeds(session)


def moved(session, assessment, day):
    agreement: Agreement = replace(scope_of(session, assessment).agreement, closes_on=day, theme="Small firms")
    version = scope_of(session, assessment).version_id
    agree_scope(session, ANALYST, assessment, agreement, version_id=version, now=AUGUST)
    return assessment_by_id(session, assessment.id).closes_on


def test_once_the_report_is_issued_the_questionnaire_is_not_opened_again(session):
    assessment = an_assessment(session)
    recorded(session, assessment, ISSUED)
    with pytest.raises(InvalidInput, match="dates of the questionnaire"):
        moved(session, assessment, date(2026, 9, 30))
    assert moved(session, assessment, assessment.closes_on) == assessment.closes_on


def test_the_stage_of_issue_is_done_by_recording_it_alone(session):
    assessment = an_assessment(session)
    stage = stage_of(session, assessment, "issue", AUGUST)
    plan = replace(stage.plan, done_on=AUGUST.date())
    with pytest.raises(InvalidInput):
        plan_stage(session, ANALYST, assessment, stage, plan, version_id=0, now=AUGUST)
    recorded(session, assessment, ISSUED)
    states = {one.code: (one.state, one.plan.done_on) for one in course_of(session, assessment, AUGUST)}
    assert states["issue"] == ("done", AUGUST.date())


def test_of_a_withdrawal_and_an_issue_at_once_each_comes_wholly_before_or_after_the_other(database):
    """Whoever could withdraw did so before the issue: no answer goes once it is recorded."""
    with database.writing() as session:
        assessment = an_assessment(session)
        secrets = [an_invitation(session, assessment) for _ in range(6)]

    def leave(secret: str) -> bool:
        with database.writing() as session:
            try:
                withdraw(session, fieldwork.questionnaire_for(session, secret, AUGUST), now=AUGUST)
            except NotAllowed:
                return False
            return True

    def issue() -> int:
        with database.writing() as session:
            recorded(session, assessment, ISSUED)
        return there()

    def there() -> int:
        respondent = METADATA.tables["respondent"]
        with database.reading() as session:
            return len(session.connection().execute(select(respondent.c.id)).all())

    with ThreadPoolExecutor(7) as people:
        leaving = [people.submit(leave, secret) for secret in secrets[:3]]
        issuing = people.submit(issue)
        leaving += [people.submit(leave, secret) for secret in secrets[3:]]
    assert issuing.result() == there() == len(secrets) - sum(one.result() for one in leaving)


def test_of_a_later_closing_date_and_an_issue_at_once_one_is_refused(database):
    """Else the questionnaire would be open although its report is issued."""
    with database.writing() as session:
        assessment = an_assessment(session)

    def is_done(deed: Callable[[Session], object]) -> bool:
        with database.writing() as session:
            try:
                deed(session)
            except InvalidInput:
                return False
            return True

    deeds_at_once = (
        lambda session: recorded(session, assessment, ISSUED),
        lambda session: moved(session, assessment, date(2026, 9, 30)),
    )
    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(is_done, deeds_at_once)) == [False, True]


def test_a_link_leads_to_nothing_after_withdrawing_and_to_everything_after_the_issue(session):
    assessment = an_assessment(session)
    gone, stays = (an_invitation(session, assessment) for _ in range(2))
    withdraw(session, fieldwork.questionnaire_for(session, gone, AUGUST), now=AUGUST)
    recorded(session, assessment, ISSUED)
    with pytest.raises(NotFound):
        fieldwork.questionnaire_for(session, gone, AUGUST)
    assert fieldwork.questionnaire_for(session, stays, AUGUST).respondent.group == "BIZ"
