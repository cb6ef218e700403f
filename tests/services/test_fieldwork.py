"""Answering by a link: what is asked, what is kept, what stands in the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.applicability import on_path
from assessment.methodology.responses import Answer, Money
from assessment.services import attendance, fieldwork
from assessment.services.analysis import collection_of
from assessment.services.assessments import ends_at, renew_open_link
from tests.builders import (
    DONT_KNOW,
    NO,
    NOW,
    YES,
    a_questionnaire_with_modules,
    a_sitting,
    access_to,
    an_assessment,
    an_invitation,
    later,
)

ALL_KINDS = {
    "PAY_01": YES,
    "PAY_03": Answer("answered", 0.0),
    "PAY_04": Answer("answered", ("yes", "no")),
    "PAY_05": Answer("answered", Money(12.5, "XOF", 2025)),
    "PAY_06": Answer("answered", date(2024, 2, 29)),
    "PAY_07": Answer("answered", "Les frais « sont trop » élevés ✓"),
    "PAY_02": DONT_KNOW,
}


def test_every_kind_of_answer_comes_back_as_it_was_given(session):
    """D1: a draft lives on the server; clearing the browser loses nothing."""
    secret = an_invitation(session)
    fieldwork.record_answers(session, fieldwork.questionnaire_for(session, secret, NOW), ALL_KINDS, now=NOW)
    assert fieldwork.questionnaire_for(session, secret, NOW).answers == ALL_KINDS


def test_an_answer_opens_the_question_that_hangs_on_it(session):
    sitting = a_sitting(session)
    assert "PAY_02" not in sitting.asked
    assert "PAY_02" in fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW).asked


def test_an_answer_off_the_path_is_kept_and_counts_again_when_the_path_returns(session):
    """L2, rule 2."""
    sitting = a_sitting(session)
    for answer in ({"PAY_01": YES, "PAY_02": NO}, {"PAY_01": NO}, {"PAY_01": YES}):
        sitting = fieldwork.record_answers(session, sitting, answer, now=NOW)
    assert "PAY_02" in sitting.asked
    assert sitting.answers["PAY_02"] == NO


@pytest.fixture
def choosing(session):
    """A firm that goes on by choice."""
    return a_sitting(session, an_assessment(session, a_questionnaire_with_modules()))


def test_before_the_choice_only_core_items_are_asked(choosing):
    assert (choosing.modules, choosing.asked) == (None, ("PAY_01", "LEG_01"))


def test_a_chosen_module_is_asked_after_a_fresh_look(session, choosing):
    chosen = fieldwork.choose_modules(session, choosing, ["costs"], now=NOW)
    assert (chosen.modules, chosen.asked) == (("costs",), ("PAY_01", "PAY_05", "PAY_06", "LEG_01"))


def test_to_choose_none_is_a_choice(session, choosing):
    assert fieldwork.choose_modules(session, choosing, [], now=NOW).modules == ()


def test_answers_to_a_module_that_is_given_up_stay_and_do_not_count(session, choosing):
    """L2, rule 2: neither for what is asked nor in what is sent, until the module is chosen again."""
    chosen = fieldwork.choose_modules(session, choosing, ["selling"], now=NOW)
    answered = fieldwork.record_answers(session, chosen, {"PAY_03": Answer("answered", 4.0), "LEG_02": YES}, now=NOW)
    assert "LEG_02" in answered.asked
    given_up = fieldwork.choose_modules(session, answered, [], now=NOW)
    assert given_up.asked == ("PAY_01", "LEG_01")
    fieldwork.submit(session, given_up, attribution="hidden", quotable=True, now=NOW)
    (sent,) = collection_of(session, given_up.assessment).sent.values()
    assert set(on_path(given_up.instrument, sent)) == {"PAY_01", "LEG_01"}
    assert set(sent.answers) == {"PAY_03", "LEG_02"}


@pytest.mark.parametrize("group", ["BIZ", "PUB"])
def test_a_module_that_is_not_offered_cannot_be_chosen(session, group):
    sitting = a_sitting(session, an_assessment(session, a_questionnaire_with_modules()), group=group)
    with pytest.raises(InvalidInput, match="topics"):
        fieldwork.choose_modules(session, sitting, ["selling" if group == "PUB" else "fishing"], now=NOW)


def test_after_sending_nothing_is_chosen(session, choosing):
    sent = fieldwork.submit(session, choosing, attribution="hidden", quotable=True, now=NOW)
    with pytest.raises(NotAllowed):
        fieldwork.choose_modules(session, sent, ["costs"], now=NOW)


def test_none_returns_a_question_to_unanswered(session):
    secret = an_invitation(session)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES, "PAY_07": DONT_KNOW}, now=NOW)
    fieldwork.record_answers(session, sitting, {"PAY_01": None}, now=NOW)
    assert fieldwork.questionnaire_for(session, secret, NOW).answers == {"PAY_07": DONT_KNOW}


def test_each_change_counts_a_revision(session):
    sitting = a_sitting(session)
    for number, answer in enumerate((YES, NO, NO, YES)):
        sitting = fieldwork.record_answers(session, sitting, {"PAY_01": answer}, now=later(minutes=number))
    assert sitting.revision == 3


def test_an_unchanged_answer_keeps_the_time_at_which_it_was_given(session):
    sitting = fieldwork.record_answers(session, a_sitting(session), ALL_KINDS, now=NOW)
    fieldwork.record_answers(session, sitting, ALL_KINDS | {"PAY_01": NO}, now=later(hours=1))
    rows = session.connection().exec_driver_sql("SELECT question FROM stored_answer WHERE revision = 2")
    assert rows.scalars().all() == ["PAY_01"]


def test_two_devices_keep_different_answers_of_one_response(session):
    """D11: nobody's answer is lost to a page that was opened earlier."""
    secret = an_invitation(session)
    phone = fieldwork.questionnaire_for(session, secret, NOW)
    desk = fieldwork.questionnaire_for(session, secret, NOW)
    fieldwork.record_answers(session, phone, {"PAY_01": YES}, now=NOW)
    fieldwork.record_answers(session, desk, {"PAY_07": DONT_KNOW}, now=NOW)
    assert fieldwork.questionnaire_for(session, secret, NOW).answers == {"PAY_01": YES, "PAY_07": DONT_KNOW}


def test_a_page_costs_two_statements_to_read_and_three_or_one_to_keep(session):
    secret = an_invitation(session)
    fieldwork.questionnaire_for(session, secret, NOW)
    statements = []
    bind = session.get_bind().engine
    event.listen(bind, "before_cursor_execute", lambda *seen: statements.append(seen[2].split()[0]))
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    fieldwork.record_answers(session, sitting, ALL_KINDS, now=NOW)
    keeps = {"sqlite": ["UPDATE", "INSERT", "INSERT"], "postgresql": ["WITH"]}
    assert statements == ["SELECT", "SELECT", *keeps[bind.dialect.name]]


def test_an_unknown_link_is_not_found(session):
    an_invitation(session)
    with pytest.raises(NotFound):
        fieldwork.questionnaire_for(session, "x" * 22, NOW)


def test_the_secret_of_a_link_is_not_kept(session):
    secret = an_invitation(session)
    rows = session.connection().exec_driver_sql("SELECT * FROM respondent").one()
    assert len(secret) == 22
    assert secret not in map(str, rows)


def test_a_question_of_another_questionnaire_is_refused_and_nothing_is_kept(session):
    sitting = a_sitting(session)
    with pytest.raises(InvalidInput, match="SKI_01"):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES, "SKI_01": YES}, now=NOW)
    assert session.connection().exec_driver_sql("SELECT count(*) FROM stored_answer").scalar_one() == 0


def test_answers_are_taken_until_the_closing_day_is_over_where_the_country_is(session):
    samoa = an_assessment(session, country="WSM", time_zone="Pacific/Apia", closes_on=date(2026, 6, 30))
    secret = an_invitation(session, samoa)
    end = ends_at(samoa.closes_on, samoa.time_zone)
    assert end.isoformat() == "2026-06-30T11:00:00+00:00"
    assert fieldwork.questionnaire_for(session, secret, end - timedelta(seconds=1)).open_now
    assert not fieldwork.questionnaire_for(session, secret, end).open_now


def test_nothing_is_kept_after_closing(session):
    sitting = a_sitting(session)
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=later(days=30))


def test_a_submitted_response_takes_no_more_answers(session):
    sitting = fieldwork.submit(session, a_sitting(session), attribution="type", quotable=True, now=NOW)
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)


def test_a_page_opened_before_submitting_takes_no_more_answers(session):
    """D11: a late autosave does not change what was sent."""
    before = a_sitting(session)
    fieldwork.submit(session, before, attribution="type", quotable=False, now=NOW)
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, before, {"PAY_01": YES}, now=NOW)


def test_submitting_twice_is_harmless(session):
    """D8."""
    before = a_sitting(session)
    first = fieldwork.submit(session, before, attribution="named", quotable=True, now=NOW)
    again = fieldwork.submit(session, before, attribution="hidden", quotable=False, now=later(hours=1))
    assert (again.submitted_at, again.attribution, again.quotable) == (NOW, "named", True)
    assert again == first


def test_an_analyst_reopens_a_submitted_response_with_its_answers(session):
    """D8."""
    secret = an_invitation(session)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
    fieldwork.submit(session, sitting, attribution="type", quotable=False, now=NOW)
    attendance.reopen(session, access_to("SEN", "analyst"), sitting.response_id, now=later(hours=1))
    again = fieldwork.questionnaire_for(session, secret, later(hours=1))
    assert (again.state, again.submitted_at, again.answers) == ("draft", None, {"PAY_01": YES})


def test_a_response_of_another_country_is_not_found(session):
    """I2."""
    sitting = fieldwork.submit(session, a_sitting(session), attribution="type", quotable=False, now=NOW)
    with pytest.raises(NotFound):
        attendance.reopen(session, access_to("WSM", "analyst", "admin"), sitting.response_id, now=NOW)


def test_a_viewer_may_not_reopen(session):
    sitting = fieldwork.submit(session, a_sitting(session), attribution="type", quotable=False, now=NOW)
    with pytest.raises(NotAllowed):
        attendance.reopen(session, access_to("SEN", "viewer"), sitting.response_id, now=NOW)


def test_a_renewed_link_replaces_the_old_one(session):
    secret = an_invitation(session)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    renewed = attendance.renew_link(session, access_to("SEN", "analyst"), sitting.response_id, now=NOW)
    assert fieldwork.questionnaire_for(session, renewed, NOW) == sitting
    with pytest.raises(NotFound):
        fieldwork.questionnaire_for(session, secret, NOW)


def test_the_open_link_makes_each_person_a_respondent_of_their_own(session):
    secret = renew_open_link(session, an_assessment(session).id)
    people = [fieldwork.join(session, secret, group="BIZ", language="fr", now=NOW) for _ in range(2)]
    responses = {fieldwork.questionnaire_for(session, person, NOW).response_id for person in people}
    assert len(responses) == 2


def test_an_open_link_that_was_replaced_is_not_found(session):
    assessment = an_assessment(session)
    old = renew_open_link(session, assessment.id)
    renew_open_link(session, assessment.id)
    with pytest.raises(NotFound):
        fieldwork.open_assessment(session, old)


def test_nobody_joins_before_the_opening_day(session):
    secret = renew_open_link(session, an_assessment(session, opens_on=date(2026, 6, 16)).id)
    with pytest.raises(NotAllowed):
        fieldwork.join(session, secret, group="BIZ", language="en", now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [{"group": "ZZZ"}, {"group": "PUB", "role": "post"}, {"attributes": {"size": "huge"}}, {"language": "de"}],
    ids=lambda wrong: next(reversed(wrong)),
)
def test_an_invitation_knows_the_questionnaires_groups_roles_attributes_and_languages(session, wrong):
    with pytest.raises(InvalidInput):
        an_invitation(session, **wrong)


def test_what_a_person_would_not_tell_is_kept_and_missing_for_the_method(session):
    """Rule 1: an attribute that is withheld is not an option among others."""
    sitting = a_sitting(session)
    told = {"size": "prefer_not_to_say"}
    sitting = fieldwork.set_profile(session, sitting, role="", attributes=told, now=NOW)
    assert (sitting.attributes, dict(sitting.respondent.attributes), sitting.profiled) == (told, {}, True)


def test_a_role_decides_what_is_asked(session):
    sitting = a_sitting(session, group="PUB")
    with pytest.raises(InvalidInput):
        fieldwork.set_profile(session, sitting, role="", attributes={}, now=NOW)
    assert fieldwork.set_profile(session, sitting, role="trade", attributes={}, now=NOW).respondent.role == "trade"


def test_another_language_keeps_every_answer(session):
    """D12."""
    secret = an_invitation(session)
    sitting = fieldwork.record_answers(session, fieldwork.questionnaire_for(session, secret, NOW), ALL_KINDS, now=NOW)
    french = fieldwork.set_language(session, sitting, "fr")
    assert fieldwork.questionnaire_for(session, secret, NOW) == french == replace(sitting, language="fr")
