"""Data files on screen: which there are, for whom, and in which language."""

import pytest

from assessment.services.open_data import FILES
from tests.builders import NOW, later
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
    """I4: each format and role, before and after closing."""
    for moment in (NOW, later(days=61)):
        world.clock = lambda moment=moment: moment
        client = world.client(person)
        replies = {
            client.get(f"{DATA}/{audience}/{kind}").status_code for audience in ("analysis", "open") for kind in FILES
        }
        assert replies == {status}


def test_open_data_wait_until_no_answer_can_come_or_go_any_more(world):
    client = world.client("analyst")
    assert f"{DATA}/open/csv" not in client.get(DATA).text
    assert client.get(f"{DATA}/open/csv").status_code == 403
    world.clock = lambda: later(days=61)
    assert f"{DATA}/open/csv" in client.get(DATA).text
    assert client.get(f"{DATA}/open/csv").status_code == 200


@pytest.mark.parametrize("address", ["analysis/exe", "secret/csv", "analysis/csv?language=xx"])
def test_a_file_that_there_is_not_is_not_found(pristine, address):
    assert pristine.client("analyst").get(f"{DATA}/{address}").status_code == 404
