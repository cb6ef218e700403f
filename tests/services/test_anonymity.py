"""Anonymous collection: what leads to a draft, and that nothing leads to a response once it is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.responses import Answer
from assessment.services import attendance, fieldwork
from assessment.services.analysis import collection_of
from assessment.services.anonymity import give_code, groups_answering_alone, open_anonymously, resume
from assessment.services.persons import PersonalValues, correct, withdraw
from assessment.storage.tables import METADATA
from tests.builders import NO, NOW, YES, a_questionnaire, access_to, an_assessment

SENT = NOW + timedelta(hours=5, minutes=7)
DAY = datetime(2026, 6, 15, tzinfo=UTC)


@pytest.fixture
def assessment(session):
    return an_assessment(session)


@pytest.fixture
def key(session, assessment):
    """The key of an anonymous draft with one answer, changed once."""
    link = open_anonymously(session, assessment, now=NOW)
    key = fieldwork.join(session, link, group="BIZ", language="en", now=NOW)
    for answer in (YES, NO):
        sitting = fieldwork.questionnaire_for(session, key, NOW)
        fieldwork.record_answers(session, sitting, {"PAY_01": answer, "PAY_07": Answer("answered", "Costly")}, now=NOW)
    return key


def draft(session, key):
    return fieldwork.questionnaire_for(session, key, NOW)


def sent(session, key):
    return fieldwork.submit(session, draft(session, key), attribution="named", quotable=True, now=SENT)


def rows(session, name):
    return session.connection().execute(select(METADATA.tables[name])).all()


def everything(session):
    """Every value of every table that hangs on persons, and the trail, as text."""
    tables = ("respondent", "response", "stored_answer", "revision", "resume_code", "earlier_link", "audit")
    return "\n".join(str(row) for name in tables for row in rows(session, name))


def test_a_sent_response_has_its_answers_and_nothing_else_of_its_draft(session, key):
    """I5: neither identities nor link nor code nor history nor revisions of the draft are stored once it is sent."""
    code = give_code(session, key)
    resumed = resume(session, draft(session, key).assessment, code)
    before = draft(session, resumed)
    after = sent(session, resumed)
    assert (after.answers["PAY_01"], after.state, after.quotable) == (NO, "submitted", True)
    assert {after.respondent_id, after.response_id}.isdisjoint({before.respondent_id, before.response_id})
    assert [rows(session, name) for name in ("revision", "resume_code", "earlier_link", "person_key")] == [[]] * 4
    assert {(row.revision, row.client, row.sequence) for row in rows(session, "stored_answer")} == {(0, "", 0)}
    for gone in (key, resumed):
        with pytest.raises(NotFound):
            draft(session, gone)
    with pytest.raises(InvalidInput):
        resume(session, after.assessment, code)


def test_of_the_time_only_the_day_stays(session, key):
    """I5: no timestamp tells when somebody answered, not even in the audit trail."""
    after = sent(session, key)
    (person,), (response,) = rows(session, "respondent"), rows(session, "response")
    answered = {row.changed_at for row in rows(session, "stored_answer")}
    assert {after.submitted_at, person.created_at, response.submitted_at, *answered} == {DAY}
    assert response.changed_at is None
    assert [row.at for row in rows(session, "audit") if row.deed == "erasure"] == [DAY]
    assert f"{SENT:%H, %M}" not in everything(session)


def test_a_sent_response_counts_like_any_other(session, key):
    after = sent(session, key)
    (counted,) = collection_of(session, after.assessment).sent.values()
    assert counted.answers == after.answers
    assert attendance.attendance_of(session, after.assessment).submitted == 1


def test_sending_twice_is_refused_without_harm(session, key):
    """D8: a second click on an anonymous draft changes nothing."""
    before = draft(session, key)
    sent(session, key)
    with pytest.raises(NotAllowed):
        fieldwork.submit(session, before, attribution="hidden", quotable=False, now=SENT)
    assert len(rows(session, "response")) == 1


def test_a_draft_can_be_withdrawn_before_it_is_sent(session, key):
    withdraw(session, draft(session, key), now=SENT)
    assert [rows(session, name) for name in ("respondent", "response", "stored_answer", "revision")] == [[]] * 4
    assert [row.at for row in rows(session, "audit") if row.deed == "withdrawal"] == [DAY]


def test_nobody_but_its_author_opens_an_anonymous_response(session, key):
    """I1: an analyst can neither reopen it nor make a link to the draft."""
    analyst = access_to("SEN", "analyst")
    with pytest.raises(NotAllowed):
        attendance.renew_link(session, analyst, draft(session, key).response_id, now=NOW)
    with pytest.raises(NotAllowed):
        attendance.reopen(session, analyst, sent(session, key).response_id, now=NOW)


def test_the_list_of_respondents_does_not_tell_when_an_anonymous_draft_changed(session, key):
    """I5: who watches the list learns no time that belongs to a draft."""
    (line,) = attendance.attendance_of(session, draft(session, key).assessment).respondents
    assert line.changed_at is None


def test_nothing_personal_can_be_added_to_anonymous_answers(session, key):
    with pytest.raises(NotAllowed):
        correct(session, draft(session, key), PersonalValues(name="Awa"), now=NOW)
    sitting = sent(session, key)
    assert sitting.attribution == "hidden"


def test_a_resume_code_is_typed_as_one_likes_and_both_devices_go_on(session, key):
    """D1: the browser's storage may go, the code leads back to every answer."""
    code = give_code(session, key)
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
    resumed = resume(session, draft(session, key).assessment, f" {code.lower().replace('-', ' ')} ")
    assert draft(session, resumed).answers == draft(session, key).answers


def test_a_code_and_a_key_are_stored_as_hashes_only(session, key):
    """I1, I5: what leads to a draft cannot be read from the database."""
    code = give_code(session, key)
    stored = everything(session)
    assert key not in stored
    assert code.replace("-", "") not in stored


def test_a_code_leads_nowhere_from_another_assessment(session, key):
    """I2: a code is typed at the open link of its own assessment."""
    code = give_code(session, key)
    with pytest.raises(InvalidInput):
        resume(session, an_assessment(session, country="KHM"), code)


def test_institutions_do_not_answer_without_a_name(session, assessment):
    """I3: the service refuses what the screen does not offer."""
    assert [group.code for group in groups_answering_alone(assessment.instrument)] == ["BIZ"]
    link = open_anonymously(session, assessment, now=NOW)
    with pytest.raises(InvalidInput):
        fieldwork.join(session, link, group="PUB", role="trade", language="en", now=NOW)


def test_a_questionnaire_for_institutions_alone_has_no_anonymous_link(session):
    groups = [{"code": "PUB", "label": "Public sector"}, {"code": "BIZ", "label": "Business"}]
    with pytest.raises(InvalidInput):
        open_anonymously(session, an_assessment(session, a_questionnaire(groups=groups)), now=NOW)
