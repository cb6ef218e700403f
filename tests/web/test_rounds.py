"""Two rounds of a country on screen and in its report, as far as both let their results be shown."""

import pytest
from sqlalchemy import text

from assessment.documents.html import render_print_html
from assessment.language import voice_for
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of
from tests.builders import NOW, YES, a_questionnaire, an_assessment
from tests.world import BANDS, SEN, SEVERITIES, send_answers

NEXT = "SEN-2027-1"
PAGE = f"/assessments/{NEXT}/rounds"


def screen(world):
    """The page as a viewer sees it."""
    return " ".join(world.client("viewer").get(PAGE).text.split())


def report(world):
    """The whole report as it is printed."""
    with world.database().reading() as session:
        assessment = assessment_of(session, OPERATOR, NEXT)
        return " ".join(render_print_html(report_of(session, assessment, voice_for("en"), NOW)).split())


EVERYWHERE = pytest.mark.parametrize("told", [screen, report])


@pytest.fixture
def rounds(world):
    """Senegal measured again, with a version that measures laws in another way; everybody is paid online by now."""
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[1]["items"][0]["options"][1]["score"] = 60
    second = a_questionnaire(version="2", areas=areas, bands=BANDS, severities=SEVERITIES)
    with world.database().writing() as session:
        later = an_assessment(session, second, reference_year=2027, demonstration=True)
        for number in range(6):
            send_answers(session, later.id, "BIZ", "", {"PAY_01": YES})
            send_answers(session, later.id, "PUB", f"Ministry {number}", {"PAY_01": YES})
    return world


@pytest.fixture
def chosen(rounds):
    """The same with the former round chosen."""
    assert rounds.client("analyst").post(PAGE, data={"former": SEN, "seen": "0"}).status_code == 302
    return rounds


def shown(world, setting, *names):
    with world.database().writing() as session:
        for name in names:
            session.connection().execute(
                text("UPDATE assessment SET results_shown = :setting WHERE name = :name"),
                {"setting": setting, "name": name},
            )
        session.commit()


def test_nothing_is_compared_before_a_round_is_chosen(rounds):
    assert "No former round was chosen." in rounds.client("viewer").get(PAGE).text
    assert "What changed since the last round" not in report(rounds)


@EVERYWHERE
def test_the_choice_is_kept_for_the_page_and_the_report(chosen, told):
    html = told(chosen)
    assert "SEN-2027-1 is compared with SEN-2026-1" in html
    assert "higher level" in html
    assert "too little in common" in html
    assert "“Privacy”: Its options score differently." in html


@EVERYWHERE
@pytest.mark.parametrize("setting", ["bands", "published"])
def test_points_stand_only_where_both_rounds_show_scores(chosen, setting, told):
    shown(chosen, "published", NEXT)
    shown(chosen, setting, SEN)
    html = told(chosen)
    assert ("+100.0" in html) == (setting == "published")
    assert "higher level" not in html or setting == "bands"


@EVERYWHERE
def test_a_former_round_with_internal_results_is_not_told_of(chosen, told):
    shown(chosen, "internal", SEN)
    assert "higher level" not in told(chosen)


@pytest.mark.parametrize("former", ["KHM-2026-1", NEXT, "SEN-2030-1"])
def test_only_an_earlier_round_of_the_country_can_be_chosen(rounds, former):
    assert rounds.client("analyst").post(PAGE, data={"former": former, "seen": "0"}).status_code == 422


def test_a_choice_can_be_taken_back(chosen):
    chosen.client("analyst").post(PAGE, data={"former": "", "seen": "1"})
    assert "No former round was chosen." in chosen.client("viewer").get(PAGE).text


def test_a_round_that_somebody_else_chose_meanwhile_is_shown_and_stands(chosen):
    reply = chosen.client("analyst").post(PAGE, data={"former": "", "seen": "0"})
    assert (reply.status_code, "Somebody else changed this first" in reply.text) == (409, True)
    assert SEN in reply.text.partition("<details open>")[2].partition("</ol>")[0]
    assert "No former round was chosen." not in chosen.client("viewer").get(PAGE).text


def test_only_an_analyst_chooses(rounds):
    assert rounds.client("viewer").post(PAGE, data={"former": SEN}).status_code == 403
    assert '<select id="former"' not in rounds.client("viewer").get(PAGE).text
