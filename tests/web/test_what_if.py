"""The what-if panel on screen: a choice in the address, its outcome, and nothing told that is not shown elsewhere."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from tests.builders import YES_NO, a_questionnaire
from tests.world import BANDS, SEN, SEVERITIES, build_world

HERE = f"/assessments/{SEN}"
PAGE = f"{HERE}/what-if"
PART = f"{PAGE}/outcome"
TWO = {"PAY-ONLINE": "PAY_01", "PAY-LATER": "PAY_08"}


@pytest.fixture(scope="module")
def shown_world(tmp_path_factory):
    """Senegal with two indicators of payments, one answered by nobody yet."""
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    later = {"code": "PAY_08", "kind": "experience", "type": "single", "text": "Do you pay later?", "options": YES_NO}
    areas[0]["items"].append({**later, "groups": ["PUB", "BIZ"]})
    areas[0]["indicators"] = [
        {"code": code, "label": f"Label of {code}", "items": [{"code": question}]} for code, question in TWO.items()
    ]
    areas[0]["minimum_coverage"] = 0.4
    alternatives = [{"code": "voices", "label": "Each answer the same", "group_weighting": "voices"}]
    told = a_questionnaire(areas=areas, alternatives=alternatives, bands=BANDS, severities=SEVERITIES)
    world = build_world(tmp_path_factory.mktemp("what_if") / "instance", told)
    with world.database().writing() as session:
        _let_two_ministries_be_paid(session)
    yield world
    world.close()


def _let_two_ministries_be_paid(session) -> None:
    """66.7 of ministries and 0 of firms: the indicator is at 33.3."""
    session.connection().execute(
        text(
            "UPDATE stored_answer SET value = '\"yes\"' WHERE question = 'PAY_01' AND response_id IN ("
            "SELECT p.id FROM response p JOIN respondent r ON r.id = p.respondent_id JOIN assessment a "
            "ON a.id = r.assessment_id WHERE a.name = :name AND r.\"group\" = 'PUB' ORDER BY p.id LIMIT 2)"
        ),
        {"name": SEN},
    )
    session.connection().execute(text("UPDATE response SET counts_as = NULL"))  # as it was noted of other answers
    session.commit()


def as_shown(world, setting: str):
    """The world with its results shown in one of the three ways."""
    with world.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = :setting"), {"setting": setting})
        session.commit()
    return world


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_choice_in_the_address_is_tried_and_said(shown_world):
    page = words(as_shown(shown_world, "published").client("viewer").get(f"{PAGE}?alternative=voices").text)
    assert "Method: Each answer the same" in page
    assert "Early (22.2) -11.1" in page  # 2 of 9 answers instead of the mean of 66.7 and 0
    assert "Largest change: “Payment solutions”, -11.1 points." in page


def test_the_part_a_script_asks_for_stands_in_the_page(shown_world):
    client = as_shown(shown_world, "published").client("analyst")
    asked = "?group=PUB&target.PAY-ONLINE=10"
    part = client.get(PART + asked)
    assert "<html" not in part.text
    assert words(part.text) in words(client.get(PAGE + asked).text)


def test_a_whole_form_leads_to_the_short_address_of_what_is_moved(shown_world):
    client = as_shown(shown_world, "bands").client("analyst")
    whole = "alternative=&weight.PAY-ONLINE=100&weight.PAY-LATER=150.0&target.PAY-ONLINE=75&target.PAY-LATER="
    reply = client.get(f"{PAGE}?{whole}")
    assert (reply.status_code, reply.headers["Location"]) == (302, f"{PAGE}?weight.PAY-LATER=150")
    assert client.get(reply.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("weight.PAY-ONLINE=many", "“Label of PAY-ONLINE”: Enter a number"),
        ("weight.PAY-ONLINE=1e9", "“Label of PAY-ONLINE”: Enter a number"),
        ("weight.PAY-ONLINE=401", "Weight of “Label of PAY-ONLINE”: give a number from 0 to 400."),
        ("target.PAY-ONLINE=-1", "Target of “Label of PAY-ONLINE”: give a number from 0 to 100."),
        ("target.%3Cb%3E=1", "“&lt;b&gt;” is nothing that can be changed here."),
        ("without=PAY-ONLINE&without=PAY-LATER", "“Payment solutions”: leave at least one indicator"),
        ("group=XYZ", "“XYZ” is nothing that can be changed here."),
        ("alternative=other", "“other” is nothing that can be changed here."),
        ("speed=1", "“speed” in the address is nothing that can be changed here."),
    ],
)
def test_what_cannot_be_tried_gets_a_sentence_that_names_it(shown_world, asked, told):
    client = as_shown(shown_world, "bands").client("analyst")
    for address in (PAGE, PART):
        reply = client.get(f"{address}?{asked}")
        assert (reply.status_code, told in reply.text) == (422, True)


def test_levels_are_shown_without_a_score_whatever_is_moved(shown_world):
    """Rule 11: no number that a score follows from leaves the server, to analysts neither."""
    client = as_shown(shown_world, "bands").client("analyst")
    for asked in ("", "?weight.PAY-ONLINE=150", "?group=PUB", "?alternative=voices", "?without=PAY-LATER"):
        for address in (PAGE, PART):
            html = client.get(address + asked).text
            assert "Emerging" in html
            assert not re.search(r"\d[.,]\d|points", words(html)), asked


def test_whoever_sees_levels_alone_leaves_out_one_thing_and_moves_no_number(shown_world):
    client = as_shown(shown_world, "bands").client("viewer")
    html = client.get(PAGE).text
    assert 'name="target.' not in html
    assert 'name="weight.' not in html
    assert client.get(f"{PART}?without=PAY-ONLINE").status_code == 200
    for weight in ("0", "50", "200", "99.5"):
        assert "only analysts move weights" in client.get(f"{PART}?weight.PAY-ONLINE={weight}").text
    assert "change one thing at a time" in client.get(f"{PART}?without=PAY-ONLINE&group=PUB").text
    assert "only analysts move targets" in client.get(f"{PART}?target.PAY-ONLINE=30").text


@pytest.mark.parametrize(
    ("person", "status"), [("viewer", 403), ("focal_point", 403), ("foreigner", 404), ("analyst", 200)]
)
def test_internal_results_are_tried_by_analysts_of_the_country_alone(shown_world, person, status):
    client = as_shown(shown_world, "internal").client(person)
    assert [client.get(address).status_code for address in (PAGE, PART)] == [status, status]


def test_results_robustness_and_gaps_lead_to_it(pristine):
    client = pristine.client("viewer")
    for address in (HERE, f"{HERE}/robustness", f"{HERE}/gaps"):
        assert f'href="{PAGE}"' in client.get(address).text


def test_the_mean_of_four_firms_does_not_follow_from_leaving_the_ministries_out(shown_world, tmp_path):
    """Rule 19: four firms of a register of six count; with the ministries gone their mean would stand alone."""
    world = as_shown(shown_world, "published").copy(tmp_path / "instance")
    with world.database().writing() as session:
        connection = session.connection()
        connection.execute(
            text("INSERT INTO register_size SELECT id, 'BIZ', 6 FROM assessment WHERE name = :n"), {"n": SEN}
        )
        connection.execute(
            text(
                "UPDATE response SET state = 'draft', submitted_at = NULL, counts_as = NULL WHERE id IN ("
                "SELECT p.id FROM response p JOIN respondent r ON r.id = p.respondent_id "
                "JOIN assessment a ON a.id = r.assessment_id WHERE a.name = :n AND r.\"group\" = 'BIZ' "
                "AND p.state = 'submitted' ORDER BY p.id LIMIT 2)"
            ),
            {"n": SEN},
        )
        session.commit()
    client = world.client("analyst")
    page = client.get(PAGE).text
    assert 'name="group"' not in page
    assert "Not offered" in page
    for asked in ("group=PUB", "group=BIZ", "alternative=voices", "group=PUB&weight.PAY-ONLINE=50"):
        reply = client.get(f"{PART}?{asked}")
        assert (reply.status_code, "fewer than five" in reply.text) == (422, True)
        assert "Payment solutions" not in reply.text
    assert client.get(f"{PART}?weight.PAY-LATER=50").status_code == 200
    world.close()
