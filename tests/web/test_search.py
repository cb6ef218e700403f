"""The search on screen: finds marked and linked, nothing of a stranger's text run as markup."""

import pytest

from tests.web.test_library import ESCAPED, HOSTILE, LIBRARY, LINK
from tests.web.test_notes import NOTE, NOTES
from tests.world import SEN

SEARCH = f"/assessments/{SEN}/search"


@pytest.fixture
def client(world):
    """An analyst with a document and a note to find."""
    client = world.client("analyst")
    client.post(f"{LIBRARY}/new", data=LINK)
    client.post(f"{NOTES}/new", data=NOTE)
    return client


def test_what_is_found_is_marked_and_leads_to_where_it_stands(client):
    page = client.get(f"{SEARCH}?q=ELECTRONIQUE").text
    assert "<mark>électronique</mark>" in page
    address = page.partition(f'href="{LIBRARY}/')[2].partition('"')[0]
    assert client.get(f"{LIBRARY}/{address}").status_code == 200
    assert f'href="{NOTES}/' in client.get(f"{SEARCH}?q=fees").text
    assert f'href="/assessments/{SEN}/evidence/PAY_01"' in client.get(f"{SEARCH}?q=paid+online").text


def test_markup_is_shown_and_never_run(client):
    """X1: in what is looked for and in what is found."""
    for query in ("fees", "toute personne", "alert(1)", HOSTILE):
        page = client.get(SEARCH, query_string={"q": query}).text
        assert ESCAPED.partition("alert")[0] in page
        assert HOSTILE not in page


def test_nothing_found_and_too_much_asked_are_told(client):
    assert "Nothing was found" in client.get(f"{SEARCH}?q=unheard-of").text
    assert client.get(SEARCH, query_string={"q": "x" * 201}).status_code == 422
    assert "Nothing was found" not in client.get(SEARCH).text


def test_a_viewer_finds_what_is_released_and_no_page_of_analysts(world, client):
    page = world.client("viewer").get(f"{SEARCH}?q=fees").text
    assert "<mark>Fees</mark>" in page
    assert NOTES not in page
    assert "A bank" not in page
