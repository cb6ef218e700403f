"""The demonstration portfolio: real figures, openly invented answers, loaded whole or not at all."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assessment.config import Settings
from assessment.language import voice_for
from assessment.methodology.applicability import modules_for
from assessment.methodology.tally import tally_of
from assessment.services import analysis, demonstration
from assessment.services.assessments import visible_assessments
from assessment.services.country_comments import comments_for_report
from assessment.services.country_groups import members_of_groups, reference_day
from assessment.services.course import course_of
from assessment.services.demonstration import invented, loading
from assessment.services.demonstration.accounts import open_accounts
from assessment.services.portfolio import Choice, gather, measured
from assessment.services.report_issue import issued_on
from assessment.services.reporting import report_of
from assessment.services.rounds import former_of, since_last_round
from assessment.services.survey import survey_results_of
from assessment.services.workshops import workshop_of
from assessment.storage.database import Database
from tests.builders import NOW

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
GROUPS = {"PUB", "BIZ", "LOG", "FSP", "TEL", "CIV", "DEV"}


class Loaded:
    """A database with the portfolio in it."""

    def __init__(self, settings: Settings) -> None:
        self.database = Database(settings.database)
        self.settings = settings
        _password, self.analyst = open_accounts(self.database, settings, NOW)
        self.progress: list[str] = []
        self.countries: list[loading.LoadedCountry] = []
        self.companions: list[loading.LoadedCountry] = []

    def load(self, progress=None):
        return loading.load_portfolio(
            self.database,
            QUESTIONNAIRES,
            self.analyst,
            open_key="key of a test",
            now=NOW,
            progress=progress or self.progress.append,
            with_companions=True,
        )

    def companion(self, name):
        return next(one.assessment for one in self.companions if one.assessment.name == name)


@pytest.fixture
def empty(tmp_path, migrated_sqlite):
    (tmp_path / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    nothing = Loaded(Settings(instance=tmp_path))
    yield nothing
    nothing.database.close()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, migrated_sqlite):
    folder = tmp_path_factory.mktemp("demonstration")
    (folder / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    whole = Loaded(Settings(instance=folder))
    every = whole.load()
    whole.countries = [one for one in every if not one.is_companion]
    whole.companions = [one for one in every if one.is_companion]
    yield whole
    whole.database.close()


def test_it_holds_three_countries_of_sixty_responses_or_more(loaded):
    assert [country.assessment.name for country in loaded.countries] == ["SEN-2026-1", "WSM-2026-1", "KHM-2026-1"]
    assert min(country.submitted for country in loaded.countries) >= 60


def test_all_seven_groups_answer_with_the_flaws_of_real_answers(loaded):
    with loaded.database.reading() as session:
        for country in loaded.countries:
            responses = list(analysis.collection_of(session, country.assessment).sent.values())
            tally = tally_of(country.assessment.instrument, responses)
            states = Counter()
            for groups in tally.values():
                for cell in groups.values():
                    states.update(cell.states)
                    states["unanswered"] += cell.unanswered
            assert {response.respondent.group for response in responses} == GROUPS
            assert (
                min(
                    states[state]
                    for state in ("answered", "dont_know", "prefer_not_to_say", "not_applicable", "unanswered")
                )
                > 0
            )


def test_some_facts_are_contested_and_some_groups_too_sparse(loaded):
    with loaded.database.reading() as session:
        reasons = Counter(
            node.reason
            for country in loaded.countries
            for node in analysis.findings_of(session, country.assessment).scorecard.nodes.values()
        )
    assert reasons["contested"]
    assert reasons["low_coverage"]


def test_firms_and_persons_choose_topics_and_still_count_in_every_area(loaded):
    with loaded.database.reading() as session:
        for country in loaded.countries:
            instrument = country.assessment.instrument
            choosing = [
                response
                for response in analysis.collection_of(session, country.assessment).sent.values()
                if modules_for(instrument, response.respondent)
            ]
            assert {response.respondent.group for response in choosing} == {"BIZ", "CIV"}
            numbers = Counter(len(response.respondent.modules) for response in choosing)
            assert numbers[1] + numbers[2] > len(choosing) / 2
            results = analysis.findings_of(session, country.assessment).scorecard.questions
            for group in ("BIZ", "CIV"):
                counted = [code for code, one in results.items() if (own := one.group_result(group)) and own.counts]
                areas = {instrument.area_of_item[code.partition(".")[0]].code for code in counted}
                assert areas == set(instrument.area_of)


def test_results_are_shown_as_bands_and_every_country_is_marked(loaded):
    with loaded.database.reading() as session:
        for country in loaded.countries:
            assert country.assessment.demonstration
            assert country.assessment.results_shown == "bands"
            report = report_of(session, country.assessment, voice_for("en"), NOW)
            assert report.notice == "Demonstration: synthetic responses"


def test_the_course_of_each_country_is_planned(loaded):
    with loaded.database.reading() as session:
        for country in loaded.countries:
            states = {stage.code: stage.state for stage in course_of(session, country.assessment, NOW)}
            assert (states["desk"], states["fieldwork"], states["draft"]) == ("done", "under_way", "not_begun")


def test_public_facts_are_confirmed_with_their_address(loaded):
    with loaded.database.reading() as session:
        for country in loaded.countries:
            confirmations = analysis.findings_of(session, country.assessment).evidence.confirmations.values()
            assert confirmations
            assert all(one.link.startswith("http") for one in confirmations)


def test_senegal_was_assessed_before_and_the_report_says_what_changed(loaded):
    with loaded.database.reading() as session:
        senegal = loaded.countries[0].assessment
        assert former_of(session, senegal).name == "SEN-2023-1"
        since = since_last_round(session, senegal, lambda instrument: instrument)
    changes = [one.difference for one in since.rounds.changes if one.difference is not None]
    assert min(changes) < 0 < max(changes)


def test_the_round_before_was_commented_on_validated_and_issued(loaded):
    with loaded.database.reading() as session:
        before = loaded.companion("SEN-2023-1")
        outcomes = {one.outcome for one in comments_for_report(session, before)}
        assert outcomes == {"taken_up", "partly", "not_taken_up", "open"}
        assert workshop_of(session, before).attendance > 0
        assert issued_on(session, before) == date(2023, 11, 8)


def test_members_of_a_region_stand_side_by_side_beside_the_region_itself(loaded):
    with loaded.database.reading() as session:
        region = loaded.companion("XEW-2026-1")
        assert region.is_regional
        members = members_of_groups(reference_day(region))["ECOWAS"]
        gathering = gather(session, loaded.analyst, Choice(), reference_day(region), countries=members)
        assert [one.country for one in gathering.assessments] == ["GHA", "SEN", "TGO"]
        assert all(
            any(node.score is not None for node in one.scorecard.nodes.values())
            for one in measured(session, (*gathering.assessments, region))
        )


def test_a_survey_of_firms_estimates_for_all_firms(loaded):
    with loaded.database.reading() as session:
        survey = loaded.companion("SEN-2026-2")
        (found,) = survey_results_of(session, survey, survey.instrument)
    assert 50 < (found.rates.rr1 or 0) < 90
    assert found.questions


def test_loading_twice_adds_nothing(loaded):
    again = loaded.load(progress=lambda country: pytest.fail(f"{country} was loaded again"))
    assert [(c.submitted, c.drafts, c.actions) for c in again] == [
        (c.submitted, c.drafts, c.actions) for c in (*loaded.countries, *loaded.companions)
    ]


def test_a_country_whose_loading_stops_half_way_is_not_there(empty, monkeypatch):
    class Stopped(Exception):
        pass

    def stop(*_arguments, **_options):
        raise Stopped

    monkeypatch.setattr(invented.followup, "adopt", stop)
    with pytest.raises(Stopped):
        empty.load()
    with empty.database.reading() as session:
        assert visible_assessments(session, empty.analyst) == []


def test_only_figures_that_may_be_carried_are_carried(shared):
    """Licences beginning with CC BY or UN, without third-party terms and without the need to ask."""
    from assessment.authoring.desk_data import read_desk

    for entry in (*read_desk(demonstration.portfolio.DESK_FILE), *read_desk(demonstration.portfolio.PEERS_FILE)):
        assert entry.licence.startswith(("CC BY", "UN"))
        assert "third-party" not in entry.licence
        assert "contact the table owner" not in entry.licence


def test_figures_agree_with_the_published_table(shared):
    from assessment.authoring.desk_data import read_desk

    carried = {
        (e.country, e.figure.series, e.figure.year): e.figure.value
        for file in (demonstration.portfolio.DESK_FILE, demonstration.portfolio.PEERS_FILE)
        for e in read_desk(file)
    }
    published = {
        (e.country, e.figure.series, e.figure.year): e.figure.value
        for e in read_desk(shared / "data" / "desk_indicators.csv")
    }
    assert carried.items() <= published.items()
