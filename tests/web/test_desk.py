"""Published figures on screen: a file is looked at, taken in or left; only for whoever works for all countries."""

import html
import io
import re

import pytest

from assessment.services.accounts import add_user
from assessment.services.passwords import hash_password
from assessment.storage.evidence import desk_figures_of
from tests.authoring.desk_import.publishers import WORLD_BANK
from tests.builders import NOW
from tests.world import PASSWORD


@pytest.fixture
def chief(world):
    """An analyst of all countries."""
    with world.database().writing() as session:
        add_user(
            session,
            email="chief@example.org",
            name="Chief",
            password_hash=hash_password(PASSWORD),
            memberships=[("*", "analyst")],
            now=NOW,
        )
    return world.client("chief")


def look(client, content=WORLD_BANK, **fields):
    file = (io.BytesIO(content.encode()), "API.csv")
    return client.post("/figures/look", data={"file": file, "mapping": "world-bank", "vintage": "", **fields})


def look_at_large(client, content):
    """As `look`, without the temporary file that the client would write and leave open."""
    fields = (
        '--x\r\nContent-Disposition: form-data; name="mapping"\r\n\r\nworld-bank\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="API.csv"\r\n\r\n'
    )
    body = f"{fields}{content}\r\n--x--\r\n".encode()
    return client.post("/figures/look", data=body, content_type="multipart/form-data; boundary=x")


def sealed(page):
    found = re.search(r'name="draft" value="([^"]+)"', page.text)
    assert found
    return html.unescape(found[1])


def held(world):
    with world.database().reading() as session:
        return [figure.value for figure in desk_figures_of(session, "NAM")]


def test_a_file_is_shown_and_nothing_is_stored_until_it_is_confirmed(world, chief):
    page = look(chief)
    assert page.status_code == 200
    for said in ("FRE · Freedonia", "Namibia", "I-NET-USE", "101.5", "SSF · Sub-Saharan Africa", "AG.LND.PRCP.MM"):
        assert said in page.text
    assert held(world) == []
    assert chief.post("/figures/take-in", data={"draft": sealed(page)}).status_code == 302
    assert held(world) == [51.0, 62.5]
    listed = chief.get("/figures").text
    assert "6 figures were taken in." in listed
    assert "API.csv" in listed


def test_a_preview_that_was_tampered_with_or_overtaken_is_refused(world, chief):
    first, second = look(chief), look(chief, WORLD_BANK.replace("62.5", "61.0"))
    assert chief.post("/figures/take-in", data={"draft": sealed(first) + "x"}).status_code == 422
    assert chief.post("/figures/take-in", data={"draft": sealed(first)}).status_code == 302
    assert chief.post("/figures/take-in", data={"draft": sealed(second)}).status_code == 409
    assert held(world) == [51.0, 62.5]


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        ("", {}, "Choose a file first."),
        ("a,b\n1,2", {}, "no row with these headings"),
        (WORLD_BANK, {"mapping": "none"}, "is no mapping"),
        ("iso3,indicator,year,value\nSEN,I-ATM,2020,1", {"mapping": "own-long"}, "Say which edition"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_the_choices_stay(chief, content, fields, said):
    reply = look(chief, content, **fields)
    assert reply.status_code == 422
    assert said in html.unescape(reply.text)


def test_a_file_of_more_than_one_megabyte_is_looked_at_and_taken_in(world, chief):
    rows = "".join(f'"Senegal","SEN","Rain","RAIN.{number}",{"686.0," * 60}\r\n' for number in range(3_000))
    page = look_at_large(chief, WORLD_BANK + rows)
    assert len(rows) > 1_000_000
    assert chief.post("/figures/take-in", data={"draft": sealed(page)}).status_code == 302
    assert held(world) == [51.0, 62.5]


def test_the_limit_stands_beside_the_file_and_above_it_a_sentence_names_it(chief):
    assert "up to 20 MB." in chief.get("/figures").text
    reply = look_at_large(chief, "x" * 20_200_000)
    assert reply.status_code == 413
    assert "larger than 20 MB" in reply.text


def test_an_analyst_of_one_country_does_not_change_everybodys_figures(pristine):
    client = pristine.client("analyst")
    assert client.get("/figures").status_code == 403
    assert 'href="/figures"' not in client.get("/assessments").text
