"""One response in three languages: opened in French, continued in Arabic, sent in Chinese."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assessment.authoring.loader import load
from assessment.methodology.responses import Response
from assessment.methodology.scoring import Evidence, score
from assessment.methodology.tally import tally_of
from assessment.services import fieldwork
from tests.builders import NOW, an_assessment
from tests.conftest import ROOT


class Inputs(HTMLParser):
    """What a person who always ticks the first box and writes 1 would send from a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name = told.get("name", "")
        if tag == "input" and told.get("type") in ("radio", "checkbox") and not name.endswith("~state"):
            self.sent.setdefault(name, told["value"])
        elif tag in ("input", "textarea") and told.get("type") not in ("hidden", "radio", "checkbox", "date"):
            self.sent.setdefault(name, "1")


def sent_from(html):
    inputs = Inputs()
    inputs.feed(html[html.index('<form id="answers"') :])
    return inputs.sent


@pytest.fixture(scope="module")
def rapid():
    return load(ROOT / "questionnaires" / "etrade-rapid" / "2026.1")


@pytest.fixture
def firms(world, rapid):
    """A client and the links of two firms that are asked in four languages."""
    with world.database().writing() as session:
        assessment = an_assessment(session, rapid, languages=("fr", "ar", "zh_Hans", "en"), country="KHM")
        firm = {"group": "BIZ", "role": "own_site", "attributes": {"size": "micro"}, "now": NOW}
        links = [fieldwork.invite(session, assessment.id, language=language, **firm) for language in ("en", "fr")]
    return world.client(), *links


def answered(world, client, secret, languages):
    """The sitting after answering page after page, each in the next of the languages, and sending it."""
    address = client.post(f"/s/{secret}/profile", data={"role": "own_site", "size": "micro"}).location
    languages = iter(languages)
    while not address.endswith("/review"):
        spoken = next(languages, "")
        if spoken:
            client.post(f"/s/{secret}/language", data={"language": spoken})
        html = client.get(address).text
        data = sent_from(html) if '<form id="answers"' in html else {"module": "selling"}
        address = client.post(address, data={**data, "next": "1"}).location
    client.post(f"/s/{secret}/submit", data={"confirmed": "1"})
    with world.database().reading() as session:
        return fieldwork.questionnaire_for(session, secret, NOW)


def test_three_languages_give_the_codes_and_results_of_one(world, rapid, firms):
    """D12."""
    client, english, many = firms
    one = answered(world, client, english, ["en"])
    three = answered(world, client, many, ["fr", "ar", "zh_Hans"])
    assert (one.state, three.state, three.language) == ("submitted", "submitted", "zh_Hans")
    assert len(one.answers) > 10
    assert (one.answers, one.asked, one.modules) == (three.answers, three.asked, three.modules)
    cards = [
        score(rapid, Evidence(tally_of(rapid, [Response(sitting.respondent, sitting.answers)])), 2026)
        for sitting in (one, three)
    ]
    assert cards[0].questions.keys() == cards[1].questions.keys()
    assert all(cards[0].questions[code].groups == cards[1].questions[code].groups for code in one.asked)
