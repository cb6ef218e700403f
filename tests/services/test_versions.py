"""Published versions: the method stands for ever, the wording changes by dated revisions that are kept."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assessment.errors import Conflict, NotFound
from assessment.services.assessments import assessment_by_id
from assessment.services.versions import as_worded, publish, wordings_of
from tests.builders import NOW, a_questionnaire, an_assessment, later

SMALL = "small/1"
FIRST = {"date": "2026-05-01", "note": "A clearer title"}
SECOND = {"date": "2026-05-20", "note": "A shorter title"}


def revised(title: str, *revisions: dict[str, str], **changes):
    """The small questionnaire under another title, with what its author notes of it."""
    return a_questionnaire(title=title, revisions=revisions, **changes)


def test_publishing_the_same_again_changes_nothing(session):
    first = publish(session, a_questionnaire(), NOW)
    assert publish(session, a_questionnaire(), later(days=1)) == first
    assert len(wordings_of(session, SMALL)) == 1


def test_a_published_method_does_not_change(session):
    """D13, rule 5."""
    publish(session, a_questionnaire(), NOW)
    with pytest.raises(Conflict) as refused:
        publish(session, a_questionnaire(target=80, revisions=(FIRST,)), NOW)
    assert str(refused.value).startswith("small/1 is published with another method (small.target), which never")
    assert "copy the folder to a new version" in str(refused.value)


def test_the_order_of_questions_is_method(session):
    publish(session, a_questionnaire(), NOW)
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[0]["items"].append(areas[0]["items"].pop(0))
    with pytest.raises(Conflict, match=r"\(PAY\.items\)"):
        publish(session, a_questionnaire(areas=areas), NOW)


def test_a_corrected_wording_reaches_the_assessments_that_use_it(session):
    assessment = an_assessment(session)
    publish(session, revised("Small, corrected", FIRST), NOW)
    assert assessment_by_id(session, assessment.id).instrument.title == "Small, corrected"


def test_a_corrected_wording_needs_a_dated_revision(session):
    publish(session, a_questionnaire(), NOW)
    with pytest.raises(Conflict) as refused:
        publish(session, revised("Small, corrected"), NOW)
    assert "published with other texts (small.title)" in str(refused.value)
    assert "add a dated entry at the end of revisions:" in str(refused.value)
    assert as_worded(session, SMALL, NOW).title == "A small questionnaire"


def test_each_correction_needs_a_revision_of_its_own(session):
    publish(session, a_questionnaire(), NOW)
    publish(session, revised("Small, corrected", FIRST), NOW)
    with pytest.raises(Conflict, match="add a dated entry"):
        publish(session, revised("Small", FIRST), NOW)
    publish(session, revised("Small", FIRST, SECOND), NOW)


def test_published_revisions_are_history(session):
    publish(session, revised("Small", FIRST), NOW)
    with pytest.raises(Conflict, match="history"):
        publish(session, revised("Smaller", SECOND), NOW)


def test_it_is_known_which_wording_a_respondent_saw(session):
    publish(session, a_questionnaire(), NOW)
    publish(session, revised("Small, corrected", FIRST), later(days=2))
    publish(session, revised("Small", FIRST, SECOND), later(days=4))
    titles = [as_worded(session, SMALL, later(days=day)).title for day in range(0, 6, 2)]
    assert titles == ["A small questionnaire", "Small, corrected", "Small"]
    assert [(one.number, one.dated, one.note) for one in wordings_of(session, SMALL)] == [
        (0, NOW.date(), ""),
        (1, date(2026, 5, 1), "A clearer title"),
        (2, date(2026, 5, 20), "A shorter title"),
    ]


def test_before_it_was_published_nobody_saw_it(session):
    publish(session, a_questionnaire(), NOW)
    with pytest.raises(NotFound):
        as_worded(session, SMALL, later(days=-1))


@pytest.mark.parametrize("deed", ["UPDATE text_revision SET note = 'x'", "DELETE FROM text_revision"])
def test_the_database_keeps_every_wording(session, deed):
    publish(session, a_questionnaire(), NOW)
    with pytest.raises(DBAPIError, match="only appended to"):
        session.connection().execute(text(deed))
