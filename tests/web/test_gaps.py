"""Gaps and targets on screen: every gap opens to its evidence, and a target that is set changes what is a gap."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import text

from tests.world import SEN

HERE = f"/assessments/{SEN}"
LOW = {"seen": "0", "level": "0", "source": "National strategy, May 2026", "agreed_on": "2026-05-04"}


@pytest.fixture
def analyst(world):
    return world.client("analyst")


def set_target(client, **changes):
    return client.post(f"{HERE}/targets/PAY-ONLINE", data=LOW | changes)


ANSWERS = ("Answers by group", "What is claimed", "What an analyst confirmed", "The published figure")


def opened_by(client, address, *, clicks):
    """Whether answers or sources stand on a page, or so many clicks down from it."""
    html = client.get(address).text
    if any(f"<h2>{heading}</h2>" in html for heading in ANSWERS):
        return True
    parts = re.findall(r'<th scope="row"><a href="([^"]+/evidence/[^"]+)"', html)
    return clicks > 0 and bool(parts) and all(opened_by(client, part, clicks=clicks - 1) for part in parts)


def rows(html):
    return [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "Against the target" in row]


def test_a_gap_stands_in_the_list_with_its_kind_severity_and_importance(pristine):
    (row,) = [row for row in rows(pristine.client("viewer").get(f"{HERE}/gaps").text) if "Paid online" in row]
    assert all(told in row for told in ("Against the target", "Large", "100%", "PAY-R01"))


def test_every_gap_opens_to_answers_within_two_clicks(pristine):
    """Rule 16: from the list to the indicator, from there to the question with its answers by group."""
    client = pristine.client("analyst")
    first = re.findall(r'<th scope="row"><a href="([^"]+)"', client.get(f"{HERE}/gaps").text)
    assert first
    for address in first:
        assert opened_by(client, address, clicks=1)


def test_the_gaps_of_a_report_open_to_answers_within_two_clicks(pristine):
    client = pristine.client("analyst")
    report = f"{HERE}/report/en"
    parts = dict.fromkeys(re.findall(rf'href="({report}\?part=section-\d+)', client.get(report).text))
    pages = (client.get(part).text for part in reversed(parts))
    page = next(html for html in pages if "Gaps by severity and importance" in html)
    assert "chart-matrix" in page
    first = set(re.findall(rf'href="({HERE}/evidence/[^"]+)"', page))
    assert f"{HERE}/evidence/PAY-ONLINE" in first
    assert all(opened_by(client, address, clicks=1) for address in first)


def test_a_target_that_is_reached_leaves_no_gap(analyst):
    assert set_target(analyst).status_code == 302
    assert not [row for row in rows(analyst.get(f"{HERE}/gaps").text) if "Paid online" in row]
    assert "National strategy, May 2026" in analyst.get(f"{HERE}/targets").text


def test_a_target_without_a_level_is_the_questionnaires_again_and_history_tells_both(analyst):
    set_target(analyst)
    set_target(analyst, seen="1", level="", source="Taken back in the workshop")
    assert [row for row in rows(analyst.get(f"{HERE}/gaps").text) if "Paid online" in row]
    page = analyst.get(f"{HERE}/targets/PAY-ONLINE").text
    assert "National strategy, May 2026" in page
    assert "The questionnaire’s target again" in page


def test_what_cannot_be_a_target_is_refused_with_a_sentence(analyst):
    for changes, told in (
        ({"level": "101"}, "from 0 to 100"),
        ({"level": "high"}, "number"),
        ({"source": " "}, "Name the decision or document"),
        ({"agreed_on": "2099-01-01"}, "on a day to come"),
        ({"seen": ""}, "Reload the page"),
        ({"seen": "²"}, "Reload the page"),
    ):
        reply = set_target(analyst, **changes)
        assert (reply.status_code, told in reply.text) == (422, True)
    assert "Set with the country</span>" not in analyst.get(f"{HERE}/targets").text


def test_two_persons_do_not_set_a_target_from_the_same_state(analyst):
    set_target(analyst)
    assert set_target(analyst, level="50").status_code == 409


def test_an_unknown_indicator_is_not_found(analyst):
    assert analyst.get(f"{HERE}/targets/NO-SUCH").status_code == 404
    assert analyst.post(f"{HERE}/targets/NO-SUCH", data=LOW).status_code == 404


def test_targets_are_set_by_analysts_and_gaps_seen_by_those_who_see_results(world):
    viewer = world.client("viewer")
    assert viewer.get(f"{HERE}/targets").status_code == 403
    assert viewer.get(f"{HERE}/gaps").status_code == 200
    with world.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = 'internal'"))
        session.commit()
    assert viewer.get(f"{HERE}/gaps").status_code == 403


def test_where_only_bands_are_shown_no_gap_tells_a_score(pristine):
    """Rule 11: severities and levels are names; the share of a weight is no result."""
    html = pristine.client("viewer").get(f"{HERE}/gaps").text
    assert "Early" in html
    assert not re.search(r"\(\d+\.\d\)", html)


def test_what_could_not_be_judged_is_listed_with_who_could_tell(pristine):
    html = pristine.client("viewer").get(f"{HERE}/gaps").text
    assert "What could not be judged" in html
    assert "Laws</a>" in html.split("<h2>What could not be judged</h2>")[1]


def test_the_matrix_is_mirrored_in_arabic(pristine):
    client = pristine.client("analyst")
    html = client.get(f"{HERE}/gaps", headers={"Accept-Language": "ar"}).text
    assert 'dir="rtl"' in html
    assert 'direction="rtl"' in html


def test_the_day_of_a_target_is_kept(analyst, world):
    set_target(analyst)
    with world.database().reading() as session:
        (kept,) = session.connection().execute(text("SELECT agreed_on FROM target_decision")).scalars()
    assert str(kept) == date(2026, 5, 4).isoformat()
