"""Weighing recommendations on screen: decide, write anew, add, order; and what the report takes from it."""

from __future__ import annotations

import re

import pytest
from wtforms.fields.core import UnboundField

from assessment.language import voice_for
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of
from assessment.web.action_form import ActionForm, PlannedForm
from assessment.web.recommendation_form import AdviceForm
from tests.builders import NOW, access_to
from tests.methodology.report.builders import texts
from tests.world import SEN

HERE = f"/assessments/{SEN}"
FIRST, SECOND = "PAY-R01", "PAY-R02"
WORDS = {
    "language": "en", "action": "Cap the fees", "expected_result": "More sales", "priority": "medium",
    "time_frame": "long", "lead": "Central bank", "contributors": "Banks\nPost", "partners": "UNCTAD",
    "measure": "Share of firms", "unit": "%", "target": "60",
}  # fmt: skip


@pytest.fixture
def analyst(world):
    return world.client("analyst")


def decide(client, code, deed, seen=0, **given):
    return client.post(f"{HERE}/recommendations/{code}/{deed}", data={"seen": str(seen), **given})


@pytest.fixture
def report(world):
    """Every text of the report in a language, as it follows from what is stored now."""

    def built(language="en"):
        with world.database().reading() as session:
            found = assessment_of(session, access_to("SEN", "analyst"), SEN)
            return "\n".join(texts(report_of(session, found, voice_for(language), NOW)))

    return built


def test_what_an_action_and_its_recommendation_say_alike_is_asked_by_the_same_fields():
    alike = {name for name, field in vars(PlannedForm).items() if isinstance(field, UnboundField)}
    own = {
        name for form in (ActionForm, AdviceForm) for name in vars(form) if isinstance(vars(form)[name], UnboundField)
    }
    assert alike == set(AdviceForm()._fields) & set(ActionForm()._fields)
    assert not alike & own


def test_what_nobody_decided_on_is_listed_as_undecided(analyst):
    html = analyst.get(f"{HERE}/recommendations/weigh").text
    assert html.count("Undecided</span>") == 2


def test_what_is_rejected_leaves_the_report_and_stays_here_with_its_reason(analyst, report):
    decide(analyst, FIRST, "reject", reason="The fees were lowered in May.")
    assert FIRST not in report()
    assert "The fees were lowered in May." in analyst.get(f"{HERE}/recommendations/weigh").text
    assert FIRST not in analyst.get(f"{HERE}/recommendations").text


def test_a_rejection_without_a_reason_is_refused_with_a_sentence(analyst, report):
    reply = decide(analyst, FIRST, "reject", reason=" ")
    assert (reply.status_code, "Say why it is rejected." in reply.text) == (422, True)
    assert FIRST in report()


def test_what_became_an_action_is_not_rejected(analyst):
    reply = decide(analyst, SECOND, "reject", reason="Too late.")
    assert (reply.status_code, "It has become an action already." in reply.text) == (422, True)


def test_two_persons_do_not_decide_from_the_same_state(analyst):
    decide(analyst, FIRST, "accept")
    reply = decide(analyst, FIRST, "reject", reason="No.")
    assert (reply.status_code, "decided on this first" in reply.text) == (409, True)
    assert decide(analyst, FIRST, "reject", seen=1, reason="No.").status_code == 302


def test_what_is_merged_is_told_as_part_of_the_other(analyst, report):
    decide(analyst, FIRST, "merge", host=SECOND)
    assert f"Part of {SECOND}" in report()
    html = analyst.get(f"{HERE}/recommendations/weigh").text
    assert "1 stands under it" in html


def test_a_recommendation_is_not_merged_into_itself(analyst):
    assert decide(analyst, FIRST, "merge", host=FIRST).status_code == 422


def test_edited_words_reach_the_report_the_matrix_and_the_action(analyst, report):
    analyst.post(f"{HERE}/recommendations/{FIRST}", data={"seen": "0", **WORDS})
    assert "Cap the fees" in report()
    page = analyst.get(f"{HERE}/recommendations/{FIRST}").text
    assert "Before: Lower the fees of online payments" in page
    adopted = analyst.post(f"{HERE}/recommendations/{FIRST}/adopt")
    html = analyst.get(adopted.location).text
    assert "Cap the fees" in html
    assert "Banks; Post" in html


def test_words_that_equal_the_authors_are_no_edit(analyst, world):
    same = WORDS | {
        "action": "Lower the fees of online payments", "expected_result": "More firms are paid online",
        "contributors": "Banks", "measure": "Share of firms paid online", "time_frame": "short",
    }  # fmt: skip
    analyst.post(f"{HERE}/recommendations/{FIRST}", data={"seen": "0", **same})
    page = analyst.get(f"{HERE}/recommendations/{FIRST}").text
    assert "Before:" not in page
    assert "Kept by the analyst" in page


def test_an_empty_action_is_refused_and_what_was_typed_stays(analyst):
    reply = analyst.post(f"{HERE}/recommendations/{FIRST}", data={"seen": "0", **WORDS, "action": ""})
    assert (reply.status_code, "Share of firms" in reply.text) == (422, True)


def test_one_of_the_analysts_own_stands_in_the_report_with_its_reason(analyst, report):
    own = WORDS | {"area": "PAY", "indicator": "PAY-ONLINE", "reason": "Firms asked for it in three workshops."}
    reply = analyst.post(f"{HERE}/recommendations/new", data=own)
    assert reply.location.endswith("/recommendations/PAY-OWN1")
    html = report()
    assert "PAY-OWN1" in html
    assert "Firms asked for it in three workshops." in html
    assert analyst.post(f"{HERE}/recommendations/PAY-OWN1/adopt").status_code == 302


def test_one_of_the_analysts_own_needs_a_reason_and_an_area(analyst):
    for missing in ({"area": "PAY"}, {"area": "NONE", "reason": "So."}):
        assert analyst.post(f"{HERE}/recommendations/new", data=WORDS | missing).status_code == 422


def test_the_order_that_is_given_is_that_of_the_report(analyst):
    def listed():
        return re.findall(r'<section class="card" id="([A-Z0-9-]+)"', analyst.get(f"{HERE}/recommendations").text)

    assert listed() == [FIRST, SECOND]
    places = {"order_seen": "0", f"place-{FIRST}": "2", f"place-{SECOND}": "2"}
    assert analyst.post(f"{HERE}/recommendations/order", data=places).status_code == 302
    assert listed() == [SECOND, FIRST]
    assert analyst.post(f"{HERE}/recommendations/order", data=places).status_code == 409


def test_a_place_that_is_no_number_is_refused(analyst):
    reply = analyst.post(f"{HERE}/recommendations/order", data={"order_seen": "0", f"place-{FIRST}": "first"})
    assert (reply.status_code, "as a whole number" in reply.text) == (422, True)


def test_others_than_analysts_do_not_weigh(world):
    for person in ("viewer", "focal_point"):
        assert world.client(person).get(f"{HERE}/recommendations/weigh").status_code == 403
    assert world.client("foreigner").get(f"{HERE}/recommendations/weigh").status_code == 404


def test_a_recommendation_that_does_not_exist_is_not_found(analyst):
    assert analyst.get(f"{HERE}/recommendations/PAY-R99").status_code == 404
    assert decide(analyst, "PAY-R99", "accept").status_code == 404


def test_a_priority_and_a_time_frame_of_the_same_word_are_told_apart(analyst):
    analyst.post(f"{HERE}/recommendations/{FIRST}", data={"seen": "0", **WORDS, "priority": "low"})
    page = analyst.get(f"{HERE}/recommendations/{FIRST}").text
    assert "Before: Medium<" in page
    assert "Before: Short: up to 12 months" in page


def test_where_only_bands_are_shown_no_reason_tells_a_score(pristine):
    """Rule 11."""
    client = pristine.client("analyst")
    for page in ("recommendations/weigh", f"recommendations/{FIRST}", "recommendations?area=PAY"):
        assert not re.search(r"\(\d+\.\d\)|\d\.\d points", client.get(f"{HERE}/{page}").text)
