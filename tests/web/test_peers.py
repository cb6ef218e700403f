"""The page beside other countries: what the report says, and the choice of peers."""

from assessment.methodology.desk import DeskFigure
from assessment.methodology.instrument import Instrument
from assessment.storage.evidence import keep_desk_figures
from tests.builders import a_questionnaire
from tests.world import BANDS, SEN, SEVERITIES, build_world

HERE = f"/assessments/{SEN}/peers"


def test_the_choice_is_kept_and_said_on_the_page(world):
    client = world.client("analyst")
    assert "43 other countries of the group “Least developed countries”" in client.get(HERE).text
    chosen = {"group": "", "country": ["MLI", "TGO"], "seen": "0"}
    assert client.post(HERE, data=chosen).status_code == 302
    assert "compared with those of Mali and Togo" in client.get(HERE).text


def test_who_chose_meanwhile_is_shown_and_not_overwritten(world):
    client = world.client("analyst")
    client.post(HERE, data={"group": "SIDS", "seen": "0"})
    reply = client.post(HERE, data={"group": "LDC", "seen": "0"})
    assert reply.status_code == 409
    assert "Somebody else changed this first" in reply.text
    history = reply.text.partition('class="history"')[2].partition("</ol>")[0]
    assert "Small island developing States" in history
    assert "analyst" in history
    assert 'name="seen" value="1"' in reply.text
    assert client.post(HERE, data={"group": "LDC", "seen": "1"}).status_code == 302
    assert client.post(HERE, data={"group": "LDC"}).status_code == 422


def test_a_choice_of_nobody_is_told_and_nothing_is_stored(world):
    client = world.client("analyst")
    reply = client.post(HERE, data={"group": "", "seen": "0"})
    assert reply.status_code == 422
    assert "Choose a group, or from 1 to 60 other countries." in reply.text
    assert "Least developed countries”" in client.get(HERE).text


def test_a_viewer_sees_the_comparison_and_no_form(pristine):
    page = pristine.client("viewer").get(HERE).text
    assert "Published figures are compared" in page
    assert "Country group" not in page


def test_foreign_figures_are_no_results_and_stay_in_their_series(world):
    """The small questionnaire has no published series: nothing is compared, whatever is held of others."""
    with world.database().writing() as session:
        keep_desk_figures(session, [(one, DeskFigure("I-NET", 2025, 1.0), "") for one in ("MLI", "TGO", "BEN")])
        session.commit()
    assert "No series has published figures of at least three" in world.client("viewer").get(HERE).text


def test_every_countrys_figure_stands_on_the_page_with_its_year_and_a_mark_of_age(tmp_path):
    series = {"code": "I-NET", "name": "Users", "unit": "%", "source": "ITU", "direction": "up"}
    whole = a_questionnaire(bands=BANDS, severities=SEVERITIES).model_dump(mode="json")
    whole["areas"][0]["context"] = ["I-NET"]
    world = build_world(tmp_path / "instance", Instrument.model_validate({**whole, "series": [series]}))
    with world.database().writing() as session:
        kept = {"SEN": (2025, 58.0), "MLI": (2018, 12.7), "TGO": (2024, 37.0), "BEN": (2024, 33.0)}
        keep_desk_figures(session, [(one, DeskFigure("I-NET", *figure), "") for one, figure in kept.items()])
        session.commit()
    page = world.client("viewer").get(HERE).text
    for said in (
        "12.7% (2018) · More than five years old",
        "58.0% (2025)",
        "3 have less, 0 as much, 0 more",
        "chart-boxes",
    ):
        assert said in page
    world.close()
