"""The screens of analysts and focal points, from results to actions with progress."""

import re

import pytest

from assessment.services import followup
from assessment.services.accounts import Access
from tests.builders import NOW
from tests.world import SEN

HERE = f"/assessments/{SEN}"
LARGEST_PAGE = 60_000


@pytest.fixture
def analyst(world):
    return world.client("analyst")


def action_of(world):
    access = Access("", "test", frozenset({("SEN", "analyst")}))
    with world.database().reading() as session:
        return followup.action_of(session, access, world.action, NOW)


def test_the_portfolio_lists_only_the_countries_of_the_person(pristine):
    html = pristine.client("foreigner").get("/assessments").text
    assert "KHM-2026-1" in html
    assert SEN not in html


def test_the_portfolio_shows_state_responses_and_the_three_named_rates(pristine):
    html = pristine.client("viewer").get("/assessments").text
    for said in (
        "Open until 30 June 2026",
        "9 of 10 have answered",
        "Completed",
        "Under way or completed",
        "Weighted progress",
    ):
        assert said in html


def test_the_dashboard_shows_who_has_answered_and_the_level_of_each_area(pristine):
    html = pristine.client("viewer").get(HERE).text
    assert re.search(r"Public sector</th>.*?3</td>", html, re.S)
    assert "Early" in html
    assert "<svg" in html


@pytest.mark.parametrize("page", ["", "/respondents", "/facts", "/recommendations", "/actions", "/reports"])
def test_every_screen_of_a_demonstration_says_so_and_stays_small(pristine, page):
    html = pristine.client("analyst").get(HERE + page).text
    assert "Demonstration: synthetic responses" in html
    assert len(html.encode()) <= LARGEST_PAGE


def test_a_chart_carries_the_stamp_of_a_demonstration(pristine):
    chart = re.search(r"<svg.*?</svg>", pristine.client("viewer").get(HERE).text, re.S)
    assert chart is not None
    assert "Demonstration: synthetic responses" in chart.group()


def test_a_number_can_be_followed_down_to_the_answers(pristine):
    """Rule 16: area, indicator, question, answers by group."""
    client = pristine.client("viewer")
    for code, below in (("PAY", "PAY-ONLINE"), ("PAY-ONLINE", "PAY_01")):
        assert f'href="{HERE}/evidence/{below}"' in client.get(f"{HERE}/evidence/{code}").text
    answers = client.get(f"{HERE}/evidence/PAY_01").text
    assert re.search(r"Public sector</th><td[^>]*>[^<]*No 100%", answers)


def test_a_recommendation_is_shown_with_its_reason_and_adopted(world, analyst):
    assert "“Payment solutions” stands at Early." in analyst.get(f"{HERE}/recommendations").text
    reply = analyst.post(f"{HERE}/recommendations/PAY-R01/adopt")
    assert "Lower the fees of online payments" in analyst.get(reply.location).text
    assert f'href="{reply.location}"' in analyst.get(f"{HERE}/recommendations").text


def test_adopting_twice_is_a_conflict(analyst):
    assert analyst.post(f"{HERE}/recommendations/PAY-R02/adopt").status_code == 409


def test_reported_progress_changes_state_history_and_rates(world):
    client = world.client("focal_point")
    sent = {"status": "under_way", "per_cent": "40,5 %", "note": "The decree is drafted"}
    assert client.post(f"{HERE}/actions/{world.action}/progress", data=sent).status_code == 302
    html = client.get(f"{HERE}/actions/{world.action}").text
    assert "Under way, 41%" in html
    assert "The decree is drafted" in html
    assert re.search(r"All areas</th>.*?0%</td>.*?100%</td>.*?41%</td>", client.get(f"{HERE}/actions").text)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"status": "under_way", "per_cent": "140"}, "Enter a number from 0 to 100"),
        ({"status": "under_way", "per_cent": "half", "note": "kept?"}, "Enter a number, such as"),
        ({"status": "dropped"}, "Say why the action is dropped."),
        ({"status": "invented"}, "Choose one of the states."),
    ],
)
def test_progress_that_cannot_be_kept_is_shown_again_with_the_reason(world, sent, said):
    reply = world.client("focal_point").post(f"{HERE}/actions/{world.action}/progress", data=sent)
    assert reply.status_code == 422
    assert said in reply.text
    assert sent.get("note", "") in reply.text
    assert action_of(world).status == "not_started"


def edited(version, **changes):
    whole = {"version_id": version, "action": "Publish the fees", "priority": "high", "time_frame": "short"}
    return {**whole, **changes}


def test_an_analyst_edits_who_does_what_by_when(world, analyst):
    sent = edited(
        1, lead="Bank of Senegal", contributors="Banks\nPost\n", due_on="2026-12-31", action="Publish all fees"
    )
    assert analyst.post(f"{HERE}/actions/{world.action}", data=sent).status_code == 302
    action = action_of(world)
    assert (action.lead, action.contributors, str(action.due_on)) == (
        "Bank of Senegal",
        ("Banks", "Post"),
        "2026-12-31",
    )
    assert "Publish the fees → Publish all fees" in analyst.get(f"{HERE}/actions/{world.action}").text


def test_an_edit_of_an_older_state_is_refused(world, analyst):
    """D11: two writers, one stale."""
    analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="First"))
    reply = analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="Second"))
    assert (reply.status_code, action_of(world).lead) == (409, "First")
    assert 'value="Second"' in reply.text
    assert 'name="version_id" value="2"' in reply.text


def test_an_analyst_who_has_seen_the_other_change_may_save_again(world, analyst):
    """D11: nothing that was entered is lost."""
    analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="First"))
    analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="Second"))
    assert analyst.post(f"{HERE}/actions/{world.action}", data=edited(2, lead="Second")).status_code == 302
    assert "First → Second" in analyst.get(f"{HERE}/actions/{world.action}").text


def test_what_was_done_is_said_once(world, analyst):
    address = f"{HERE}/actions/{world.action}"
    analyst.post(address, data=edited(1, lead="First"))
    assert "The action was changed." in analyst.get(address).text
    assert "The action was changed." not in analyst.get(address).text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/respondents", {"group": "PUB", "institution": "x" * 201, "language": "en"}),
        ("/facts/LEG_16.privacy", {"LEG_16.privacy": "draft", "source": "x" * 4_001}),
        ("/actions/{action}", {"contributors": "x\n" * 51}),
        ("/actions/{action}", {"lead": "x" * 4_001}),
        ("/actions/{action}/progress", {"status": "planned", "note": "x" * 4_001}),
    ],
)
def test_texts_that_are_too_long_are_refused_in_words(world, analyst, path, sent):
    reply = analyst.post(HERE + path.format(action=world.action), data={**edited(1), **sent})
    assert reply.status_code in (400, 422)
    assert re.search("at most|cannot be longer than", reply.text)


def test_signs_that_no_document_can_carry_are_left_out(world, analyst):
    """D15."""
    analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="Ba\x01nk\x0b\ufffe"))
    assert action_of(world).lead == "Bank"


@pytest.mark.parametrize(("entered", "said"), [("2026-99-99", "year-month-day"), ("20", "year-month-day")])
def test_a_date_that_does_not_exist_is_told_beside_it(analyst, entered, said):
    sent = {"LEG_16.privacy": "draft", "source": "Law 1", "as_of": entered}
    reply = analyst.post(f"{HERE}/facts/LEG_16.privacy", data=sent)
    assert (reply.status_code, said in reply.text) == (422, True)


def test_a_date_in_arabic_digits_is_kept_in_western_ones(analyst):
    sent = {"LEG_16.privacy": "draft", "source": "Law 1", "as_of": "٢٠٢٦-٠١"}
    assert analyst.post(f"{HERE}/facts/LEG_16.privacy", data=sent).status_code == 302
    assert "2026-01" in analyst.get(f"{HERE}/evidence/LEG_16.privacy").text


@pytest.mark.parametrize(
    "changes", [{"action": " "}, {"due_on": "soon"}, {"starts_on": "2026-02-01", "due_on": "2026-01-01"}]
)
def test_an_edit_with_an_error_stores_nothing_and_shows_what_was_entered(world, analyst, changes):
    reply = analyst.post(f"{HERE}/actions/{world.action}", data=edited(1, lead="Entered", **changes))
    assert reply.status_code == 422
    assert 'value="Entered"' in reply.text
    assert action_of(world).lead == "Central bank"


def test_a_contested_fact_is_decided_with_its_source(analyst):
    assert "Contested" in analyst.get(f"{HERE}/facts").text
    sent = {
        "LEG_16.privacy": "in_force",
        "source": "Law 2008-12",
        "link": "https://example.org/law",
        "as_of": "2008-01",
    }
    assert analyst.post(f"{HERE}/facts/LEG_16.privacy", data=sent).status_code == 302
    html = analyst.get(f"{HERE}/evidence/LEG_16.privacy").text
    assert "Law 2008-12" in html
    assert 'href="https://example.org/law"' in html


def test_a_decision_without_value_or_source_is_shown_again(analyst):
    reply = analyst.post(f"{HERE}/facts/LEG_16.privacy", data={"as_of": "last year", "link": "ftp://x"})
    assert (reply.status_code, reply.text.count('class="error"')) == (422, 4)


def test_an_invitation_gives_a_link_that_opens_a_questionnaire(analyst):
    html = analyst.post(f"{HERE}/respondents", data={"group": "BIZ", "language": "fr"}, follow_redirects=True).text
    link = re.search(r'href="http://localhost(/s/[\w-]+/)"', html)
    assert link is not None
    assert analyst.get(link.group(1)).status_code == 200


def test_an_open_link_is_replaced(world, analyst):
    assert "/join/" in analyst.post(f"{HERE}/respondents/open-link", follow_redirects=True).text
    assert analyst.get(f"/join/{world.secrets['open']}").status_code == 404


def test_a_response_that_is_opened_again_can_be_changed(world, analyst):
    secret = world.secrets["sent"]
    analyst.post(f"{HERE}/respondents/{world.response}/reopen")
    assert world.client().get(f"/s/{secret}/PAY").status_code == 200


def test_a_renewed_link_replaces_the_old_one(world, analyst):
    assert "/s/" in analyst.post(f"{HERE}/respondents/{world.response}/link", follow_redirects=True).text
    assert world.client().get(f"/s/{world.secrets['sent']}/").status_code == 404


def test_a_report_is_read_in_every_complete_language(pristine):
    client = pristine.client("viewer")
    for language in ("en", "fr", "ar"):
        front = client.get(f"{HERE}/report/{language}").text
        assert f'<html lang="{language}"' in front
        parts = dict.fromkeys(re.findall(rf'href="({HERE}/report/{language}\?part=section-\d+)', front))
        pages = [client.get(part).text for part in parts]
        assert len(pages) > 5
        assert any(f'href="{HERE}/evidence/PAY' in page for page in pages)
    assert client.get(f"{HERE}/report/sw").status_code == 404
    assert client.get(f"{HERE}/report/en?part=section-99").status_code == 404


def test_a_document_is_asked_for_and_listed_until_it_is_ready(analyst):
    assert analyst.post(f"{HERE}/reports", data={"language": "fr", "format": "pdf"}).status_code == 302
    assert "Waiting" in analyst.get(f"{HERE}/reports").text


@pytest.mark.parametrize("sent", [{}, {"language": "xx", "format": "pdf"}, {"language": "fr", "format": "exe"}])
def test_a_document_that_is_not_offered_is_refused(analyst, sent):
    assert analyst.post(f"{HERE}/reports", data=sent).status_code == 400


def test_a_page_with_a_new_link_can_be_loaded_again_and_adds_nobody(world):
    analyst = world.client("analyst")
    sent = {"group": "BIZ", "language": "fr"}
    page = analyst.post(f"{HERE}/respondents", data=sent, follow_redirects=True)
    again = analyst.get(page.request.path)
    assert ("The personal link" in page.text, "The personal link" in again.text) == (True, False)
    assert page.text.count("Invited") == again.text.count("Invited")
