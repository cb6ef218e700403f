"""From what is stored to the report: one changed answer changes it everywhere alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessment.language import voice_for
from assessment.methodology.report.model import Block, Quotes, Report, Section
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.services.assessments import AssessmentView
from assessment.services.attendance import reopen
from assessment.services.country_groups import groups_of
from assessment.services.reporting import report_of
from tests.builders import ADVICE, NO, NOW, YES, a_questionnaire, access_to, an_assessment, an_invitation, later


def blocks_of(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for part in section.sections:
        yield from blocks_of(part)


def telling(report: Report, score: str) -> set[tuple[str, str]]:
    """Where the report says a score: the heading of the part, and whether in a chart, a table or in words."""
    return {
        (part.heading, block.__class__.__name__)
        for part in report.sections
        for block in blocks_of(part)
        if score in repr(block)
    }


def told(session, assessment: AssessmentView) -> Report:
    return report_of(session, assessment, voice_for("en"), NOW)


def answered(session, assessment: AssessmentView) -> list[str]:
    """Five firms and three ministries answer; returns the secrets of the ministries' links."""
    secrets = []
    for group, answers in (("BIZ", [YES, NO, NO, NO, NO]), ("PUB", [YES, NO, NO])):
        for number, answer in enumerate(answers):
            secret = an_invitation(session, assessment, group=group, institution=f"{group} {number}")
            sitting = fieldwork.questionnaire_for(session, secret, NOW)
            sitting = fieldwork.record_answers(session, sitting, {"PAY_01": answer}, now=NOW)
            fieldwork.submit(session, sitting, attribution="type", quotable=False, now=NOW)
            secrets.append(secret)
    return secrets[5:]


def change_one(session, assessment: AssessmentView, secret: str) -> None:
    """A ministry that said no says yes."""
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    reopen(session, access_to("SEN", "analyst"), sitting.response_id, now=later(hours=1))
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=later(hours=2))
    fieldwork.submit(session, sitting, attribution="type", quotable=False, now=later(hours=3))


def test_one_changed_answer_changes_summary_chapter_chart_and_matrix_alike(session):
    """Firms 20; ministries 33.3 and then 66.7: the area goes from 26.7 to 43.3 wherever it stands."""
    advice = {**ADVICE, "baseline": "PAY-ONLINE", "rests_on": ["PAY-ONLINE"]}
    questionnaire = a_questionnaire(recommendations=[advice], version="2")
    assessment = an_assessment(session, of=questionnaire, results_shown="published")
    ministries = answered(session, assessment)
    before = told(session, assessment)
    change_one(session, assessment, ministries[1])
    after = told(session, assessment)
    assert (
        telling(before, "26.7")
        == telling(after, "43.3")
        >= {
            ("At a glance", "Chart"),
            ("Summary of findings", "Paragraph"),
            ("Payment solutions", "Paragraph"),
            ("Payment solutions", "Table"),
            ("Payment solutions", "Chart"),
            ("Action matrix", "Table"),
        }
    )
    assert telling(before, "43.3") == telling(after, "26.7") == set()


def test_the_digest_of_the_data_changes_with_an_answer(session):
    assessment = an_assessment(session)
    ministries = answered(session, assessment)
    before = told(session, assessment).identity
    assert told(session, assessment).identity == before
    change_one(session, assessment, ministries[1])
    assert told(session, assessment).identity != before


def test_a_draft_does_not_count(session):
    assessment = an_assessment(session)
    answered(session, assessment)
    before = told(session, assessment)
    sitting = fieldwork.questionnaire_for(session, an_invitation(session, assessment), NOW)
    fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
    assert told(session, assessment).identity == before.identity


def test_scores_are_not_told_where_only_bands_are_shown(session):
    """Rule 11: bands are the default."""
    assessment = an_assessment(session)
    answered(session, assessment)
    assert telling(told(session, assessment), "26.7") == set()


def quoted(session, assessment, attribution, *, quotable=True, language="en"):
    """The attributions of what a ministry wrote, as the report shows them."""
    secret = an_invitation(session, assessment, group="PUB", role="trade", institution="Ministry of trade")
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    said = Answer("answered", "Nobody asked the sellers.")
    sitting = fieldwork.record_answers(session, sitting, {"PAY_07": said}, now=NOW)
    fieldwork.submit(session, sitting, attribution=attribution, quotable=quotable, now=NOW)
    report = report_of(session, assessment, voice_for(language), NOW)
    blocks = [block for part in report.sections for block in blocks_of(part)]
    return [quote.attribution for block in blocks if isinstance(block, Quotes) for quote in block.items]


def test_a_quotation_tells_the_role_only_of_those_who_agreed_to_be_shown(session):
    """Rule 19: hidden means hidden; where there is one ministry of trade, its role is its name."""
    assert quoted(session, an_assessment(session), "hidden") == ["Public sector"]


def test_a_quotation_tells_the_role_where_the_type_may_be_shown(session):
    assert quoted(session, an_assessment(session), "type") == ["Public sector, Trade"]


def test_nothing_is_quoted_without_consent_or_in_another_language(session):
    assessment = an_assessment(session)
    assert quoted(session, assessment, "type", quotable=False) == []
    assert quoted(session, assessment, "type", language="fr") == []


def test_a_country_is_in_the_groups_of_the_day_of_the_report():
    assert groups_of("WSM", date(2026, 3, 2)) == {"ACP", "PIF", "SIDS"}
    assert "LDC" in groups_of("NPL", date(2026, 11, 23))
    assert "LDC" not in groups_of("NPL", date(2026, 11, 24))
