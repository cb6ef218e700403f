"""Trying a choice on what is stored: judged anew when something changes, refused where results are not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import Session

from assessment.errors import NotAllowed
from assessment.language import voice_for
from assessment.methodology.advice_decisions import Standing, Standings
from assessment.methodology.what_if import WhatIf
from assessment.services import fieldwork
from assessment.services.analysis import findings_of
from assessment.services.assessments import AssessmentView
from assessment.services.targets import set_target
from assessment.services.what_if import Panel, WhatIfRefused, panel_of, try_out
from assessment.storage.database import Database
from tests.builders import NO, NOW, YES, access_to, an_assessment, an_invitation

ANALYST, VIEWER = access_to("SEN", "analyst"), access_to("SEN", "viewer")


def send(session, assessment: AssessmentView, group: str, answer, institution: str) -> None:
    secret = an_invitation(session, assessment, group=group, institution=institution)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": answer}, now=NOW)
    fieldwork.submit(session, sitting, attribution="type", quotable=False, now=NOW)


@pytest.fixture
def session(migrated_sqlite, tmp_path) -> Iterator[Session]:
    """A session of a database for what is the same on both."""
    file = tmp_path / "what_if.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        yield session
    database.close()


@pytest.fixture
def assessment(session) -> AssessmentView:
    """One firm of five is paid online, and two ministries of three."""
    assessment = an_assessment(session)
    for group, answers in (("BIZ", [YES, NO, NO, NO, NO]), ("PUB", [YES, YES, NO])):
        for number, answer in enumerate(answers):
            send(session, assessment, group, answer, f"{group} {number}")
    return assessment


def panel(session, assessment: AssessmentView, access=ANALYST) -> Panel:
    return panel_of(session, access, assessment, voice_for("en"), NOW)


def test_the_basis_is_judged_once_while_nothing_changes(session, assessment):
    before = panel(session, assessment).basis
    assert panel(session, assessment).basis is before
    send(session, assessment, "BIZ", YES, "BIZ 5")
    after = panel(session, assessment).basis
    assert after.findings.scorecard.score_of("PAY") == pytest.approx((100 / 3 + 200 / 3) / 2)


def test_a_target_that_is_set_is_the_one_to_start_from(session, assessment):
    panel(session, assessment)
    agreed = {"level": 20.0, "source": "Strategy", "agreed_on": None, "seen": 0, "now": NOW}
    set_target(session, ANALYST, assessment, "PAY-ONLINE", **agreed)
    found = try_out(panel(session, assessment), WhatIf(targets={"PAY-ONLINE": 75.0}))
    assert [move.before for move in found.gaps] == [None]


def test_trying_gives_what_would_be_found_and_stores_nothing(session, assessment):
    found = try_out(panel(session, assessment), WhatIf(targets={"PAY-ONLINE": 40.0}))
    assert [(move.code, move.after) for move in found.gaps] == [("PAY-ONLINE", None)]
    assert not session.new
    assert [gap.code for gap in findings_of(session, assessment).gaps] == ["PAY-ONLINE"]


def test_internal_results_are_tried_by_analysts_alone(session, assessment):
    internal = replace(assessment, results_shown="internal")
    assert panel(session, internal).room.freely
    with pytest.raises(NotAllowed):
        panel(session, internal, VIEWER)


def test_viewers_move_freely_where_scores_are_published(session, assessment):
    for shown, freely in (("bands", False), ("published", True)):
        assert panel(session, replace(assessment, results_shown=shown), VIEWER).room.freely == freely


def test_what_may_not_be_moved_is_refused_by_the_service_itself(session, assessment):
    with pytest.raises(WhatIfRefused) as refused:
        try_out(panel(session, assessment, VIEWER), WhatIf(targets={"PAY-ONLINE": 40.0}))
    assert [(one.reason, one.code) for one in refused.value.refusals] == [("no_targets", "PAY-ONLINE")]


def test_a_rejected_recommendation_is_not_told_and_others_read_as_they_were_written_anew(session, assessment):
    tried = panel(session, assessment)
    first, second = tried.basis.findings.instrument.recommendations
    anew = Standing(second.code, wording={"en": {"action": "Publish all fees"}})
    decided = replace(tried, standings=Standings({first.code: Standing(first.code, state="rejected"), anew.code: anew}))
    told = decided.worded(second)
    assert decided.worded(first) is None
    assert told is not None
    assert told.action == "Publish all fees"
