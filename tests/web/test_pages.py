"""What every page has in common: headers, weight, errors, and texts that stay texts."""

import gzip
import json
import re

import brotli
import pytest

from assessment.web.assets import assets
from tests.builders import ADVICE, ITEMS, a_questionnaire
from tests.world import BANDS, SEN, SEVERITIES, build_world

HERE = f"/assessments/{SEN}"
PAYLOAD = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}"
FIRST_PAGE = 14_600
STYLE = 4_096


def test_no_page_may_load_or_run_anything_of_others(pristine):
    reply = pristine.client("analyst").get(HERE)
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert reply.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/s/{fresh}", "/s/{fresh}/receipt", "/assessments"])
def test_a_redirection_has_the_headers_of_every_answer_and_no_page_in_english(pristine, path):
    reply = pristine.client().get(path.format(**pristine.secrets), headers={"Accept-Language": "fr"})
    assert reply.status_code in (302, 308)
    assert reply.data == b""
    assert (reply.headers["X-Frame-Options"], reply.headers["Cache-Control"]) == ("DENY", "no-store")


@pytest.mark.parametrize(
    "page", ["", "/respondents", "/facts/LEG_16.privacy", "/recommendations", "/actions", "/report/en"]
)
def test_no_page_has_a_script_or_style_inside(pristine, page):
    html = pristine.client("analyst").get(HERE + page).text
    assert not re.search(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=", html)


def test_assets_are_kept_for_a_year_under_a_name_that_changes_with_them(pristine):
    client = pristine.client()
    address = re.search(r'href="(/static/[^"]+style\.css)"', client.get("/").text)
    assert address is not None
    assert "immutable" in client.get(address.group(1)).headers["Cache-Control"]
    assert client.get("/static/000000000000/style.css").status_code == 404
    assert client.get("/static/000000000000/../../app.py").status_code == 404


def test_the_first_page_of_a_respondent_is_light(pristine):
    """Page, style sheet and script together, as sent."""
    reply = pristine.client().get(f"/s/{pristine.secrets['fresh']}/PAY", headers={"Accept-Encoding": "br"})
    files = [len(assets()[name].brotlied) for name in ("style.css", "fieldwork.js")]
    assert len(reply.data) + sum(files) <= FIRST_PAGE
    assert len(assets()["style.css"].gzipped) <= STYLE


def test_pages_are_compressed_as_the_browser_asks(pristine):
    client = pristine.client()
    plain = client.get("/privacy").data
    assert brotli.decompress(client.get("/privacy", headers={"Accept-Encoding": "br"}).data) == plain
    assert gzip.decompress(client.get("/privacy", headers={"Accept-Encoding": "gzip"}).data) == plain


def test_an_unknown_page_says_so_in_plain_words(pristine):
    reply = pristine.client().get("/nowhere")
    assert (reply.status_code, "We could not find this page" in reply.text) == (404, True)


@pytest.mark.parametrize("page", ["/sign-in", f"{HERE}/respondents", f"{HERE}/recommendations/PAY-R01%00/adopt"])
def test_what_no_database_can_keep_is_refused(pristine, page):
    sent = {"email": "a\x00@example.org", "institution": "a\x00b", "group": "PUB", "language": "en"}
    assert pristine.client("analyst").post(page, data=sent).status_code == 400


def test_a_fault_of_ours_is_answered_with_a_page(pristine, monkeypatch):
    app = pristine.app()
    app.testing = False
    monkeypatch.setitem(app.view_functions, "statements.privacy", lambda: 1 / 0)
    reply = app.test_client().get("/privacy")
    assert (reply.status_code, "Something went wrong on our side" in reply.text) == (500, True)
    assert "ZeroDivisionError" not in reply.text


def test_a_script_gets_its_problem_as_json(pristine):
    reply = pristine.client().get("/nowhere", headers={"Accept": "application/json"})
    assert json.loads(reply.data)["problem"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A world whose every text is an attack."""
    items = [{**item, "text": PAYLOAD, "hint": PAYLOAD, "groups": ["PUB", "BIZ"]} for item in ITEMS]
    whole = a_questionnaire(bands=BANDS, severities=SEVERITIES).model_dump(mode="json")
    payments = {**whole["areas"][0], "label": PAYLOAD, "short_label": PAYLOAD, "introduction": PAYLOAD, "items": items}
    advice = {
        key: PAYLOAD
        if isinstance(value, str) and key in ("action", "expected_result", "lead", "measure", "target", "unit")
        else value
        for key, value in ADVICE.items()
    }
    changes = {
        "title": PAYLOAD,
        "areas": [payments, whole["areas"][1]],
        "recommendations": [{**advice, "absorbs": ["PAY-R02"]}, {**advice, "code": "PAY-R02"}],
    }
    groups = [{**group, "label": PAYLOAD} for group in whole["groups"]]
    questionnaire = a_questionnaire(bands=BANDS, severities=SEVERITIES, **changes, groups=groups)
    world = build_world(tmp_path_factory.mktemp("hostile") / "instance", questionnaire)
    yield world
    world.close()


def test_texts_of_a_questionnaire_are_shown_never_run(hostile):
    """X1: payloads in titles, labels, hints, advice; in every view, of respondents and staff."""
    client, secret = hostile.client("analyst"), hostile.secrets["fresh"]
    pages = [
        f"/s/{secret}/",
        f"/s/{secret}/PAY",
        f"/s/{secret}/review",
        f"/join/{hostile.secrets['open']}",
        "/assessments",
    ]
    staff = (
        "",
        "/respondents",
        "/facts",
        "/recommendations",
        "/actions",
        f"/actions/{hostile.action}",
        "/evidence/PAY_01",
        "/report/en",
    )
    for page in pages + [HERE + part for part in staff]:
        html = client.get(page).text
        assert "<img src=x" not in html, page
        assert "<script>alert" not in html, page
        assert "49" not in re.findall(r"{{7\*7}}|>49<", html), page


def test_what_people_type_is_shown_never_run(world):
    """X1, X3: payloads in answers, notes, names of institutions and wrong values."""
    client, secret = world.client("analyst"), world.secrets["fresh"]
    client.post(f"/s/{secret}/PAY", data={"PAY_07": PAYLOAD})
    client.post(f"{HERE}/respondents", data={"group": "PUB", "institution": PAYLOAD, "language": "en"})
    client.post(
        f"{HERE}/actions/{world.action}/progress",
        data={"status": "planned", "note": PAYLOAD, "evidence": "javascript:alert(1)"},
    )
    wrong = client.post(f"/s/{secret}/PAY", data={"PAY_03": PAYLOAD}).text
    pages = [f"/s/{secret}/PAY", f"/s/{secret}/review", f"{HERE}/respondents", f"{HERE}/actions/{world.action}"]
    for html in [wrong, *(client.get(page).text for page in pages)]:
        assert "<img src=x" not in html
        assert 'href="javascript:' not in html
