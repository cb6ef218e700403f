"""Reports as files: asked for once, made in the background, named for what they are."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from assessment import jobs
from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services import fieldwork, publishing
from tests.builders import NOW, YES, a_sitting, access_to, an_assessment, later

VIEWER = access_to("SEN", "viewer")


@pytest.fixture
def assessment(session, database):
    jobs.prepare(database.url)
    assessment = an_assessment(session)
    sitting = fieldwork.record_answers(session, a_sitting(session, assessment), {"PAY_01": YES}, now=NOW)
    fieldwork.submit(session, sitting, attribution="type", quotable=False, now=NOW)
    return assessment


def asked_for(session, assessment, now=NOW, **changes):
    wanted = {"language": "fr", "format": "docx"} | changes
    return publishing.request_rendering(session, VIEWER, assessment, **wanted, now=now)


def perform(database, rendering_id, folder, **changes):
    publishing.perform_rendering(database, rendering_id, folder=folder, clock=lambda: NOW, **changes)


def test_a_report_asked_for_is_made_and_lies_where_it_says(session, database, assessment, tmp_path):
    rendering_id = asked_for(session, assessment)
    assert publishing.rendering_of(session, VIEWER, rendering_id).state == "queued"
    session.commit()
    perform(database, rendering_id, tmp_path)
    done = publishing.rendering_of(session, VIEWER, rendering_id)
    assert (done.state, done.finished_at, done.file_name) == ("done", NOW, "SEN-2026-1-fr-2026-06-15.docx")
    file = done.path(tmp_path)
    assert file is not None
    assert Document(BytesIO(file.read_bytes())).paragraphs


def test_making_a_report_again_leaves_one_file(session, database, assessment, tmp_path):
    """Jobs run at least once."""
    rendering_id = asked_for(session, assessment)
    for _ in range(2):
        perform(database, rendering_id, tmp_path)
    assert len([file for file in tmp_path.rglob("*") if file.is_file() and file.suffix == ".docx"]) == 1


def test_a_report_that_cannot_be_made_says_so(session, database, assessment, tmp_path):
    rendering_id = asked_for(session, assessment)
    blocked = tmp_path / "documents"
    blocked.write_text("a file where the folder should be")
    perform(database, rendering_id, blocked)
    failed = publishing.rendering_of(session, VIEWER, rendering_id)
    assert (failed.state, failed.problem, failed.file_name) == ("failed", publishing.FAULT, None)


def test_the_same_report_is_not_begun_twice(session, assessment):
    assert asked_for(session, assessment) == asked_for(session, assessment, now=later(minutes=1))
    assert len(publishing.renderings_of(session, VIEWER, assessment)) == 1


def test_another_language_or_format_is_another_report(session, assessment):
    ids = {asked_for(session, assessment, **changes) for changes in ({}, {"language": "en"}, {"format": "pdf"})}
    assert len(ids) == 3


def test_a_report_that_was_lost_is_given_up_and_can_be_asked_for_again(session, assessment):
    lost = asked_for(session, assessment)
    assert publishing.give_up_on_lost(session, later(minutes=59)) == 0
    assert publishing.give_up_on_lost(session, later(minutes=61)) == 1
    assert publishing.rendering_of(session, VIEWER, lost).problem == publishing.LOST
    assert asked_for(session, assessment, now=later(minutes=61)) != lost


def test_a_report_of_another_country_is_not_found(session, assessment):
    """I2."""
    rendering_id = asked_for(session, assessment)
    with pytest.raises(NotFound):
        publishing.rendering_of(session, access_to("WSM", "admin"), rendering_id)


def test_a_person_without_a_role_in_the_country_asks_for_no_report(session, assessment):
    with pytest.raises(NotAllowed):
        publishing.request_rendering(
            session, access_to("WSM", "admin"), assessment, language="fr", format="pdf", now=NOW
        )


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"format": "odt"}], ids=str)
def test_only_languages_and_formats_that_exist_are_made(session, assessment, wrong):
    with pytest.raises(InvalidInput):
        asked_for(session, assessment, **wrong)


def test_the_file_of_a_demonstration_says_that_it_is_synthetic(session, assessment):
    demonstration = replace(assessment, demonstration=True)
    name = publishing.file_name_of(demonstration, "fr", "pdf", date(2026, 11, 22))
    assert name == "SEN-2026-1-fr-2026-11-22-demonstration-synthetic.pdf"
    assert publishing.file_name_of(demonstration, "fr", "pdf") == "SEN-2026-1-fr-demonstration-synthetic.pdf"


@pytest.mark.parametrize(
    ("made", "now", "read"),
    [
        ("bands", "bands", True),
        ("bands", "published", True),
        ("published", "bands", False),
        ("internal", "bands", False),
        ("internal", "published", False),
        (None, "bands", False),
    ],
)
def test_a_document_made_while_more_was_shown_is_for_analysts(session, assessment, made, now, read):
    """Rule 11: a file outlives the setting that it was made under."""
    done = replace(publishing.rendering_of(session, VIEWER, asked_for(session, assessment)), results_shown=made)
    shown = replace(assessment, results_shown=now)
    assert done.may_be_read_by(VIEWER, shown) == read
    assert done.may_be_read_by(access_to("SEN", "analyst"), shown)


def test_a_document_keeps_under_which_setting_it_was_made(session, database, assessment, tmp_path):
    rendering_id = asked_for(session, assessment)
    session.commit()
    perform(database, rendering_id, tmp_path)
    assert publishing.rendering_of(session, VIEWER, rendering_id).results_shown == "bands"
