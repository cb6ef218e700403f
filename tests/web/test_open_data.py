"""Data files on screen: which there are, for whom, and in which language."""

import pytest

from assessment.services.open_data import FILES
from tests.builders import later
from tests.world import SEN

DATA = f"/assessments/{SEN}/data"


def test_every_kind_of_file_can_be_fetched_by_an_analyst(pristine):
    client = pristine.client("analyst")
    page = client.get(f"{DATA}?language=fr").text
    for kind in FILES:
        assert f"{DATA}/analysis/{kind}?language=fr" in page
        reply = client.get(f"{DATA}/analysis/{kind}?language=fr")
        assert reply.status_code == 200
        assert f"filename={SEN}-analysis-fr-demonstration-synthetic-" in reply.headers["Content-Disposition"]


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("focal_point", 403), ("foreigner", 404), ("", 302)])
def test_every_kind_of_file_is_kept_from_everybody_else(world, person, status):
    """I4: each format and role, before and after the issue of the report."""
    client = world.client(person)
    for prepare in (lambda: None, world.issue_report):
        prepare()
        replies = {
            client.get(f"{DATA}/{audience}/{kind}").status_code for audience in ("analysis", "open") for kind in FILES
        }
        assert replies == {status}


def test_open_data_wait_until_the_report_is_issued(world):
    world.clock = lambda: later(days=62)
    client = world.client("analyst")
    assert f"{DATA}/open/csv" not in client.get(DATA).text
    assert client.get(f"{DATA}/open/csv").status_code == 403
    world.issue_report()
    assert f"{DATA}/open/csv" in client.get(DATA).text
    assert client.get(f"{DATA}/open/csv").status_code == 200


def test_the_trail_tells_what_was_given_to_analysts_from_what_was_given_to_everybody(world):
    world.clock = lambda: later(days=62)
    world.issue_report()
    client = world.client("analyst")
    for audience in ("analysis", "open"):
        client.get(f"{DATA}/{audience}/csv")
    trail = client.get(f"/assessments/{SEN}/trail").text
    assert f"{SEN}-analysis-en-demonstration-synthetic-responses.csv" in trail
    assert '<th scope="row">Open data given out</th>' in trail


@pytest.mark.parametrize("address", ["analysis/exe", "secret/csv", "analysis/csv?language=xx"])
def test_a_file_that_there_is_not_is_not_found(pristine, address):
    assert pristine.client("analyst").get(f"{DATA}/{address}").status_code == 404
