"""Beginning an assessment from the screen."""

from datetime import date

import pytest

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services.beginning import begin_assessment, countries_for, ready_questionnaires
from assessment.services.course import Agreement
from tests.builders import NOW, access_to, an_assessment

ADMIN = access_to("KHM", "admin")
AGREEMENT = Agreement(
    theme="",
    areas=(),
    languages=("en",),
    results_shown="bands",
    validators="",
    opens_on=date(2026, 7, 1),
    closes_on=date(2026, 7, 31),
    grace_days=5,
)


@pytest.fixture
def begin(session, root):
    def deed(access=ADMIN, **changes):
        whole = {"country": "KHM", "questionnaire": "worked-example/1", "time_zone": "", "reference_year": None}
        folder = root / "tests" / "questionnaires"
        return begin_assessment(session, access, folder, agreement=AGREEMENT, now=NOW, **(whole | changes))

    return deed


def test_a_questionnaire_on_file_is_published_with_its_first_assessment(begin):
    begun = begin()
    assert (begun.questionnaire, begun.time_zone) == ("worked-example/1", "Asia/Phnom_Penh")
    assert (begun.grace_days, begun.results_shown) == (5, "bands")


def test_a_published_questionnaire_needs_no_file(session, begin):
    an_assessment(session)
    assert begin(questionnaire="small/1", reference_year=2024).name == "KHM-2024-1"


def test_only_an_administrator_of_the_country_begins(begin):
    with pytest.raises(NotAllowed):
        begin(access_to("KHM", "analyst"))
    with pytest.raises(NotAllowed):
        begin(country="SEN")
    assert countries_for(ADMIN) == ("KHM",)


def test_a_country_with_several_time_zones_needs_one_chosen(begin):
    anywhere = access_to("*", "admin")
    with pytest.raises(InvalidInput):
        begin(anywhere, country="BRA")
    assert begin(anywhere, country="BRA", time_zone="America/Belem").time_zone == "America/Belem"


def test_an_unknown_questionnaire_or_country_begins_nothing(begin):
    with pytest.raises(NotFound):
        begin(questionnaire="other/1")
    with pytest.raises(InvalidInput):
        begin(access_to("*", "admin"), country="ZZZ")


def test_questionnaires_with_faults_are_not_offered(session, tmp_path):
    broken = tmp_path / "broken" / "1"
    broken.mkdir(parents=True)
    (broken / "questionnaire.yaml").write_text("code: broken\n", encoding="utf-8")
    assert ready_questionnaires(session, tmp_path) == ()
