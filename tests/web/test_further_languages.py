"""A language for respondents only: offered on the pages of a questionnaire, not for reports."""

import pytest

from assessment.errors import InvalidInput
from assessment.language import texts
from assessment.language.catalogue import SourceText, update
from assessment.language.catalogue.exchange import Reading, take
from assessment.language.catalogue.merging import new_catalogue
from assessment.language.po import write_catalogue
from assessment.methodology.localisation import texts_of
from assessment.services.assessments import renew_open_link
from tests.builders import a_questionnaire, an_assessment
from tests.world import BANDS, SEVERITIES


@pytest.fixture
def wolof(tmp_path, monkeypatch):
    """The catalogues as they are shipped, and a small Wolof one that falls back to French."""
    folder = tmp_path / "translations"
    folder.mkdir()
    for shipped in texts.TRANSLATIONS.iterdir():
        (folder / shipped.name).symlink_to(shipped)
    monkeypatch.setattr(texts, "TRANSLATIONS", folder)
    catalogue = new_catalogue("wo", "Wolof")
    catalogue.own = {"X-Language-Name": "Wolof", "X-Falls-Back-To": "fr"}
    write_catalogue(texts.po_file("wo"), catalogue)
    asked = next(text for path, text in texts_of(a_questionnaire()) if path == "PAY_01.text")
    item = SourceText(asked, "small.yaml", 1, context="small/1 PAY_01.text")
    update(["wo"], [item])
    take("wo", [item], Reading({item.key: ("Ndax am nga fayukaay?",)}, ()))
    return folder


@pytest.fixture
def link(world, wolof):
    """An open link of an assessment in three languages."""
    with world.database().writing() as session:
        questionnaire = a_questionnaire(bands=BANDS, severities=SEVERITIES)
        assessment = an_assessment(session, questionnaire, country="GMB", languages=("en", "fr", "wo"))
        return renew_open_link(session, assessment.id)


def test_a_respondent_chooses_it_and_is_asked_in_it_and_in_the_language_behind_it(world, link):
    client = world.client()
    assert 'lang="wo"' in client.get(f"/join/{link}").text
    welcome = client.post(f"/join/{link}", data={"group": "PUB", "language": "wo"}).location
    client.post(f"{welcome}profile", data={"role": "trade"})
    page = client.get(f"{welcome}PAY").text
    assert '<html lang="wo" dir="ltr"' in page
    assert "Ndax am nga fayukaay?" in page
    assert "Enregistrer" in page


def test_a_browser_that_asks_for_it_gets_it(world, link):
    page = world.client().get(f"/join/{link}", headers={"Accept-Language": "wo-SN,fr;q=0.5"}).text
    assert '<html lang="wo"' in page


def test_it_is_offered_for_no_report_and_for_no_screen_of_the_staff(world, link):
    client = world.client("analyst")
    assert client.post("/language", data={"language": "wo", "back": "/"}).status_code == 302
    assert '<html lang="en"' in client.get("/assessments").text


def test_a_respondent_is_still_answered_when_its_catalogue_is_taken_away(world, link, wolof):
    client = world.client()
    welcome = client.post(f"/join/{link}", data={"group": "PUB", "language": "wo"}).location
    texts.po_file("wo").unlink()
    assert '<html lang="en"' in client.get(welcome).text


def test_an_assessment_needs_a_language_in_which_its_report_can_be_made(world, wolof):
    with world.database().writing() as session, pytest.raises(InvalidInput, match="reports"):
        an_assessment(session, a_questionnaire(bands=BANDS, severities=SEVERITIES), languages=("wo",))
