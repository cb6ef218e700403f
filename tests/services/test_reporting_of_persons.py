"""What the report tells of who answered: hidden institutions, answers without names, thanks by name."""

import pytest

from assessment.language import voice_for
from assessment.methodology.report.model import Paragraph, Table
from assessment.services import fieldwork
from assessment.services.anonymity import open_anonymously
from assessment.services.reporting import material_of, report_of
from tests.builders import NOW, YES, an_assessment, an_invitation
from tests.services.test_reporting import blocks_of


@pytest.fixture
def assessment(session):
    return an_assessment(session)


def sends(session, assessment, attribution="named", acknowledged_as=None, **person):
    secret = an_invitation(session, assessment, **person)
    sitting = fieldwork.record_answers(
        session, fieldwork.questionnaire_for(session, secret, NOW), {"PAY_01": YES}, now=NOW
    )
    fieldwork.submit(
        session, sitting, attribution=attribution, quotable=False, acknowledged_as=acknowledged_as, now=NOW
    )


def ministry(session, assessment, attribution, **person):
    sends(session, assessment, attribution, group="PUB", role="trade", institution=f"Ministry, {attribution}", **person)


def said(session, assessment):
    """Every paragraph and every cell of the report in English."""
    report = report_of(session, assessment, voice_for("en"), NOW)
    for block in (block for part in report.sections for block in blocks_of(part)):
        if isinstance(block, Paragraph):
            yield block.text
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)


def test_an_institution_that_stays_hidden_is_counted_under_its_group_alone(session, assessment):
    """Rule 19: in a small country a role is a name, so that a hidden ministry of trade is not counted as trade."""
    for attribution in ("named", "type", "hidden"):
        ministry(session, assessment, attribution)
    public = material_of(session, assessment, voice_for("en"), NOW).heard[0]
    assert (public.invited, public.submitted, public.counted) == (3, 3, 3)
    assert [(role.invited, role.submitted) for role in public.roles] == [(2, 2)]


def test_a_report_says_that_answers_without_names_cannot_be_checked_for_duplicates(session, assessment):
    """I5: duplicate control without identity is stated as what it is."""
    link = open_anonymously(session, assessment, now=NOW)
    for _ in range(2):
        key = fieldwork.join(session, link, group="BIZ", language="en", now=NOW)
        sitting = fieldwork.questionnaire_for(session, key, NOW)
        fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
    (sentence,) = [text for text in said(session, assessment) if "keeps nothing of who answers" in text]
    assert sentence.startswith("2 responses came through an open link")


def test_a_report_without_such_answers_does_not_speak_of_them(session, assessment):
    sends(session, assessment)
    assert not [text for text in said(session, assessment) if "keeps nothing of who answers" in text]


def test_who_agreed_is_thanked_by_name_and_nobody_else(session, assessment):
    ministry(session, assessment, "hidden", acknowledged_as="Awa Diop")
    ministry(session, assessment, "named", acknowledged_as="")
    (thanks,) = [text for text in said(session, assessment) if text.startswith("With thanks")]
    assert thanks == "With thanks to: Awa Diop."
    assert not [text for text in said(session, assessment) if "Ministry, named" in text]
