"""Countries side by side, what they have in common, and the members of a region: only with recorded consent."""

from datetime import date

import pytest
from sqlalchemy import text

from assessment.services.accounts import add_user
from assessment.services.assessments import assessment_of
from assessment.services.consents import ConsentDraft, record_consent
from assessment.services.passwords import hash_password
from tests.builders import NOW, a_questionnaire, access_to, an_assessment
from tests.world import BANDS, KHM, PASSWORD, SEN, SEVERITIES

BESIDE, COMMON = "/assessments/side-by-side", "/assessments/synthesis"
GIVEN = ConsentDraft("given", date(2026, 5, 3), "Ministry of Trade", "Letter of 3 May 2026")
WITH_LEVELS = a_questionnaire(bands=BANDS, severities=SEVERITIES)


def consent(world, name, decision="given"):
    access = access_to(name[:3], "analyst")
    with world.database().writing() as session:
        view = assessment_of(session, access, name)
        draft = ConsentDraft(decision, GIVEN.decided_on, GIVEN.given_by, GIVEN.document)
        record_consent(session, access, view, draft, seen=int(decision == "withdrawn"), now=NOW)


def shown(world, setting, name):
    with world.database().writing() as session:
        session.connection().execute(
            text("UPDATE assessment SET results_shown = :setting WHERE name = :name"),
            {"setting": setting, "name": name},
        )
        session.commit()


@pytest.fixture
def reader(world):
    """Somebody who may see Senegal, Cambodia and the West African community, without being an analyst."""
    with world.database().writing() as session:
        memberships = [(country, "viewer") for country in ("SEN", "KHM", "XEW")]
        hashed = hash_password(PASSWORD)
        add_user(session, email="reader@example.org", name="R", password_hash=hashed, memberships=memberships, now=NOW)
    return world.client("reader")


@pytest.fixture
def beside(world, reader):
    """The same, once both countries have consented."""
    consent(world, SEN)
    consent(world, KHM)
    return reader


def test_nobody_stands_beside_others_without_consent(world, reader):
    consent(world, SEN)
    for page in (BESIDE, COMMON):
        html = reader.get(page).text
        assert "Cambodia" not in html
    assert ">Senegal<" in reader.get(BESIDE).text


def test_a_consent_that_was_withdrawn_takes_a_country_out(world, beside):
    consent(world, KHM, "withdrawn")
    assert "Cambodia" not in beside.get(BESIDE).text
    assert "1 assessment is counted." in beside.get(COMMON).text


def test_countries_of_others_do_not_stand_there(world, beside):
    html = world.client("viewer").get(BESIDE).text
    assert ">Senegal<" in html
    assert "Cambodia" not in html


def test_levels_stand_in_words_beside_each_other_without_scores(beside):
    html = beside.get(BESIDE).text
    assert html.count(">Early<") == 2
    assert "chart-panels" in html
    assert "0.0" not in html


def test_scores_stand_where_a_country_publishes_them(world, beside):
    shown(world, "published", SEN)
    assert beside.get(BESIDE).text.count("<strong>0.0</strong>") == 1


def test_internal_results_stand_beside_nobody_elses(world, beside):
    shown(world, "internal", SEN)
    assert ">Senegal<" not in beside.get(BESIDE).text
    assert "1 assessment is counted." in beside.get(COMMON).text


def test_a_country_group_leaves_only_its_members(beside):
    html = beside.get(f"{BESIDE}?group=WAEMU").text
    assert ">Senegal<" in html
    assert ">Cambodia<" not in html


@pytest.mark.parametrize("query", ["group=MOON", "of=nothing", "of=small"])
def test_a_group_or_questionnaire_that_is_not_there_is_not_found(beside, query):
    for page in (BESIDE, COMMON, f"{COMMON}/xlsx"):
        assert beside.get(f"{page}?{query}").status_code == 404


def test_real_answers_never_stand_beside_invented_ones(world, beside):
    with world.database().writing() as session:
        an_assessment(session, WITH_LEVELS, country="KHM", reference_year=2027)
    consent(world, "KHM-2027-1")
    assert ">Senegal<" not in beside.get(BESIDE).text
    assert ">Senegal<" in beside.get(f"{BESIDE}?of=small.demonstration").text


def test_an_area_measured_by_another_method_is_said_and_not_compared(world, beside):
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[1]["indicators"][0]["aggregation"] = "geometric"
    second = a_questionnaire(version="2", areas=areas, bands=BANDS, severities=SEVERITIES)
    with world.database().writing() as session:
        an_assessment(session, second, country="KHM", reference_year=2027, demonstration=True)
    consent(world, "KHM-2027-1")
    html = beside.get(BESIDE).text
    assert html.count(">other method<") == 1
    assert "“Legal framework”: The method of these parts changed: “Laws”." in html


def test_gaps_and_recommendations_are_counted_of_how_many(beside):
    html = " ".join(beside.get(COMMON).text.split())
    assert "2 assessments are counted." in html
    assert 'Paid online</th><td data-label="Area">Payment solutions' in html
    assert "Publish the fees" in html


@pytest.mark.parametrize("kind", ["areas", "gaps", "advice", "about"])
def test_what_is_counted_is_a_file_that_says_its_answers_are_invented(beside, kind):
    reply = beside.get(f"{COMMON}/{kind}")
    assert f"demonstration-synthesis-{kind}.csv" in reply.headers["Content-Disposition"]
    assert "Paid online" in beside.get(f"{COMMON}/gaps").text


def test_the_workbook_opens(beside):
    reply = beside.get(f"{COMMON}/xlsx")
    assert reply.data[:2] == b"PK"
    assert beside.get(f"{COMMON}/moon").status_code == 404


def test_a_region_shows_its_members_where_they_consented_and_names_the_others(world, beside):
    with world.database().writing() as session:
        region = an_assessment(session, WITH_LEVELS, country="XEW", demonstration=True)
    html = beside.get(f"/assessments/{region.name}/members").text
    assert "has 12 members on 1 January 2026" in " ".join(html.split())
    assert ">Early<" in html
    assert "<li>Ghana</li>" in html
    assert "<li>Mali</li>" not in html
    assert "Cambodia" not in html


def secretary(session):
    """Somebody with a role in the West African community and in no country."""
    hashed, roles = hash_password(PASSWORD), [("XEW", "viewer")]
    add_user(session, email="ecowas@example.org", name="E", password_hash=hashed, memberships=roles, now=NOW)


@pytest.fixture
def secretariat(world):
    """Whoever works for the West African community, and the page of its members."""
    with world.database().writing() as session:
        region = an_assessment(session, WITH_LEVELS, country="XEW", reference_year=2026, demonstration=True)
        secretary(session)
    return world.client("ecowas"), f"/assessments/{region.name}/members"


def test_a_regional_secretariat_sees_members_that_consented_by_their_levels_alone(world, secretariat):
    client, page = secretariat
    assert ">Early<" not in client.get(page).text
    consent(world, SEN)
    html = client.get(page).text
    assert html.count(">Early<") == 1
    assert "0.0" not in html
    shown(world, "published", SEN)
    assert "<strong>0.0</strong>" in client.get(page).text


def test_a_regional_secretariat_never_sees_internal_results_nor_what_was_withdrawn(world, secretariat):
    client, page = secretariat
    consent(world, SEN)
    shown(world, "internal", SEN)
    assert ">Early<" not in client.get(page).text
    shown(world, "bands", SEN)
    consent(world, SEN, "withdrawn")
    assert ">Early<" not in client.get(page).text


def test_a_regional_secretariat_opens_nothing_of_a_member_and_sees_no_other_country(world, secretariat):
    client, page = secretariat
    consent(world, SEN)
    consent(world, KHM)
    html = client.get(page).text
    assert "Cambodia" not in html
    assert f"/assessments/{SEN}" not in html
    assert client.get(f"/assessments/{SEN}").status_code == 404
    assert ">Senegal<" not in client.get(BESIDE).text


def test_of_a_country_that_left_a_region_its_secretariat_sees_nothing_more(world):
    """Mali left in January 2025; the regional assessment of 2024 still counts it as a member."""
    with world.database().writing() as session:
        region = an_assessment(session, WITH_LEVELS, country="XEW", reference_year=2024, demonstration=True)
        mali = an_assessment(session, WITH_LEVELS, country="MLI", reference_year=2026, demonstration=True)
        secretary(session)
    consent(world, mali.name)
    assert "<li>Mali</li>" in world.client("ecowas").get(f"/assessments/{region.name}/members").text


def test_a_country_has_no_members(pristine):
    assert pristine.client("viewer").get(f"/assessments/{SEN}/members").status_code == 404


DRAWS = f"{BESIDE}/draws"


def test_two_countries_that_publish_are_told_apart_by_their_draws_without_a_rank(world, beside):
    shown(world, "published", SEN)
    shown(world, "published", KHM)
    html = beside.get(f"{DRAWS}?first={SEN}&second={KHM}").text
    assert "The draws do not tell the two apart." in html
    assert html.count('<td class="figures"') >= 2
    assert "rank" not in html.replace("no ranking", "")


def test_a_country_that_shows_levels_alone_is_not_in_the_draws(world, beside):
    shown(world, "published", SEN)
    assert "This needs two countries" in beside.get(DRAWS).text
    assert beside.get(f"{DRAWS}?first={SEN}&second={KHM}").status_code == 404


def test_a_country_is_not_told_apart_from_itself(world, beside):
    shown(world, "published", SEN)
    shown(world, "published", KHM)
    assert beside.get(f"{DRAWS}?first={SEN}&second={SEN}").status_code == 404
