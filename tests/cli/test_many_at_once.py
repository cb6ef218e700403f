"""Many respondents at once against the server as an operator starts it; what it reaches is printed by `make bench`."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessment.services import fieldwork
from assessment.storage import migrations
from assessment.storage.database import Database
from benchmarks.serving import Server
from tests.builders import NOW, a_questionnaire, an_assessment, an_invitation
from tests.web.scripts import sent

RESPONDENTS, SAVES = 20, 10


@pytest.fixture
def busy(tmp_path):
    """A running server and the links of twenty firms."""
    url = f"sqlite:///{tmp_path / 'busy.sqlite'}"
    migrations.migrate(url)
    database = Database(url)
    with database.writing() as session:
        assessment = an_assessment(session, a_questionnaire(), closes_on=NOW.date().replace(year=2099))
        secrets = [an_invitation(session, assessment) for _ in range(RESPONDENTS)]
    server = Server(url, tmp_path, alone=True)
    server.start()
    yield server.port, secrets, database
    server.kill()
    database.close()


def saved(port, secret):
    """The states of the replies to a firm that changes one answer again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    states = []
    for number in range(1, SAVES + 1):
        body = json.dumps(sent("PAY_03", str(number), sequence=number, revision=number - 1))
        connection.request("POST", f"/s/{secret}/answers", body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        reply.read()
        states.append(reply.status)
    connection.close()
    return states


def test_twenty_respondents_at_once_are_all_served_and_every_last_answer_is_kept(busy):
    """P2."""
    port, secrets, database = busy
    with ThreadPoolExecutor(RESPONDENTS) as people:
        states = list(people.map(lambda secret: saved(port, secret), secrets))
    assert states == [[200] * SAVES] * RESPONDENTS
    with database.reading() as session:
        kept = [fieldwork.questionnaire_for(session, secret, NOW).answers["PAY_03"].value for secret in secrets]
    assert kept == [float(SAVES)] * RESPONDENTS
