"""What those who answered get back."""

from dataclasses import replace

import pytest

from assessment.language import voice_for
from assessment.services import fieldwork
from assessment.services.anonymity import open_anonymously
from assessment.services.persons import reopen_own
from assessment.services.something_back import beside_others, support_for
from tests.builders import NO, NOW, YES, an_assessment, an_invitation, later

ENGLISH = voice_for("en")


def sent(session, assessment, answer, when=NOW, **changes):
    secret = an_invitation(session, assessment, **changes)
    sitting = fieldwork.questionnaire_for(session, secret, when)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": answer}, now=when)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=when)
    return fieldwork.questionnaire_for(session, secret, when)


def test_own_answers_stand_beside_those_of_the_group(session):
    assessment = an_assessment(session)
    sittings = [sent(session, assessment, YES if number else NO) for number in range(5)]
    (found,) = beside_others(session, sittings[0], NOW)
    assert (found.question, found.own, found.others.share("yes"), found.others.voices) == ("PAY_01", "no", 80, 5)


def test_nothing_is_shown_of_fewer_than_five_firms(session):
    assessment = an_assessment(session)
    sittings = [sent(session, assessment, YES) for _ in range(4)]
    assert beside_others(session, sittings[0], NOW) == ()


def test_institutions_count_once_and_are_shown_from_three(session):
    assessment = an_assessment(session)
    names = ("Customs", "Customs", "Bank", "Post")
    sittings = [sent(session, assessment, YES, group="PUB", role="trade", institution=name) for name in names]
    assert beside_others(session, sittings[0], NOW)[0].others.voices == 3
    assert beside_others(session, sittings[0], NOW)[0].others.counts == {"yes": 3}


def test_other_groups_and_drafts_do_not_count(session):
    assessment = an_assessment(session)
    for _ in range(4):
        sent(session, assessment, YES, group="PUB", role="trade")
    own, *_ = (sent(session, assessment, YES) for _ in range(4))
    draft = fieldwork.questionnaire_for(session, an_invitation(session, assessment), NOW)
    fieldwork.record_answers(session, draft, {"PAY_01": YES}, now=NOW)
    assert beside_others(session, own, NOW) == ()


@pytest.mark.parametrize(("shown", "number"), [("internal", 0), ("bands", 1), ("published", 1)])
def test_internal_results_are_not_shown_to_respondents_either(session, shown, number):
    assessment = an_assessment(session, results_shown=shown)
    sittings = [sent(session, assessment, YES) for _ in range(5)]
    assert len(beside_others(session, sittings[0], NOW)) == number


def test_numbers_of_the_group_are_renewed_after_a_minute(session):
    assessment = an_assessment(session)
    first, *_ = (sent(session, assessment, YES) for _ in range(5))
    assert beside_others(session, first, NOW)[0].others.voices == 5
    for _ in range(5):
        sent(session, assessment, NO, later(seconds=1))
    assert beside_others(session, first, later(seconds=30))[0].others.voices == 5
    assert beside_others(session, first, later(seconds=61))[0].others.voices == 10


def test_anonymous_answers_count_together_once_their_day_is_over(session):
    """I5: within a day they have no order, so one that comes later might push out another and tell of both."""
    assessment = an_assessment(session)
    link = open_anonymously(session, assessment, now=NOW)
    first, *_ = (sent(session, assessment, NO) for _ in range(4))
    for _ in range(6):
        key = fieldwork.join(session, link, group="BIZ", language="en", now=NOW)
        sitting = fieldwork.questionnaire_for(session, key, NOW)
        sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
        fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
    assert beside_others(session, first, NOW) == ()
    for hours in (1, 12):
        sent(session, assessment, NO, later(hours=hours))
    assert beside_others(session, first, later(hours=12))[0].others.counts == {"no": 5}
    assert beside_others(session, first, later(days=2))[0].others.counts == {"no": 6, "yes": 4}


def test_support_is_named_where_own_answers_tell_of_a_gap(session):
    assessment = an_assessment(session)
    (offer,) = support_for(sent(session, assessment, NO), ENGLISH)
    assert (offer.area, [partner.code for partner in offer.partners]) == ("PAY", ["UNCTAD"])
    assert support_for(sent(session, assessment, YES), ENGLISH) == ()


def test_partners_are_named_in_the_reader_s_language(session):
    (offer,) = support_for(sent(session, an_assessment(session), NO), voice_for("fr"))
    assert offer.partners[0].name.startswith("Conférence des Nations")


def test_who_sends_again_sees_others_only_after_closing(session):
    """Two looks would tell what the others answered who came between them."""
    assessment = an_assessment(session)
    sittings = [sent(session, assessment, YES) for _ in range(5)]
    reopen_own(session, sittings[0], now=NOW)
    again = replace(sittings[0], state="draft", submitted_at=None)
    fieldwork.submit(session, again, attribution="hidden", quotable=False, now=NOW)
    assert (beside_others(session, again, NOW), len(beside_others(session, again, later(days=30)))) == ((), 1)
