"""Peers of an assessment: members of a group on the reference day, or countries by name; other countries' figures."""

from datetime import date

import pytest

from assessment.errors import InvalidInput, NotAllowed
from assessment.language import voice_for
from assessment.methodology.desk import DeskFigure
from assessment.methodology.instrument import Instrument
from assessment.services.analysis import data_digest, findings_of
from assessment.services.choosing import newest
from assessment.services.peers import choices_of, choose_peers, comparison_of, groups_offered, peers_of
from assessment.services.reporting import report_of
from assessment.storage.evidence import keep_desk_figures
from tests.builders import NOW, a_questionnaire, access_to, an_assessment

ANALYST, ENGLISH = access_to("SEN", "analyst"), voice_for("en")
VALUES = {"SEN": 58.0, "MLI": 34.5, "NER": 16.9, "TGO": 35.0, "BEN": 33.8, "UGA": 10.3, "FRA": 86.8}
SERIES = {
    "code": "I-NET-USE", "name": "People using the Internet", "unit": "% of population", "source": "ITU",
    "direction": "up", "goalposts": {"low": 0, "high": 100, "reason": "A share"},
}  # fmt: skip


@pytest.fixture
def session(sqlite_session):
    """With published figures of seven countries."""
    kept = [(country, DeskFigure("I-NET-USE", 2025, value), "free") for country, value in VALUES.items()]
    keep_desk_figures(sqlite_session, kept)
    return sqlite_session


def the_questionnaire(**changes) -> Instrument:
    whole = a_questionnaire().model_dump(mode="json")
    payments, laws = whole["areas"]
    payments["indicators"][0]["series"] = [{"code": "I-NET-USE"}]
    return Instrument.model_validate({**whole, "series": [{**SERIES, **changes}], "areas": [payments, laws]})


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session, the_questionnaire())


def choose(session, assessment, group="", countries=(), access=ANALYST):
    seen = newest(choices_of(session, assessment))
    choose_peers(session, access, assessment, group=group, countries=tuple(countries), seen=seen, now=NOW)


def test_a_least_developed_country_stands_beside_the_others_unless_somebody_chose(session, assessment):
    peers = peers_of(session, assessment)
    assert (peers.group, peers.day, len(peers.countries)) == ("LDC", date(2026, 1, 1), 43)
    assert "SEN" not in peers.countries


@pytest.mark.parametrize(("year", "member"), [(2026, True), (2027, False)])
def test_who_has_left_a_group_before_the_reference_year_is_no_peer(session, year, member):
    """Nepal leaves the least developed countries in November 2026."""
    assessment = an_assessment(session, the_questionnaire(), reference_year=year)
    assert ("NPL" in peers_of(session, assessment).countries) is member


def test_the_figures_of_the_group_alone_are_compared(session, assessment):
    comparison = comparison_of(session, assessment, ENGLISH)
    (line,) = comparison.lines
    assert comparison.group == "Least developed countries"
    assert (set(line.others), line.spread.median) == ({"MLI", "NER", "TGO", "BEN", "UGA"}, 33.8)
    assert (line.lower, line.equal, line.higher) == (5, 0, 0)


def test_chosen_countries_are_kept_for_the_assessment(session, assessment):
    choose(session, assessment, countries=["FRA", "MLI", "TGO", "SEN"])
    assert peers_of(session, assessment).countries == ("FRA", "MLI", "TGO")
    (line,) = comparison_of(session, assessment, ENGLISH).lines
    assert (line.lower, line.higher) == (2, 1)
    choose(session, assessment, group="ECOWAS")
    assert peers_of(session, assessment).group == "ECOWAS"


def test_own_groups_are_offered_first_and_by_name(session, assessment):
    offered = groups_offered(assessment, ENGLISH)
    assert offered["SIDS"] == "Small island developing States"
    assert offered["ECOWAS"] == "Economic Community of West African States"
    codes = list(offered)
    assert codes.index("LDC") < codes.index("ASEAN")


@pytest.mark.parametrize(
    ("group", "countries"),
    [("", []), ("NOBODY", []), ("", ["QQQ"]), ("", ["SEN"]), ("", [f"C{n:02}" for n in range(61)])],
)
def test_a_choice_that_is_none_is_refused(session, assessment, group, countries):
    with pytest.raises(InvalidInput):
        choose(session, assessment, group, countries)


def test_an_analyst_of_the_country_alone_chooses(session, assessment):
    with pytest.raises(NotAllowed):
        choose(session, assessment, "SIDS", access=access_to("SEN", "viewer"))


def test_the_report_says_the_figure_beside_the_others_with_years_and_source(session, assessment):
    report = report_of(session, assessment, ENGLISH, NOW)
    section = next(one for one in report.sections if one.heading == "Beside other countries")
    assert "43 other countries of the group “Least developed countries”, as it stood on 1 January 2026" in str(section)
    chart, table = section.sections[0].blocks
    assert chart.kind == "boxes"
    assert [cell.text for cell in table.rows[0].cells][1:] == [
        "58.0% (2025)", "33.8%\n16.9% to 34.5%", "5 have less, 0 as much, 0 more", "ITU\n2025",
    ]  # fmt: skip


def test_scores_that_compare_with_a_group_rest_on_its_published_figures(session):
    sample = {"method": "min_max", "reference": "LDC", "minimum": 3}
    assessment = an_assessment(session, the_questionnaire(goalposts=None, sample=sample))
    before = findings_of(session, assessment)
    assert before.scorecard.desk["I-NET-USE"].score == 100
    keep_desk_figures(session, [("MDG", DeskFigure("I-NET-USE", 2025, 106.3), "free")])
    after = findings_of(session, assessment)
    assert after.scorecard.desk["I-NET-USE"].score == pytest.approx(100 * (58.0 - 10.3) / (106.3 - 10.3))
    assert data_digest(after.evidence) != data_digest(before.evidence)
