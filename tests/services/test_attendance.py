"""Who was asked and how far they are."""

from assessment.services import fieldwork
from assessment.services.attendance import attendance_of
from tests.builders import DONT_KNOW, NOW, YES, a_sitting, an_assessment


def test_groups_count_who_is_expected_invited_at_work_and_done(session):
    assessment = an_assessment(session, register={"BIZ": 40})
    a_sitting(session, assessment)
    fieldwork.record_answers(session, a_sitting(session, assessment), {"PAY_01": YES}, now=NOW)
    fieldwork.submit(session, a_sitting(session, assessment), attribution="type", quotable=False, now=NOW)
    public, business = attendance_of(session, assessment).groups
    assert (public.group, public.expected, public.invited) == ("PUB", None, 0)
    assert (business.expected, business.invited, business.started, business.submitted) == (40, 3, 2, 1)


def test_areas_count_what_was_answered_of_what_was_asked(session):
    assessment = an_assessment(session)
    given = {"PAY_01": YES, "PAY_02": DONT_KNOW, "PAY_07": DONT_KNOW}
    fieldwork.record_answers(session, a_sitting(session, assessment), given, now=NOW)
    payments, laws = attendance_of(session, assessment).areas
    assert (payments.asked, payments.given) == (7, 3)
    assert (laws.asked, laws.share) == (0, None)


def test_a_response_shows_how_far_it_is_without_what_lies_off_its_path(session):
    assessment = an_assessment(session)
    sitting = a_sitting(session, assessment, institution="Boutique Awa")
    fieldwork.record_answers(session, sitting, {"PAY_02": YES, "PAY_07": DONT_KNOW}, now=NOW)
    (line,) = attendance_of(session, assessment).respondents
    assert (line.label, line.state, line.asked, line.given) == ("Boutique Awa", "draft", 6, 1)
    assert line.changed_at == NOW


def test_a_person_without_an_institution_has_a_short_mark(session):
    sitting = a_sitting(session, assessment := an_assessment(session))
    (line,) = attendance_of(session, assessment).respondents
    assert line.label == f"BIZ-{sitting.respondent_id[:6]}"
