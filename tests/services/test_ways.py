"""How answers came: told from who wrote each revision, through what."""

from dataclasses import replace

from assessment.services import batches, entry, fieldwork
from assessment.services.saving import PACK, Writer, save
from assessment.services.ways import ways_of
from assessment.storage.fieldwork import sittings_of
from tests.builders import NO, NOW, YES, a_sitting, access_to, an_assessment
from tests.services.test_batches import a_submission

ANALYST = replace(access_to("SEN", "analyst"), user_id="a" * 32)


def ways(session, *sittings):
    found = ways_of(session, [one.response_id for one in sittings])
    return [found.get(one.response_id, ()) for one in sittings]


def test_answers_of_the_holder_of_a_link_came_on_the_web_and_none_came_in_no_way(session):
    assessment = an_assessment(session)
    answered, silent = a_sitting(session, assessment), a_sitting(session, assessment)
    fieldwork.record_answers(session, answered, {"PAY_01": YES}, now=NOW)
    assert ways(session, answered, silent) == [("web",), ()]


def test_what_staff_type_and_what_a_workbook_brings_are_told_apart(session):
    assessment = an_assessment(session)
    sitting = a_sitting(session, assessment)
    sitting = save(session, sitting, {"PAY_01": YES}, Writer(client="a page of theirs"), now=NOW).sitting
    whole = {"attributes": sitting.attributes, "sources": {}, "now": NOW}
    sitting = entry.keep(session, ANALYST, sitting, {"PAY_01": NO}, **whole).sitting
    writer = Writer(client=PACK, seen=sitting.revision)
    sitting = entry.keep(session, ANALYST, sitting, {"PAY_01": YES}, writer, **whole).sitting
    assert sitting.answers["PAY_01"] == YES
    assert ways(session, sitting) == [("web", "typed", "pack")]


def test_answers_of_a_batch_came_from_a_batch(session):
    assessment = an_assessment(session)
    batches.take_in(session, assessment, [a_submission()], now=NOW, origin="paper", author=ANALYST.user_id)
    (response,) = ways_of(session, [row.response_id for row in sittings_of(session, assessment.id)]).values()
    assert response == ("batch",)
